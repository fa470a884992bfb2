"""Cells as clerks write them, in `cases/*.jsonl`: one a line, grouped by what they show.

A case is read right and raises no question, but for the fields in `may_ask`; those in `ask` must be asked about, and
what the case says of values holds then too. `*` stands for any field.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractors.fields.author import Authors, parse_authors
from extractors.fields.award import split_awards
from extractors.fields.money import parse_benefit
from extractors.fields.period import parse_period
from extractors.fields.phone import find_phones
from extractors.values import values_of

Case = dict[str, Any]
Found = tuple[dict[str, Any], set[str]]  # values by name, the fields asked about
FOLDER = Path(__file__).parent / "cases"
PARTS = ("full_name", "birth_year", "position", "workplace", "phone", "share_percent")


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _authors(case: Case) -> Found:
    read: Authors = parse_authors(case.get("text", ""), case.get("columns", {}))
    asked = {finding.field for finding in read.findings if finding.ask} | ({"authors"} if read.leftover else set())
    rows = [[getattr(author, part) or None for part in PARTS] for author in read.authors]
    values = {
        "authors": rows,
        "principal": next((i for i, author in enumerate(read.authors) if author.is_principal), 0),
        "honorifics": [author.honorific for author in read.authors],
    }
    return values, asked


def _phones(case: Case) -> Found:
    phones = find_phones(case["text"])
    sure = all(span.sure for span in phones.found)
    return {"numbers": phones.numbers, "invalid": len(phones.invalid), "sure": sure}, set()


def _periods(case: Case) -> Found:
    period = parse_period(case["text"])
    return {"from": _day(period.first), "to": _day(period.last)}, set() if period.clear else {"period"}


def _awards(case: Case) -> Found:
    return {"awards": split_awards(case["text"])}, set()


def _benefits(case: Case) -> Found:
    benefit = parse_benefit(case["text"], case.get("unit"))
    return {"vnd": benefit.amount, "period": benefit.period}, set() if benefit.clear else {"benefit"}


def _recognitions(case: Case) -> Found:
    values = values_of({"recognition": case["text"]}, {})
    read = values.accepted.recognition
    asked = {finding.field for finding in values.findings if finding.field == "recognition" and finding.ask}
    named = {"number": read.number, "date": _day(read.date), "authority": read.authority} if read else {}
    return {"none": read is None, **named}, asked


def _rows(case: Case) -> Found:
    values = values_of(case["texts"], {})
    asked = {finding.field for finding in values.findings if finding.ask and finding.field not in ("authors", "")}
    return {name: getattr(values.accepted, name) for name in ("sector", "kind", "scope", "confidential")}, asked


READERS: dict[str, tuple[Callable[[Case], Found], dict[str, Any]]] = {
    "authors": (_authors, {}),
    "author_columns": (_authors, {}),
    "phones": (_phones, {"invalid": 0, "sure": True}),
    "periods": (_periods, {}),
    "awards": (_awards, {}),
    "benefits": (_benefits, {"period": None}),
    "recognitions": (_recognitions, {}),
    "rows": (_rows, {}),
}


def _cases() -> Iterator[tuple[str, str, list[Case]]]:
    for name in READERS:
        groups: dict[str, list[Case]] = {}
        for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines():
            case = json.loads(line)
            groups.setdefault(case["shows"], []).append(case)
        yield from ((name, shows, cases) for shows, cases in groups.items())


GROUPS = list(_cases())


def _wanted(name: str, case: Case) -> dict[str, Any]:
    _, usual = READERS[name]
    wanted = {key: value for key, value in case.items() if key not in ("shows", "text", "texts", "columns", "unit")}
    if not wanted.get("ask"):
        wanted = {**usual, **wanted}
    if name in ("authors", "author_columns"):
        rows = wanted.pop("authors")
        if rows is not None:
            full = [[*row, *[None] * (len(PARTS) - len(row))] for row in rows]
            wanted["authors"] = [[value or None for value in row] for row in full]
            wanted.setdefault("principal", 0)
    return {key: value for key, value in wanted.items() if key not in ("ask", "may_ask")}


def _fields(said: Any) -> set[str]:
    return {"*"} if said is True else set(said or ())


def _wrong(name: str, case: Case) -> str | None:
    reader, _ = READERS[name]
    values, asked = reader(case)
    wanted, must, may = _wanted(name, case), _fields(case.get("ask")), _fields(case.get("may_ask"))
    for key, value in wanted.items():
        if values.get(key) != value:
            return f"{key} is {values.get(key)!r}, not {value!r}"
    unasked = {path for path in must if not ({path, path.split("[")[0]} & asked or (path == "*" and asked))}
    if unasked:
        return f"nobody is asked about {sorted(unasked)}"
    extra = set() if "*" in must | may or case.get("authors", 0) is None else asked - must - may
    return f"needless questions about {sorted(extra)}" if extra else None


def test_there_are_cases_enough() -> None:
    assert sum(len(cases) for _, _, cases in GROUPS) >= 400


@pytest.mark.parametrize(("name", "shows", "cases"), GROUPS, ids=[f"{name}: {shows}" for name, shows, _ in GROUPS])
def test_cells_as_clerks_write_them(name: str, shows: str, cases: list[Case]) -> None:
    wrong = {json.dumps(case.get("text", case), ensure_ascii=False): _wrong(name, case) for case in cases}
    assert {text: why for text, why in wrong.items() if why} == {}
