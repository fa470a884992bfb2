"""The rule by which rows are chosen does what its sentence says."""

from __future__ import annotations

from schemas.selection import Candidate, select


def chosen(candidates: list[Candidate], most: int | None) -> list[str]:
    return [choice.id for choice in select(candidates, most) if choice.chosen]


def test_every_unit_keeps_its_quota_in_its_own_order() -> None:
    rows = [Candidate(f"a{n}", "A", 10 - n, n, benefit=n, most=2) for n in range(4)] + [Candidate("b", "B", 1, 9)]
    found = select(rows, None)
    assert [choice.id for choice in found if choice.chosen] == ["a3", "a2", "b"]
    assert [choice.reason for choice in found if not choice.chosen] == ["Vượt hạn mức 02 của đơn vị."] * 2


def test_benefit_goes_before_recognition_awards_and_arrival() -> None:
    rows = [
        Candidate("first", "A", 1, 1),
        Candidate("honoured", "B", 1, 2, honoured=True),
        Candidate("recognised", "C", 1, 3, recognised=True),
        Candidate("rich", "D", 1, 4, benefit=5),
        Candidate("second", "E", 1, 0),
    ]
    assert chosen(rows, None) == ["rich", "recognised", "honoured", "second", "first"]
    left = [(choice.place, choice.reason) for choice in select(rows, 3) if not choice.chosen]
    assert left == [(4, "Xếp thứ 4, chỉ được gửi 03."), (5, "Xếp thứ 5, chỉ được gửi 03.")]
    assert chosen(rows, 0) == chosen([], 3) == []
