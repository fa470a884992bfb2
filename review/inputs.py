"""A field of a row as a form has it, and what was typed back as a value; the register's own models decide."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import phonenumbers
from pydantic import ValidationError

from register.exports import words
from schemas import masking
from schemas.changes import Value, value
from schemas.errors import SovangError
from schemas.innovation import Accepted, Author, BenefitPeriod, Recognition
from schemas.text import one_line
from schemas.written import day, grouped, today

Kind = Literal["line", "text", "choice", "check"]
_AUTHOR = ("full_name", "birth_year", "position", "workplace", "phone", "share_percent")
_RECOGNITION = ("number", "date", "authority")
_MOST = 20_000  # characters of one field
_DATE = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")


class NotUnderstood(SovangError):
    """What was typed is no value of the field; the line says what is expected."""


@dataclass(frozen=True, slots=True)
class Input:
    """`name`: a field's path, of a part of one `recognition.number`; `choices`: (value, words)."""

    name: str
    label: str
    text: str
    kind: Kind = "line"
    choices: Sequence[tuple[str, str]] = ()

    @property
    def group(self) -> str:
        """`authors[0]` of `authors[0].phone`: what belongs together on the page; empty for what stands alone."""
        return self.name.rpartition(".")[0]


def inputs(accepted: Accepted, asked: str) -> list[Input]:
    """What a person fills in to answer a question; `*` has every field, `authors` every author and one more."""
    if asked == "*":
        return [one for name in Accepted.model_fields for one in inputs(accepted, name)]
    if asked == "authors":
        authors = [*accepted.authors, Author(full_name="")]
        return [
            _input(f"authors[{at}].{name}", getattr(author, name))
            for at, author in enumerate(authors)
            for name in _AUTHOR
        ]
    if asked == "recognition":
        held = accepted.recognition or Recognition(number="")
        return [_input(f"recognition.{name}", getattr(held, name)) for name in _RECOGNITION]
    if (of := re.match(r"authors\[(\d+)\]", asked)) and int(of[1]) >= len(accepted.authors):
        return []
    if re.fullmatch(r"authors\[\d+\]", asked):
        return [_input(f"{asked}.{name}", value(accepted, f"{asked}.{name}")) for name in _AUTHOR]
    return [_input(asked, value(accepted, asked))]


def changes(accepted: Accepted, asked: str, form: Mapping[str, str]) -> dict[str, Value]:
    """Path → new value of what was typed for a question. Raises NotUnderstood; what was not in the form stays."""
    typed = {one.name: _plain(form.get(one.name, "")) for one in inputs(accepted, asked) if _sent(one, form)}
    given = {one.name: typed[one.name] for one in inputs(accepted, asked) if not _stays(one, typed)}
    values: dict[str, Value] = {name: typed_value(name, text) for name, text in given.items()}
    if asked in ("*", "authors"):
        values = {**{k: v for k, v in values.items() if not k.startswith("authors[")}, **_authors(accepted, values)}
    if parts := {name.partition(".")[2]: values.pop(name) for name in [*values] if name.startswith("recognition.")}:
        whole = {**(accepted.recognition or Recognition(number="")).model_dump(), **parts}
        values["recognition"] = Recognition.model_validate(whole) if whole["number"] else None
    _checked(accepted, values)
    return values


def _stays(one: Input, typed: Mapping[str, str]) -> bool:
    """Whether nothing was changed; a number that comes back masked is the one that was masked."""
    said = typed.get(one.name, one.text)
    return said == one.text or (one.name.endswith("phone") and bool(one.text) and said == masking.phone(one.text))


def _plain(text: str) -> str:
    """Browsers send line ends as two characters."""
    return text.replace("\r\n", "\n")


def _sent(one: Input, form: Mapping[str, str]) -> bool:
    """Whether the form had the input: of a box that is not ticked only its shadow comes."""
    return one.name in form or f"has:{one.name}" in form


def _input(path: str, held: Value) -> Input:
    name = path.rpartition(".")[2]
    label = words.field(path)
    if name in ("summary", "effect", "title", "awards"):
        return Input(path, label, "\n".join(held) if isinstance(held, list) else str(held or ""), "text")
    if name == "confidential":
        return Input(path, label, "1" if held else "", "check")
    if name in _CHOICES:
        return Input(path, label, str(held or ""), "choice", [("", "–"), *_CHOICES[name]])
    return Input(path, label, _text(name, held))


def _text(name: str, held: Value) -> str:
    if held is None or held == "":
        return ""
    if isinstance(held, dt.date):
        return day(held)
    if name == "benefit_vnd" and isinstance(held, int):
        return grouped(held)
    if name == "phone":
        return national(str(held))
    return f"{held:g}" if isinstance(held, float) else str(held)


def national(phone: str) -> str:
    """0912 345 678, as people here write a number."""
    try:
        parsed = phonenumbers.parse(phone, "VN")
    except phonenumbers.NumberParseException:
        return phone
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)


_PERIODS = {"year": "năm", "quarter": "quý", "month": "tháng", "day": "ngày"}
_CHOICES: dict[str, list[tuple[str, str]]] = {
    "benefit_period": [(one, _PERIODS[one]) for one in get_args(BenefitPeriod)],
    "sector": [*words.SECTORS.items()],
}


def as_date(path: str, text: str) -> dt.date | None:
    """31/07/2023 or 2023-07-31, nothing for nothing. Raises NotUnderstood."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        text = "/".join(reversed(text.split("-")))
    found = typed_value(path, text)
    return found if isinstance(found, dt.date) else None


def typed_value(path: str, text: str) -> Value:
    """What was typed for a field, by the field's name. Raises NotUnderstood."""
    name = path.rpartition(".")[2]
    if len(text) > _MOST:
        raise NotUnderstood(f"{words.field(path)}: dài quá {_MOST} ký tự.")
    parse = _PARSERS.get(name, one_line)
    try:
        return parse(text.strip())
    except (ValueError, phonenumbers.NumberParseException) as error:
        raise NotUnderstood(f"{words.field(path)}: {_EXPECTED.get(name, 'giá trị không hợp lệ')}.") from error


def _date(text: str) -> dt.date | None:
    if not text:
        return None
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError(text)
    return dt.date(int(found[3]), int(found[2]), int(found[1]))


def _whole(text: str) -> int | None:
    digits = re.sub(r"[\s.]|đồng|đ$|VN[DĐ]", "", text)
    return int(digits) if digits else None


def _year(text: str) -> int | None:
    if not text:
        return None
    if not 1900 <= int(text) <= today().year - 14:
        raise ValueError(text)
    return int(text)


def _share(text: str) -> float | None:
    if not text:
        return None
    share = float(text.rstrip("% ").replace(",", "."))
    if not 0 <= share <= 100:
        raise ValueError(text)
    return share


def _phone(text: str) -> str | None:
    if not text:
        return None
    number = phonenumbers.parse(text, "VN")
    if not phonenumbers.is_possible_number(number):
        raise ValueError(text)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _or_none(text: str) -> str | None:
    return one_line(text) or None


def _lines(text: str) -> list[str]:
    return [one_line(line) for line in text.splitlines() if line.strip()]


_PARSERS: dict[str, Callable[[str], Value]] = {
    **dict.fromkeys(("applied_from", "applied_to", "date"), _date),
    **dict.fromkeys(("benefit_vnd", "ordinal", "announced_count"), _whole),
    **dict.fromkeys(("summary", "effect"), lambda text: re.sub(r"[^\S\n]+", " ", text.replace("\r\n", "\n"))),
    **dict.fromkeys(("scope", "kind", "benefit_period", "sector"), _or_none),
    **dict.fromkeys(("awards", "recipients"), _lines),
    "birth_year": _year,
    "share_percent": _share,
    "phone": _phone,
    "confidential": bool,
}
_EXPECTED = {
    **dict.fromkeys(("applied_from", "applied_to", "date"), "viết ngày như 31/07/2023"),
    **dict.fromkeys(("benefit_vnd", "ordinal", "announced_count"), "viết số như 1.250.000"),
    "birth_year": "viết năm sinh bốn chữ số, người từ 14 tuổi",
    "share_percent": "viết phần trăm từ 0 đến 100",
    "phone": "không phải số điện thoại; viết như 0912 345 678, nhiều số thì chỉ giữ một",
}


def _authors(accepted: Accepted, values: Mapping[str, Value]) -> dict[str, Value]:
    """The authors typed, those without a name left out; who was the principal stays so when he is still there."""
    found: dict[int, dict[str, Value]] = {}
    for path, held in values.items():
        if match := re.fullmatch(r"authors\[(\d+)\]\.(\w+)", path):
            found.setdefault(int(match[1]), {})[match[2]] = held
    if not found:
        return {}
    kept = []
    for at in range(max(len(accepted.authors), *(at + 1 for at in found))):
        parts = found.get(at, {})
        before = accepted.authors[at].model_dump() if at < len(accepted.authors) else {}
        if {**before, **parts}.get("full_name"):
            kept.append(_author({**before, **parts}))
    return {"authors": kept}


def _author(parts: Mapping[str, Value]) -> Author:
    try:
        return Author.model_validate(parts)
    except ValidationError as error:
        raise NotUnderstood("Tác giả: giá trị không hợp lệ.") from error


def _checked(accepted: Accepted, values: Mapping[str, Value]) -> None:
    """The register's own model must take what is put in force."""
    whole = {name: held for name, held in values.items() if name in Accepted.model_fields}
    try:
        Accepted.model_validate({**accepted.model_dump(), **whole})
    except ValidationError as error:
        names = ", ".join(words.field(str(one["loc"][0])) for one in error.errors())
        raise NotUnderstood(f"Giá trị không hợp lệ: {names}.") from error
