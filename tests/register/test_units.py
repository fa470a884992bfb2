"""The office's catalogue, what people taught, and who sent which dossier."""

from __future__ import annotations

from datetime import date

import pytest

from register import Register, units
from register.answers import Overtaken
from schemas.dossier import DossierStatus, Letter
from schemas.finding import Code, Finding
from schemas.unit import Unit, UnitKind, UnitName
from schemas.units.catalogue import Catalogue
from schemas.units.filing import Filing
from schemas.units.seed import seed
from tests.register.builders import received, result, saved

PERSON = "Ngô Mẫu"


def unit(unit_id: str, name: str) -> Unit:
    return Unit(id=unit_id, kind=UnitKind.GRASSROOTS, names=[UnitName(name=name)])


def filed(dossier_id: str, unit_id: str | None, *, ask: bool = False) -> Filing:
    finding = Finding(code=Code.UNIT_UNKNOWN, field="issuing_unit", message="Chưa rõ đơn vị.", ask=ask)
    findings = [] if unit_id else [finding]
    return Filing(dossier_id=dossier_id, text="Công đoàn Xưởng Mẫu", unit_id=unit_id, findings=findings)


def one(register: Register) -> str:
    dossier_id = received(register)
    register.save(dossier_id, result())
    return dossier_id


def test_the_catalogue_is_the_seed_and_the_offices_own_over_it(register: Register) -> None:
    before = register.units.version()
    assert register.units.own().units == {}
    mine = Catalogue([unit("xuong-mau", "Công đoàn Xưởng Mẫu"), unit("ldld-lai-chau", "Tên khác")])
    assert register.units.save(mine, PERSON) == (2, 0)
    assert register.units.save(mine, PERSON) == (0, 0)
    known = register.units.catalogue()
    assert known.units["ldld-lai-chau"].names[0].name == "Tên khác"
    assert "ldld-bac-kan" in known.units
    assert register.units.version() != before
    assert [line["detail"] for line in register.audit("catalogue")] == [
        {"units": ["ldld-lai-chau", "xuong-mau"], "events": []}
    ]


def test_what_a_person_taught_outlives_imports_and_can_be_taken_back(register: Register) -> None:
    register.units.learn("Xưởng của cô Mẫu", "xuong-mau", PERSON)
    register.units.learn("XƯỞNG CỦA CÔ MẪU", "xuong-mau", PERSON)
    register.units.save(Catalogue([unit("xuong-mau", "Công đoàn Xưởng Mẫu")]), PERSON)
    assert register.units.learnt() == [("XƯỞNG CỦA CÔ MẪU", "xuong-mau")]
    assert register.units.forget("xưởng của cô mẫu", "xuong-mau", PERSON)
    assert not register.units.forget("xưởng của cô mẫu", "xuong-mau", PERSON)
    assert register.units.learnt() == []


def test_a_dossier_has_its_text_as_filed_and_its_unit(register: Register) -> None:
    dossier_id = one(register)
    register.units.file([filed(dossier_id, "xuong-mau")])
    [shown] = register.dossiers()
    assert (shown.issuing_unit, shown.unit_id, shown.status) == ("Công đoàn Xưởng Mẫu", "xuong-mau", "complete")
    assert {i.dossier.unit_id for i in register.innovations()} == {"xuong-mau"}


def test_an_unknown_sender_is_asked_about_until_it_is_known(register: Register) -> None:
    dossier_id = one(register)
    register.units.file([filed(dossier_id, None, ask=True)])
    [shown] = register.dossiers()
    assert (shown.unit_id, shown.status, shown.review_fields) == (None, "needs_review", ["issuing_unit"])
    assert [f.code for f in shown.findings] == ["unit-unknown"]
    assert register.counts().letter_fields_to_check == 1
    assert register.counts().dossiers == {"needs_review": 1}
    register.units.file([filed(dossier_id, "xuong-mau")])
    [shown] = register.dossiers()
    assert (shown.status, shown.review_fields, shown.findings) == ("complete", [], [])
    assert register.counts().letter_fields_to_check == 0


def test_a_dossier_that_waits_for_more_goes_on_waiting(register: Register) -> None:
    dossier_id = received(register)
    letter = Letter(issuing_unit="Công đoàn Xưởng Mẫu", review_fields=["number"])
    register.save(dossier_id, result(letter=letter, status=DossierStatus.NEEDS_REVIEW))
    register.units.file([filed(dossier_id, None, ask=True)])
    register.units.file([filed(dossier_id, "xuong-mau")])
    assert [d.status for d in register.dossiers()] == ["needs_review"]


def test_a_rerun_does_not_forget_that_a_sender_is_asked_about(register: Register) -> None:
    dossier_id = one(register)
    register.units.file([filed(dossier_id, None, ask=True)])
    register.save(dossier_id, result())
    register.units.file([])
    assert [d.status for d in register.dossiers()] == ["needs_review"]


def test_a_persons_choice_outlives_every_machine_and_is_learnt(register: Register) -> None:
    dossier_id = one(register)
    register.units.file([filed(dossier_id, None, ask=True)])
    register.units.choose(dossier_id, "xuong-mau", PERSON)
    register.units.file([filed(dossier_id, "khac"), filed(dossier_id, None, ask=True)])
    [shown] = register.dossiers()
    assert (shown.unit_id, shown.status) == ("xuong-mau", "complete")
    assert register.units.learnt() == [("Công đoàn Xưởng Mẫu", "xuong-mau")]
    assert register.units.filings()[dossier_id].person == PERSON
    assert register.audit(dossier_id)[-1]["who"] == PERSON
    assert register.verify() == []


def test_senders_have_the_nearest_day_that_is_known(register: Register) -> None:
    first, second = received(register, b"1"), received(register, b"2")
    register.save(first, result(letter=Letter(issuing_unit="A", parent_unit="B", date=date(2021, 4, 1))))
    register.save(second, result(letter=Letter(issuing_unit="C", programme="75-nghin-sang-kien")))
    third = received(register, b"3")
    register.save(third, result(letter=Letter(issuing_unit="D")))
    found = register.units.senders({"75-nghin-sang-kien": date(2021, 5, 31)})
    assert [(s.text, s.parent, s.day) for s in found] == [
        ("A", "B", date(2021, 4, 1)),
        ("C", "", date(2021, 5, 31)),
        ("D", "", date(2021, 4, 7)),
    ]


def test_a_seed_that_says_something_else_is_another_version(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = register.units.version()
    assert register.units.version() == before
    first = next(iter(seed().units.values()))
    mended = Catalogue([first.model_copy(update={"aliases": ["cách viết mới"]})])
    monkeypatch.setattr(units, "seed", lambda: seed() | mended)
    assert register.units.version() != before


def test_a_choice_is_taken_back_and_told_to_who_chooses_second(register: Register) -> None:
    dossier_id = saved(register)[0].rpartition("-")[0]
    assert register.units.filed(dossier_id) is None
    register.units.choose(dossier_id, "dv-mot", "lan", 0)
    assert ("Công đoàn Xưởng Mẫu", "dv-mot") in register.units.learnt()
    with pytest.raises(Overtaken, match="lan"):
        register.units.choose(dossier_id, "dv-hai", "minh", 0)
    seen, filing = register.units.filed(dossier_id) or (0, None)
    assert filing is not None
    assert (filing.unit_id, filing.person) == ("dv-mot", "lan")
    register.units.choose(dossier_id, "dv-hai", "minh", seen)
    assert register.units.learnt() == [("Công đoàn Xưởng Mẫu", "dv-hai")]
    with pytest.raises(Overtaken):
        register.units.unchoose(dossier_id, "lan", seen)
    register.units.unchoose(dossier_id, "minh")
    assert register.units.filings()[dossier_id].unit_id is None
    assert register.units.learnt() == []
    with pytest.raises(LookupError):
        register.units.unchoose(dossier_id, "minh")
    assert register.verify() == []
