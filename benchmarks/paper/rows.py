"""Rows of innovations out of the vocabulary of the invented registers."""

from __future__ import annotations

import datetime as dt
import random

from benchmarks.registers import Entry, Maker, Person, World
from samples.maker.model import Author, Row

_POSTS = [
    *("Giáo viên", "Tổ phó chuyên môn", "Hiệu trưởng", "Điều dưỡng", "Bác sĩ chuyên khoa I", "Kỹ thuật viên trưởng"),
    *(
        "Công nhân vận hành",
        "Tổ trưởng tổ cơ điện",
        "Phó Quản đốc",
        "Trưởng ca",
        "Kế toán",
        "Chuyên viên",
        "Đội trưởng",
    ),
    *("Phó Trưởng phòng", "Chủ tịch công đoàn cơ sở", "Phó Giám đốc", "Kiểm lâm viên", "Công chức Tư pháp - Hộ tịch"),
]
_AWARDS = [
    *("Lao động tiên tiến năm {y}", "Chiến sĩ thi đua cơ sở năm {y}", "Bằng khen của UBND tỉnh năm {y}"),
    *("Giấy khen của Giám đốc Sở năm {y}", "Đoàn viên công đoàn xuất sắc năm {y}", "Bằng Lao động sáng tạo năm {y}"),
]
_SCOPES = ["toàn đơn vị", "các đơn vị cùng ngành trong huyện", "toàn tỉnh", "khoa và phòng khám", "các lớp cùng khối"]


def rows(seed: int, count: int) -> list[Row]:
    """`count` rows with their truth; the same seed gives the same rows."""
    world = World(400, seed, 0.3, 300, 90, 0.0, 0.0, 3, 12, 6, 0.0)
    maker = Maker(world)
    return [_row(maker.r, maker.plain()) for _ in range(count)]


def _row(r: random.Random, entry: Entry) -> Row:
    period, first, last = _period(r)
    effect, amount, each = _effect(r, " ".join(entry.effect))
    shares = _shares(r, len(entry.people))
    authors = [_author(r, p, entry.unit.name, share) for p, share in zip(entry.people, shares, strict=True)]
    awards = r.sample(_AWARDS, r.choice([0, 1, 2, 3]))
    return Row(
        authors=authors,
        title=entry.record.title,
        period=period,
        applied_from=first,
        applied_to=last,
        summary=entry.record.summary,
        effect=effect,
        benefit=amount,
        benefit_period=each,
        awards=[award.format(y=r.randrange(2018, 2021)) for award in awards],
    )


def _author(r: random.Random, person: Person, unit: str, share: float | None) -> Author:
    digits = person.phone
    forms = (digits, f"{digits[:4]}.{digits[4:7]}.{digits[7:]}", f"{digits[:4]} {digits[4:7]} {digits[7:]}")
    return Author(
        name=person.name,
        born=person.birth_year,
        post=r.choice(_POSTS),
        place=unit,
        phone=r.choice(forms) if r.random() < 0.9 else "",
        share=share,
    )


def _shares(r: random.Random, count: int) -> list[float | None]:
    if count == 1 or r.random() < 0.5:
        return [None] * count
    return [60.0, 40.0] if count == 2 else [50.0, 30.0, 20.0]


def _period(r: random.Random) -> tuple[str, dt.date | None, dt.date | None]:
    year, month = r.randrange(2020, 2024), r.randrange(1, 11)
    first, later = dt.date(year, month, 1), dt.date(year, month + 2, 1)
    return r.choice(
        [
            (f"Từ tháng {month}/{year}", first, None),
            (f"{month:02d}/{year} - {month + 1:02d}/{year}", first, later - dt.timedelta(1)),
            (f"Tháng {month}/{year}", first, dt.date(year, month + 1, 1) - dt.timedelta(1)),
            (f"15/{month:02d}/{year}", dt.date(year, month, 15), dt.date(year, month, 15)),
            (f"Năm học {year}-{year + 1}", dt.date(year, 9, 1), dt.date(year + 1, 5, 31)),
        ]
    )


def _effect(r: random.Random, text: str) -> tuple[str, int | None, str | None]:
    scope = f" Phạm vi áp dụng: {r.choice(_SCOPES)}."
    amount = r.randrange(8, 990) * 1_000_000
    dotted = f"{amount:,}".replace(",", ".")
    told = r.choice(
        [
            ("", None, None),
            (f" Làm lợi {amount // 1_000_000} triệu đồng/năm.", amount, "year"),
            (f" Giá trị làm lợi: {dotted} đồng.", amount, None),
            (f" Tiết kiệm {dotted}đ/tháng.", amount, "month"),
        ]
    )
    return text + scope + told[0], told[1], told[2]
