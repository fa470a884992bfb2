"""A unit as a form has it, and what was typed back as one; the catalogue's own model decides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from review.inputs import NotUnderstood, as_date
from schemas.text import fold
from schemas.unit import Unit
from schemas.units.catalogue import Catalogue
from schemas.units.check import problems
from schemas.units.seed import slug
from schemas.written import grouped

Form = Mapping[str, str]
ROWS = 12  # targets, at most


def parsed(form: Form, before: Unit | None, known: Catalogue) -> Unit:
    """The unit that was typed; what the form does not show stays. Raises NotUnderstood."""
    name = _line(form, "name")
    if not name:
        raise NotUnderstood("Ghi tên đơn vị.")
    said: dict[str, Any] = before.model_dump(mode="json") if before else {"id": _free_id(name, known)}
    said["names"] = _names(form, before, name)
    said |= {"kind": form.get("kind", "khac"), "channel": _line(form, "channel") or None}
    said |= {"cluster": _line(form, "cluster"), "members": _count(form, "members", "Số đoàn viên")}
    said["aliases"] = _lines(form, "aliases")
    said["parents"] = _parents(form, before, known)
    said["targets"] = [*_targets(form)]
    try:
        unit = Unit.model_validate(said)
    except ValidationError as error:
        raise NotUnderstood("Có ô ghi sai: kiểm tra tên, loại và chỉ tiêu.") from error
    if new := {*problems(known | Catalogue([unit], []))} - {*problems(known)}:
        raise NotUnderstood(" ".join(sorted(new)))
    return unit


def filled(unit: Unit, today: date) -> dict[str, str]:
    """What the form shows of a unit."""
    name = _in_force(unit.names, today) or unit.names[-1]
    parent = _in_force(unit.parents, today)
    form = {"name": name.name, "kind": unit.kind.value, "channel": unit.channel or "", "cluster": unit.cluster}
    form |= {"members": grouped(unit.members), "aliases": "\n".join(unit.aliases)}
    form["parent"] = parent.parent_id if parent else ""
    for at, target in enumerate(unit.targets):
        percent = f"{target.percent:g}".replace(".", ",") if target.percent is not None else ""
        form |= {f"target-{at}-programme": target.programme, f"target-{at}-phase": target.phase or ""}
        form |= {f"target-{at}-target": grouped(target.target), f"target-{at}-quota": grouped(target.quota)}
        form[f"target-{at}-percent"] = percent
    return form


def _names(form: Form, before: Unit | None, name: str) -> list[dict[str, Any]]:
    """With a day the unit has another name from then on; without one the name in force is mended."""
    since = _day(form, "since")
    if before is None:
        return [{"name": name, "valid_from": since}]
    names = [one.model_dump(mode="json") for one in before.names]
    if name in (one["name"] for one in names) and not since:
        return names
    last = names[-1]
    if since:
        return [*names[:-1], {**last, "valid_to": since}, {"name": name, "valid_from": since, "valid_to": None}]
    return [*names[:-1], {**last, "name": name}]


def _parents(form: Form, before: Unit | None, known: Catalogue) -> list[dict[str, Any]]:
    parents = [one.model_dump(mode="json") for one in before.parents] if before else []
    wanted = _line(form, "parent")
    if wanted and wanted not in known.units:
        raise NotUnderstood(f"Không có đơn vị cấp trên mã “{wanted}”: tìm mã ở danh sách đơn vị.")
    now = parents[-1]["parent_id"] if parents else ""
    if wanted == now:
        return parents
    return [*parents[:-1], {"parent_id": wanted}] if wanted else parents[:-1]


def _targets(form: Form) -> Iterator[dict[str, Any]]:
    for at in range(ROWS):
        programme = _line(form, f"target-{at}-programme")
        numbers = {key: _count(form, f"target-{at}-{key}", "Chỉ tiêu") for key in ("target", "quota")}
        percent = _line(form, f"target-{at}-percent").replace("%", "").replace(",", ".").strip()
        if percent and not re.fullmatch(r"\d{1,3}(\.\d+)?", percent):
            raise NotUnderstood(f"Chỉ tiêu: “{percent}” không phải số phần trăm.")
        if not percent and all(value is None for value in numbers.values()):
            continue
        if not programme:
            raise NotUnderstood("Chỉ tiêu: chọn chương trình.")
        phase = _line(form, f"target-{at}-phase") or None
        yield {"programme": programme, "phase": phase, "percent": float(percent) if percent else None, **numbers}


def _in_force(spans: list[Any], today: date) -> Any:
    return next((one for one in spans if one.holds(today)), None)


def _free_id(name: str, known: Catalogue) -> str:
    stem = slug(fold(name))[:55].strip("-") or "don-vi"
    taken = known.units.keys()
    return next(one for one in (stem, *(f"{stem}-{n}" for n in range(2, 10_000))) if one not in taken)


def _line(form: Form, name: str) -> str:
    return " ".join(str(form.get(name, "")).split())


def _lines(form: Form, name: str) -> list[str]:
    return [line for text in str(form.get(name, "")).splitlines() if (line := " ".join(text.split()))]


def _day(form: Form, name: str) -> str | None:
    found = as_date("date", _line(form, name))
    return found.isoformat() if found else None


def _count(form: Form, name: str, where: str) -> int | None:
    text = re.sub(r"[.\s]", "", _line(form, name))
    if text and not re.fullmatch(r"\d{1,8}", text):
        raise NotUnderstood(f"{where}: “{_line(form, name)}” không phải số.")
    return int(text) if text else None
