"""A programme's file as an office writes it: checked, with one plain Vietnamese line for each slip."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import ValidationError

from schemas.errors import SetupError
from schemas.programme import Programme

_ENOUGH = 5  # slips told at a time
_WRONG = {
    "missing": "thiếu mục này",
    "extra_forbidden": "không có mục nào tên như vậy",
    "literal_error": "giá trị phải là một trong các từ ghi trong hướng dẫn",
    "bool_type": "chỉ ghi true hoặc false",
    "bool_parsing": "chỉ ghi true hoặc false",
    "string_type": "phải là chữ trong dấu nháy",
    "list_type": "phải là danh sách trong dấu [ ]",
    "string_pattern_mismatch": "chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối",
}


def parse_programme(name: str, text: str) -> Programme:
    """The programme that a file of this name describes. Raises SetupError."""
    try:
        said = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"dòng {line[1]}" if line else "cuối tệp"
        raise _refused(name, [f"{where}: viết sai cú pháp TOML (thiếu dấu nháy, dấu ngoặc hoặc dấu =)"]) from error
    try:
        programme = Programme.model_validate(said)
    except ValidationError as error:
        raise _refused(name, [_told(slip) for slip in error.errors()]) from error
    if without := _unfounded(programme):
        raise _refused(
            name, [f"chưa ghi căn cứ cho `{rule}`: thêm vào [sources] hoặc ghi `source`" for rule in without]
        )
    return programme


def with_own(packaged: Sequence[Programme], own: Iterable[tuple[str, Programme]]) -> tuple[Programme, ...]:
    """The office's programmes (with their files' names) beside the packaged ones; the same id takes its place.

    Raises SetupError where two of the office's files describe one programme.
    """
    files: dict[str, str] = {}
    known = {programme.id: programme for programme in packaged}
    for name, programme in own:
        if programme.id in files:
            raise _refused(name, [f"chương trình “{programme.id}” đã có trong tệp {files[programme.id]}"])
        files[programme.id] = name
        known[programme.id] = programme
    return tuple(known.values())


def _refused(name: str, slips: Sequence[str]) -> SetupError:
    more = f"; và {len(slips) - _ENOUGH} lỗi nữa" if len(slips) > _ENOUGH else ""
    return SetupError(f"Tệp chương trình {name}: {'; '.join(slips[:_ENOUGH])}{more}. Sửa tệp rồi chạy lại.")


def _told(slip: Any) -> str:
    where = ".".join(str(part + 1) if isinstance(part, int) else part for part in slip["loc"])
    kind, message = str(slip["type"]), str(slip["msg"])
    if kind == "value_error":
        said = message.removeprefix("Value error, ")
    elif kind.startswith("date"):
        said = "phải là ngày, viết năm-tháng-ngày không có dấu nháy: 2021-04-20"
    elif kind.startswith(("int", "float", "greater", "less")):
        said = "phải là số (trong giới hạn hợp lý)"
    else:
        said = _WRONG.get(kind, "giá trị không hợp lệ")
    return f"`{where}`: {said}" if where else said


def _unfounded(programme: Programme) -> list[str]:
    """The rules in force that neither a paragraph nor a document stands behind."""
    out = []
    for rules, prefix in [(programme, ""), *((v, f"variants.{v.province}.") for v in programme.variants)]:
        own = rules.model_fields_set
        in_force = {
            "period": bool({"applied_first", "applied_last"} & own),
            "phases": bool(rules.phases),
            "portal": bool({"portal_first", "portal_last", "portal_characters"} & own),
            "deadline": rules.dossier_deadline is not None,
            "quotas": bool(rules.quotas),
            "recognised": rules.recognised,
            "unprotected": rules.unprotected,
            "benefit_a_year": rules.benefit_a_year,
        }
        general = rules.source or programme.source
        out += [prefix + rule for rule, on in in_force.items() if on and not (getattr(rules.sources, rule) or general)]
    return out
