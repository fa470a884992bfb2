"""One person is taken out of texts and readings; who only resembles him stays."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.innovation import Accepted, Author, FieldReading, Reading, Source
from schemas.redaction import MARK, Mask, without_fields

NAME, PHONE = "Khoàng Thị Thủy", "+84987654321"
MASK = Mask.of(NAME, 1984, [PHONE])


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (f"Chị {NAME} làm", f"Chị {MARK} làm"),
        (f"{NAME.upper()}, khoàng  thị\nthuỷ", f"{MARK}, {MARK}"),
        ("gọi 0987.654.321 hay +84 987 654 321", f"gọi {MARK} hay {MARK}"),
        ("Khoàng Thị Thúy, 0987654322", "Khoàng Thị Thúy, 0987654322"),
        ("Khoàng Thị, Thủy", f"{MARK}"),
        ("Khoàng Thị và Thủy", "Khoàng Thị và Thủy"),
        ("", ""),
        (MARK, MARK),
    ],
)
def test_texts(said: str, left: str) -> None:
    assert MASK.text(said) == left


def test_names_of_files_have_no_accents() -> None:
    assert MASK.text("2021_Khoang-Thi-Thuy_bang.docx", loose=True) == f"2021_{MARK}_bang.docx"
    assert MASK.text("2021_Khoang-Thi-Thuy_bang.docx") == "2021_Khoang-Thi-Thuy_bang.docx"
    assert MASK.value({"file": "Khoang Thi Thuy.pdf", "pages": [1]}) == {"file": f"{MARK}.pdf", "pages": [1]}


@pytest.mark.parametrize(
    ("author", "him"),
    [
        ({"full_name": NAME}, True),
        ({"full_name": NAME, "birth_year": 1984, "phone": "+84911111111"}, True),
        ({"full_name": NAME, "birth_year": 1985}, False),
        ({"full_name": NAME, "phone": "+84911111111"}, False),
        ({"full_name": "Khoàng Thị Thúy", "birth_year": 1984}, False),
    ],
)
def test_a_person_is_told_from_others_of_his_name(author: dict[str, Any], him: bool) -> None:
    assert MASK.is_him(author) is him


def reading(*authors: Author, summary: str = "") -> dict[str, Any]:
    fields = {"authors": FieldReading(as_read="; ".join(a.full_name for a in authors), alternate=NAME)}
    found = Reading(
        source=Source(file="a.docx", sha256="b" * 64),
        fields=fields,
        accepted=Accepted(title="Lò sấy", authors=list(authors), summary=summary),
    )
    return found.model_dump(mode="json")


def test_his_co_authors_stay_as_they_are() -> None:
    other = Author(full_name="Lò Văn Mẫu", birth_year=1970, phone="+84911111111")
    mine = Author(full_name=NAME, birth_year=1984, phone=PHONE, share_percent=60.0, is_principal=True)
    out = Reading.model_validate(MASK.reading(reading(other, mine, summary=f"Do {NAME} làm")))
    assert out.accepted.authors[0] == other
    assert out.accepted.authors[1] == Author(full_name=MARK, share_percent=60.0, is_principal=True)
    assert out.accepted.summary == f"Do {MARK} làm"
    assert (out.fields["authors"].as_read, out.fields["authors"].alternate) == (MARK, None)


def test_the_row_of_another_person_of_his_name_is_left_alone() -> None:
    other = reading(Author(full_name=NAME, birth_year=1950), summary=f"{NAME} đã làm")
    assert MASK.reading(other) == other


def test_a_misread_name_goes_with_his_year_or_number() -> None:
    for misread in (Author(full_name="Khoang Thi Thuy", birth_year=1984), Author(full_name="Khoàng Thi", phone=PHONE)):
        assert MASK.reading(reading(misread))["accepted"]["authors"][0]["full_name"] == MARK
    alone = Author(full_name="Khoáng Thị Thùy")
    assert MASK.reading(reading(alone))["accepted"]["authors"][0]["full_name"] == alone.full_name
    assert MASK.reading(reading(alone), his=True)["accepted"]["authors"][0]["full_name"] == MARK


def test_a_mask_that_is_kept_tells_no_name() -> None:
    kept = MASK.model_dump_json()
    assert not any(said in kept for said in ("Khoàng", "khoang", "987654321", "1984"))
    assert Mask.model_validate_json(kept).is_him({"full_name": NAME})
    assert Mask.of(NAME, 1984, [PHONE]).name != MASK.name, "each has a salt of its own"


def test_fields_whose_time_is_over() -> None:
    data = reading(Author(full_name=NAME, birth_year=1984, phone=PHONE), summary="gọi 0911 111 111")
    out = without_fields(data, ["phone"])
    author = out["accepted"]["authors"][0]
    assert (author["full_name"], author["birth_year"], author["phone"]) == (NAME, 1984, None)
    assert out["accepted"]["summary"] == f"gọi {MARK}"
    assert without_fields(data, ["birth_year"])["accepted"]["authors"][0]["phone"] == PHONE
