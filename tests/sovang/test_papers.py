"""What the desk's pages of a dossier are handed: the reply, the columns of a strange table, checks of a keyed row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from flows import steps
from flows.office import open_office
from register import Register
from review.paper_services import PaperServices
from schemas.columns import ColumnForm
from schemas.errors import SovangError
from schemas.finding import Code
from schemas.innovation import Accepted, Author, Reading, Source
from schemas.match import Record
from schemas.units.totals import Total
from sovang.papers import for_a_while, paper_services
from sovang.settings import Settings
from tests.flows.makers import DRYER, TRAINING, dossier

HEADS = ["TT", "Thợ nghĩ ra", "Món đồ mới", "Bao giờ", "Làm thế nào", "Được cái gì"]
FIELDS: list[str | None] = ["ordinal", "authors", "title", "application_period", "summary", "effect"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", workers=1)


@pytest.fixture
def register(settings: Settings, tmp_path: Path) -> Iterator[Register]:
    """One dossier that reads by itself, one whose table nobody knows."""
    office = open_office(settings.data, workers=1)
    steps.ingest(office, [dossier(tmp_path / "quen.docx", TRAINING), dossier(tmp_path / "la.docx", DRYER, heads=HEADS)])
    yield office.register
    office.register.close()


@pytest.fixture
def papers(settings: Settings, register: Register) -> PaperServices:
    return paper_services(settings, register)


def ids(register: Register) -> tuple[str, str]:
    """The dossier that was read, the one that waits."""
    known = {one.source_name: one.id for one in register.dossiers()}
    return known["quen.docx"], known["la.docx"]


def test_the_reply_is_that_of_the_export(papers: PaperServices, register: Register) -> None:
    text = papers.reply(ids(register)[0], "txt", []).decode()
    assert "Góc thư viện lưu động" in text
    assert papers.reply(ids(register)[0], "docx", [])[:2] == b"PK"
    with pytest.raises(SovangError):
        papers.reply("HS1999-00001", "txt", [])
    assert not [*(register.files.root.parent / "uploads").iterdir()]


def test_rows_are_shown_as_they_would_be_read(papers: PaperServices, register: Register) -> None:
    waiting = next(register.dossiers([ids(register)[1]]))
    [table] = [table for document in waiting.documents for table in document.unknown]
    assert papers.guessed(table)[0] == "ordinal"
    form = ColumnForm(unit="", sha256=table.sha256, headings=table.headings, fields=FIELDS)
    [row] = papers.preview(form)
    assert (row.accepted.title, row.accepted.benefit_vnd) == (DRYER[1], 35_000_000)
    assert register.column_forms() == [], "and nothing is kept"
    assert list(papers.preview(form.model_copy(update={"sha256": "0" * 64}))) == []
    fields = list(FIELDS)
    fields[1], fields[3] = fields[3], fields[1]
    swapped = papers.preview(form.model_copy(update={"fields": fields}))
    assert not swapped or swapped[0].accepted != row.accepted


def test_a_keyed_row_is_held_against_the_rules_and_the_register(papers: PaperServices, register: Register) -> None:
    accepted = Accepted(title="Xe đẩy", authors=[Author(full_name="Lò A")], applied_from=date(2019, 5, 1))
    typed = papers.checked(ids(register)[0], Reading(source=Source(file="", sha256="", row=0), accepted=accepted))
    assert {Code.OUTSIDE_PERIOD, Code.MISSING_EFFECT} <= {finding.code for finding in typed.findings}
    assert not any(finding.ask for finding in typed.findings)
    assert typed.programme == "75-nghin-sang-kien"
    again = Record(id="", title=TRAINING[1], authors=["Vàng Thị Thử"], summary=TRAINING[3])
    [found] = papers.like(again)
    assert f"{ids(register)[0]}-001" in (found.id_a, found.id_b)
    assert list(papers.like(Record(id="", title="Tàu vũ trụ"))) == []


def test_the_progress_is_reckoned_once_a_minute() -> None:
    calls: list[date] = []
    clock = [0.0]

    def totals(on: date) -> list[Total]:
        calls.append(on)
        return []

    held = for_a_while(totals, lambda: clock[0])
    for at in (0.0, 59.0, 61.0):
        clock[0] = at
        held(date(2026, 1, 1))
    held(date(2026, 1, 2))
    assert calls == [date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 2)]
