"""A register as arrays of keys: all that candidates, word counts and the glance at a pair need of every record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matchers.columns import COLUMNS
from matchers.growing import GrowingRows
from matchers.normal import prepare
from matchers.packed import Row, ragged
from matchers.processes import in_turn
from matchers.runs import Ragged
from schemas.match import Record

_CHUNK = 5000  # records


@dataclass(frozen=True, slots=True)
class Corpus:
    """`columns`: those of `COLUMNS`, by name, a row for each record."""

    records: Sequence[Record]
    columns: Mapping[str, Ragged]

    def __len__(self) -> int:
        return len(self.records)

    def __getitem__(self, column: str) -> Ragged:
        return self.columns[column]

    @classmethod
    def of(cls, records: Sequence[Record]) -> Corpus:
        """`records` are asked for some at a time, so they may lie in a file."""

        def part(start: int) -> dict[str, Ragged]:
            return columns_of(records[start : start + _CHUNK])

        grown = {name: GrowingRows(column.kept) for name, column in COLUMNS.items()}
        for found in in_turn(part, range(0, len(records), _CHUNK), len(records) > 4 * _CHUNK):
            for name, rows in found.items():
                grown[name].add(rows)
        return cls(records, {name: rows.ragged() for name, rows in grown.items()})


def columns_of(records: Sequence[Record]) -> dict[str, Ragged]:
    """The columns of some records; depends on nothing else, so that parts may be made anywhere."""
    rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    each = [(column.of, rows[name].append) for name, column in COLUMNS.items()]
    for record in records:
        side = prepare(record)
        for of, keep in each:
            keep(of(side))
    return {name: column.made(ragged(rows[name], column.kept)) for name, column in COLUMNS.items()}
