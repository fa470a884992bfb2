"""What symbol, signature and sender say of the issuing unit."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.fields.letter import parse_letter
from extractors.fields.letter_votes import sent_on, votes_on
from schemas.dossier import Letter
from schemas.grid import Line, Page

UNIT = "Công đoàn cơ sở Trạm Thú y Bản Mẫu"


def mail(sender: str, body: str = "Kính gửi Ban, gửi kèm hồ sơ.", date: str = "12/04/2021 09:30") -> str:
    return f"Từ: {sender} <a@b.example.vn>\nNgày: {date}\nTiêu đề: Gửi hồ sơ\n\n{body}\n"


def said(letter: Letter, *mails: str) -> list[tuple[str, bool, bool]]:
    return [(vote.place, vote.agrees, vote.exact) for vote in votes_on(letter, mails)]


@pytest.mark.parametrize(
    ("number", "votes"),
    [
        ("12/TTr-CĐCS", [("symbol", True, False)]),
        ("12/TTr-LĐLĐ", [("symbol", False, False)]),
        ("12/TTr-ABC", []),
        (None, []),
    ],
)
def test_the_symbol(number: str | None, votes: list[tuple[str, bool, bool]]) -> None:
    assert said(Letter(issuing_unit=UNIT, number=number)) == votes


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        (mail(UNIT), [("sender", True, True)]),
        (mail("Văn thư", f"{UNIT} gửi hồ sơ đề nghị."), [("sender", True, True)]),
        (mail("Văn thư", f"Hồ sơ của {UNIT.lower()}"), [("sender", True, True)]),
        (mail("Văn thư", f"{UNIT} Phia Boóc gửi hồ sơ"), [("sender", True, False)]),
        (mail("CĐCS Trạm Thú y Ban Mẫu"), [("sender", True, False)]),
        (mail("CĐCS Trạm Thú V Bản Mẫu"), [("sender", True, False)]),
        (mail("Công đoàn ngành Y tế"), [("sender", False, False)]),
        (mail("Nguyễn Văn Thử"), []),
    ],
)
def test_the_sender(text: str, votes: list[tuple[str, bool, bool]]) -> None:
    assert said(Letter(issuing_unit=UNIT), text) == votes


def test_a_name_that_says_too_little_is_no_evidence() -> None:
    letter = Letter(issuing_unit="Công đoàn cơ sở")
    assert said(letter, mail("Văn thư", "Công đoàn cơ sở gửi hồ sơ")) == []
    assert said(Letter(), mail(UNIT)) == []


@pytest.mark.parametrize(
    ("block", "votes"),
    [
        (["TM. BAN CHẤP HÀNH", "CHỦ TỊCH"], []),
        (["TM. BAN CHẤP HÀNH CĐCS TRẠM THÚ Y BẢN MẪU", "CHỦ TỊCH"], [("signature", True, False)]),
        (["TM. BAN CHẤP HÀNH CĐCS TRAM THU V BẢN MẪU", "CHỦ TỊCH"], [("signature", True, False)]),
        (["TM. BAN CHẤP HÀNH CĐCS TRẠM THÚ Y BẢN SIM", "CHỦ TỊCH"], []),
        (["TM. BAN THƯỜNG VỤ", "LIÊN ĐOÀN LAO ĐỘNG HUYỆN BẢN KHÁC", "PHÓ CHỦ TỊCH"], [("signature", False, False)]),
    ],
)
def test_the_signature(block: list[str], votes: list[tuple[str, bool, bool]]) -> None:
    head = ["LIÊN ĐOÀN LAO ĐỘNG TỈNH BẢN MẪU", UNIT.upper(), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TỜ TRÌNH"]
    body = ["Kính gửi: Liên đoàn Lao động tỉnh", "Thực hiện Chương trình “75 nghìn sáng kiến”, xin gửi 02 sáng kiến./."]
    letter = parse_letter([Page(1, [Line(text) for text in [*head, *body, *block, "Ngô Thị Ký"]])])
    assert letter.issuing_unit == UNIT
    assert said(letter) == votes


def test_the_earliest_mail_tells_the_day() -> None:
    assert sent_on([mail("A"), mail("B", date="09/04/2021 10:00")]) == dt.date(2021, 4, 9)
    assert sent_on([mail("A", date="99/99/2021 10:00")]) is None
    assert sent_on([]) is None
