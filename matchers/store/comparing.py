"""Rows of a store compared with all rows before them, as the batch over the same rows would."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

import numpy as np

from matchers.columns import COLUMNS
from matchers.corpus import Corpus
from matchers.find import MatchSettings, duplicates_among
from matchers.index import nearest
from matchers.processes import spread
from matchers.runs import Ints, Ragged
from matchers.store.segment import gathered, lines
from matchers.store.store import CHUNK, Store
from schemas.match import Comparison, Record


class _Kept(Sequence[Record]):
    """Rows of a store as records, made of their text when they are asked for."""

    def __init__(self, store: Store, rows: Ints) -> None:
        self._store, self._rows = store, rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Record: ...
    @overload
    def __getitem__(self, at: slice) -> list[Record]: ...
    def __getitem__(self, at: int | slice) -> Record | list[Record]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        return self._store.record(int(self._rows[at]))


def compared(store: Store, rows: Ints, settings: MatchSettings | None = None) -> list[Comparison]:
    """The pairs worth a look of some rows in force with older ones, the highest score first.

    Candidates, word counts and so decisions are those of a batch over all rows in force, in the order of the store.
    """
    settings = settings or MatchSettings()
    pairs = candidates_of(store, rows, settings)
    store.release()
    used = np.unique(pairs)
    corpus, place = _corpus(store, used)
    store.release()
    ends = place[np.searchsorted(used, pairs)]
    found = duplicates_among(corpus, np.sort(ends, axis=1), store.statistics(), settings)
    store.release()
    return found


def candidates_of(store: Store, rows: Ints, settings: MatchSettings) -> Ints:
    """Pairs (older, newer) of rows; blocks of rows may be worked on anywhere the store can be read."""
    parts = [segment.arrays["entries"] for segment in store.segments]

    def block(at: int) -> Ints:
        asked = store.entries_of(rows[at : at + CHUNK])
        return np.stack(nearest(parts, asked, settings.caps, store.gone), axis=1)

    found = spread(block, range(0, len(rows), CHUNK), len(rows) > CHUNK)
    return np.concatenate([np.zeros((0, 2), dtype=np.int64), *found])


def _corpus(store: Store, rows: Ints) -> tuple[Corpus, Ints]:
    """A corpus of some rows in order of their ids, and the place of each row in it."""
    ids = lines(store.taken("id", rows))
    order = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    columns = {name: _ordered(store.taken(name, rows), order) for name in COLUMNS}
    return Corpus(_Kept(store, rows[order]), columns), place


def _ordered(rows: Ragged, order: Ints) -> Ragged:
    sizes = np.diff(rows.starts)[order]
    return Ragged(gathered(rows.flat, rows.starts[order], sizes), np.r_[0, np.cumsum(sizes)])
