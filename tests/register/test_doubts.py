"""What a person is asked to check, with the value as read and why."""

from __future__ import annotations

from register import Register
from schemas.dossier import Letter
from schemas.finding import Code, Finding
from schemas.innovation import FieldReading
from tests.register.builders import reading, received, result


def test_each_doubt_has_its_place_its_value_as_read_and_its_reason(register: Register) -> None:
    read = reading(4, "Tên", ("title", "authors[0].phone", "applied_to", "scope"))
    read.fields |= {"authors": FieldReading(as_read="Lò Thử, 0900"), "application_period": FieldReading(as_read="3/2x")}
    read.findings = [
        Finding(code=Code.PHONE_INVALID, field="authors[0].phone", message="Thiếu số."),
        Finding(code=Code.LOW_CONFIDENCE, field="title", message="Chỉ để biết.", ask=False),
    ]
    dossier_id = received(register)
    register.save(dossier_id, result(read))
    doubts = list(register.doubts())
    assert [(d.field, d.as_read, d.message) for d in doubts] == [
        ("title", "TÊN", ""),
        ("authors[0].phone", "Lò Thử, 0900", "Thiếu số."),
        ("applied_to", "3/2x", ""),
        ("scope", "", ""),
    ]
    place = doubts[0]
    assert (place.dossier, place.ordinal, place.file, place.page, place.row) == (dossier_id, 4, "bang.docx", 1, 4)


def test_the_letters_doubts_come_first_and_without_innovation(register: Register) -> None:
    letter = Letter(number="1?", fields={"number": FieldReading(as_read="1?/TTr")}, review_fields=["number"])
    mismatch = Finding(code=Code.COUNT_MISMATCH, field="innovations", message="Tờ trình nêu 4, bảng có 1.")
    register.save(
        received(register),
        result(reading(1, "A", ("*",)), letter=letter, findings=[mismatch], review_fields=["innovations"]),
    )
    assert [(d.innovation is None, d.field, d.as_read, d.message) for d in register.doubts()] == [
        (True, "number", "1?/TTr", ""),
        (True, "innovations", "", "Tờ trình nêu 4, bảng có 1."),
        (False, "*", "", ""),
    ]


def test_what_a_person_accepted_is_no_doubt(register: Register) -> None:
    register.save(received(register), result(reading(1, "A", ("title",))))
    innovation = next(register.innovations())
    register.accept(innovation.id, register.reading(innovation.id).accepted, "thu")
    assert list(register.doubts()) == []
