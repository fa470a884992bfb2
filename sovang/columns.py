"""`sovang columns`: tables in unknown layouts, and what a person says their columns hold."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterable, Iterator, Sequence

from extractors.forms.told import guesses
from flows.office import Office, known_office
from schemas import masking
from schemas.columns import FIELDS, ColumnForm, FoundColumn, FoundTable, faults
from schemas.dossier import Dossier
from schemas.text import fold
from sovang import runs
from sovang.settings import Settings

NONE = "none"  # the answer that a table is not about innovations


def columns(settings: Settings, dossier_id: str | None, number: int, told: Sequence[str], *, as_json: bool) -> int:
    """Lists the tables that wait, shows those of one dossier, or keeps an answer and reads the dossier again."""
    office = known_office(settings.data, settings.database)
    try:
        waiting = {dossier.id: dossier for dossier in office.register.dossiers() if _tables(dossier)}
        _guess(office, waiting.values())
        if dossier_id is None:
            _print([waiting[key] for key in sorted(waiting)], as_json=as_json)
            return 0
        if dossier_id not in waiting:
            known = any(dossier.id == dossier_id for dossier in office.register.dossiers())
            return _wrong(
                f"hồ sơ {dossier_id} không có bảng nào chờ chỉ cột" if known else f"không có hồ sơ {dossier_id}"
            )
        if not told:
            _print([waiting[dossier_id]], as_json=as_json)
            return 0
        if trouble := _keep(office, waiting[dossier_id], number, told):
            return _wrong(trouble)
    finally:
        office.register.close()
    return runs.read_again(settings, as_json=as_json)


def _tables(dossier: Dossier) -> list[FoundTable]:
    return [table for document in dossier.documents for table in document.unknown]


def _guess(office: Office, dossiers: Iterable[Dossier]) -> None:
    """Fills in what is known of tables like these."""
    forms = office.register.column_forms()
    for table in (table for dossier in dossiers for table in _tables(dossier)):
        for column, guess in zip(table.columns, guesses(table, forms), strict=True):
            column.guess = guess


def _wrong(trouble: str) -> int:
    print(f"Lỗi: {trouble}.", file=sys.stderr)
    return 2


def _keep(office: Office, dossier: Dossier, number: int, told: Sequence[str]) -> str:
    """Keeps an answer for later readings; says what is wrong with it, in Vietnamese, when it is not kept."""
    tables = _tables(dossier)
    if not 1 <= number <= len(tables):
        return f"không có bảng {number}: hồ sơ có {len(tables)} bảng chờ chỉ cột"
    table = tables[number - 1]
    none = [*told] == [NONE]
    fields = [None if none else column.guess for column in table.columns]
    for word in [] if none else ",".join(told).split(","):
        column, _, name = word.strip().partition("=")
        if not column.isdecimal() or "=" not in word:
            return f"“{word.strip()}”: viết số cột = mục, như 2=title; “{NONE}” thì đứng một mình"
        if not 1 <= int(column) <= len(fields):
            return f"“{word.strip()}”: bảng có {len(fields)} cột, không có cột {column}"
        fields[int(column) - 1] = name.strip() or None
    if not none and (wrong := faults(table, fields)):
        return "; ".join(wrong)
    form = ColumnForm(
        unit=fold(dossier.issuing_unit or ""), sha256=table.sha256, headings=table.headings, fields=fields
    )
    office.register.name_columns(form, getpass.getuser())
    office.register.retry(dossier.id, getpass.getuser())
    return ""


def _print(dossiers: Sequence[Dossier], *, as_json: bool) -> None:
    if as_json:
        found = [{"dossier": d.id, "tables": [t.model_dump() for t in _tables(d)]} for d in dossiers]
        print(json.dumps(masking.value(found), ensure_ascii=False, indent=1))
        return
    lines = "\n".join(line for dossier in dossiers for line in _lines(dossier))
    print(masking.text(lines) or "Không có bảng nào chờ chỉ cột.")


def _lines(dossier: Dossier) -> Iterator[str]:
    yield f"{dossier.id} {dossier.source_name}" + (f" — {dossier.issuing_unit}" if dossier.issuing_unit else "")
    for number, table in enumerate(_tables(dossier), 1):
        yield f"  Bảng {number}: {table.file}, trang {table.page}, {table.rows} dòng; cột nào là mục nào?"
        yield from (_column(position, column) for position, column in enumerate(table.columns, 1))
        holes = [position for position, column in enumerate(table.columns, 1) if column.guess is None]
        names = " ".join(f"--set {position}=MỤC" for position in holes or [1])
        yield f"  Trả lời: sovang columns {dossier.id} --table {number} {names}"
    yield f"  Bảng không nói về sáng kiến: --set {NONE}."
    yield "  Cột không nêu giữ mục trong ngoặc vuông; `--set 5=` bỏ mục của cột 5. Các mục:"
    yield from (f"    {name:18} {label}" for name, label in FIELDS.items())


def _column(position: int, column: FoundColumn) -> str:
    heading = f"“{column.heading}”" if column.heading else "(không có tiêu đề)"
    guess = f"[{column.guess}]" if column.guess else "[?]"
    return f"    {position:2} {guess:20} {heading}: {' | '.join(text[:40] for text in column.samples)}"
