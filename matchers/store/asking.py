"""What of a store is like one record that is not in it: the question of somebody who is typing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from matchers.columns import COLUMNS
from matchers.corpus import Corpus, columns_of
from matchers.entries import entries
from matchers.find import MatchSettings, duplicates_among
from matchers.index import nearest
from matchers.runs import Ints, Ragged
from matchers.store import manifest as manifests
from matchers.store.store import Store
from schemas.match import Comparison, Record

_TRIES = 3


def likely(store: Store, record: Record, settings: MatchSettings | None = None) -> list[Comparison]:
    """The pairs worth a look of a record with those in force, the highest score first; nothing is written.

    Candidates are those that the record would have if it came last; words weigh as before it came. A row of its own id
    is passed over.
    """
    settings = settings or MatchSettings()
    own = columns_of([record])
    rows = older(store, own, settings)
    if not len(rows):
        return []
    records: Sequence[Record] = [record, *(store.record(int(row)) for row in rows)]
    others = [at for at, one in enumerate(records) if at and one.id != record.id]
    columns = {name: Ragged.joined([own[name], store.taken(name, rows)]) for name in COLUMNS}
    pairs = np.array([(at, 0) if records[at].id < record.id else (0, at) for at in others], dtype=np.int64)
    return duplicates_among(Corpus(records, columns), pairs.reshape(-1, 2), store.statistics(), settings)


def older(store: Store, own: Mapping[str, Ragged], settings: MatchSettings) -> Ints:
    """The rows that a record of these columns is to be compared with."""
    block = entries(own, np.zeros(1, dtype=np.int64), store.manifest.rows)
    parts = [segment.arrays["entries"] for segment in store.segments]
    if not parts or not len(block):
        return np.zeros(0, dtype=np.int64)
    return np.unique(nearest(parts, block, settings.caps, store.gone)[0])


def reopened(store: Store) -> Store:
    """The store as it is now: the same one while nothing has changed."""
    if manifests.read(store.folder) == store.manifest:
        return store
    fresh = Store(store.folder)
    for _ in range(_TRIES):  # what a manifest names may be merged away between reading it and opening
        if not fresh.made_anew:
            break
        fresh = Store(store.folder)
    return fresh
