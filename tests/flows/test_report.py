from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from flows import report, steps
from flows.office import open_office
from register.db import Database
from sovang.summary import told
from tests.register.builders import saved


def test_a_large_registers_workbook_is_left_to_the_night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "LARGE", 2)
    office = open_office(tmp_path, workers=1)
    saved(office.register)
    by_day = steps.ingest(office, [])
    assert by_day.workbook == "" and not (tmp_path / report.WORKBOOK).exists()
    assert "lượt chạy đêm" in told(by_day)
    by_night = steps.ingest(office, [], settle=True)
    assert by_night.workbook == str(tmp_path / report.WORKBOOK) and Path(by_night.workbook).exists()
    monkeypatch.setattr(report, "LARGE", 3)
    assert steps.ingest(office, []).workbook
    office.register.close()


def test_where_the_register_is_is_told_without_the_password(tmp_path: Path) -> None:
    office = open_office(tmp_path, workers=1)
    assert steps.ingest(office, []).register_path == str(tmp_path / "sovang.db")
    office.register.close()
    address = sa.make_url("postgresql+pg8000://may:mat-khau@may-chu/so")
    there = Database(address.render_as_string(hide_password=False))
    assert "may-chu/so" in there.place() and "mat-khau" not in there.place()
