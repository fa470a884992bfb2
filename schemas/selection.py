"""Which innovations a federation sends on: within every unit's quota and its own, by a rule that people can read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

RULE = (
    "Cách chọn: mỗi đơn vị lấy theo thứ tự TT trong bảng của đơn vị, không quá hạn mức; toàn tỉnh xếp theo giá trị làm "
    "lợi một năm, rồi có quyết định công nhận, rồi có danh hiệu, khen thưởng, rồi thứ tự nhận hồ sơ."
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An eligible innovation. `most`: how many its unit may send; `came`: its place in the register."""

    id: str
    unit: str
    ordinal: int
    came: int
    benefit: int | None = None  # đồng a year
    recognised: bool = False
    honoured: bool = False
    most: int | None = None

    @property
    def rank(self) -> tuple[int, bool, bool, int]:
        return (-(self.benefit or 0), not self.recognised, not self.honoured, self.came)


@dataclass(frozen=True, slots=True)
class Choice:
    """`place`: its rank among those that were chosen, or would have come next; 0 where the unit's quota left it out."""

    id: str
    chosen: bool
    place: int
    reason: str


def select(candidates: Sequence[Candidate], most: int | None) -> list[Choice]:
    """`most`: how many may be sent on; none: all. The chosen come first, in their order."""
    units: dict[str, list[Candidate]] = defaultdict(list)
    for one in candidates:
        units[one.unit].append(one)
    inside: list[Candidate] = []
    outside: list[Choice] = []
    for mine in units.values():
        ordered = sorted(mine, key=lambda one: (one.ordinal, one.came))
        quota = min((one.most for one in mine if one.most is not None), default=len(ordered))
        inside += ordered[:quota]
        outside += [Choice(one.id, False, 0, f"Vượt hạn mức {quota:02d} của đơn vị.") for one in ordered[quota:]]
    ranked = sorted(inside, key=lambda one: one.rank)
    last = len(ranked) if most is None else most
    return [_choice(one, place, last) for place, one in enumerate(ranked, start=1)] + outside


def _choice(one: Candidate, place: int, last: int) -> Choice:
    if place > last:
        return Choice(one.id, False, place, f"Xếp thứ {place}, chỉ được gửi {last:02d}.")
    return Choice(one.id, True, place, f"Xếp thứ {place}.")
