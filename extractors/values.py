"""The texts of one row → the values the register stands for, with what could not be placed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractors.fields.author import parse_authors
from extractors.fields.award import split_awards
from extractors.fields.money import parse_benefit
from extractors.fields.period import parse_period
from extractors.fields.phone import find_phones
from extractors.fields.recognition import is_clear, parse_recognition, says_none
from extractors.fields.scope import find_scope
from extractors.forms.headings import AUTHOR_PARTS
from schemas.finding import Code, Finding
from schemas.innovation import Accepted
from schemas.text import fold, one_line, tidy

# The more telling words stand first: an application of technical progress also speaks of technique.
_KINDS = {
    "phòng chống Covid-19": r"covid|sars-cov",
    "đề tài khoa học": r"de tai|\bnckh\b|nghien cuu khoa hoc",
    "ứng dụng tiến bộ kỹ thuật": r"tien bo|chuyen giao",
    "hoạt động công đoàn": r"cong doan",
    "giải pháp kỹ thuật": r"k[yi] thuat",
    "giải pháp quản lý": r"quan l[yi]",
    "giải pháp tác nghiệp": r"tac nghiep",
}
_SECTORS = {
    "enterprise": r"doanh nghiep|\bdn\b|san xuat|kinh doanh",
    "public": r"hanh chinh|su nghiep|co quan|\bhcsn\b|cong lap",
}
_SECRET = re.compile(
    r"(?<!khong )(?<!khong phai )(?<!khong phai la )(?<!khong thuoc )(?<!khong co )bi mat cong nghe(?!\W{0,3}khong\b)"
)
_MAY_BE_SECRET = re.compile(r"m\S{1,4}t c\S{1,5}ng ng\S{1,4}")  # spares most texts the folding
_MARK = re.compile(r"^\s*[x✓✔]\s*$", re.IGNORECASE)
_KNOWN = {"ordinal", "ignore", "note", "mixed", "benefit", *AUTHOR_PARTS, *Accepted.model_fields}


@dataclass(slots=True)
class Values:
    accepted: Accepted
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class _Found:
    values: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def values_of(texts: Mapping[str, str], units: Mapping[str, str]) -> Values:
    """`texts`: field → cell text; `units`: field → a unit in its heading (`ĐVT: triệu đồng`)."""
    out, effect = _Found(), tidy(texts.get("effect", "") or texts.get("benefit", ""))
    out.values = {
        "title": one_line(texts.get("title", "")),
        "summary": tidy(texts.get("summary", "")),
        "effect": effect,
        "scope": tidy(texts["scope"]) or None if "scope" in texts else find_scope(effect),
        "awards": split_awards(texts.get("awards", "")),
    }
    _authors(texts, out)
    _period(texts.get("application_period", ""), out)
    _benefit(texts, units, out)
    _recognition(texts.get("recognition", ""), out)
    out.values["sector"] = _listed("sector", texts, _SECTORS, out)
    out.values["kind"] = _listed("kind", texts, _KINDS, out)
    out.values["confidential"] = _is_secret(" ".join(texts.values()))
    _leftovers(texts, out)
    return Values(Accepted(**out.values), out.findings)


def _is_secret(text: str) -> bool:
    line = one_line(text)
    return bool(_MAY_BE_SECRET.search(line.lower()) and _SECRET.search(fold(line)))


def _authors(texts: Mapping[str, str], out: _Found) -> None:
    columns = {name: texts[name] for name in AUTHOR_PARTS if texts.get(name)}
    combined = texts.get("authors", "")
    if "phone" not in texts and not find_phones(combined).found and find_phones(texts.get("note", "")).found:
        columns["phone"] = texts["note"]  # forms without a column for it: clerks put it under the remarks
    if "mixed" in texts:  # a column for two facts of a person: read all columns as one cell
        facts = [*(columns.pop(n) for n in AUTHOR_PARTS if n in columns), texts["mixed"]]
        combined, columns = _by_person(facts), {}
    elif combined and "full_name" not in columns:
        combined, columns = "\n".join([combined, *columns.values()]), {}
    parsed = parse_authors(combined, columns)
    out.values["authors"] = parsed.authors
    out.findings.extend(parsed.findings)
    if parsed.leftover.strip():
        message = f"Chưa xếp được phần “{one_line(parsed.leftover)}” trong ô tác giả."
        out.findings.append(Finding(code=Code.LEFTOVER_TEXT, field="authors", message=message))


def _by_person(facts: Sequence[str]) -> str:
    """Columns as one cell: person by person where all have as many lines as there are names, else one by one."""
    lines = [fact.split("\n") for fact in facts if fact]
    if len({len(parts) for parts in lines}) > 1 or len(lines[0]) == 1:
        return "\n".join(facts)
    return "\n".join(f"{n}. " + ", ".join(person) for n, person in enumerate(zip(*lines, strict=True), 1))


def _period(text: str, out: _Found) -> None:
    out.values["application_period"] = one_line(text)
    if not text.strip():
        return
    period = parse_period(text)
    out.values["applied_from"], out.values["applied_to"] = period.first, period.last
    if not period.clear:
        message = f"Chưa rõ thời gian áp dụng “{one_line(text)}”."
        out.findings.append(Finding(code=Code.PERIOD_UNCLEAR, field="application_period", message=message))


def _benefit(texts: Mapping[str, str], units: Mapping[str, str], out: _Found) -> None:
    source = "benefit" if texts.get("benefit", "").strip() else "effect"
    benefit = parse_benefit(texts.get(source, ""), units.get(source))
    out.values["benefit_vnd"], out.values["benefit_period"] = benefit.amount, benefit.period
    if not benefit.clear:
        message = "Chưa rõ giá trị làm lợi: hãy đối chiếu số tiền và đơn vị thời gian."
        out.findings.append(Finding(code=Code.BENEFIT_UNCLEAR, field="benefit_vnd", message=message))


def _recognition(text: str, out: _Found) -> None:
    if not text.strip():
        return
    found = out.values["recognition"] = parse_recognition(text)
    if says_none(text):
        message = "Đơn vị ghi sáng kiến chưa được công nhận."
        out.findings.append(Finding(code=Code.NOT_RECOGNISED, field="recognition", message=message, ask=False))
    elif found is not None and not is_clear(text):
        message = f"Ô công nhận ghi “{one_line(text)[:120]}”: hãy chọn đúng số, ngày quyết định."
        out.findings.append(Finding(code=Code.LEFTOVER_TEXT, field="recognition", message=message))
    elif found is None:
        message = f"Chưa tách được số, ngày quyết định công nhận từ “{one_line(text)}”."
        out.findings.append(Finding(code=Code.LEFTOVER_TEXT, field="recognition", message=message))


def _listed(name: str, texts: Mapping[str, str], names: Mapping[str, str], out: _Found) -> str | None:
    """The first of the listed names that a cell speaks of; none is told, and two sectors are asked about."""
    text = one_line(texts.get(name, ""))
    spoken = [listed for listed, marks in names.items() if re.search(marks, fold(text))]
    found = spoken[0] if spoken else None
    if len(spoken) > 1 and name == "sector":
        message = f"“{text[:80]}” nêu cả hai khối: hãy chọn khối của đơn vị."
        out.findings.append(Finding(code=Code.LEFTOVER_TEXT, field=name, message=message))
    if text and found is None:
        message = f"“{text[:80]}” không phải khối hoặc loại sáng kiến đã biết."
        out.findings.append(Finding(code=Code.LEFTOVER_TEXT, field=name, message=message, ask=name == "sector"))
    return found


def _leftovers(texts: Mapping[str, str], out: _Found) -> None:
    """Every written cell is a value, a named ignore, or a finding."""
    note = one_line(texts.get("note", ""))
    if note and not find_phones(note).found:
        message = f"Ghi chú trong bảng: “{note}”."
        out.findings.append(Finding(code=Code.LEFTOVER_TEXT, field="note", message=message, ask=False))
    for name, text in texts.items():
        if name not in _KNOWN and text.strip() and not _MARK.match(text):
            message = f"Cột chưa rõ tên có nội dung “{one_line(text)[:80]}”: hãy xem thuộc mục nào."
            out.findings.append(Finding(code=Code.LEFTOVER_TEXT, field="*", message=message))
