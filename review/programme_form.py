"""A programme as a form has it, and what was typed back as one; the programme's own model decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from review.inputs import NotUnderstood, as_date
from schemas.programme import Programme
from schemas.units.seed import slug
from schemas.written import day, grouped

Form = Mapping[str, str]
ROWS = 30  # of each table, at most
DAYS = {
    "applied_first": "Áp dụng lần đầu từ ngày",
    "applied_last": "Áp dụng lần đầu đến ngày",
    "dossier_deadline": "Hạn nộp hồ sơ (ngày chốt)",
    "portal_first": "Cổng nhận từ ngày",
    "portal_last": "Cổng nhận đến ngày",
}
COUNTS = {"selected": "Số sáng kiến tỉnh được gửi lên", "portal_characters": "Số chữ của một ô trên cổng"}
PAPERS = {"letter": "tờ trình", "table": "bảng tổng hợp", "decision": "quyết định công nhận"}
DEMANDS = {
    "recognised": "sáng kiến phải được cấp có thẩm quyền công nhận",
    "unprotected": "không thuộc diện đang được bảo hộ sở hữu trí tuệ",
    "benefit_a_year": "số tiền làm lợi tính cho một năm",
}
LEVELS = {"": "mọi đơn vị", "grassroots": "công đoàn cơ sở", "upper": "cấp trên trực tiếp cơ sở"}
_LABELS = {
    **DAYS,
    **COUNTS,
    "name": "Tên chương trình",
    "names": "Chữ mà tờ trình dùng để gọi",
    "source": "Căn cứ",
    "phases": "Giai đoạn",
    "targets": "Chỉ tiêu",
    "quotas": "Hạn mức",
    "id": "Mã",
}


def parsed(form: Form, before: Programme | None) -> Programme:
    """The programme that was typed; what the form does not show stays. Raises NotUnderstood."""
    name = _line(form, "name")
    said: dict[str, Any] = (
        before.model_dump(mode="json", exclude_unset=True) if before else {"id": slug(name)[:60].strip("-")}
    )
    said |= {"name": name, "source": _line(form, "source"), "names": _lines(form, "names")}
    said |= {key: _day(form, key, label) for key, label in DAYS.items()}
    said |= {key: _count(form, key, label) for key, label in COUNTS.items()}
    said |= {key: bool(form.get(key)) for key in DEMANDS}
    said["required"] = [key for key in PAPERS if form.get(f"required-{key}")]
    said["phases"], said["targets"], said["quotas"] = [*_phases(form)], [*_targets(form)], [*_quotas(form)]
    if not name or not said["source"]:
        raise NotUnderstood("Ghi tên chương trình và căn cứ (văn bản đặt ra quy định).")
    try:
        return Programme.model_validate(said)
    except ValidationError as error:
        raise NotUnderstood("; ".join(dict.fromkeys(_told(slip) for slip in error.errors())) + ".") from error


def filled(one: Programme) -> dict[str, str]:
    """What the form shows of a programme."""
    form = {"name": one.name, "source": one.source, "names": "\n".join(one.names)}
    form |= {key: day(getattr(one, key)) for key in DAYS}
    form |= {key: grouped(getattr(one, key)) for key in COUNTS}
    form |= {key: "on" for key in DEMANDS if getattr(one, key)}
    form |= {f"required-{key}": "on" for key in one.required}
    for at, phase in enumerate(one.phases):
        form |= {f"phase-{at}-id": phase.id, f"phase-{at}-name": phase.name}
        days = ("first_day", "last_day", "portal_first", "portal_last")
        form |= {f"phase-{at}-{key}": day(getattr(phase, key)) for key in days}
    for at, target in enumerate(one.targets):
        percent = f"{target.members_percent:g}".replace(".", ",") if target.members_percent else ""
        form |= {f"target-{at}-phase": target.phase or "", f"target-{at}-innovations": grouped(target.innovations)}
        form |= {f"target-{at}-percent": percent, f"target-{at}-source": target.source}
    for at, quota in enumerate(one.quotas):
        form |= {f"quota-{at}-level": quota.level or "", f"quota-{at}-least": grouped(quota.least)}
        form |= {f"quota-{at}-most": grouped(quota.most)}
    return form


def _phases(form: Form) -> Iterator[dict[str, Any]]:
    for at in range(ROWS):
        name = _line(form, f"phase-{at}-name")
        if name:
            where = f"Giai đoạn “{name}”"
            days = {
                key: _day(form, f"phase-{at}-{key}", where)
                for key in ("first_day", "last_day", "portal_first", "portal_last")
            }
            if not days["first_day"] or not days["last_day"]:
                raise NotUnderstood(f"{where}: ghi ngày đầu và ngày cuối.")
            yield {"id": _line(form, f"phase-{at}-id") or slug(name), "name": name, **days}


def _targets(form: Form) -> Iterator[dict[str, Any]]:
    for at in range(ROWS):
        count = _count(form, f"target-{at}-innovations", "Chỉ tiêu")
        percent = _line(form, f"target-{at}-percent").replace("%", "").replace(",", ".").strip()
        if count is None and not percent:
            continue
        if percent and not re.fullmatch(r"\d{1,3}(\.\d+)?", percent):
            raise NotUnderstood(f"Chỉ tiêu: “{percent}” không phải số phần trăm.")
        shares = {"members_percent": float(percent) if percent else None}
        phase = _line(form, f"target-{at}-phase") or None
        yield {"phase": phase, "innovations": count, **shares, "source": _line(form, f"target-{at}-source")}


def _quotas(form: Form) -> Iterator[dict[str, Any]]:
    for at in range(ROWS):
        bounds = {key: _count(form, f"quota-{at}-{key}", "Hạn mức") for key in ("least", "most")}
        if any(value is not None for value in bounds.values()):
            yield {"level": _line(form, f"quota-{at}-level") or None, **bounds}


def _line(form: Form, name: str) -> str:
    return " ".join(str(form.get(name, "")).split())


def _lines(form: Form, name: str) -> list[str]:
    return [line for text in str(form.get(name, "")).splitlines() if (line := " ".join(text.split()))]


def _day(form: Form, name: str, where: str) -> str | None:
    try:
        found = as_date("date", _line(form, name))
    except NotUnderstood as error:
        raise NotUnderstood(f"{where}: ngày viết như 31/07/2026.") from error
    return found.isoformat() if found else None


def _count(form: Form, name: str, where: str) -> int | None:
    text = re.sub(r"[.\s]", "", _line(form, name))
    if text and not re.fullmatch(r"\d{1,8}", text):
        raise NotUnderstood(f"{where}: “{_line(form, name)}” không phải số.")
    return int(text) if text else None


def _told(slip: Any) -> str:
    where = _LABELS.get(str(slip["loc"][0]), "") if slip["loc"] else ""
    own = str(slip["type"]) == "value_error"
    said = str(slip["msg"]).removeprefix("Value error, ") if own else "giá trị không hợp lệ"
    said = re.sub(r"`(\w+)[^`]*`", lambda found: _LABELS.get(found[1], "Ngày"), said)
    return f"{where}: {said}" if where else said
