"""How reading a dossier ended, and what supersedes it."""

from __future__ import annotations

import sqlalchemy as sa

from register import Register
from register.tables import outcome, part
from schemas.dossier import Document, DossierStatus, ItemError, Letter, Part
from schemas.errors import ItemCode
from schemas.finding import Code, Finding
from tests.register.builders import received, result


def outcomes(register: Register) -> list[bool]:
    with register.database.read() as connection:
        return list(connection.scalars(sa.select(outcome.c.live).order_by(outcome.c.id)))


def test_an_outcome_comes_back_as_the_export_has_it(register: Register) -> None:
    dossier_id = received(register)
    letter = Letter(
        number="9/TTr",
        announced_count=3,
        recipients=["Ban Mẫu"],
        review_fields=["number"],
        findings=[Finding(code=Code.LATE_DOSSIER, message="Nộp muộn.")],
    )
    encrypted = ItemError(code=ItemCode.ENCRYPTED, message="Có mật khẩu.")
    lock = Part(name="k.pdf", sha256="c" * 64, kind="pdf", status="set_aside", error=encrypted, pages=2)
    table = Document(kind="table", file="bang.docx", pages=[1, 2])
    mismatch = Finding(code=Code.COUNT_MISMATCH, field="innovations", message="Lệch số lượng.")
    change = {"parts": [lock], "documents": [table], "findings": [mismatch], "review_fields": ["innovations", "number"]}
    register.save(dossier_id, result(letter=letter, status=DossierStatus.INCOMPLETE, **change))
    dossier = next(register.dossiers())
    assert (dossier.number, dossier.announced_count, dossier.recipients) == ("9/TTr", 3, ["Ban Mẫu"])
    assert (dossier.parts, dossier.documents, dossier.status) == ([lock], [table], DossierStatus.INCOMPLETE)
    assert [f.code for f in dossier.findings] == [Code.LATE_DOSSIER, Code.COUNT_MISMATCH]
    assert dossier.review_fields == ["number", "innovations"]
    assert [(i.part, i.code) for i in register.counts().set_aside] == [("k.pdf", "encrypted")]
    assert register.counts().letter_fields_to_check == 2


def test_the_same_outcome_again_is_not_kept_twice(register: Register) -> None:
    dossier_id = received(register)
    register.save(dossier_id, result())
    register.save(dossier_id, result(engine="2"))
    assert outcomes(register) == [True]


def test_another_outcome_supersedes_and_the_old_one_stays(register: Register) -> None:
    dossier_id = received(register)
    old, new = (Part(name="x", sha256=c * 64, kind="pdf") for c in "ab")
    register.save(dossier_id, result(parts=[old]))
    register.save(dossier_id, result(parts=[new]))
    assert outcomes(register) == [False, True]
    assert next(register.dossiers()).parts == [new]
    with register.database.read() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(part)) == 2


def test_what_is_told_of_several_dossiers_outlives_a_reading(register: Register) -> None:
    dossier_id = received(register)
    register.save(dossier_id, result())
    over = Finding(code=Code.OVER_QUOTA, message="quá nhiều", ask=False)
    register.tell(dossier_id, [over])
    register.save(dossier_id, result())
    [dossier] = register.dossiers()
    assert [f for f in dossier.findings if f.code == Code.OVER_QUOTA] == [over]
    register.tell(dossier_id, [])
    [dossier] = register.dossiers()
    assert [f for f in dossier.findings if f.code == Code.OVER_QUOTA] == []
