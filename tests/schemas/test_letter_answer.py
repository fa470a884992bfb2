"""Answers about one letter that hold the same field: none takes another one back."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest

from schemas.dossier import Letter
from schemas.letter_answer import LetterAnswer, answered, unanswered

READ = Letter(number="O7", date=dt.date(2021, 4, 1), subject="về việc", review_fields=["number", "date", "subject"])
ANSWERS = (
    LetterAnswer(asked="number", values={"number": "07", "date": "2021-04-02"}, person="lan"),
    LetterAnswer(asked="date", values={"date": "2021-04-03", "subject": "V/v"}, person="minh"),
    LetterAnswer(asked="subject", values={"subject": "Về việc", "date": "2021-04-04"}, person="thu"),
)


def held(letter: Letter) -> tuple[str | None, str | None, str | None]:
    return letter.number, str(letter.date), letter.subject


def laid(answers: tuple[LetterAnswer, ...]) -> Letter:
    letter = READ
    for answer in answers:
        letter = answered(letter, answer)
    return letter


@pytest.mark.parametrize("gone", range(3))
def test_taking_one_back_leaves_what_the_others_say(gone: int) -> None:
    left = tuple(answer for n, answer in enumerate(ANSWERS) if n != gone)
    assert held(unanswered(laid(ANSWERS), ANSWERS[gone].asked)) == held(laid(left))


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_taking_all_back_in_any_order_leads_to_what_was_read(order: tuple[int, ...]) -> None:
    letter = laid(ANSWERS)
    for n in order:
        letter = unanswered(letter, ANSWERS[n].asked)
    assert (held(letter), letter.said, sorted(letter.review_fields)) == (held(READ), {}, sorted(READ.review_fields))


def test_a_rerun_that_lays_them_on_again_changes_nothing() -> None:
    letter = laid(ANSWERS)
    again = letter
    for answer in ANSWERS:
        again = answered(again, answer)
    assert again == letter
