"""What the words around an amount of money say it is: a benefit, something else, or nothing; and for how long."""

from __future__ import annotations

import re
from enum import Enum

from extractors.fields.money_amounts import Amount
from schemas.innovation import BenefitPeriod


class Role(Enum):
    BENEFIT = "benefit"
    OTHER = "other"
    UNSAID = "unsaid"


_BENEFIT = re.compile(
    r"làm\s+lợi|tiết\s+kiệm|lợi\s+nhuận|lợi\s+ích|hiệu\s+quả\s+kinh\s+tế|thu\s+về|tăng\s+thu|thu\s+lợi|sinh\s+l[ợờ]i|"
    r"thu\s+lãi|\blãi\b|mang\s+lại|đem\s+lại|mang\s+về|giảm\s+(?:được\s+)?(?:chi|giá|tiền|kinh\s+phí)|cắt\s+giảm|"
    r"giảm(?:\s+được)?\s*(?:khoảng|trên|hơn|gần)?\s*$|"
    r"giá\s+trị\s+(?:làm\s+lợi|kinh\s+tế|tiết\s+kiệm|thu|mang|quy|của\s+sáng|ước|sáng)|quy\s+(?:đổi\s+)?(?:ra\s+)?(?:thành\s+)?tiền|"
    r"tăng\s+(?:doanh\s+thu|thu\s+nhập|lợi|thêm)|(?:doanh\s+thu|thu\s+nhập|lợi\s+nhuận)\s+(?:\S+\s+)?tăng|"
    r"tránh\s+(?:được\s+)?(?:thất|lãng|thiệt)|giảm\s+(?:thất\s+thoát|lãng\s+phí|thiệt\s+hại)|thu\s+hồi|"
    r"không\s+(?:phải|cần|mất|tốn)\s+(?:thêm\s+)?(?:chi|mua|thuê)|^\s*[-+]?\s*giá\s+trị|(?<=[;.\n])\s*giá\s+trị\s*:"
)
_OTHER = re.compile(
    r"chi\s+phí|kinh\s+phí|đơn\s+giá|giá\s+(?:thành|bán|mua|gốc|thị|nhập|ban|trọn|mỗi)|thưởng|đầu\s+tư|vốn|thay\s+vì|"
    r"trước\s+(?:đây|kia|khi)|so\s+với|lương|học\s+phí|hỗ\s+trợ|ủng\s+hộ|quyên|trị\s+giá|dự\s+toán|định\s+mức|"
    r"tổng\s+mức|thu\s+nhập\s+bình|doanh\s+thu|\bmua\b|\bthuê\b|vay|nợ|\bphạt|quỹ|từ\s*$|\btừ(?=\s*\d)|xuống|còn|thanh\s+toán|"
    r"\bthuế\b|hợp\s+đồng|công\s+suất|\bbán\b|tặng"
)
# A clause ends here: what was saved before no longer governs what stands behind.
_BOUNDARY = re.compile(r"[,;:.()=]|\bvới\b|\bso\b|\btrong\s+khi\b|\bnhờ\b|\bsau\s+khi\b|\bnếu\b|\bnhưng\b|\btừ\b")
_SENTENCE_END = re.compile(r"(?<!\d)\.(?=\s|$)|\.(?=\s+[^\W\d_])|[;!?]|\s[-+•]\s(?=[^\W\d_])")
_FROM_TO = re.compile(r"\btừ\s*$|\btừ\s+\d[^,;]*$|\b(?:xuống|còn)\b[^,;]*$")
_EQUIVALENT = re.compile(r"(?:tương\s+(?:đương|ứng)|tức\s+là|quy\s+ra)[^,;]*$")
_TOTAL = re.compile(r"\btổng(?:\s+(?:cộng|số|giá|hiệu|mức|lợi|làm))?")
_OPERATOR_AFTER = re.compile(r"^[^=.;]{0,25}?[×x*:÷](?=\s*\d)|^\s*\)?\s*[+\-–×x*](?=\s*\(?\s*\d)")
_OPERATOR_BEFORE = re.compile(r"\d[^=.;]{0,25}?[×x*÷+]\s*$|\d\s*:\s*$")
_UNIT_PRICE = re.compile(
    r"^\s*(?:đồng)?\s*/\s*(?!\s*(?:0?1\s*)?(?:năm|tháng|quý|ngày)\b)[^\W\d_]"
    r"|^\s*(?:một|mỗi|cho mỗi|trên mỗi|cho một|trên một)\s+(?!năm|tháng|quý|ngày)[^\W\d_]+"
)


def sentence_of(line: str, amount: Amount) -> tuple[int, int]:
    """Start and end of the sentence (or list item) that holds the amount."""
    start, end = 0, len(line)
    for found in _SENTENCE_END.finditer(line):
        if found.end() <= amount.start:
            start = found.end()
        elif found.start() >= amount.end:
            end = found.start()
            break
    return start, end


def role_of(line: str, amount: Amount, sentence: tuple[int, int]) -> Role:
    """What the last words before the amount call it; what is saved governs its object (`tiết kiệm chi phí mua …`)."""
    before, after = line[sentence[0] : amount.start], line[amount.end : sentence[1]]
    if _UNIT_PRICE.search(after) or _OPERATOR_AFTER.search(after) or _OPERATOR_BEFORE.search(before):
        return Role.OTHER
    benefit = max((m.end() for m in _BENEFIT.finditer(before)), default=-1)
    other = max((m.start() for m in _OTHER.finditer(before)), default=-1)
    if benefit >= 0 and (other < benefit or not _BOUNDARY.search(before, benefit, max(other, benefit))):
        return Role.OTHER if _FROM_TO.search(before, benefit) else Role.BENEFIT
    if benefit >= 0 and _EQUIVALENT.search(before, benefit):
        return Role.BENEFIT
    if other >= 0:
        return Role.OTHER
    return _by_what_follows(after)


def _by_what_follows(after: str) -> Role:
    """`500 triệu đồng tiền lãi`, `là số tiền tiết kiệm được`; `20 triệu đồng tiền thưởng`."""
    clause = re.split(r"[,;.(]", after, maxsplit=1)[0]
    if _BENEFIT.search(clause):
        return Role.BENEFIT
    return Role.OTHER if _OTHER.search(clause) else Role.UNSAID


def is_told_apart(line: str, amount: Amount, since: int) -> bool:
    """Whether the amount's own clause, after the amount before it, names it a cost, a price or a reward."""
    clause = re.split(r"[,;:.(=]|\bvà\b|\bvới\b|\bnhưng\b", line[since : amount.start].rstrip(": "))[-1]
    after = line[amount.end : amount.end + 20]
    operand = _OPERATOR_AFTER.search(after) or _OPERATOR_BEFORE.search(line[max(0, amount.start - 30) : amount.start])
    return bool(_OTHER.search(clause) or _OTHER.search(re.split(r"[,;.(]", after)[0]) or operand)


def is_total(line: str, amount: Amount, since: int) -> bool:
    """Whether a word for "altogether" stands between the amount before and this one."""
    return bool(_TOTAL.search(line, since, amount.start))


_EACH = (
    r"(?:/|(?:mỗi|hằng|hàng)\s*|(?:theo|trên|bình quân|trung bình|tính cho|trong|cho|cả)\s+)\s*(?:(?:0?1|một|mỗi)\s+)?"
)
_PERIODS: list[tuple[re.Pattern[str], BenefitPeriod]] = [
    (
        re.compile(
            rf"(?:{_EACH}năm(?!\s*(?:\d|qua|nay|vừa))|(?<!\w)(?:0?1|một)\s+năm\b|\bnăm\s+(?:đầu|học)\b|\bhàng\s*năm)"
        ),
        "year",
    ),
    (re.compile(rf"{_EACH}quý\b|(?<!\w)(?:0?1|một)\s+quý\b"), "quarter"),
    (re.compile(rf"{_EACH}tháng(?!\s*\d)|(?<!\w)(?:0?1|một)\s+tháng\b"), "month"),
    (re.compile(rf"{_EACH}ngày(?!\s*\d)|(?<!\w)(?:0?1|một)\s+ngày\b"), "day"),
]
# Another stretch of time: the amount is for it, not for one year.
_STRETCH = re.compile(
    r"(?<![\d/])(?:[2-9]|0[2-9]|1\d|hai|ba|bốn|sáu)\s+(?:năm|tháng|quý|tuần|ngày)\b|\bnăm\s+(?:19|20)\d\d|tháng\s+\d|"
    r"quý\s+[iv\d]|(?:/|mỗi|một|hằng|hàng|trên)\s*(?:vụ|mùa|lứa|chu kỳ|học kỳ|kỳ|tuần|đợt|lần|ca|giờ|năm\s+học)\b|"
    r"giai\s+đoạn|\b(?:đợt|vụ)\s+\w"
)
# The amount is for one of many things, which nobody has counted.
_EACH_THING = re.compile(
    r"(?:(?:^|(?<=[\s,;:(]))(?:mỗi|từng)|^\s*một)\s+(?!cách|số|phần|khoản|năm|tháng|quý|ngày|khi)[^\W\d_]+[^,;:]*$"
)


# The word for a stretch of time, in a spelling or a place that no rule above knows.
_PERIODISH = re.compile(r"n[ăaâàáạả]m(?!\w)|th[áàaảạă]n|quý|ng[àáaảạ]y")
# What may follow an amount that names no period: the end, a mark, or one of these words.
_TAIL = re.compile(
    r"\s*(?:$|[-–,;:)(\"”=+*×]|/|(?:cho|tiền|chi|trong|để|so|với|và|của|nhờ|từ|do|khi|được|là|tương|vật|nhân|về|ở|tại|theo|mà|"
    r"giá|công|kinh|nguyên|điện|nước|xăng|vào|nếu|đối|bằng|trên|mua|thuê|sau|qua|góp|mỗi|hằng|hàng|đã|cũng|nên|trở|đến|làm|"
    r"giúp|chưa|không|hơn|lợi|thu|tiết|đồng|phạm|hiệu|chẵn|ngoài|trừ|nhưng|góp)(?!\w))"
)


def period_of(clause: str, after: int, before: int) -> tuple[BenefitPeriod | None, bool]:
    """The period that the words around an amount give it, and whether that is beyond doubt.

    `clause` runs from the amount before to the amount behind; the amount stands at `before`..`after` in it.
    """
    tail, head = clause[after:], clause[:before]
    tail = re.split(r"[.;](?=\s|$)", tail, maxsplit=1)[0]
    head = re.split(r"[.;](?=\s)", head)[-1]
    found = [period for pattern, period in _PERIODS if pattern.search(tail)]
    garbled = not found and bool(_PERIODISH.search(tail) or not _TAIL.match(tail))
    stretched = garbled or bool(_STRETCH.search(tail) or _STRETCH.search(head) or _EACH_THING.search(head))
    if not found:
        found = [period for pattern, period in _PERIODS if pattern.search(head)]
    return (found[0] if found else None), len(found) <= 1 and not stretched
