"""Candidates among all records of a register at once, as `matchers.index.nearest` finds them block by block.

The work splits twice, into pure functions: `held_in` looks through the keys of one range, for a key's entries lie in
order of their rows, so that each entry's place among them is the number of its older holders; `chosen` takes what all
ranges say of one block of records. A key that one record has takes no room, one that very many have only that of the
oldest ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from matchers.corpus import Corpus
from matchers.entries import ROW_BITS, ROWS, entries, of_people, starts_of
from matchers.growing import Growing
from matchers.index import Caps, before, best, spelled, tales
from matchers.processes import in_turn
from matchers.runs import Ints, Keys

Rows = npt.NDArray[np.unsignedinteger[Any]]
_BLOCK = 5000  # records
_ENTRIES = 2_000_000  # in a range, about
# What is told of an entry: its row, whether it is of people, its older holders, and its place among all that are held.
_ROW, _PEOPLE, _HOLDERS = np.uint64(40), np.uint64(39), np.uint64(32)
_MOST_HOLDERS, _PLACES = np.uint64((1 << 7) - 1), np.uint64((1 << 32) - 1)


@dataclass(frozen=True, slots=True)
class Held:
    """`rows`: those that have keys of which several have one, key by key; `told`: of each entry with older holders,
    range by range in order of the row.
    """

    rows: Rows
    told: Sequence[Keys]


def candidates(corpus: Corpus, caps: Caps) -> tuple[Ints, Ints]:
    """Pairs (older, newer) of rows, in order of the newer. Raises ValueError when `caps` look at too many holders."""
    if caps.holders > int(_MOST_HOLDERS):
        raise ValueError(f"more than {_MOST_HOLDERS} holders of a key")
    starts, held = range(0, len(corpus), _BLOCK), _held(corpus, caps)

    def found(start: int) -> tuple[Ints, Ints]:
        return chosen(held, start, min(start + _BLOCK, len(corpus)), caps)

    older, newer = Growing(np.int64), Growing(np.int64)
    for one, other in in_turn(found, starts, len(starts) > 4):
        older.add(one)
        newer.add(other)
    return older.array(), newer.array()


def _held(corpus: Corpus, caps: Caps) -> Held:
    blocks = _blocks(corpus)
    ranges = max(1, sum(map(len, blocks)) // _ENTRIES)
    edges = [
        np.uint64(edge) << ROW_BITS for edge in np.linspace(0, 1 << 40, ranges + 1).astype(np.uint64)[:-1].tolist()
    ]
    cuts = np.array([[*np.searchsorted(block, edges).tolist(), len(block)] for block in blocks]).reshape(-1, ranges + 1)

    def held(at: int) -> tuple[Rows, Keys]:
        parts = [block[cut[at] : cut[at + 1]] for block, cut in zip(blocks, cuts, strict=True)]
        return held_in(parts, caps.holders)

    rows, told = Growing(np.uint32), []
    for some, entries_told in in_turn(held, range(ranges), ranges > 1):
        told.append(entries_told + np.uint64(len(rows)))
        rows.add(some)
    return Held(rows.array(), told)


def _blocks(corpus: Corpus) -> list[Keys]:
    """The sorted entries of blocks of records."""
    starts = range(0, len(corpus), _BLOCK)

    def made(start: int) -> Keys:
        return entries(corpus.columns, np.arange(start, min(start + _BLOCK, len(corpus))))

    whole, ends = Growing(np.uint64), [0]
    for block in in_turn(made, starts, len(starts) > 4):
        whole.add(block)
        ends.append(len(whole))
    return np.split(whole.array(), ends[1:-1])


def held_in(blocks: Sequence[Keys], most: int) -> tuple[Rows, Keys]:
    """What is held of the keys of one range, from all blocks; places count from the range's first."""
    some = np.sort(np.concatenate([np.zeros(0, dtype=np.uint64), *blocks]))
    starts = starts_of(some >> ROW_BITS)
    sizes = np.diff(np.r_[starts, len(some)])
    older = np.arange(len(some)) - np.repeat(starts, sizes)
    kept = (older <= most) & np.repeat(sizes > 1, sizes)
    some, older = some[kept], older[kept]
    at = np.flatnonzero(older)
    row, people = some[at] & ROWS, of_people(some[at])
    told = (row << _ROW) | (people << _PEOPLE) | (older[at].astype(np.uint64) << _HOLDERS) | at.astype(np.uint64)
    return (some & ROWS).astype(np.uint32), np.sort(told)


def chosen(held: Held, start: int, stop: int, caps: Caps) -> tuple[Ints, Ints]:
    """Pairs (older, newer) of the rows from `start` to before `stop` (fewer than 2^16), in order of the newer.

    The rarest entries of each row, of texts and of people, are followed until so many holders were looked at.
    """
    edges = np.array([start, stop], dtype=np.uint64) << _ROW
    parts = [told[slice(*np.searchsorted(told, edges))] for told in held.told]
    told = np.sort(np.concatenate([np.zeros(0, dtype=np.uint64), *parts]))
    holders = ((told >> _HOLDERS) & _MOST_HOLDERS).astype(np.int64)
    looked_at = before(told >> _PEOPLE, holders) < caps.looked_at
    told, holders = told[looked_at], holders[looked_at]
    at = (told & _PLACES).astype(np.int64)
    said = tales((told >> _ROW) - np.uint64(start), holders, (told >> _PEOPLE) & np.uint64(1), caps)
    return best(spelled(held.rows, at - holders, at, said), np.arange(start, stop, dtype=np.uint64), caps)
