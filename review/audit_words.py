"""A line of the audit in plain words: what was done to what, and each value before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from register.exports import words
from review.audit_terms import KINDS, LABELS
from schemas import masking
from schemas.office import ABOUT, MATCHING, PROGRAMME
from schemas.written import day, moment

_ACTS = {action: said for _, acts in KINDS.values() for action, said in acts.items()}
_SUBJECTS = {
    "catalogue": "",
    "register": "",
    "person": "",
    "units": "hồ sơ",
    "versions": "dòng",
    "pairs": "các cặp",
    MATCHING: "ngưỡng so trùng",
    ABOUT: "cơ quan",
    "innovations": "sáng kiến",
    "dossiers": "hồ sơ",
    "duplicates": "cặp nghi trùng",
    "portal": "tệp cho cổng trực tuyến",
    "book": "sổ vàng",
    "summary": "bảng tổng hợp",
    "reply": "thư trả lời",
}
_ROLES = {"viewer": "chỉ xem", "entry": "nhập liệu", "reviewer": "thẩm định", "admin": "quản trị"}
_SAID = {"role": _ROLES, "judgement": words.JUDGEMENTS, "status": {**words.DOSSIER_STATUS, **words.STATUS}}
_SAID |= {"verdict": {"same": "trùng", "review": "cần người xem", "different": "không trùng"}}
_CODES = {**words.DOSSIER_STATUS, **words.STATUS, **words.JUDGEMENTS}  # what stands alone before and after
_NOTHING: tuple[object, ...] = (None, "", [], {}, False)
_NAMING = ("asked", "field", "fields")  # values that are names of fields
_LONG = 300  # characters of one value


@dataclass(frozen=True, slots=True)
class Change:
    """One value: `before` and `after` where it changed, else only `after`."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    number: int
    at: str
    who: str
    act: str
    subject: str
    path: str  # where the subject is shown; empty where nowhere
    changes: tuple[Change, ...]
    erased: bool


def told(line: Mapping[str, Any]) -> Told:
    """Phones are masked: who reads the audit needs none."""
    subject, detail = str(line["subject"]), masking.value(line["detail"])
    return Told(
        number=line["id"],
        at=moment(line["at"]),
        who="máy" if line["who"] == "sovang" else line["who"],
        act=_ACTS.get(line["action"], "ghi"),
        subject=_subject(subject),
        path=_path(line["action"], subject),
        changes=tuple(_changes(detail if isinstance(detail, dict) else {})),
        erased=line["erased"] is not None,
    )


def _subject(subject: str) -> str:
    if subject.startswith(PROGRAMME):
        return f"chương trình {words.programme(subject.removeprefix(PROGRAMME))}"
    return _SUBJECTS.get(subject, subject if len(subject) < 60 else f"{subject[:12]}…")


def _path(action: str, subject: str) -> str:
    ends = subject.split(" ")
    if action in KINDS["pairs"][1] and len(ends) == 2:
        return f"/cap/{ends[0]}/{ends[1]}"
    if action in ("answered", "took-back", "accepted", "decided", "withdrawn", "merged", "merge-undone", "phone-shown"):
        return f"/sang-kien/{subject}"
    if action in KINDS["dossiers"][1] or action.startswith("letter-") or action == "unit-chosen":
        return f"/ho-so/{subject}" if subject.startswith("HS") else ""
    if action in KINDS["accounts"][1]:
        return f"/tai-khoan/{subject}"
    return f"/thiet-lap/don-vi/{subject}" if action in ("unit", "unit-alias", "unit-alias-withdrawn") else ""


def _changes(detail: Mapping[str, Any]) -> Iterator[Change]:
    before, after = detail.get("before"), detail.get("after")
    rest = {key: value for key, value in detail.items() if key not in ("before", "after")}
    if isinstance(before, dict) or isinstance(after, dict):
        yield from _between(before if isinstance(before, dict) else {}, after if isinstance(after, dict) else {})
    elif "before" in detail or "after" in detail:
        yield Change("", _shown("", before) if before else "", _shown("", after))
    for key, value in rest.items():
        if value not in _NOTHING:
            yield Change(_label(key), "", _shown(key, value))


def _between(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    """What is nothing on both sides is left out; of what is new only that it is."""
    for key in dict.fromkeys([*was, *now]):
        one, other = was.get(key), now.get(key)
        if one != other and not (one in _NOTHING and other in _NOTHING):
            yield Change(_label(key), _shown(key, one) if one not in _NOTHING else "", _shown(key, other))


def _label(key: str) -> str:
    return LABELS.get(key) or words.field(key)


def _shown(key: str, value: Any) -> str:
    text = _said(key, value)
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"


def _said(key: str, value: Any) -> str:
    if value is None or value in ("", [], {}):
        return "(trống)"
    if isinstance(value, bool | int | float):
        return _number(value)
    if isinstance(value, dict):
        inner = ((_label(name), _said(name, one)) for name, one in value.items() if one not in (None, "", [], {}))
        return "; ".join(f"{name}: {one}" for name, one in inner)
    if isinstance(value, list):
        return ", ".join(_said(key, one) for one in value)
    known = _SAID.get(key, {} if key else _CODES).get(str(value))
    return words.field(str(value)) if key in _NAMING else known or _day(str(value))


def _number(value: float) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)


def _day(text: str) -> str:
    try:
        return day(dt.date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text
