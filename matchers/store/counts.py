"""Word counts of a store: those of each part, added up when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchers.runs import Ints, Keys, Ragged
from matchers.statistics import MOST_COUNTED, Statistics, in_records, passage_slots, summed
from matchers.store.arrays import Array

# How often is kept beside each sorted key; no column has such a name. Passages are counted to `MOST_COUNTED` only.
COUNTED = {"word": np.uint32, "bearer": np.uint32, "slot": np.uint8}
Counts = Mapping[str, tuple[Keys, Ints]]


def counted(columns: Mapping[str, Ragged], rows: Ints, slots: int) -> Counts:
    """By name sorted keys, and in how many of some rows each stands; passages by their slot."""
    people, _ = columns["who"].take(rows)
    return {
        "word": in_records([columns["title"], columns["summary"]], rows),
        "bearer": np.unique(people, return_counts=True),
        "slot": _bounded(passage_slots(columns["summary"], rows, slots)),
    }


def added(parts: Iterable[Counts]) -> Counts:
    some = list(parts)
    found = {name: summed([part[name] for part in some]) for name in COUNTED}
    return {**found, "slot": _bounded(found["slot"])}


def _bounded(counts: tuple[Keys, Ints]) -> tuple[Keys, Ints]:
    return counts[0], np.minimum(counts[1], MOST_COUNTED)


@dataclass(frozen=True, slots=True, eq=False)
class StoredStatistics(Statistics):
    """`parts`: mapped arrays of counts with their signs, -1 for rows that stepped back; `slots`: of passages."""

    slots: int = 1
    parts: tuple[tuple[Mapping[str, Array], int], ...] = ()

    @classmethod
    def over(cls, total: int, slots: int, parts: tuple[tuple[Mapping[str, Array], int], ...]) -> StoredStatistics:
        found = [(a["word"].astype(np.uint64), sign * a["word counts"].astype(np.int64)) for a, sign in parts]
        words, counts = summed(found)
        return cls(total, words[counts > 0], counts[counts > 0], runs=np.zeros(1, np.uint8), slots=slots, parts=parts)

    def run_counts(self, runs: Keys) -> npt.NDArray[np.uint8]:
        return np.minimum(self._sum("slot", runs % np.uint64(self.slots)), MOST_COUNTED).astype(np.uint8)

    def bearers(self, people: Keys) -> Ints:
        return np.maximum(self._sum("bearer", people), 1)

    def _sum(self, name: str, keys: Keys) -> Ints:
        total = np.zeros(len(keys), dtype=np.int64)
        for arrays, sign in self.parts:
            total += sign * _count(arrays[name], arrays[f"{name} counts"], keys)
        return total


def _count(table: Keys, counts: Array, keys: Keys) -> Ints:
    """`table` is empty where `counts` is a table by slot."""
    if not len(table):
        return counts[keys.astype(np.int64)].astype(np.int64) if len(counts) else np.zeros(len(keys), dtype=np.int64)
    keys = keys.astype(table.dtype)  # the table is not to be copied
    at = np.searchsorted(table, keys).clip(max=len(table) - 1)
    return np.where(table[at] == keys, counts[at], 0).astype(np.int64)
