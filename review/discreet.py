"""A row's questions with phone numbers masked: only who settles a doubt about one sees it, as there it is the work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from review.access import SETTLE
from review.inputs import Input
from review.questions import Question
from schemas import masking
from schemas.account import Account


def discreet(questions: Sequence[Question], me: Account) -> list[Question]:
    return [one if one.asked and me.role in SETTLE else _masked(one, me) for one in questions]


def _masked(one: Question, me: Account) -> Question:
    return replace(
        one,
        inputs=[_input(each, me) for each in one.inputs],
        as_read=masking.text(one.as_read),
        alternate=masking.text(one.alternate) if one.alternate else one.alternate,
        messages=[masking.text(message) for message in one.messages],
    )


def _input(one: Input, me: Account) -> Input:
    """Texts that a person may change stay as they are: what is masked there would be saved so."""
    if one.name.rpartition(".")[2] == "phone":
        return replace(one, text=masking.phone(one.text))
    return one if me.role in SETTLE else replace(one, text=masking.text(one.text))
