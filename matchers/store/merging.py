"""Many small parts into one, without the rows that stepped back; what is large goes through in pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from matchers.entries import ROW_BITS, ROWS
from matchers.processes import spread
from matchers.runs import Ints, Keys, Ragged
from matchers.statistics import MOST_COUNTED, slots_for
from matchers.store.arrays import Array, Writer
from matchers.store.counts import COUNTED, Counts, added, counted
from matchers.store.manifest import Manifest
from matchers.store.segment import RAGGED, Coming, id_keys, lines, write, write_counts

if TYPE_CHECKING:
    from matchers.store.store import Store

_MOST_PARTS = 8
_LARGE_SHARE = 8  # the later parts together are an eighth of the first one: all becomes one
_MOST_GONE, _GONE_SHARE = 1000, 20
_RANGES = 64
_CHUNK = 20_000  # rows
_AT_ONCE = 8  # chunks
_DENSE = 10_000  # rows: from here on passages are counted in a table by slot


def due(store: Store) -> int | None:
    """The first part to merge from; None when there is nothing to do."""
    parts, rows = store.manifest.parts, store.manifest.rows
    gone = len(store.manifest.dead)
    if slots_for(len(store)) != store.manifest.slots or gone > max(_MOST_GONE, rows // _GONE_SHARE):
        return 0
    if len(parts) <= _MOST_PARTS:
        return None
    later = rows - parts[0].rows
    return 0 if later > parts[0].rows // _LARGE_SHARE else 1


def merge(store: Store, start: int, slots: int) -> None:
    """Makes one part of those from `start` on, counted in a table of `slots`."""
    kept, first = store.manifest.parts[:start], sum(part.rows for part in store.manifest.parts[:start])
    rows = store.alive(first, store.manifest.rows)
    parts = [*kept]
    if len(rows):
        parts.append(write(store.folder, store.name("rows"), _coming(store, rows, first, slots)))
    dead = [row for row in store.manifest.dead if row < first]
    store.put(_with_minus(store, store.manifest.model_copy(update={"parts": parts, "slots": slots}), dead))


def minus_of(store: Store, rows: Ints) -> Manifest:
    """The manifest with some more rows out of force."""
    dead = sorted({*store.manifest.dead, *rows.tolist()})
    return _with_minus(store, store.manifest, dead)


def _with_minus(store: Store, manifest: Manifest, dead: list[int]) -> Manifest:
    """The manifest with exactly these rows out of force; what was worked out for those that were is used again."""
    if dead == manifest.dead and (manifest.slots == store.manifest.slots or not dead):
        return manifest
    if not dead:
        return manifest.model_copy(update={"dead": [], "minus": None})
    again = {*store.manifest.dead} <= {*dead} and manifest.slots == store.manifest.slots and bool(store.minus)
    fresh = np.array(sorted({*dead} - {*store.manifest.dead}) if again else dead, dtype=np.int64)
    entries, counts = [store.entries_of(fresh)], [_counted(store, fresh, manifest.slots)]
    if again:
        entries.append(store.minus["entries"])
        counts.append({name: (store.minus[name], store.minus[f"{name} counts"]) for name in COUNTED})
    with Writer(store.folder, store.name("minus")) as out:
        out.add("entries", np.uint64, [np.sort(np.concatenate(entries), kind="stable")])
        write_counts(out, added(counts))
    return manifest.model_copy(update={"dead": dead, "minus": out.written(), "number": store.manifest.number})


def _coming(store: Store, rows: Ints, first: int, slots: int) -> Coming:
    chunks = [rows[at : at + _CHUNK] for at in range(0, len(rows), _CHUNK)]
    counts, runs = _all_counts(store, chunks, slots, len(rows) >= _DENSE)
    ragged = {name: _column(store, name, chunks) for name in RAGGED}
    keys = [id_keys(lines(store.taken("id", chunk))) for chunk in chunks]
    return Coming(ragged, store.taken_stamps(rows), np.concatenate(keys), _entries(store, rows, first), counts, runs)


def _column(store: Store, name: str, chunks: Sequence[Ints]) -> Iterator[Ragged]:
    return (store.taken(name, chunk) for chunk in chunks)


def _entries(store: Store, rows: Ints, first: int) -> Iterator[Keys]:
    """All entries of the rows in order, under their new numbers, range by range."""
    number = np.full(store.manifest.rows - first, -1, dtype=np.int64)
    number[rows - first] = np.arange(first, first + len(rows))
    parts = [segment.arrays["entries"] for segment in store.segments if segment.first >= first]
    edges = (np.linspace(0, 1 << 40, _RANGES + 1).astype(np.uint64) << ROW_BITS)[:-1]
    cuts = [[*np.searchsorted(part, edges).tolist(), len(part)] for part in parts]
    for at in range(_RANGES):
        found = []
        for part, cut in zip(parts, cuts, strict=True):
            some = part[cut[at] : cut[at + 1]]
            new = number[(some & ROWS).astype(np.int64) - first]
            found.append(((some & ~ROWS) | new.astype(np.uint64))[new >= 0])
        yield np.sort(np.concatenate([np.zeros(0, dtype=np.uint64), *found]), kind="stable")


def _counted(store: Store, rows: Ints, slots: int) -> Counts:
    columns = {name: store.taken(name, rows) for name in ("title", "summary", "who")}
    return counted(columns, np.arange(len(rows)), slots)


def _all_counts(store: Store, chunks: Sequence[Ints], slots: int, dense: bool) -> tuple[Counts, Array | None]:
    """Counts of all chunks; those of passages as a table when `dense`."""
    runs = np.zeros(slots if dense else 0, dtype=np.uint8)
    found: list[Counts] = []
    for at in range(0, len(chunks), _AT_ONCE):
        some = spread(lambda chunk: _counted(store, chunk, slots), chunks[at : at + _AT_ONCE], len(chunks) > 1)
        for counts in some:
            if dense:
                places, often = counts["slot"]
                runs[places] = np.minimum(runs[places] + often, MOST_COUNTED)
        found += [{**counts, "slot": (places[:0], often[:0])} for counts in some] if dense else some
        found = [added(found)]
    return found[0], runs if dense else None
