from __future__ import annotations

from extractors.values import values_of
from schemas.finding import Code

ROW = {"authors": "Lò Thị Mẫu, 1985, Kỹ sư, Điện lực Bản Mẫu, 0912345678", "title": "Giá treo cáp"}


def said(texts: dict[str, str]) -> list[tuple[str, bool]]:
    findings = values_of({**ROW, **texts}, {}).findings
    return [(f.field or "", f.ask) for f in findings if f.code is Code.LEFTOVER_TEXT]


def test_known_kinds_and_sectors() -> None:
    accepted = values_of({**ROW, "kind": "Giải pháp kỹ thuật", "sector": "Khối doanh nghiệp"}, {}).accepted
    assert (accepted.kind, accepted.sector) == ("giải pháp kỹ thuật", "enterprise")
    assert said({"kind": "Giải pháp kỹ thuật"}) == []


def test_an_unknown_kind_is_told_and_an_unknown_sector_is_asked_about() -> None:
    assert said({"kind": "Nghệ thuật"}) == [("kind", False)]
    assert said({"sector": "x"}) == [("sector", True)]


def test_a_column_of_unknown_name_is_asked_about() -> None:
    assert said({"column 8": "77"}) == [("*", True)]
    assert said({"column 8": " x "}) == []


def test_remarks_are_told_without_asking() -> None:
    assert said({"note": "Nộp bổ sung sau"}) == [("note", False)]


def test_a_phone_among_the_remarks_is_the_authors() -> None:
    values = values_of({"authors": "Lò Thị Mẫu, 1985, Kỹ sư", "title": "Giá treo", "note": "0912 345 678"}, {})
    assert values.accepted.authors[0].phone == "+84912345678"


def test_the_headings_unit_of_money_counts() -> None:
    accepted = values_of({**ROW, "benefit": "12,5"}, {"benefit": "triệu đồng/năm"}).accepted
    assert (accepted.benefit_vnd, accepted.benefit_period) == (12_500_000, "year")
