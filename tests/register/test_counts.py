"""What `sovang status` shows."""

from __future__ import annotations

from register import Register
from register.counts import Counts
from schemas.dossier import ItemError, Letter
from schemas.errors import ItemCode
from tests.register.builders import alike, reading, received, result


def test_an_empty_register_counts_nothing(register: Register) -> None:
    assert register.counts() == Counts()


def test_everything_that_waits_is_counted(register: Register) -> None:
    received(register, b"waiting")
    bad, good = received(register, b"bad"), received(register, b"good")
    register.set_aside(bad, ItemError(code=ItemCode.EMPTY, message="Tệp rỗng."))
    letter = Letter(review_fields=["number", "date"])
    rows = [reading(1, "Máy cắt", ("title", "summary")), reading(2, "Lò hơi"), reading(3, "Giá treo")]
    register.save(good, result(*rows, letter=letter, review_fields=["date", "innovations"]))
    ids = [r.id for r in register.records()]
    register.save_pairs([alike(ids[0], ids[1])], ids[:2])
    found = register.counts()
    assert found.dossiers == {"needs_review": 1, "received": 1, "set_aside": 1}
    assert found.innovations == {"needs_review": 1, "registered": 2}
    assert (found.fields_to_check, found.letter_fields_to_check) == (2, 3)
    assert (found.suggested_pairs, found.uncompared) == (1, 1)
    assert [(i.dossier, i.code, i.message) for i in found.set_aside] == [(bad, "empty", "Tệp rỗng.")]


def test_rows_that_stepped_back_are_not_counted(register: Register) -> None:
    dossier_id = received(register)
    register.save(dossier_id, result())
    register.save(dossier_id, result(reading(1, "Khác hẳn")))
    assert register.counts().innovations == {"registered": 1}
