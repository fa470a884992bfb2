"""Codes as staff read them."""

from __future__ import annotations

import pytest

from register.exports import words
from schemas.dossier import DossierStatus
from schemas.innovation import Status
from schemas.match import Judgement
from schemas.source import Channel


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("title", "Tên sáng kiến"),
        ("authors", "Tác giả"),
        ("authors[1].phone", "Tác giả 2: Điện thoại"),
        ("recognition.date", "Quyết định công nhận: Ngày"),
        ("*", "Cả dòng"),
        ("a_new_field", "a_new_field"),
        ("", ""),
    ],
)
def test_a_field_has_a_name(path: str, text: str) -> None:
    assert words.field(path) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("+84912345678", "0912 345 678"),
        ("+842093888999", "02093 888 999"),
        ("+14155550100", "+14155550100"),
        (None, ""),
    ],
)
def test_a_phone_is_written_as_people_dial_it(number: str | None, text: str) -> None:
    assert words.phone(number) == text


def test_programmes_and_phases_have_names_and_unknown_ones_stay() -> None:
    assert "75" in words.programme("75-nghin-sang-kien")
    assert (words.programme("moi"), words.programme(None), words.phase("x")) == ("moi", "", "x")


def test_every_code_has_a_word() -> None:
    assert set(words.STATUS) == set(Status)
    assert set(words.DOSSIER_STATUS) == set(DossierStatus)
    assert set(words.JUDGEMENTS) == set(Judgement)
    assert set(words.CHANNELS) == set(Channel)
