"""How rare words, names and phones are in a register, blended with what is known before it is large."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import numpy as np
import numpy.typing as npt

from matchers.corpus import Corpus
from matchers.processes import cores, shared_array, spread
from matchers.runs import Ints, Keys, Passages, Ragged, distinct, split, within, word_keys
from matchers.vocabulary import stock_keys, vocabulary

Floats = npt.NDArray[np.float64]
Counted = tuple[Keys, Ints]  # sorted keys, and how often each stands there
# The prior counts as much as this many records: below some hundred records it decides, above it the register does.
_PRIOR_RECORDS = 400.0
_ORDINARY_SHARE = 0.012
# Passages are counted in a table of hashed slots: rarely many meet in one slot, and no count is too low.
_SLOTS_PER_RECORD = 256
_SLOTS = 1 << 20  # added up at a time
MOST_COUNTED = 250
_CHUNK, _WORDS = 5000, 1_000_000  # records, words of their summaries: what is counted at a time


def _none() -> Keys:
    return np.zeros(0, dtype=np.uint64)


def _none_counted() -> Ints:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Statistics:
    """Document frequencies by key; an empty one is valid: every weight is then the prior's.

    `words` and `people` are sorted keys, `*_counts` in how many records each stands; of names and phones only those
    that several records have are kept.
    """

    total: int = 0
    words: Keys = field(default_factory=_none)
    word_counts: Ints = field(default_factory=_none_counted)
    people: Keys = field(default_factory=_none)
    people_counts: Ints = field(default_factory=_none_counted)
    runs: npt.NDArray[np.uint8] = field(default_factory=lambda: np.zeros(1, dtype=np.uint8))

    @classmethod
    def of(cls, corpus: Corpus) -> Statistics:
        """Counted in several processes, each over some of the records, when there are many."""
        slots = slots_for(len(corpus))
        parts = split(np.diff(corpus["summary"].starts), _WORDS, _CHUNK)
        hands = 1 if len(parts) < 3 else cores()
        tables = [shared_array(slots, np.uint8) for _ in range(hands)]

        def count(hand: int) -> Counted:
            found = []
            for part in parts[hand::hands]:
                rows = np.arange(part.start, part.stop)
                at, often = passage_slots(corpus["summary"], rows, slots)
                tables[hand][at] = np.minimum(tables[hand][at] + often, MOST_COUNTED)
                found.append(in_records([corpus["title"], corpus["summary"]], rows))
            return summed(found)

        words = summed(spread(count, range(hands), hands > 1))
        for at in range(0, slots, _SLOTS):
            some = np.sum([table[at : at + _SLOTS] for table in tables], axis=0, dtype=np.uint16)
            tables[0][at : at + _SLOTS] = np.minimum(some, MOST_COUNTED)
        people, counts = np.unique(corpus["who"].flat.astype(np.uint64), return_counts=True)
        common = counts > 1
        return cls(len(corpus), *words, people[common], counts[common], tables[0])

    def weights(self, words: Keys) -> Floats:
        """0.05 (stands everywhere) to 1 (stands in one record of a thousand or fewer)."""
        at, known = _looked_up(self.words, words)
        seen = np.zeros(len(words))
        seen[known] = self.word_counts[at[known]]
        share = np.where(within(words, plain_keys()), vocabulary().stock_share, _ORDINARY_SHARE)
        frequency = (np.maximum(seen - 1, 0) + share * _PRIOR_RECORDS) / (self.total + _PRIOR_RECORDS)
        weights: Floats = np.clip(np.log(frequency) / np.log(0.001), 0.05, 1.0)
        return weights

    def run_counts(self, runs: Keys) -> npt.NDArray[np.uint8]:
        """In how many summaries each two passages stand together."""
        counts: npt.NDArray[np.uint8] = self.runs[runs % np.uint64(len(self.runs))]
        return counts

    def bearers(self, people: Keys) -> Ints:
        """How many records have each name or phone, keyed as in the column `who`; 1 where none is counted."""
        at, known = _looked_up(self.people, people)
        counts = np.ones(len(people), dtype=np.int64)
        counts[known] = self.people_counts[at[known]]
        return counts


def _looked_up(table: Keys, keys: Keys) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """The places of keys in a sorted table, and whether each stands there."""
    if not len(table):
        return np.zeros(len(keys), dtype=np.int64), np.zeros(len(keys), dtype=bool)
    at = np.searchsorted(table, keys).clip(max=len(table) - 1)
    return at, table[at] == keys


def slots_for(total: int) -> int:
    """How large the table of passages is for so many records."""
    return 1 << max(14, (total * _SLOTS_PER_RECORD).bit_length())


def in_records(texts: list[Ragged], rows: Ints) -> Counted:
    """Words with the number of records that have them in any of the texts."""
    taken = [text.take(rows) for text in texts]
    pairs = distinct(np.concatenate([(owner.astype(np.uint64) << np.uint64(32)) | keys for keys, owner in taken]))
    return _told_apart(np.sort(pairs.astype(np.uint32)))


def passage_slots(summaries: Ragged, rows: Ints, slots: int) -> Counted:
    """Slots with how often passages that stand together fall into them."""
    passages, _ = Passages.of(*summaries.take(rows)).together()
    return _told_apart(np.sort((passages % np.uint64(slots)).astype(np.uint32)))


def _told_apart(ordered: npt.NDArray[np.uint32]) -> Counted:
    """The different ones, and how often each stands there."""
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]][: len(ordered)])
    return ordered[starts].astype(np.uint64), np.diff(np.r_[starts, len(ordered)])


def summed(found: list[Counted]) -> Counted:
    """The counts of each key, added up."""
    if not found:
        return _none(), _none_counted()
    words, inverse = np.unique(np.concatenate([words for words, _ in found]), return_inverse=True)
    return words, np.bincount(inverse, np.concatenate([counts for _, counts in found])).astype(np.int64)


@cache
def plain_keys() -> Keys:
    """Sorted keys of stock words and single letters."""
    return distinct(np.concatenate([stock_keys(), word_keys("abcdefghijklmnopqrstuvwxyz0123456789")]))
