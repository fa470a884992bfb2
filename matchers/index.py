"""Candidates: for each record the few older ones with which it shares most that is rare. Never all pairs.

Records stand in order, and whether a pair is a candidate is decided when the newer one comes, by what the older ones
have: a key counts by how many older records have it. So a register compared row by row, in batches or as a whole gives
the same candidates, and a record's cost does not grow with the register: only so many holders of its rarest keys are
looked at, however common its words are.

The work splits twice, into pure functions: `sorted_range` sorts the keys of one range, `nearest` finds the candidates
of one block of records.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from matchers.corpus import Corpus
from matchers.entries import ROW_BITS, ROWS, entries, of_people, places, starts_of
from matchers.processes import shared_array, spread
from matchers.runs import Ints, Keys, distinct, within

_BLOCK = 20_000  # records; fewer than 2^16
_RANGES = 16
_PEOPLE = 2  # times as heavy as a key of texts
_SCALE, _RAREST = 16, 17.0  # weight of a key that one older record has
_NEW, _WEIGHT = np.uint64(48), np.uint64(20)  # bits


@dataclass(frozen=True, slots=True)
class Caps:
    """How widely is sought. `holders`: a key that more older records have says nothing; `looked_at`: holders of its
    rarest keys, of texts and of people each, that a record is compared with roughly.

    Kept are the `best` older records by all keys and `best_text` by keys of texts: a copy shares no people. While there
    are only `small` older ones, `best_small` of both.
    """

    holders: int = 100
    looked_at: int = 100
    best: int = 4
    best_text: int = 2
    small: int = 3000
    best_small: int = 25


def candidates(corpus: Corpus, caps: Caps) -> tuple[Ints, Ints]:
    """Pairs (older, newer) of rows, in order of the newer."""
    starts = range(0, len(corpus), _BLOCK)
    many = len(starts) > 1

    def made(start: int) -> Keys:
        return entries(corpus.columns, np.arange(start, min(start + _BLOCK, len(corpus))))

    blocks = spread(made, starts, many)
    whole = sorted_entries(blocks)

    def found(block: Keys) -> tuple[Ints, Ints]:
        return nearest([whole], block, caps)

    parts = spread(found, blocks, many)
    none = np.zeros(0, dtype=np.int64)
    return np.concatenate([none, *(p[0] for p in parts)]), np.concatenate([none, *(p[1] for p in parts)])


def sorted_entries(blocks: Sequence[Keys]) -> Keys:
    """All entries of sorted blocks in order, made range by range on all cores."""
    edges = np.linspace(0, 1 << 40, _RANGES + 1).astype(np.uint64) << ROW_BITS
    edges[-1] = np.uint64((1 << 64) - 1)  # no entry is so high: rows end below
    sizes = sum((np.searchsorted(block, edges) for block in blocks), np.zeros(_RANGES + 1, dtype=np.int64))
    whole = shared_array(int(sizes[-1]), np.uint64)

    def fill(at: int) -> None:
        whole[sizes[at] : sizes[at + 1]] = sorted_range(blocks, edges[at], edges[at + 1])

    spread(fill, range(_RANGES), len(whole) > 1_000_000)
    return whole


def sorted_range(blocks: Sequence[Keys], low: np.uint64, high: np.uint64) -> Keys:
    """The entries from `low` to below `high` of sorted blocks, in order."""
    none = np.zeros(0, dtype=np.uint64)
    some = [none, *(block[np.searchsorted(block, low) : np.searchsorted(block, high)] for block in blocks)]
    return np.sort(np.concatenate(some), kind="stable")  # runs in order are only merged


@dataclass(frozen=True, slots=True)
class Gone:
    """Rows that stepped back, in order, and their entries: they count no more, and are nobody's candidates."""

    rows: Ints
    entries: Keys


def nearest(parts: Sequence[Keys], block: Keys, caps: Caps, gone: Gone | None = None) -> tuple[Ints, Ints]:
    """Pairs (older, newer) of the rows of one block of entries (fewer than 2^16 rows), in order of the newer.

    `parts`: all entries of the rows before and of these, each part in order.
    """
    rows = distinct(block & ROWS)
    low = [np.searchsorted(part, block & ~ROWS) for part in parts]
    high = [np.searchsorted(part, block) for part in parts]
    holders = sum((b - a for a, b in zip(low, high, strict=True)), np.zeros(len(block), dtype=np.int64))
    if gone is not None:
        holders = holders - np.searchsorted(gone.entries, block) + np.searchsorted(gone.entries, block & ~ROWS)
    at = _looked_at(block, holders, caps)
    owner, weights = np.searchsorted(rows, block[at] & ROWS).astype(np.uint64), _weights(caps.holders)[holders[at]]
    tale = (owner << _NEW) | _told(weights, of_people(block[at]))
    found = [_spelled(part, a[at], b[at], tale) for part, a, b in zip(parts, low, high, strict=True)]
    return _best(np.sort(np.concatenate([tale[:0], *found])), rows, caps, gone)


def _looked_at(block: Keys, holders: Ints, caps: Caps) -> Ints:
    """The rarest entries of each row, of texts and of people: until so many holders were looked at."""
    at = np.flatnonzero((holders > 0) & (holders <= caps.holders))
    owner = ((block[at] & ROWS) << np.uint64(1)) | of_people(block[at])
    order = np.argsort((owner << np.uint64(32)) | holders[at].astype(np.uint64), kind="stable")
    at, owner = at[order], owner[order]
    sums = np.cumsum(holders[at]) - holders[at]
    starts = starts_of(owner)
    before = sums - np.repeat(sums[starts], np.diff(np.r_[starts, len(at)]))
    looked_at: Ints = at[before < caps.looked_at]
    return looked_at


@lru_cache(8)
def _weights(most: int) -> Keys:
    """By number of holders, in whole numbers: sums of these are the same in any order."""
    weights = np.maximum(1, _SCALE * (_RAREST - np.log2(np.arange(1, most + 1))))
    return np.concatenate([np.zeros(1), weights]).astype(np.uint64)


def _told(weights: Keys, people: Keys) -> Keys:
    """A weight with whom it is of in its last bit."""
    return (weights << np.uint64(1)) | people


def _spelled(part: Keys, low: Ints, high: Ints, tale: Keys) -> Keys:
    """For each holder of each entry: the newer row, the older row, and what the key weighs."""
    sizes = high - low
    at = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes) + np.repeat(low, sizes)
    spelled: Keys = np.repeat(tale, sizes) | ((part[at] & ROWS) << ROW_BITS)
    return spelled


def _best(spelled: Keys, rows: Keys, caps: Caps, gone: Gone | None) -> tuple[Ints, Ints]:
    pairs = spelled >> ROW_BITS
    starts = starts_of(pairs)
    people = (spelled & np.uint64(1)).astype(np.int64)
    weights = ((spelled & ROWS) >> np.uint64(1)).astype(np.int64)
    pairs = pairs[starts]
    if len(pairs):
        texts = np.add.reduceat(weights * (1 - people), starts)
        whole = texts + _PEOPLE * np.add.reduceat(weights * people, starts)
        older, place = (pairs & ROWS).astype(np.int64), rows.astype(np.int64)
        alive = np.ones(len(pairs), dtype=bool)
        if gone is not None and len(gone.rows):
            alive = ~within(older, gone.rows)
            place = place - np.searchsorted(gone.rows, place)
        early = place < caps.small
        by_all = _top(pairs[alive], whole[alive], np.where(early, caps.best_small, caps.best))
        alive &= texts > 0
        by_text = _top(pairs[alive], texts[alive], np.where(early, caps.best_small, caps.best_text))
        pairs = distinct(np.concatenate([by_all, by_text]))
    return (pairs & ROWS).astype(np.int64), rows[(pairs >> ROW_BITS).astype(np.int64)].astype(np.int64)


def _top(pairs: Keys, weights: Ints, most: Ints) -> Keys:
    """The heaviest pairs of every newer row, as many as `most` says by its place in the block; of equal ones the older
    first.
    """
    owner, light = pairs >> ROW_BITS, (1 << int(_WEIGHT)) - 1 - weights
    order = np.argsort((owner << _WEIGHT) | light.clip(min=0).astype(np.uint64), kind="stable")
    pairs, owner = pairs[order], owner[order]
    kept: Keys = pairs[places(starts_of(owner), len(owner)) < most[owner.astype(np.int64)]]
    return kept
