from __future__ import annotations

import unicodedata

import pytest

from extractors.intake.mail_words import body_text, bytes_text, file_name, html_text, words
from extractors.intake.mime import headers_of


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?utf-8?B?VOG7nSB0csOsbmg=?=", "Tờ trình"),
        ("=?UTF-8?Q?T=E1=BB=9D_tr=C3=ACnh?= so 1", "Tờ trình so 1"),
        ("=?windows-1258?Q?T=F5=CC_tri=CCnh?=", "Tờ trình"),
        ("=?utf-8?Q?T=E1=BB?= =?utf-8?Q?=9D_tr=C3=ACnh?=", "Tờ trình"),  # a letter cut between two words
        ("=?utf-8?Q?C=C3=B4ng?=\n =?utf-8?Q?=C4=91o=C3=A0n?=", "Công đoàn"),  # the mailer lost the blank
        ("=?utf-8?Q?B=E1=BA=A3?= =?utf-8?Q?ng?=", "Bảng"),
        ("=?x-unknown?Q?T=E1=BB=9D?=", "Tờ"),
        ("=?undefined?Q?T=E1=BB=9D?=", "Tờ"),
        ("=?utf-8*vi?Q?T=E1=BB=9D?=", "Tờ"),
        ("=?utf-8?B?!!!?=", ""),
        ("plain  text", "plain text"),
        (unicodedata.normalize("NFD", "Sáng kiến"), "Sáng kiến"),
    ],
)
def test_encoded_words(raw, text):
    assert words(raw) == text


def test_twenty_thousand_encoded_words_are_bounded():
    assert len(words("\n ".join(["=?utf-8?q?abc?="] * 20_000))) < 4000


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Content-Disposition: attachment; filename*0*=utf-8''T%E1%BB; filename*1*=%9D.pdf", "Tờ.pdf"),
        ("Content-Disposition: attachment; filename*=windows-1258''T%F5%CC.pdf", "Tờ.pdf"),
        ('Content-Type: application/pdf; name="=?UTF-8?B?VOG7nS5wZGY=?="', "Tờ.pdf"),
        ('Content-Disposition: inline; filename="Tờ.pdf"', "Tờ.pdf"),
        ("Content-Type: text/plain", ""),
    ],
)
def test_file_names(header, name):
    assert file_name(headers_of(header.encode() + b"\n\n")[0]) == name
    assert file_name(headers_of(unicodedata.normalize("NFD", header).encode() + b"\n\n")[0]) == name


def test_bytes_without_a_charset():
    assert bytes_text("Tờ".encode(), None) == "Tờ"
    assert bytes_text("Tơ\u0300".encode("cp1258"), None) == "Tờ"
    assert bytes_text(b"\xff\xfe\x81", "utf-8")
    assert bytes_text(b"+2AA-", "utf-7").encode()


def test_html_is_read_as_people_see_it():
    page = "<head><style>p{}</style><title>x</title></head><p>Kính gửi&nbsp;<b>Ban</b>\nCTCS</p><tr><td>a<td>b"
    assert html_text(page) == "Kính gửi Ban CTCS\na b"
    assert html_text("<script>alert(1)") == ""
    assert len(body_text("x" * 10**6)) == 200_000
