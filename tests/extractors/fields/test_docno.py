"""Numbers of official documents: grammar, blanks, and what OCR does to them."""

from __future__ import annotations

import pytest

from extractors.fields.docno import find_number, find_numbers


@pytest.mark.parametrize(
    ("text", "number", "kind", "issuer", "normal"),
    [
        ("Số: 18/TTr-CĐCS", 18, "TTr", "CĐCS", "18/TTr-CĐCS"),
        ("Số: 07 /TTr – LĐLĐ", 7, "TTr", "LĐLĐ", "07/TTr-LĐLĐ"),
        ("Số 512 /LĐLĐ-CSPL", 512, "CV", "LĐLĐ", "512/LĐLĐ-CSPL"),
        ("Số: 61/CV-CĐYT", 61, "CV", "CĐYT", "61/CV-CĐYT"),
        ("Quyết định số 44/2022/QĐ-UBND ngày", 44, "QĐ", "UBND", "44/2022/QĐ-UBND"),
        ("33/KH-MTTQ-BTT", 33, "KH", "MTTQ", "33/KH-MTTQ-BTT"),
        ("Số 71-NQ/TW", 71, "NQ", "TW", "71-NQ/TW"),
        ("58/2023/QH15", 58, "law", "QH15", "58/2023/QH15"),
        ("Số: 9/TTR-CĐN", 9, "TTr", "CĐN", "9/TTr-CĐN"),
        ("Số: 16/BC-BCH Phố Mới, ngày 4 tháng 5", 16, "BC", "BCH", "16/BC-BCH"),
    ],
)
def test_a_number_is_taken_apart(text: str, number: int, kind: str, issuer: str, normal: str) -> None:
    found = find_number(text)
    assert found is not None
    assert (found.number, found.type, found.issuer, found.text) == (number, kind, issuer, normal)
    assert not found.repaired
    assert found.complete


def test_suffix_letter_and_year() -> None:
    found = find_number("Số: 03b/2021/TTr-CĐCS")
    assert found is not None
    assert (found.number, found.suffix, found.year, found.text) == (3, "b", 2021, "03b/2021/TTr-CĐCS")


def test_party_style() -> None:
    found = find_number("Số 12-TTr/CĐCS")
    assert found is not None
    assert (found.style, found.text) == ("party", "12-TTr/CĐCS")


@pytest.mark.parametrize("text", ["Số:        /TTr-CĐN", "Số: ...../TTr-CĐN", "Số ____/TTr-CĐN"])
def test_a_blank_number_keeps_its_symbol(text: str) -> None:
    found = find_number(text)
    assert found is not None
    assert (found.number, found.text, found.repaired) == (None, "/TTr-CĐN", False)
    assert not found.complete


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("S6: 27/TTr-LÐLÐ", "27/TTr-LĐLĐ"),
        ("Sô: 340 /LDLD-CSPL", "340/LĐLĐ-CSPL"),
        ("Số: l4/TTr-LĐLĐ", "14/TTr-LĐLĐ"),
        ("Số: 6O/TTr-CĐCS", "60/TTr-CĐCS"),
        ("Số: 27/TIr-CĐCS", "27/TTr-CĐCS"),
        ("Số: 27/TTr-CĐÐN", "27/TTr-CĐN"),
        ("Số: 27/TTr-CDCS", "27/TTr-CĐCS"),
        ("Số: 27/QD-UBND", "27/QĐ-UBND"),
        ("Số: 27/TTrLĐLĐ", "27/TTr-LĐLĐ"),
        ("số27 3/TTr-LĐLĐ", "273/TTr-LĐLĐ"),
    ],
)
def test_ocr_slips_are_mended_and_said(text: str, normal: str) -> None:
    found = find_number(text)
    assert found is not None
    assert (found.text, found.repaired) == (normal, True)


def test_an_illegible_number_is_none_and_said() -> None:
    found = find_number("Số: ¢ƒ?k /TTr-CĐCS")
    assert found is not None
    assert (found.number, found.repaired) == (None, True)


def test_a_number_without_symbol_is_incomplete() -> None:
    found = find_number("Số: 112")
    assert found is not None
    assert (found.number, found.complete) == (112, False)


@pytest.mark.parametrize(
    "text", ["ngày 10/3/2021", "TỜ TRÌNH", "giảm 2/3 chi phí", "tốc độ 60 km/h", "Covid 19-ABC", ""]
)
def test_other_figures_are_no_numbers(text: str) -> None:
    assert find_number(text) is None


def test_all_numbers_of_a_text_in_order() -> None:
    text = "Thực hiện Công văn số 88/TLĐ và Kế hoạch 15/KH-LĐLĐ, theo số 4/TTr-CĐN"
    assert [n.text for n in find_numbers(text)] == ["88/TLĐ", "15/KH-LĐLĐ", "4/TTr-CĐN"]


def test_two_writings_agree_also_when_one_lost_its_end() -> None:
    full, spaced, cut, other = (
        find_number(t) for t in ("Số: 05/TTr-CĐGD", "số 5/TTr – CDGD", "số 5/TTr", "số 6/TTr-CĐGD")
    )
    assert full and spaced and cut and other
    assert full.key == spaced.key
    assert full.agrees(cut)
    assert not full.agrees(other)


def test_a_known_symbol_outweighs_a_slip_of_it_but_not_the_other_way() -> None:
    known, slip, figure = (find_number(t) for t in ("Số: 5/TTr-CĐYT", "số 5/TTr-CĐVT", "số 6/TTr-CĐVT"))
    assert known and slip and figure
    assert known.outweighs(slip)
    assert not slip.outweighs(known)
    assert not known.outweighs(figure)
