"""What an account with a scope of units is given: its units' rows, and no word of others."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.office import Office
from schemas.errors import SetupError
from schemas.match import Judgement
from schemas.unit import Unit, UnitKind, UnitName
from schemas.units.catalogue import Catalogue
from tests.flows.given import given, ids_of, office_at
from tests.register.builders import alike

OTHERS = ("Máy sấy nông sản", "Lò đốt", "Gỗ Mẫu")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    yield from office_at(tmp_path / "data")


@pytest.fixture
def mine(office: Office) -> str:
    """The unit that sent the first and the third dossier; the second is another one's."""
    units = [Unit(id=key, kind=UnitKind("cdcs"), names=[UnitName(name=key)]) for key in ("dv-1", "dv-2")]
    office.register.units.save(Catalogue(units, []), "thử")
    first, second, third = (one.id for one in office.register.dossiers())
    for dossier_id, unit in ((first, "dv-1"), (second, "dv-2"), (third, "dv-1")):
        office.register.units.choose(dossier_id, unit, "thử")
    return "dv-1"


@pytest.mark.parametrize("what", ["innovations", "dossiers", "duplicates"])
@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx"])
def test_tables_have_the_units_rows_only(office: Office, mine: str, tmp_path: Path, what: str, form: str) -> None:
    whole = given(office, what, tmp_path / f"all.{form}").rows
    out = tmp_path / f"mine.{form}"
    assert 0 <= given(office, what, out, within=(mine,)).rows < whole
    if form != "xlsx":
        text = out.read_text("utf-8-sig")
        assert not [word for word in OTHERS if word in text]


def test_a_row_does_not_tell_that_another_units_row_is_like_it(office: Office, mine: str, tmp_path: Path) -> None:
    ids, out = ids_of(office), tmp_path / "mine.jsonl"
    other = ids["Máy sấy nông sản"]
    office.register.judge(alike(ids["Giá treo"], other), Judgement.DIFFERENT, "Mai")
    given(office, "innovations", tmp_path / "all.jsonl")
    assert other in (tmp_path / "all.jsonl").read_text("utf-8")
    given(office, "innovations", out, within=(mine,))
    assert len(out.read_text("utf-8").splitlines()) == 5
    assert other not in out.read_text("utf-8")


@pytest.mark.parametrize(("what", "form"), [("portal", "csv"), ("book", "xlsx"), ("units", "csv")])
def test_papers_have_the_units_rows_only(office: Office, mine: str, tmp_path: Path, what: str, form: str) -> None:
    out = tmp_path / f"mine.{form}"
    given(office, what, out, within=(mine,))
    if form == "csv":
        rows = [*csv.reader(out.read_text("utf-8-sig").splitlines())]
        assert not [word for word in (*OTHERS, "dv-2") if word in json.dumps(rows, ensure_ascii=False)]
    assert given(office, what, tmp_path / f"all.{form}").rows > given(office, what, out, within=(mine,)).rows


def test_letters_go_to_the_unit_only_and_the_provinces_summary_to_nobody(
    office: Office, mine: str, tmp_path: Path
) -> None:
    _, second, _ = (one.id for one in office.register.dossiers())
    with pytest.raises(SetupError, match="Có 0 hồ sơ"):
        given(office, "reply", tmp_path / "thu.docx", dossiers=(second,), within=(mine,))
    assert given(office, "reply", tmp_path / "thu.docx", dossiers=(second,)).rows == 1
    with pytest.raises(SetupError, match="của cả tỉnh"):
        given(office, "summary", tmp_path / "bang.docx", programme="75-nghin-sang-kien", within=(mine,))


def test_who_has_no_dossier_gets_nothing(office: Office, mine: str, tmp_path: Path) -> None:
    for what in ("innovations", "dossiers", "duplicates"):
        assert given(office, what, tmp_path / "x.csv", within=("dv-khong-co",)).rows == 0
