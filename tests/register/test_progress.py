"""What every dossier has of every programme, on both databases."""

from __future__ import annotations

from datetime import date

from register import Register
from register.progress import sent
from schemas.dossier import Letter
from schemas.innovation import Status
from schemas.units.filing import Filing
from tests.register.builders import reading, received, result

SPRING, MILLION = "75-nghin-sang-kien", "1-trieu-sang-kien"


def test_counts_by_programme_phase_and_status(register: Register) -> None:
    dossier_id = received(register)
    rows = [reading(1, "Máy cắt"), reading(2, "Lò hơi", ("title",)), reading(3, "Giá treo"), reading(4, "Tủ sách")]
    for row in rows[:3]:
        row.programme = SPRING
    rows[3].programme, rows[3].phase = MILLION, "giai-doan-2"
    letter = Letter(issuing_unit="CĐCS Xưởng Mẫu", programme=SPRING)
    register.save(dossier_id, result(*rows, letter=letter))
    first = next(register.innovations())
    register.decide(first.id, Status.REJECTED, "thu")
    register.units.file([Filing(dossier_id=dossier_id, text="CĐCS Xưởng Mẫu", unit_id="xuong-mau")])
    found = {(one.programme, one.phase): one for one in sent(register.database)}
    spring = found[SPRING, None]
    assert (spring.registered, spring.needs_review, spring.rejected) == (1, 1, 1)
    assert (spring.unit_id, spring.unit, spring.received) == ("xuong-mau", "CĐCS Xưởng Mẫu", date(2021, 4, 7))
    assert found[MILLION, "giai-doan-2"].registered == 1


def test_a_letter_alone_counts_for_its_programme_and_nothing_for_none(register: Register) -> None:
    for content, programme in ((b"1", SPRING), (b"2", None)):
        dossier_id = received(register, content)
        letter = Letter(issuing_unit="CĐCS Xưởng Mẫu", programme=programme)
        register.save(dossier_id, result(letter=letter).model_copy(update={"readings": []}))
    received(register, b"waiting")
    assert [(one.programme, one.registered) for one in sent(register.database)] == [(SPRING, 0), (None, 0)]
