"""The benefit that an effect cell states, told apart from costs, prices, rewards and other figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractors.fields.money_amounts import Amount, find_amounts, plain
from extractors.fields.money_cues import Role, is_told_apart, is_total, period_of, role_of, sentence_of
from schemas.innovation import BenefitPeriod
from schemas.text import one_line


@dataclass(frozen=True, slots=True)
class Benefit:
    """`amount` in đồng as stated, for `period` (None: not said); `clear`: no person needs to look at it."""

    amount: int | None = None
    period: BenefitPeriod | None = None
    approx: bool = False
    clear: bool = True
    seen: list[Amount] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Candidate:
    amount: Amount
    role: Role
    period: BenefitPeriod | None
    sure: bool
    total: bool
    told_apart: bool  # its own clause says that it is no benefit


# A benefit is announced and a figure stands there, but no amount could be read.
_UNREAD = re.compile(
    r"(?:làm\s+lợi|lợi\s+nhuận|giá\s+trị\s+(?:làm\s+lợi|kinh\s+tế|tiết\s+kiệm)|quy\s+ra\s+tiền|thu\s+về)"
    r"(?![^.;]*\bkhông\b)[^;\n.]{0,40}?\d(?![\d.,]*\s*%)"
)
_MONEYISH = re.compile(
    r"\d[\d.,]{0,30}\s{0,9}(?:(?!tri(?:ển|ết|ều|ệt)\b)t[rnif][il1]\w{1,4}|(?!hợp|cánh|cộng|hội|lao|nội)\S{1,6}\s+đồng\b|đ\w?n[gqợ]|d[oôồ]n[gq]|đông|đống|triêu|triộu|triệụ|usd|đô\s*la)"
    r"|\d\s*(?:\S{1,6}\s+)?[đd][oôồòóõọổốộơ]\S{0,2}[nqgm](?!\w)|\d[^\s)]{0,60}đ"
    r"|\((?:đvt\s*:?\s*)?(?:tr\.?\s*đ|triệu|nghìn|ngàn|t[ỷỉ]\b)[^)\d]*\)|(?:usd|eur|€|\$)\s*\d|\d\s*(?:eur\b|euro\b|€|\$)"
    r"|(?:triệu|t[ỷỉỳýỹ])\s*[đd]|[\d|][,.]?\s*\w?\s*(?:triệu|t[ỷỉ])(?!\w)(?!\s+(?:lệ|trọng|số|suất|giá|người))"
    r"|(?:hàng|vài|mấy|nhiều)\s+(?:chục|trăm|nghìn)?\s*(?:triệu|tỷ|tỉ|trăm\s+triệu|chục\s+triệu)"
)
_LONG_FIGURE = re.compile(r"(?<![\d.,])\d+(?:[.,] ?\d+){2,}")
# A long figure that is plainly not money: a date, or thousands of something that is named.
_WELL_FORMED = re.compile(
    r"\d{1,2}\.\d{1,2}\.\d{4}(?!\d)|\d{1,3}(?:[.,]\d{3})+\s+(?![đd]\S?[oôồòóõ])[^\W\d_]{2,}|\d+(?:, \d+)+(?![.,]?\d)"
)
_HEADER = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "nghìn": 10**3, "ngàn": 10**3, "đồng": 1, "vnđ": 1, "vnd": 1}
_ALONE = re.compile(r"^[\s\-+:~≈]*(?P<num>\d[\d., ]*?)(?:\.0)?[\s.;]*$")


def parse_benefit(text: str, header_unit: str | None = None) -> Benefit:
    """The benefit of an effect cell. `header_unit`: the heading's unit (`triệu đồng`), for cells with a bare number.

    Amounts that disagree, ranges, unit prices, repaired digits and amounts that nothing calls a benefit are not clear.
    A cell without amounts of money has no benefit, and is clear.
    """
    line = one_line(text).lower()
    alone = _ALONE.match(line)
    if alone:
        return _bare(alone["num"].strip(), header_unit)
    seen = find_amounts(line)
    candidates = [_candidate(amount, seen, line) for amount in seen]
    benefits = [c for c in candidates if c.role is Role.BENEFIT or c.total]
    benefits = benefits if any(c.role is Role.BENEFIT for c in benefits) else []
    if not benefits:
        return _without_cue(candidates, line, seen)
    chosen = _choose(benefits)
    if chosen is None:
        first = benefits[0]
        return Benefit(first.amount.value, first.period, first.amount.approx, False, seen)
    doubtful = any(c not in benefits and not c.told_apart and c.amount.value != chosen.amount.value for c in candidates)
    clear = chosen.sure and not doubtful and not _unread(line, seen)
    return Benefit(chosen.amount.value, chosen.period, chosen.amount.approx, clear, seen)


def _bare(number: str, header_unit: str | None) -> Benefit:
    scale = next((value for word, value in _HEADER.items() if word in (header_unit or "").lower()), None)
    figure = plain(number.replace(" ", "."), scale or 1)
    if figure is None:
        return Benefit(clear=False)
    amount = Amount(figure[0], 0, len(number), sure=figure[1])
    period, _ = period_of((header_unit or "").lower(), 0, 0)
    if scale is None:
        # A figure with no unit anywhere: only a large one can be đồng, and somebody has to say so.
        return Benefit(figure[0] if figure[0] >= 10**6 else None, None, clear=False, seen=[amount])
    written_out = scale >= 10**6 and figure[0] >= 10**12  # đồng under a heading of millions
    return Benefit(figure[0], period, clear=figure[1] and not written_out, seen=[amount])


def _candidate(amount: Amount, seen: list[Amount], line: str) -> _Candidate:
    sentence = sentence_of(line, amount)
    others = [a for a in seen if a is not amount and sentence[0] <= a.start < sentence[1]]
    role = role_of(line, amount, sentence)
    next_start = min((a.start for a in others if a.start > amount.start), default=sentence[1])
    previous_end = max((a.end for a in others if a.start < amount.start), default=sentence[0])
    period, period_sure = period_of(
        line[previous_end:next_start], amount.end - previous_end, amount.start - previous_end
    )
    sure = amount.sure and period_sure and amount.upper is None
    return _Candidate(
        amount, role, period, sure, is_total(line, amount, previous_end), is_told_apart(line, amount, previous_end)
    )


def _choose(benefits: list[_Candidate]) -> _Candidate | None:
    """The one benefit meant, or None when several amounts disagree."""
    totals = [c for c in benefits if c.total]
    pool = totals or benefits
    values = {c.amount.value for c in pool}
    periods = {c.period for c in pool if c.period}
    if len(values) > 1 or len(periods) > 1:
        return None
    if totals and any(c.amount.value > totals[0].amount.value for c in benefits):
        return None
    best = next((c for c in pool if c.period), pool[0])
    weak = not all(c.sure for c in pool)
    return replace(best, sure=not weak)


def _without_cue(candidates: list[_Candidate], line: str, seen: list[Amount]) -> Benefit:
    """Nothing is called a benefit: a lone amount may be it, but only a cell with nothing else says so clearly."""
    plain_ones = [c for c in candidates if c.role is Role.UNSAID]
    if len({c.amount.value for c in plain_ones}) == 1:
        one = plain_ones[0]
        bare = not re.search(r"[^\W\d_]{2,}", _without(line, seen)) and len(candidates) == len(plain_ones)
        return Benefit(one.amount.value, one.period, one.amount.approx, bare and one.sure, seen)
    return Benefit(clear=not seen and not _unread(line, seen), seen=seen)


_SMALL = re.compile(
    r"\b(?:khoảng|trên|hơn|gần|ước(?: tính| đạt)?|xấp xỉ|mỗi|một|hằng|hàng|năm|tháng|quý|ngày|là|đồng)\b"
)


def _without(line: str, amounts: list[Amount]) -> str:
    for amount in amounts:
        line = line[: amount.start] + " " * (amount.end - amount.start) + line[amount.end :]
    return _SMALL.sub(" ", line)


def _unread(line: str, seen: list[Amount]) -> bool:
    rest = line
    for amount in seen:
        rest = rest[: amount.start] + "." * (amount.end - amount.start) + rest[amount.end :]
    broken = any(not _WELL_FORMED.match(rest, m.start()) for m in _LONG_FIGURE.finditer(rest))
    return bool(broken or _MONEYISH.search(rest) or (not seen and _UNREAD.search(rest)))
