"""Tables for people to look at: phone numbers masked, and without the column for programs, which holds them too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from register.exports.machine import MACHINE
from register.exports.sheet import Sheet, Value
from schemas import masking


def discreet(sheets: Sequence[Sheet]) -> list[Sheet]:
    return [_discreet(sheet) for sheet in sheets]


def _discreet(sheet: Sheet) -> Sheet:
    kept = [n for n, (heading, _, _) in enumerate(sheet.columns) if heading != MACHINE]
    return replace(sheet, columns=[sheet.columns[n] for n in kept], rows=_rows(sheet, kept))


def _rows(sheet: Sheet, kept: Sequence[int]) -> Iterator[list[Value]]:
    for row in sheet.rows:
        yield [masking.text(value) if isinstance(value := row[n], str) else value for n in kept]
