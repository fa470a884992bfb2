"""One table's line masks → its rows, columns and merged cells."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.imaging.picture import Picture, Rect, blots_of

Places = list[float]
Measures = NDArray[np.float64]

_PRESENT = 0.5  # of an edge drawn: the line is there
_WHOLE = 0.9  # of an edge no longer than a line of text is high
_CRUMBS = 0.55  # of an edge covered by thin ink in one row of pixels
_NARROW = 28  # units: no row or column is narrower than 3.4 mm
_WEAK = 0.25  # enough where the same line goes on at both ends


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell's place in the table (from 0, with spans) and its box on the page, to the middle of its lines."""

    row: int
    col: int
    rowspan: int
    colspan: int
    box: Rect


@dataclass(frozen=True, slots=True)
class Lattice:
    rows: int
    cols: int
    spots: list[Spot]
    box: Rect


@dataclass(frozen=True, slots=True)
class Lines:
    """Masks of one direction, turned so that its lines are level: sure lines, and all thin ink."""

    sure: Picture
    faint: Picture


@dataclass(frozen=True, slots=True)
class LineWork:
    """The lines of one area of a page; `unit` is 1/2480 of the page's long side in pixels."""

    across: Lines
    down: Lines
    unit: float


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines of one direction at `places`; `edges[line, gap]` = (share drawn, place, 1 where both ends are drawn)."""

    places: Places
    edges: Measures

    def doubt_short(self, crossing: Places, whole: float) -> None:
        """Takes short edges that are not whole for strokes of letters: a stem that stands on a column's line."""
        for gap, (start, end) in enumerate(pairwise(crossing)):
            if end - start < whole:
                share, ends = self.edges[:, gap, 0], self.edges[:, gap, 2]
                share[(share < _WHOLE) & (ends < 1)] = 0.0


def lattice_of(work: LineWork, origin: tuple[int, int]) -> Lattice | None:
    """The lattice that is drawn in an area at `origin` of the page, or None where none is.

    An outer border that is missing is put where the lines that meet it end.
    """
    unit = work.unit
    reach = max(3, round(8 * unit))
    ys = _with_border(_places(work.across.sure, reach, 60 * unit), work.down.sure, reach)
    xs = _with_border(_places(work.down.sure, reach, 30 * unit), work.across.sure, reach)
    whole = 90 * unit
    while len(xs) > 2 and len(ys) > 1:
        across, down = _measured(work.across, ys, xs, reach), _measured(work.down, xs, ys, reach)
        down.doubt_short(ys, whole)
        kept_ys, kept_xs = _apart(_drawn(across), across, unit), _apart(_drawn(down), down, unit)
        if (len(kept_ys), len(kept_xs)) == (len(ys), len(xs)):
            return _built(across, down, origin)
        ys, xs = kept_ys, kept_xs
    return None


def _places(mask: Picture, reach: int, least: float) -> Places:
    """Where level lines lie: centres of their pieces, drawn together within `reach`, weighted by length."""
    _, stats, centres = blots_of(mask)
    pieces = sorted(zip(centres[1:, 1], stats[1:, cv2.CC_STAT_WIDTH], strict=True))
    groups: list[list[tuple[float, float]]] = []
    for at, length in pieces:
        if groups and at - _centre(groups[-1]) <= reach:
            groups[-1].append((at, length))
        else:
            groups.append([(at, length)])
    return [_centre(group) for group in groups if sum(length for _, length in group) >= least]


def _centre(group: list[tuple[float, float]]) -> float:
    return float(sum(at * length for at, length in group) / sum(length for _, length in group))


def _with_border(places: Places, crossing: Picture, reach: int) -> Places:
    """The places and, where the long lines of the crossing direction run on beyond them, an undrawn border."""
    _, stats, _ = blots_of(crossing)
    starts, lengths = stats[1:, cv2.CC_STAT_LEFT], stats[1:, cv2.CC_STAT_WIDTH]
    long = lengths > 0.5 * crossing.shape[1]
    if not places or int(long.sum()) < 2:
        return places
    # The second furthest: one line alone may be an underline or a scratch.
    first, last = float(np.sort(starts[long])[1]), float(np.sort((starts + lengths)[long])[-2])
    before = [first] if places[0] - first > 3 * reach else []
    after = [last] if last - places[-1] > 3 * reach else []
    return [*before, *places, *after]


def _measured(lines: Lines, places: Places, crossing: Places, reach: int) -> _Lines:
    edges = np.zeros((len(places), max(0, len(crossing) - 1), 3))
    for i, place in enumerate(places):
        top = max(0, round(place) - reach)
        sure, faint = (mask[top : round(place) + reach + 1] > 0 for mask in (lines.sure, lines.faint))
        for j in range(len(crossing) - 1):
            start, end = round(crossing[j]) + 3, max(round(crossing[j + 1]) - 3, round(crossing[j]) + 4)
            edges[i, j] = _edge(sure[:, start:end], faint[:, start:end], place, top)
    return _Lines(places, edges)


def _edge(sure: NDArray[np.bool_], faint: NDArray[np.bool_], place: float, top: int) -> tuple[float, float, float]:
    """(share drawn, place, both ends drawn) of one edge from the strips that should hold it."""
    if not sure.size:
        return 0.0, place, 0.0
    drawn, rows = np.asarray(sure.any(axis=0)), np.nonzero(sure)[0]
    share, at = float(drawn.mean()), top + float(np.median(rows)) if len(rows) else place
    # Crumbs in one row of pixels all along the edge are a worn line; letters never fill a row.
    filled = faint.mean(axis=1)
    best = int(filled.argmax())
    if share < _PRESENT and float(filled[best]) >= _CRUMBS:
        drawn, share, at = faint[best], float(filled[best]), float(top + best)
    end = max(3, drawn.size // 6)
    both = bool(drawn[:end].any() and drawn[-end:].any())
    return share, (at if share >= _WEAK else place), float(both)


def _drawn(lines: _Lines) -> Places:
    """The lines that are whole between two crossings somewhere, and the borders: others are strokes of letters."""
    last = len(lines.places) - 1
    most = lines.edges[..., 0].max(axis=1)
    return [place for i, place in enumerate(lines.places) if most[i] >= _PRESENT or i in (0, last)]


def _apart(places: Places, lines: _Lines, unit: float) -> Places:
    """The places without those too near to a longer line for a text between: stems of letters beside it, a double line.

    The outermost stay.
    """
    drawn = dict(zip(lines.places, lines.edges[..., 0].sum(axis=1), strict=True))
    out: Places = []
    for place in places:
        if not out or place - out[-1] >= _NARROW * unit:
            out.append(place)
        elif (len(out) > 1 and drawn[place] > drawn[out[-1]]) or place == places[-1]:
            out[-1] = place
    return out


def _built(across: _Lines, down: _Lines, origin: tuple[int, int]) -> Lattice:
    rows, cols = len(across.places) - 1, len(down.places) - 1
    labels = _merged(_there(across.edges[..., 0], True), _there(down.edges[..., 0], False).T)
    spots = []
    for label in np.unique(labels):
        at_rows, at_cols = np.nonzero(labels == label)
        top, left, bottom, right = at_rows.min(), at_cols.min(), at_rows.max() + 1, at_cols.max() + 1
        x0, x1 = (down.edges[line, top:bottom, 1].mean() + origin[0] for line in (left, right))
        y0, y1 = (across.edges[line, left:right, 1].mean() + origin[1] for line in (top, bottom))
        box = (round(x0), round(y0), round(x1), round(y1))
        spots.append(Spot(int(top), int(left), int(bottom - top), int(right - left), box))
    spots.sort(key=lambda spot: (spot.row, spot.col))
    (x0, x1), (y0, y1) = (down.places[0], down.places[-1]), (across.places[0], across.places[-1])
    box = (round(x0) + origin[0], round(y0) + origin[1], round(x1) + origin[0], round(y1) + origin[1])
    return Lattice(rows, cols, spots, box)


def _there(share: Measures, outside: bool) -> NDArray[np.bool_]:
    """Which edges are lines: lines x gaps. A faint piece counts where the line goes on at both of its ends.

    `outside`: whether beyond the table's border counts as going on.
    """
    drawn = np.array([[bool(value >= _PRESENT) for value in line] for line in share])
    drawn[[0, -1]] = True
    around = np.pad(drawn, ((0, 0), (1, 1)), constant_values=outside)
    between = around[:, :-2] & around[:, 2:]
    return np.where(between, share >= _WEAK, drawn)


def _merged(across: NDArray[np.bool_], down: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Labels rows x cols: cells without a line between them share one, grown until each label is a rectangle."""
    rows, cols = down.shape[0], across.shape[1]
    labels = np.arange(rows * cols).reshape(rows, cols)
    for r in range(rows):
        for c in range(cols):
            if c + 1 < cols and not down[r, c + 1]:
                labels[labels == labels[r, c + 1]] = labels[r, c]
            if r + 1 < rows and not across[r + 1, c]:
                labels[labels == labels[r + 1, c]] = labels[r, c]
    return _squared(labels)


def _squared(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    grown = True
    while grown:
        grown = False
        for label in np.unique(labels):
            at_rows, at_cols = np.nonzero(labels == label)
            if not len(at_rows):
                continue
            part = labels[at_rows.min() : at_rows.max() + 1, at_cols.min() : at_cols.max() + 1]
            if (part != label).any():
                labels[np.isin(labels, np.unique(part))] = label
                grown = True
    return labels
