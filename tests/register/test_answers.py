"""A person's answers about rows, on both databases."""

from __future__ import annotations

import pytest

from register import Register
from register.answers import Overtaken
from schemas.answer import Answer
from schemas.dossier import DossierStatus
from schemas.finding import Code, Finding
from schemas.innovation import Status
from tests.register.builders import reading, received, result


def doubtful(register: Register, *asked: str) -> str:
    """A dossier of one row in which these fields are asked about; the row's id."""
    found = [Finding(code=Code.LOW_CONFIDENCE, field=name, message=f"Xem lại {name}") for name in asked]
    row = reading(1, "Gía kẹp ống", doubts=asked).model_copy(update={"findings": found})
    dossier_id = received(register)
    register.save(dossier_id, result(row, status=DossierStatus.NEEDS_REVIEW))
    return f"{dossier_id}-001"


def test_an_answer_settles_its_question_and_leaves_the_others(register: Register) -> None:
    key = doubtful(register, "title", "summary")
    before = register.answers.row(key)
    assert before
    after = register.answers.give(key, before.version, [Answer("title", {"title": "Giá kẹp ống"})], "lan")
    assert after.reading.accepted.title == "Giá kẹp ống"
    assert after.reading.review_fields == ["summary"]
    assert [f.field for f in after.reading.findings] == ["summary"]
    assert (after.person, after.status) == ("lan", Status.NEEDS_REVIEW)
    assert after.reading.fields["title"].as_read == "GÍA KẸP ỐNG"
    last = register.answers.give(key, after.version, [Answer("summary")], "minh")
    assert last.status is Status.REGISTERED
    assert next(register.dossiers()).status is DossierStatus.COMPLETE
    line = register.audit(key)[-2]
    assert (line["who"], line["action"]) == ("lan", "answered")
    assert line["detail"]["after"]["title"] == "Giá kẹp ống"  # type: ignore[index]


def test_answering_a_whole_answers_its_parts(register: Register) -> None:
    key = doubtful(register, "authors", "authors[0].phone", "authors[0].full_name", "title")
    row = register.answers.row(key)
    assert row
    after = register.answers.give(key, row.version, [Answer("authors")], "lan")
    assert after.reading.review_fields == ["title"]
    assert after.reading.findings == [f for f in row.reading.findings if f.field == "title"]


def test_what_cannot_be_read_keeps_its_value_and_is_told(register: Register) -> None:
    key = doubtful(register, "title")
    row = register.answers.row(key)
    assert row
    after = register.answers.give(key, row.version, [Answer("title", illegible=True)], "lan")
    assert after.reading.accepted.title == "Gía kẹp ống"
    assert [(f.code, f.field, f.ask) for f in after.reading.findings] == [(Code.ILLEGIBLE, "title", False)]
    assert after.reading.review_fields == []


def test_the_second_of_two_is_told_who_was_first(register: Register) -> None:
    key = doubtful(register, "title", "summary")
    row = register.answers.row(key)
    assert row
    register.answers.give(key, row.version, [Answer("title", {"title": "Của Lan"})], "lan")
    with pytest.raises(Overtaken, match="lan") as told:
        register.answers.give(key, row.version, [Answer("title", {"title": "Của Minh"})], "minh")
    assert told.value.by == "lan"
    held = register.answers.row(key)
    assert held
    assert held.reading.accepted.title == "Của Lan"


def test_an_answer_is_taken_back_step_by_step_to_what_was_read(register: Register) -> None:
    key = doubtful(register, "title", "summary")
    first = register.answers.row(key)
    assert first
    one = register.answers.give(key, first.version, [Answer("title", {"title": "Một"})], "lan")
    back = register.answers.take_back(key, one.version, "lan")
    assert back.reading == first.reading
    assert (back.person, back.status) == (None, Status.NEEDS_REVIEW)
    with pytest.raises(Overtaken):
        register.answers.take_back(key, back.version, "lan")  # a machine's reading is nobody's to take back


def test_nobody_takes_back_what_another_said(register: Register) -> None:
    key = doubtful(register, "title")
    row = register.answers.row(key)
    assert row
    after = register.answers.give(key, row.version, [Answer("title")], "lan")
    with pytest.raises(Overtaken, match="lan"):
        register.answers.take_back(key, after.version, "minh")


def test_a_rerun_changes_neither_the_answers_nor_what_was_taken_back(register: Register) -> None:
    key = doubtful(register, "title", "summary")
    row = register.answers.row(key)
    assert row
    after = register.answers.give(key, row.version, [Answer("title", {"title": "Của Lan"})], "lan")
    register.save(row.dossier, result(reading(1, "Đọc lại khác", doubts=("effect",))))
    held = register.answers.row(key)
    assert held == after
    register.answers.take_back(key, after.version, "lan")
    register.save(row.dossier, result(reading(1, "Đọc lại lần ba")))
    third = register.answers.row(key)
    assert third
    assert third.reading.accepted.title == "Đọc lại lần ba"


def test_an_unknown_row_is_none(register: Register) -> None:
    assert register.answers.row("HS2021-00009-001") is None
    with pytest.raises(LookupError):
        register.answers.give("HS2021-00009-001", 1, [], "lan")


def test_steps_back_pass_by_what_a_machine_read_meanwhile(register: Register) -> None:
    key = doubtful(register, "title", "summary")
    row = register.answers.row(key)
    assert row
    first = register.answers.give(key, row.version, [Answer("title", {"title": "Một"})], "lan")
    register.save(row.dossier, result(reading(1, "Đọc lại khác", doubts=("effect",))))
    second = register.answers.give(key, first.version, [Answer("summary", {"summary": "Hai"})], "lan")
    back = register.answers.take_back(key, second.version, "lan")
    assert (back.reading, back.person) == (first.reading, "lan")
    last = register.answers.take_back(key, back.version, "lan")
    assert (last.reading.accepted.title, last.person) == ("Đọc lại khác", None)


def test_answers_hold_in_the_dossier_too_when_it_is_read_again(register: Register) -> None:
    key = doubtful(register, "title")
    row = register.answers.row(key)
    assert row
    register.answers.give(key, row.version, [Answer("title", {"title": "Giá kẹp ống"})], "lan")
    again = result(reading(1, "Gía kẹp ốnq", doubts=("title",)), status=DossierStatus.NEEDS_REVIEW, engine="2")
    register.save(row.dossier, again)
    assert next(register.dossiers()).status is DossierStatus.COMPLETE
