"""Dossiers for the rules, in one line each. All names are invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from schemas.dossier import Decision, Letter, Recognised
from schemas.innovation import Accepted, Author, FieldReading, Reading, Source
from schemas.programme import Programme, programmes
from schemas.rules import Case
from schemas.rules.case import Sent

COLUMNS = {"title", "authors", "application_period", "summary", "effect"}
KNOWN = {programme.id: programme for programme in programmes()}
SPRING, MILLION = KNOWN["75-nghin-sang-kien"], KNOWN["1-trieu-sang-kien"]


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def row(first: str | None = "2021-03-01", last: str | None = None, **values: Any) -> Reading:
    """A row with all that a form asks for; `fields`: texts as read."""
    fields = {name: FieldReading(as_read=text) for name, text in values.pop("fields", {}).items()}
    given = {
        "ordinal": 1, "title": "Giá treo cuộn dây cáp", "authors": [Author(full_name="Lò Văn Mẫu", birth_year=1985)],
        "application_period": "Tháng 3", "summary": "Hàn khung.", "effect": "Gọn.",
        "applied_from": day(first), "applied_to": day(last),
    }  # fmt: skip
    return Reading(source=Source(file="a.docx", sha256="0" * 64), accepted=Accepted(**given | values), fields=fields)


def case(programme: Programme | None = SPRING, *rows: Reading, letter: Letter | None = None, **values: Any) -> Case:
    """A dossier with letter and table; `entries`: pairs of name and title that a decision lists."""
    if "entries" in values:
        listed = [Recognised(name=name, title=title) for name, title in values.pop("entries")]
        values["decisions"] = [Decision(number="12/QĐ-GĐ", entries=listed)]
    given: dict[str, Any] = {"kinds": {"letter", "table"}, "columns": COLUMNS}
    return Case(letter=letter or Letter(), programme=programme, readings=rows, **given | values)


def sent(text: str, by: Any = "letter") -> Sent:
    return Sent(dt.date.fromisoformat(text), by)


def codes(findings: Sequence[Any]) -> list[str]:
    return [str(finding.code) for finding in findings]
