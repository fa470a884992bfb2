"""All amounts of money in a text, in đồng, with what is said right around each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.fields import money_words
from extractors.fields.digits import repair_numbers


@dataclass(frozen=True, slots=True)
class Amount:
    """`value` in đồng; `upper` the far end of a range; `sure` False where the writing had to be guessed at."""

    value: int
    start: int
    end: int
    upper: int | None = None
    approx: bool = False
    sure: bool = True
    unit: str = ""  # as written, "" for a bare figure


_GROUPED = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,3}(?: \d{3})+"
# Groups with changing or doubled separators: a recogniser's work, never sure.
_RAGGED = r"\d{1,3}(?:[., ] ?\d{3})+"
_NUMBER = rf"(?:{_GROUPED}(?![., ] ?\d)|{_RAGGED}|\d+(?:[.,]\d+)?)"
_SCALE = {
    "tỷ": 10**9, "tỉ": 10**9, "tỹ": 10**9, "tý": 10**9, "tí": 10**9, "ty": 10**9, "tỳ": 10**9,
    "triệu": 10**6, "trieu": 10**6, "tr": 10**6, "trđ": 10**6, "nghìn": 10**3, "ngàn": 10**3, "nghin": 10**3,
    "k": 10**3,
}  # fmt: skip
_BIG = r"nghìn\s+t[ỷỉ]|ngàn\s+t[ỷỉ]|t[ỷỉỹýíỳy]|tr(?:i[ệe]u|\.?(?=\s*đ)|(?!\w))|ngh[ìi]n|ngàn|k"
_DONG = r"đ[ồôòóỏõọổốộ]ng|vnđ|vnd|đvn|₫|đ(?![^\W\d_])|dong(?!\w)|d(?![^\W\d_])"
_UNIT = rf"(?:(?P<big>{_BIG})(?![^\W\d_đ])\s*\.?\s*(?P<half>rưỡi|rưởi)?\s*(?P<dong>{_DONG})?|(?P<only>{_DONG}))"
_EDGE = r"(?<![\w.,/])"
_AMOUNT = re.compile(
    rf"{_EDGE}(?P<num>{_NUMBER})(?:\s*(?:(?P<big1>{_BIG})(?![^\W\d_đ])\s*)?(?:{_DONG})?\s*(?:-|–|đến|tới)\s*(?P<num2>{_NUMBER}))?"
    rf"(?![.,]?\d)\s*{_UNIT}"
    rf"(?:\s*(?P<tail>\d{{1,3}}(?:[.,]\d+)?)\s*(?P<tailbig>triệu|tr|nghìn|ngàn)(?![^\W\d_đ])\s*(?:{_DONG})?)?"
)
_BARE = re.compile(rf"{_EDGE}(?P<num>{_GROUPED})(?![.,]?\d)(?=\s*(?:$|[;.,)\n/]|\((?=\D)|mỗi|hằng|hàng|một năm|trên))")
_APPROX = re.compile(
    r"(?:khoảng|trên|hơn|gần|ước(?:\s+(?:tính|đạt))?|xấp xỉ|tối thiểu|ít nhất|dưới|chừng|≈|~|>|≥)[\s:]*$"
)
_CUT_BEFORE = re.compile(r"\d[.,]?\s+$|[|!\[\]]$")
_CUT_AFTER = re.compile(r"[^\W_]|[|!\[\]]")
_REGULAR = re.compile(rf"(?:{_GROUPED}|\d+(?:[.,]\d+)?)")


def plain(number: str, scale: int) -> tuple[int, bool] | None:
    """A written figure times `scale` → (đồng, sure); Vietnamese separators first, the English ones where only they fit.

    Three digits behind one separator are thousands, but decimals before `tỷ` (`1,234 tỷ`).
    """
    regular = bool(_REGULAR.fullmatch(number)) and not re.match(r"0\d", number)
    text = re.sub(r"[., ] ?", lambda m: m[0].strip() or ".", number)
    marks = re.findall(r"[.,]", text)
    tail = len(re.split(r"[.,]", text)[-1]) if marks else 0
    if not marks:
        clean, sure = text, True
    elif len(set(marks)) == 2:
        whole, _, rest = text.rpartition(marks[-1])
        clean, sure = f"{re.sub(r'[.,]', '', whole)}.{rest}", True
    elif len(marks) > 1 or (tail == 3 and scale < 10**9):
        clean, sure = re.sub(r"[.,]", "", text), not (marks[0] == "," and scale > 1)
    else:
        clean, sure = text.replace(",", "."), tail < 3 or marks[0] == ","
    total = Decimal(clean) * scale
    return (int(total), sure and regular) if total == int(total) else None


def _amount(found: re.Match[str]) -> Amount | None:
    big = (found["big"] or "").replace(".", "")
    scale = 10**12 if " " in big or "\n" in big else _SCALE.get(big, 1)
    own = _SCALE.get((found["big1"] or "").replace(".", ""), scale)  # `800 nghìn - 1 triệu đồng`
    first = plain(found["num"], own)
    if first is None:
        return None
    value, sure = first
    if found["half"]:
        value += scale // 2
    if found["tail"]:
        rest = plain(found["tail"], _SCALE[found["tailbig"]])
        value, sure = value + (rest[0] if rest else 0), sure and rest is not None and _SCALE[found["tailbig"]] < scale
    upper = plain(found["num2"], scale) if found["num2"] else None
    odd_unit = big in ("tỹ", "tý", "tí", "tỳ", "ty", "k") or (not big and scale == 1 and "," in found["num"][-3:-2])
    end = found.start() + len(found[0].rstrip())
    return Amount(value, found.start(), end, upper[0] if upper else None, sure=sure and not odd_unit, unit=found[0])


def _spelled(text: str) -> list[Amount]:
    amounts: list[Amount] = []
    for found in money_words.WORDS.finditer(text):
        words, start = found[0].split(), found.start()
        while words:
            value = money_words.value(words)
            if value:
                unit = re.compile(rf"\s*(?:{_DONG})").match(text, found.end())
                amounts.append(Amount(value, start, unit.end() if unit else found.end(), unit=found[0]))
                break
            start = text.index(words[1], start + len(words[0])) if len(words) > 1 else start
            words = words[1:]
    return amounts


def find_amounts(text: str) -> list[Amount]:
    """The amounts of a text in written order. `text`: one line, lower case, composed letters."""
    repaired, changed = repair_numbers(text)
    amounts = [amount for found in _AMOUNT.finditer(repaired) if (amount := _amount(found))]
    taken = repaired
    for amount in amounts:
        taken = taken[: amount.start] + "\x00" * (amount.end - amount.start) + taken[amount.end :]
    for found in _BARE.finditer(taken):
        value = plain(found["num"], 1)
        if value and value[0] >= 10**6:
            amounts.append(Amount(value[0], found.start(), found.end()))
    amounts += _spelled(taken)
    amounts.sort(key=lambda amount: amount.start)
    return [_with_context(amount, text, repaired, changed) for amount in amounts]


def _with_context(amount: Amount, text: str, repaired: str, changed: bool) -> Amount:
    """Qualifiers before the amount; a figure that continues one cut off before it is not sure."""
    before = repaired[: amount.start]
    touched = changed and text[amount.start : amount.end] != repaired[amount.start : amount.end]
    cut = bool(_CUT_BEFORE.search(before) or _CUT_AFTER.match(repaired, amount.end))
    return replace(amount, approx=bool(_APPROX.search(before)), sure=amount.sure and not touched and not cut)
