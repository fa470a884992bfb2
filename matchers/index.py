"""Candidates: for each record the few older ones with which it shares most that is rare. Never all pairs.

Records stand in order, and whether a pair is a candidate is decided when the newer one comes, by what the older ones
have: a key counts by how many older records have it. So a register compared row by row, in batches or as a whole gives
the same candidates, and a record's cost does not grow with the register: only so many holders of its rarest keys are
looked at, however common its words are.

`nearest` finds them for one block of records among entries that may lie in several parts; `matchers.ranges` for all
records at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from matchers.entries import ROW_BITS, ROWS, of_people, places, starts_of
from matchers.runs import Ints, Keys, distinct, within

_PEOPLE = 2  # times as heavy as a key of texts
_SCALE, _RAREST = 16, 17.0  # weight of a key that one older record has
_NEW, _WEIGHT, _PLACE = np.uint64(48), np.uint64(20), np.uint64(28)  # bits


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
    owner = np.searchsorted(rows, block[at] & ROWS).astype(np.uint64)
    said = tales(owner, holders[at], of_people(block[at]), caps)
    found = [spelled(part, a[at], b[at], said) for part, a, b in zip(parts, low, high, strict=True)]
    return best(np.concatenate([said[:0], *found]), rows, caps, gone)


def _looked_at(block: Keys, holders: Ints, caps: Caps) -> Ints:
    """The rarest entries of each row, of texts and of people: until so many holders were looked at."""
    at = np.flatnonzero((holders > 0) & (holders <= caps.holders))
    owner = ((block[at] & ROWS) << np.uint64(1)) | of_people(block[at])
    order = np.argsort((owner << np.uint64(32)) | holders[at].astype(np.uint64), kind="stable")
    at, owner = at[order], owner[order]
    looked_at: Ints = at[before(owner, holders[at]) < caps.looked_at]
    return looked_at


def before(owner: Keys, holders: Ints) -> Ints:
    """How many holders the entries before have, of each owner's."""
    sums, starts = np.cumsum(holders) - holders, starts_of(owner)
    return sums - np.repeat(sums[starts], np.diff(np.r_[starts, len(owner)]))


@lru_cache(8)
def _weights(most: int) -> Keys:
    """By number of holders, in whole numbers: sums of these are the same in any order."""
    weights = np.maximum(1, _SCALE * (_RAREST - np.log2(np.arange(1, most + 1))))
    return np.concatenate([np.zeros(1), weights]).astype(np.uint64)


def tales(owner: Keys, holders: Ints, people: Keys, caps: Caps) -> Keys:
    """Of entries: the place of their row in its block, what they weigh, and in the last bit whom they are of."""
    weights = _weights(caps.holders)[holders]
    return (owner << _NEW) | (weights << np.uint64(1)) | people


def spelled(part: npt.NDArray[np.unsignedinteger[Any]], low: Ints, high: Ints, tale: Keys) -> Keys:
    """For each holder of each entry: the newer row, the older row, and what the key weighs; `part`: rows in its last
    bits.
    """
    sizes = high - low
    at = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes) + np.repeat(low, sizes)
    found: Keys = np.repeat(tale, sizes) | ((part[at] & ROWS) << ROW_BITS)
    return found


def best(spelled: Keys, rows: Keys, caps: Caps, gone: Gone | None = None) -> tuple[Ints, Ints]:
    """Of what was spelled of a block's `rows`, in any order, the candidates."""
    spelled = np.sort(spelled)
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
    ranked = (owner << _NEW) | (light.clip(min=0).astype(np.uint64) << _PLACE) | np.arange(len(pairs), dtype=np.uint64)
    order = (np.sort(ranked) & ((np.uint64(1) << _PLACE) - np.uint64(1))).astype(np.int64)
    pairs, owner = pairs[order], owner[order]
    kept: Keys = pairs[places(starts_of(owner), len(owner)) < most[owner.astype(np.int64)]]
    return kept
