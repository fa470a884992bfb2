"""Tables that were exported give the same models again, from Excel and from CSV."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from register import Register
from register.exports import export, export_csv, export_xlsx
from register.exports.back import HEADINGS, innovation_back, values_back
from register.exports.dossiers import DOSSIER_COLUMNS
from register.exports.innovations import innovation_sheet
from register.exports.machine import MACHINE
from register.exports.safe import guarded, unguarded
from register.exports.taken import Cell
from schemas.dossier import Dossier
from schemas.finding import Code, Finding
from schemas.innovation import Author, DossierRef, Innovation, Recognition, SourceRef


def from_xlsx(path: Path) -> list[dict[str, Cell]]:
    rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    heads = next(rows)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]  # type: ignore[arg-type]


def from_csv(path: Path) -> list[dict[str, Cell]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [{head: unguarded(cell) for head, cell in row.items()} for row in csv.DictReader(stream)]


READERS = {"xlsx": from_xlsx, "csv": from_csv}


@pytest.mark.parametrize("form", READERS)
def test_a_registers_innovations_come_back_as_they_left(register: Register, tmp_path: Path, form: Any) -> None:
    export(register, "innovations", "jsonl", tmp_path / "i.jsonl")
    export(register, "innovations", form, tmp_path / f"i.{form}")
    left = [Innovation.model_validate_json(line) for line in (tmp_path / "i.jsonl").open(encoding="utf-8")]
    for item in left:
        item.source.boxes, item.source.places = {}, {}
    assert [innovation_back(row) for row in READERS[form](tmp_path / f"i.{form}")] == left


@pytest.mark.parametrize("form", READERS)
def test_a_registers_dossiers_come_back_as_they_left(register: Register, tmp_path: Path, form: Any) -> None:
    export(register, "dossiers", form, tmp_path / f"d.{form}")
    rows = [values_back(DOSSIER_COLUMNS, row) for row in READERS[form](tmp_path / f"d.{form}")]
    assert [Dossier.model_validate(row) for row in rows] == list(register.dossiers())


line = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" \n='-+"), max_size=12)
word = st.text(st.sampled_from("Lò Thị Mẫu-=+'"), min_size=1, max_size=8)
day = st.none() | st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31))
author = st.builds(
    Author,
    full_name=word.map(str.strip).filter(bool),
    birth_year=st.none() | st.integers(1930, 2010),
    position=line,
    workplace=line,
    phone=st.none() | st.from_regex(r"\A\+84[1-9]\d{8}\Z"),
    share_percent=st.none() | st.floats(0, 100, allow_nan=False),
    is_principal=st.booleans(),
    honorific=st.sampled_from(["", "Ông", "Bà", "ThS."]),
)
innovation = st.builds(
    Innovation,
    id=word,
    dossier=st.builds(
        DossierRef,
        id=word,
        source_name=line,
        unit=st.none() | word,
        number=st.none() | word,
        date=day,
        received_at=st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2050, 1, 1), timezones=st.just(dt.UTC)),
        channel=st.sampled_from(["folder", "email", "import"]),
    ),
    source=st.builds(SourceRef, file=line, sha256=word, page=st.integers(1, 99), row=st.integers(1, 99)),
    ordinal=st.integers(0, 999),
    authors=st.lists(author, max_size=3),
    title=line,
    summary=line,
    effect=line,
    application_period=line,
    scope=st.none() | word,
    applied_from=day,
    applied_to=day,
    benefit_vnd=st.none() | st.integers(0, 10**14),
    benefit_period=st.sampled_from([None, "year", "month", "day"]),
    awards=st.lists(line.filter(bool), max_size=3),
    recognition=st.none() | st.builds(Recognition, number=word, date=day, authority=word),
    sector=st.sampled_from([None, "public", "enterprise"]),
    kind=st.none() | word,
    programme=st.sampled_from([None, "75-nghin-sang-kien", "cua-tinh"]),
    phase=st.none() | word,
    findings=st.lists(st.builds(Finding, code=st.just(Code.MISSING_PHONE), message=line), max_size=2),
    review_fields=st.lists(word, max_size=2),
    confidence=st.dictionaries(word, st.floats(0, 1), max_size=2),
)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(items=st.lists(innovation, min_size=1, max_size=3))
def test_any_innovation_comes_back_from_csv(items: list[Innovation], tmp_path: Path) -> None:
    export_csv(innovation_sheet(items), tmp_path / "i.csv")
    assert [innovation_back(row) for row in from_csv(tmp_path / "i.csv")] == items


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(items=st.lists(innovation, min_size=5, max_size=20))
def test_any_innovation_comes_back_from_excel(items: list[Innovation], tmp_path: Path) -> None:
    export_xlsx([innovation_sheet(items)], tmp_path / "i.xlsx")
    assert [innovation_back(row) for row in from_xlsx(tmp_path / "i.xlsx")] == items


def test_without_the_machines_column_what_people_see_still_comes_back(register: Register, tmp_path: Path) -> None:
    export(register, "innovations", "xlsx", tmp_path / "i.xlsx")
    row = from_xlsx(tmp_path / "i.xlsx")[0]
    del row[MACHINE]
    row["Tên sáng kiến"] = "Tên đã sửa"
    del row["Trạng thái"]
    found = innovation_back({**row, "SHA": "x"} | {MACHINE: '{"source": {"sha256": "x"}}'})
    assert (found.title, found.findings, found.authors[0].honorific) == ("Tên đã sửa", [], "Bà")
    assert found.dossier.received_at == dt.datetime(2021, 4, 7, 2, tzinfo=dt.UTC)


def test_the_mapping_names_values_that_an_innovation_has() -> None:
    assert HEADINGS["Tên sáng kiến"] == "title"
    roots = {path.partition(".")[0].partition("[")[0] for path in HEADINGS.values()}
    assert roots <= set(Innovation.model_fields)
    assert {"authors", "recognition", "dossier", "source", "effect", "summary", "programme"} <= roots


@given(st.text())
def test_a_guarded_text_is_given_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    "machine",
    [
        "[1]",
        "5",
        '"x"',
        '{"authors": 5}',
        '{"authors": [5]}',
        '{"recognition": "x"}',
        '{"dossier": []}',
        "{",
        "[" * 100_000,
    ],
)
def test_whatever_stands_in_the_machines_column_is_a_value_error(
    register: Register, tmp_path: Path, machine: str
) -> None:
    export(register, "innovations", "xlsx", tmp_path / "i.xlsx", masked=False)
    row = from_xlsx(tmp_path / "i.xlsx")[0]
    with pytest.raises(ValueError, match=r"."):
        innovation_back(row | {MACHINE: machine})
