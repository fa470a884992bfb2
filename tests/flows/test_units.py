"""The senders of dossiers in the register, looked up in the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from flows.office import Office, open_office
from flows.units import home_of, settle_units
from schemas.dossier import Letter
from schemas.unit import Unit, UnitKind, UnitName, UnitParent
from schemas.units.catalogue import Catalogue
from schemas.units.seed import seed
from tests.register.builders import received, result


@pytest.fixture
def office(tmp_path: Path, url: str | None) -> Iterator[Office]:
    opened = open_office(tmp_path / "data", url)
    yield opened
    opened.register.close()


def sent(office: Office, text: str, day: date | None = date(2021, 4, 10), parent: str | None = None) -> str:
    dossier_id = received(office.register, text.encode())
    office.register.save(dossier_id, result(letter=Letter(issuing_unit=text, date=day, parent_unit=parent)))
    return dossier_id


def grassroots(unit_id: str, name: str) -> Unit:
    parents = [UnitParent(parent_id="ldld-bac-kan")]
    return Unit(id=unit_id, kind=UnitKind.GRASSROOTS, names=[UnitName(name=name)], parents=parents)


def units_of(office: Office) -> list[str | None]:
    return [dossier.unit_id for dossier in office.register.dossiers()]


def test_with_the_seed_alone_upper_unions_are_named_and_nobody_is_asked(office: Office) -> None:
    sent(office, "LĐLĐ huyện Na Rì")
    sent(office, "Công đoàn cơ sở Xưởng Mẫu")
    assert settle_units(office) == 2
    assert units_of(office) == ["ldld-huyen-na-ri", None]
    assert [d.findings for d in office.register.dossiers()] == [[], []]
    assert settle_units(office) == 0


def test_a_list_of_grassroots_unions_makes_strangers_a_question(office: Office) -> None:
    sent(office, "Công đoàn cơ sở Xưởng Mẫu")
    stranger = sent(office, "Công đoàn cơ sở Xưởng Lạ")
    settle_units(office)
    office.register.units.save(Catalogue([grassroots("xuong-mau", "CĐCS Xưởng Mẫu")]), "thu")
    assert settle_units(office) == 2
    first, second = office.register.dossiers()
    assert (first.unit_id, first.status) == ("xuong-mau", "complete")
    assert (second.unit_id, second.status, second.review_fields) == (None, "needs_review", ["issuing_unit"])
    assert "Xưởng Lạ" in second.findings[0].message
    office.register.units.learn("Công đoàn cơ sở Xưởng Lạ", "xuong-mau", "thu")
    settle_units(office)
    assert units_of(office) == ["xuong-mau", "xuong-mau"]
    assert office.register.units.filings()[stranger].evidence == ["người dùng đã chọn cho cách viết này"]


def test_the_day_of_a_letter_without_date_is_that_of_its_programme(office: Office) -> None:
    dossier_id = received(office.register, b"1")
    letter = Letter(issuing_unit="LĐLĐ tỉnh Quảng Trị", programme="75-nghin-sang-kien")
    office.register.save(dossier_id, result(letter=letter))
    settle_units(office)
    assert units_of(office) == ["ldld-quang-tri"]


def test_the_offices_province_is_that_of_its_units(office: Office) -> None:
    own = Catalogue([grassroots("a", "A"), grassroots("b", "B")])
    assert home_of(seed(), Catalogue()) is None
    assert home_of(seed() | own, own) == "ldld-bac-kan"
    assert home_of(seed() | own, own, "lai châu") == "ldld-lai-chau"
    office.register.units.save(Catalogue([grassroots("xuong-mau", "CĐCS Xưởng Mẫu")]), "thu")
    sent(office, "Công đoàn ngành Y tế")
    settle_units(office)
    assert units_of(office) == ["cdn-y-te-bac-kan"]


def test_a_late_letter_of_a_dissolved_union_is_taken_in_with_a_note(office: Office) -> None:
    sent(office, "LĐLĐ huyện Na Rì", date(2025, 9, 1))
    settle_units(office)
    [shown] = office.register.dossiers()
    assert (shown.unit_id, shown.status, shown.review_fields) == ("ldld-huyen-na-ri", "complete", [])
    assert ["01/07/2025" in f.message and not f.ask for f in shown.findings] == [True]


def test_a_province_that_is_set_names_its_own_bodies(office: Office) -> None:
    sent(office, "Công đoàn ngành Y tế")
    settle_units(office)
    assert units_of(office) == [None]
    settle_units(replace(office, province="Lai Châu"))
    assert units_of(office) == ["cdn-y-te-lai-chau"]


def test_a_district_of_another_provinces_name_is_told_apart_by_the_parent(office: Office) -> None:
    sent(office, "LĐLĐ huyện Chợ Mới")
    sent(office, "LĐLĐ huyện Chợ Mới ", parent="LĐLĐ tỉnh An Giang")
    settle_units(office)
    assert units_of(office) == [None, "ldld-huyen-cho-moi-an-giang"]


def test_a_rerun_that_reads_no_sender_any_more_leaves_none(office: Office) -> None:
    dossier_id = sent(office, "LĐLĐ huyện Na Rì")
    settle_units(office)
    office.register.save(dossier_id, result(letter=Letter()))
    settle_units(office)
    assert units_of(office) == [None]
