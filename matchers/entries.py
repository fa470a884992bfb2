"""What a record is found by: runs of words, passages that stand in one text, exact texts, and people.

An entry is 40 bits of a key, the last of which tells people's keys from those of texts, and 24 bits of the record's
row. The keys of a record depend on nothing but the record, so that they may be kept, and made anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from matchers.runs import Ints, Keys, Ragged, distinct, mixed
from schemas.errors import SetupError
from schemas.written import grouped

ROW_BITS = np.uint64(24)
ROWS = np.uint64((1 << 24) - 1)
_TEXTS = ("title", "summary", "effect")
_SHORT, _LONG = 3, 4  # words of a run
_ONE_IN = np.uint64(4)  # so many of a summary's long runs are kept, the same ones in every record
_SKETCH = 12  # passages of a summary of which any two together are a key
_HASH_BITS = np.uint64(44)


def entries(columns: Mapping[str, Ragged], rows: Ints, first: int = 0) -> Keys:
    """Sorted entries of some rows (fewer than 2^20), each once; `first`: the number that row 0 goes by.

    Raises SetupError when rows have higher numbers than there is room for.
    """
    if len(rows) and first + int(rows.max()) > int(ROWS):
        raise SetupError(f"So trùng được tối đa {grouped(int(ROWS))} sáng kiến một lần.")
    texts = [_packed(keys, first + rows[owner], False) for keys, owner in _text_keys(columns, rows)]
    keys, owner = columns["people"].take(rows)
    return distinct(np.concatenate([*texts, _packed(keys, first + rows[owner], True)]))


def of_people(found: Keys) -> Keys:
    """1 for entries of people, 0 for those of texts."""
    return (found >> ROW_BITS) & np.uint64(1)


def _packed(keys: Keys, rows: Ints, people: bool) -> Keys:
    family = (keys & ~np.uint64(1)) | np.uint64(people)
    return (family << ROW_BITS) | rows.astype(np.uint64)


def _text_keys(columns: Mapping[str, Ragged], rows: Ints) -> Iterator[tuple[Keys, Ints]]:
    yield columns["title"].runs(rows, _SHORT)
    for name in _TEXTS:
        keys, owner = columns[name].runs(rows, _LONG)
        kept = (keys >> np.uint64(48)) % _ONE_IN == 0 if name == "summary" else np.ones(len(keys), dtype=bool)
        yield keys[kept], owner[kept]
        yield _whole(columns[name], rows)
    yield from _sketches(columns["summary"], rows)


def _whole(text: Ragged, rows: Ints) -> tuple[Keys, Ints]:
    """One key for all words of a text, none for an empty one."""
    keys, owner = text.take(rows)
    starts = starts_of(owner)
    placed = mixed(keys, places(starts, len(keys)).astype(np.uint64))
    return (np.add.reduceat(placed, starts) if len(keys) else keys), owner[starts]


def _sketches(text: Ragged, rows: Ints) -> Iterator[tuple[Keys, Ints]]:
    """Any two of the few passages of a text that have the lowest hashes: sentences may change places and be replaced.

    Single passages are common in texts that are filled into sentences; two of them stand together in copies only.
    """
    keys, owner = text.runs(rows, _SHORT)
    ranked = distinct((owner.astype(np.uint64) << _HASH_BITS) | (mixed(keys) >> (np.uint64(64) - _HASH_BITS)))
    owner = (ranked >> _HASH_BITS).astype(np.int64)
    low = places(starts_of(owner), len(owner)) < _SKETCH
    ranked, owner = ranked[low] & ((np.uint64(1) << _HASH_BITS) - np.uint64(1)), owner[low]
    for skip in range(1, _SKETCH):
        same = owner[skip:] == owner[:-skip]
        yield mixed(ranked[:-skip][same], ranked[skip:][same]), owner[skip:][same]


def starts_of(owner: Keys | Ints) -> Ints:
    """Where a new owner begins, of entries that lie owner by owner."""
    return np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]]) if len(owner) else np.zeros(0, dtype=np.int64)


def places(starts: Ints, total: int) -> Ints:
    """The place of each entry among those of its owner, from 0."""
    return np.arange(total) - np.repeat(starts, np.diff(np.r_[starts, total]))
