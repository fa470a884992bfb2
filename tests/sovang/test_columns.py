"""A table in an unknown layout: held, shown, answered once, and read from then on for that unit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows import steps
from flows.office import Office, open_office
from sovang.columns import columns
from sovang.settings import Settings
from tests.flows.makers import DRYER, TRAINING, dossier

HEADS = ["TT", "Thợ nghĩ ra", "Món đồ mới", "Bao giờ", "Làm thế nào", "Được cái gì"]
ANSWER = ["2=authors,3=title", "4=application_period", "5=summary,6=effect"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", workers=1)


def ingest(settings: Settings, *items: Path) -> steps.Summary:
    office = open_office(settings.data, workers=1)
    try:
        return steps.ingest(office, items)
    finally:
        office.register.close()


def office_of(settings: Settings) -> Office:
    return open_office(settings.data)


def test_an_answer_is_used_for_the_unit_from_then_on(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    summary = ingest(settings, dossier(tmp_path / "lạ.docx", DRYER, heads=HEADS))
    [(dossier_id, name)] = summary.unknown_columns
    assert name == "lạ.docx"
    assert columns(settings, dossier_id, 1, [], as_json=False) == 0
    shown = capsys.readouterr().out
    assert "“Món đồ mới”: Cải tiến lò sấy ngô" in shown
    assert columns(settings, dossier_id, 1, ANSWER, as_json=True) == 0
    assert json.loads(capsys.readouterr().out)["rows"] == 1
    later = dossier(tmp_path / "lần sau.docx", TRAINING, heads=HEADS)
    other = dossier(tmp_path / "nơi khác.docx", TRAINING, heads=HEADS, unit="Công đoàn cơ sở Trạm Thú y huyện Bản Mẫu")
    again = ingest(settings, later, other)
    assert [name for _, name in again.unknown_columns] == ["nơi khác.docx"]
    assert columns(settings, again.unknown_columns[0][0], 1, [], as_json=True) == 0
    asked = json.loads(capsys.readouterr().out)[0]["tables"][0]["columns"]
    assert [column["guess"] for column in asked][1:3] == ["authors", "title"]
    titles = [i.title for i in office_of(settings).register.innovations()]
    assert titles == [DRYER[1], TRAINING[1]]


def test_a_table_about_something_else_is_no_longer_asked_about(settings: Settings, tmp_path: Path) -> None:
    [(dossier_id, _)] = ingest(settings, dossier(tmp_path / "lạ.docx", DRYER, heads=HEADS)).unknown_columns
    assert columns(settings, dossier_id, 1, ["none"], as_json=False) == 0
    register = office_of(settings).register
    assert register.counts().unknown_columns == []
    [found] = register.dossiers()
    assert "missing-table" in [f.code for f in found.findings]


@pytest.mark.parametrize(
    ("number", "told", "line"),
    [
        (2, ["2=title"], "hồ sơ có 1 bảng"),
        (1, ["9=title"], "bảng có 6 cột, không có cột 9"),
        (1, ["title"], "viết số cột = mục"),
        (1, ["none", "2=title"], "“none” thì đứng một mình"),
        (1, ["2=authors"], "chưa chỉ cột tên sáng kiến"),
        (1, ["2=authors,3=titel"], "không có mục “titel”"),
    ],
)
def test_a_wrong_answer_says_why_and_keeps_nothing(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], number: int, told: list[str], line: str
) -> None:
    [(dossier_id, _)] = ingest(settings, dossier(tmp_path / "lạ.docx", DRYER, heads=HEADS)).unknown_columns
    assert columns(settings, dossier_id, number, told, as_json=False) == 2
    assert line in capsys.readouterr().err
    assert office_of(settings).register.column_forms() == []


def test_nothing_waits(settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ingest(settings, dossier(tmp_path / "quen.docx", DRYER))
    assert columns(settings, None, 1, [], as_json=False) == 0
    assert "Không có bảng nào chờ" in capsys.readouterr().out
    assert columns(settings, "HS2026-99999", 1, [], as_json=False) == 2
