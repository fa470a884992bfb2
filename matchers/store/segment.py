"""Rows that were written together: what is kept of each, and the keys it is found by."""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from matchers.columns import COLUMNS
from matchers.corpus import columns_of
from matchers.entries import entries
from matchers.runs import Ints, Keys, Ragged, stable_hash
from matchers.store.arrays import Array, Writer, mapped
from matchers.store.counts import COUNTED, Counts
from matchers.store.manifest import Part
from schemas.match import Record

# Rows of bytes beside the columns: the record's id, and the record itself as JSON.
BYTES = {"id": np.uint8, "record": np.uint8}
_ROWS = 5000
RAGGED: dict[str, type[np.unsignedinteger[Any]]] = {**{name: c.kept for name, c in COLUMNS.items()}, **BYTES}


@dataclass(frozen=True, slots=True)
class Segment:
    """`first`: the number of its first row. Arrays: of each of `RAGGED` the flat numbers and ` starts`, `stamps`, the
    sorted `entries`, sorted `id keys` with their `id rows`, and counts of words as in `counts.COUNTED`.
    """

    first: int
    rows: int
    arrays: Mapping[str, Array]

    @classmethod
    def open(cls, folder: Path, part: Part, first: int) -> Segment:
        return cls(first, part.rows, mapped(folder, part.file))

    def release(self) -> None:
        """Gives back the memory of what was looked at; the file stays mapped."""
        view: Any = self.arrays["entries"].base
        if isinstance(view, memoryview) and isinstance(view.obj, mmap.mmap):
            view.obj.madvise(mmap.MADV_DONTNEED)

    def taken(self, column: str, rows: Ints) -> Ragged:
        """Some rows of a column, by their place in the segment, in order and each once."""
        starts = self.arrays[f"{column} starts"]
        begin, end = starts[rows].astype(np.int64), starts[rows + 1].astype(np.int64)
        sizes = end - begin
        ends = np.r_[0, np.cumsum(sizes)]
        if len(rows) and rows[-1] - rows[0] == len(rows) - 1:  # neighbours
            return Ragged(self.arrays[column][begin[0] : end[-1]], ends)
        return Ragged(gathered(self.arrays[column], begin, sizes), ends)

    def record(self, row: int) -> Record:
        start, end = self.arrays["record starts"][row : row + 2].tolist()
        return Record.model_validate_json(self.arrays["record"][start:end].tobytes())

    def find(self, keys: Keys) -> tuple[Ints, Ints]:
        """(place in `keys`, row of the segment) for keys of ids; several rows may have one."""
        table = self.arrays["id keys"]
        low = np.searchsorted(table, keys)
        sizes = np.searchsorted(table, keys, side="right") - low
        at = np.repeat(np.arange(len(keys)), sizes)
        place = np.arange(len(at)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + np.repeat(low, sizes)
        return at, self.arrays["id rows"][place].astype(np.int64)


def gathered(flat: Array, begin: Ints, sizes: Ints) -> Array:
    """What lies from each of `begin` on, one after the other; some rows at a time, for a place takes eight bytes."""
    ends = np.r_[0, np.cumsum(sizes)]
    out = np.empty(ends[-1], dtype=flat.dtype)
    for start in range(0, len(sizes), _ROWS):
        some, first, last = slice(start, start + _ROWS), ends[start], ends[min(start + _ROWS, len(sizes))]
        shift = begin[some] - (ends[:-1][some] - first)
        out[first:last] = flat[np.arange(last - first) + np.repeat(shift, sizes[some])]
    return out


def id_keys(ids: Iterable[str]) -> Keys:
    return np.array([stable_hash(key) for key in ids], dtype=np.uint64)


def lines(rows: Ragged) -> list[str]:
    """Rows of bytes as texts."""
    whole, ends = rows.flat.tobytes(), rows.starts.tolist()
    return [whole[start:end].decode() for start, end in pairwise(ends)]


def bytes_of(texts: Sequence[str]) -> Ragged:
    coded = [text.encode() for text in texts]
    sizes = np.fromiter(map(len, coded), dtype=np.int64, count=len(coded))
    return Ragged(np.frombuffer(b"".join(coded), dtype=np.uint8), np.r_[0, np.cumsum(sizes)])


def ragged_of(records: Sequence[Record]) -> dict[str, Ragged]:
    """All that is kept of some records, by the names in `RAGGED`."""
    ids, texts = [record.id for record in records], [record.model_dump_json() for record in records]
    return columns_of(records) | {"id": bytes_of(ids), "record": bytes_of(texts)}


@dataclass(frozen=True, slots=True)
class Coming:
    """Rows about to be written; what is large comes in parts."""

    ragged: Mapping[str, Iterable[Ragged]]
    stamps: Ints
    keys: Keys  # of the ids
    entries: Iterable[Keys]
    counts: Counts
    runs: Array | None = None  # a table by slot in the place of sorted slots

    @classmethod
    def of(cls, ragged: Mapping[str, Ragged], stamps: Ints, first: int, counts: Counts) -> Coming:
        found, keys = entries(ragged, np.arange(len(stamps)), first), id_keys(lines(ragged["id"]))
        return cls({name: [rows] for name, rows in ragged.items()}, stamps, keys, [found], counts)


def write(folder: Path, name: str, coming: Coming) -> Part:
    """A new segment's file."""
    with Writer(folder, name) as out:
        for column, kept in RAGGED.items():
            sizes: list[Array] = []
            out.add(column, kept, _flat(coming.ragged[column], sizes))
            starts = np.r_[0, np.cumsum(np.concatenate([np.zeros(0, dtype=np.int64), *sizes]))]
            out.add(f"{column} starts", np.uint32 if starts[-1] < 1 << 32 else np.uint64, [starts])
        out.add("stamps", np.int64, [coming.stamps])
        out.add("entries", np.uint64, coming.entries)
        order = np.argsort(coming.keys, kind="stable")
        out.add("id keys", np.uint64, [coming.keys[order]])
        out.add("id rows", np.uint32, [order])
        write_counts(out, coming.counts, coming.runs)
    return Part(rows=len(coming.stamps), file=out.written())


def write_counts(out: Writer, counts: Counts, runs: Array | None = None) -> None:
    for name, kind in COUNTED.items():
        dense = runs if name == "slot" else None
        out.add(name, np.uint32, [] if dense is not None else [counts[name][0]])
        out.add(f"{name} counts", kind, [counts[name][1] if dense is None else dense])


def _flat(parts: Iterable[Ragged], sizes: list[Array]) -> Iterator[Array]:
    for part in parts:
        sizes.append(np.diff(part.starts))
        yield part.flat
