"""Tables for people mask phone numbers; what is for programs, or asked for with a reason, has them whole."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from register import Register
from register.exports import export, taken
from register.exports.machine import MACHINE
from register.persons import Giving
from schemas import masking
from tests.register.builders import TITLES, received, result, saved
from tests.register.builders import reading as row

PHONE = "0900000001"


@pytest.fixture
def told(register: Register) -> Register:
    saved(register)
    other = received(register, b"hai")
    register.save(other, result(row(1, TITLES[0], doubts=("title",), summary=f"Gọi 0900.000.001 hay {PHONE}")))
    return register


def cells(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    return "\n".join(
        str(v) for page in book for line in page.iter_rows(values_only=True) for v in line if v is not None
    )


def test_a_masked_workbook_shows_no_phone_whole(told: Register, tmp_path: Path) -> None:
    export(told, "innovations", "xlsx", tmp_path / "so.xlsx", masked=True)
    shown = cells(tmp_path / "so.xlsx")
    assert "0900 *** *01" in shown
    assert "".join(filter(str.isdigit, shown)).count(PHONE) == 0
    assert "Gọi 0900 *** *01 hay 0900 *** *01" in shown
    assert MACHINE not in shown
    assert TITLES[0] in shown


def test_csv_is_masked_alike_and_whole_when_asked(told: Register, tmp_path: Path) -> None:
    for masked, phone in ((True, "0900 *** *01"), (False, "0900 000 001")):
        export(told, "innovations", "csv", tmp_path / "so.csv", masked=masked)
        with (tmp_path / "so.csv").open(encoding="utf-8-sig", newline="") as lines:
            assert next(csv.DictReader(lines))["Điện thoại"] == phone


def test_json_lines_are_for_programs(told: Register, tmp_path: Path) -> None:
    export(told, "innovations", "jsonl", tmp_path / "so.jsonl", masked=True)
    assert "+84900000001" in (tmp_path / "so.jsonl").read_text("utf-8")


@pytest.mark.parametrize(
    ("giving", "action"),
    [
        (Giving("innovations", "jsonl", 3), "revealed"),
        (Giving("portal", "xlsx", 3), "revealed"),
        (Giving("innovations", "xlsx", 3, "gọi xác minh"), "revealed"),
        (Giving("innovations", "xlsx", 3), "exported"),
        (Giving("units", "jsonl", 3), "exported"),
    ],
    ids=str,
)
def test_what_was_given_is_kept_with_who_and_why(register: Register, giving: Giving, action: str) -> None:
    register.persons.given(giving, "thu")
    line = register.audit(giving.what)[-1]
    assert (line["who"], line["action"]) == ("thu", action)
    assert line["detail"] == {"form": giving.form, "rows": 3, "why": giving.why}


def test_a_masked_number_is_no_number_when_a_table_comes_back() -> None:
    assert taken.phone(masking.phone("+84900000001")) is None
    assert taken.phone("0900 000 001") == "+84900000001"
