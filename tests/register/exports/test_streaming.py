"""Writers hold a few rows, however many they are given."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from register.exports.delimited import export_csv
from register.exports.jsonl import export_jsonl
from register.exports.paper.document import Page, write_docx
from register.exports.paper.tables import ListColumn, ruled
from register.exports.sheet import Column, Sheet, lay_out
from register.exports.spool import Spool
from register.exports.workbook import export_xlsx

TEXT = "Lắp quạt đảo chiều và khay xoay để hạt khô đều. " * 20


class Item(BaseModel):
    number: int
    text: str


def items(count: int) -> Iterator[Item]:
    return (Item(number=n, text=f"{n} {TEXT}") for n in range(count))


def sheet(count: int) -> Sheet:
    return lay_out("Sổ", [Column("Số", 5, lambda i: i.number), Column("Chữ", 40, lambda i: i.text)], items(count))


def word(count: int, path: Path) -> None:
    columns = [ListColumn("Số", 20), ListColumn("Chữ", 120)]
    write_docx(path, "Sổ", [(Page(), ruled(columns, ([str(i.number), i.text] for i in items(count))))])


def spooled(count: int, path: Path) -> None:
    with Spool(Item) as spool:
        for item in items(count):
            spool.add(item)
        assert export_jsonl(spool, path) == sum(1 for _ in spool) == count


WRITERS: dict[str, Callable[[int, Path], object]] = {
    "csv": lambda count, path: export_csv(sheet(count), path),
    "xlsx": lambda count, path: export_xlsx([sheet(count)], path),
    "jsonl": lambda count, path: export_jsonl(items(count), path),
    "docx": word,
    "spool": spooled,
}


def peak(write: Callable[[int, Path], object], count: int, path: Path) -> int:
    tracemalloc.start()
    try:
        write(count, path)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("form", WRITERS)
def test_memory_does_not_grow_with_the_rows(tmp_path: Path, form: str) -> None:
    write = WRITERS[form]
    write(1, tmp_path / f"warm.{form}")
    few, many = peak(write, 100, tmp_path / f"few.{form}"), peak(write, 1500, tmp_path / f"many.{form}")
    assert many - few < 400_000  # bytes; the texts alone are fourteen times that at least
    assert (tmp_path / f"many.{form}").stat().st_size > (tmp_path / f"few.{form}").stat().st_size
