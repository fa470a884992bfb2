"""A person's answers about letters, on both databases: over every rerun, and lifted off again."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from pydantic import ValidationError

from register import Register
from register.answers import Overtaken
from register.letter_answers import Paper
from register.search.tables import search_entry
from schemas.dossier import DossierStatus, Letter
from schemas.finding import Code, Finding
from schemas.letter_answer import LetterAnswer
from tests.register.builders import received, result

ASKED = [Finding(code=Code.LOW_CONFIDENCE, field=name, message=f"Đối chiếu {name}") for name in ("number", "signatory")]
READ = Letter(
    number="O7/TTr-CĐ",
    issuing_unit="Công đoàn Xưởng Mẫu",
    programme="75-nghin-sang-kien",
    findings=ASKED,
    review_fields=["number", "signatory"],
)


@pytest.fixture
def paper(register: Register) -> Paper:
    dossier_id = received(register)
    register.save(dossier_id, result(letter=READ, status=DossierStatus.NEEDS_REVIEW))
    found = register.letters.paper(dossier_id)
    assert found
    return found


def number(person: str = "lan", value: str = "07/TTr-CĐ") -> LetterAnswer:
    return LetterAnswer(asked="number", values={"number": value}, person=person)


def test_an_answer_is_in_force_everywhere_at_once(register: Register, paper: Paper) -> None:
    after = register.letters.give(paper.dossier, paper.version, number())
    assert (after.letter.number, after.letter.review_fields) == ("07/TTr-CĐ", ["signatory"])
    assert [f.field for f in after.letter.findings] == ["signatory"]
    shown = next(register.dossiers())
    assert (shown.number, shown.review_fields) == ("07/TTr-CĐ", ["signatory"])
    assert register.counts().letter_fields_to_check == 1
    last = LetterAnswer(asked="signatory", values={"signatory": "Lò Thị Ký"}, person="minh")
    register.letters.give(paper.dossier, after.version, last)
    assert next(register.dossiers()).status is DossierStatus.COMPLETE
    assert [line["who"] for line in register.audit(paper.dossier) if line["action"] == "letter-answered"] == [
        "lan",
        "minh",
    ]


@pytest.mark.parametrize("read", ["O7/TTr-CĐ", "01/TTr-CĐ"])
def test_a_rerun_does_not_bring_back_what_was_misread(register: Register, paper: Paper, read: str) -> None:
    register.letters.give(paper.dossier, paper.version, number())
    register.save(paper.dossier, result(letter=READ.model_copy(update={"number": read}), engine="2"))
    held = register.letters.paper(paper.dossier)
    assert held
    assert (held.letter.number, held.letter.review_fields) == ("07/TTr-CĐ", ["signatory"])
    assert held.letter.said["number"].before == {"number": read}
    assert register.letters.believed(paper.dossier, READ).number == "07/TTr-CĐ"


def test_what_was_seen_and_left_alone_holds_too(register: Register, paper: Paper) -> None:
    register.letters.give(paper.dossier, paper.version, number(value="O7/TTr-CĐ"))
    register.save(paper.dossier, result(letter=READ.model_copy(update={"number": "9/TTr"}), engine="2"))
    assert next(register.dossiers()).number == "O7/TTr-CĐ"


def test_taken_back_it_is_as_the_machine_last_read_it(register: Register, paper: Paper) -> None:
    register.letters.give(paper.dossier, paper.version, number())
    register.save(paper.dossier, result(letter=READ.model_copy(update={"number": "O9/TTr-CĐ"}), engine="2"))
    held = register.letters.paper(paper.dossier)
    assert held
    back = register.letters.take_back(paper.dossier, held.version, "number", "lan")
    assert back.letter.number == "O9/TTr-CĐ"
    assert sorted(back.letter.review_fields) == ["number", "signatory"]
    assert sorted(f.field for f in back.letter.findings) == ["number", "signatory"]
    assert back.letter.said == {}
    assert back.status is DossierStatus.NEEDS_REVIEW
    register.save(paper.dossier, result(letter=READ, engine="3"))
    assert next(register.dossiers()).number == "O7/TTr-CĐ"


def test_an_answer_is_changed_by_a_second_one(register: Register, paper: Paper) -> None:
    once = register.letters.give(paper.dossier, paper.version, number())
    twice = register.letters.give(paper.dossier, once.version, number("minh", "08/TTr-CĐ"))
    assert (twice.letter.number, twice.letter.said["number"].person) == ("08/TTr-CĐ", "minh")
    assert twice.letter.said["number"].before == {"number": "O7/TTr-CĐ"}
    with pytest.raises(Overtaken, match="minh"):
        register.letters.take_back(paper.dossier, twice.version, "number", "lan")
    back = register.letters.take_back(paper.dossier, twice.version, "number", "minh")
    assert back.letter.number == "O7/TTr-CĐ"


def test_the_second_of_two_is_told(register: Register, paper: Paper) -> None:
    register.letters.give(paper.dossier, paper.version, number())
    with pytest.raises(Overtaken, match="lan"):
        register.letters.give(paper.dossier, paper.version, number("minh"))


def test_what_cannot_be_read_is_told_to_the_unit(register: Register, paper: Paper) -> None:
    answer = LetterAnswer(asked="number", illegible=True, person="lan")
    after = register.letters.give(paper.dossier, paper.version, answer)
    assert after.letter.review_fields == ["signatory"]
    assert (Code.ILLEGIBLE, "number") in [(f.code, f.field) for f in after.letter.findings]


def test_the_rows_follow_the_letter_to_another_programme(register: Register, paper: Paper) -> None:
    answer = LetterAnswer(asked="programme", values={"programme": "1-trieu-sang-kien"}, person="lan")
    after = register.letters.give(paper.dossier, paper.version, answer)
    assert {one.programme for one in register.innovations()} == {"1-trieu-sang-kien"}
    register.letters.take_back(paper.dossier, after.version, "programme", "lan")
    assert {one.programme for one in register.innovations()} == {"75-nghin-sang-kien"}


def test_values_that_are_none_are_refused_and_nothing_is_kept(register: Register, paper: Paper) -> None:
    with pytest.raises(ValidationError):
        wrong = LetterAnswer(asked="date", values={"date": "hôm qua"}, person="lan")
        register.letters.give(paper.dossier, paper.version, wrong)
    held = register.letters.paper(paper.dossier)
    assert held == paper
    right = LetterAnswer(asked="date", values={"date": "2021-04-06"}, person="lan")
    after = register.letters.give(paper.dossier, paper.version, right)
    assert after.letter.date == dt.date(2021, 4, 6)


def test_an_unknown_dossier_is_none(register: Register) -> None:
    assert register.letters.paper("HS2021-00009") is None
    with pytest.raises(LookupError):
        register.letters.give("HS2021-00009", 1, number())


def test_rows_are_found_by_their_letter_as_mended(register: Register, paper: Paper) -> None:
    def entry() -> tuple[str, str, dt.date]:
        with register.database.read() as connection:
            columns = (search_entry.c.number, search_entry.c.sender, search_entry.c.day)
            return connection.execute(sa.select(*columns).limit(1)).one()._tuple()

    before = entry()
    values = {"number": "07/TTr-CĐ", "issuing_unit": "Công đoàn Trạm Mẫu", "date": "2021-03-02"}
    answer = LetterAnswer(asked="number", values={**values}, person="lan")
    after = register.letters.give(paper.dossier, paper.version, answer)
    assert entry() == ("07/TTr-CĐ", "Công đoàn Trạm Mẫu", dt.date(2021, 3, 2))
    register.letters.take_back(paper.dossier, after.version, "number", "lan")
    assert entry() == before


def test_an_answer_given_while_the_dossier_was_read_holds_for_its_rows(register: Register, paper: Paper) -> None:
    answer = LetterAnswer(asked="programme", values={"programme": "1-trieu-sang-kien"}, person="lan")
    register.letters.give(paper.dossier, paper.version, answer)
    register.save(paper.dossier, result(letter=READ, engine="2"))
    assert {one.programme for one in register.innovations()} == {"1-trieu-sang-kien"}
