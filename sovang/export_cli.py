"""The command `sovang export`: which options there are; `schemas/export.py` says what each content understands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from schemas.export import KINDS, Asked
from sovang.options import AsJson, Data, Database, settings_of

# A test holds both against the table.
What = Literal["innovations", "dossiers", "duplicates", "units", "portal", "book", "summary", "reply"]
Form = Literal["jsonl", "csv", "xlsx", "docx", "txt"]
_DAYS = ["%d/%m/%Y", "%Y-%m-%d"]
_FORMS = sorted({form for kind in KINDS.values() for form in kind.forms})
_WHAT = "\n\n".join(f"{name} ({', '.join(kind.forms)}): {kind.about}." for name, kind in KINDS.items())
_HELP = f"Xuất từ sổ ra tệp. NỘI-DUNG, các dạng tệp và ý nghĩa:\n\n{_WHAT}"


def _of(option: str) -> str:
    return ", ".join(name for name, kind in KINDS.items() if option in kind.options)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def export(
    what: Annotated[What, typer.Argument(metavar="NỘI-DUNG", help=f"Một trong: {', '.join(KINDS)}.")],
    out: Annotated[Path, typer.Option("--out", help="Tệp kết quả.")],
    file_format: Annotated[
        Form | None,
        typer.Option("--format", metavar="|".join(_FORMS), help="Dạng tệp; bỏ trống: theo đuôi của --out."),
    ] = None,
    programme: Annotated[str | None, typer.Option("--programme", help=f"Mã chương trình ({_of('programme')}).")] = None,
    phase: Annotated[str | None, typer.Option("--phase", help=f"Mã giai đoạn ({_of('phase')}).")] = None,
    year: Annotated[int | None, typer.Option("--year", help=f"Chỉ một năm ({_of('year')}).")] = None,
    unit: Annotated[str | None, typer.Option("--unit", help=f"Mã đơn vị gửi ({_of('unit')}).")] = None,
    dossier: Annotated[
        list[str] | None, typer.Option("--dossier", help=f"Mã hồ sơ, nêu được nhiều lần ({_of('dossiers')}).")
    ] = None,
    layout: Annotated[
        Literal["6", "7"] | None, typer.Option("--layout", help="summary: mẫu bảng 6 cột hay 7 cột.")
    ] = None,
    ids: Annotated[
        str | None, typer.Option("--ids", help="summary: mã các sáng kiến do người chọn, cách nhau dấu phẩy.")
    ] = None,
    since: Annotated[
        datetime | None, typer.Option("--since", formats=_DAYS, help="reply: mọi hồ sơ nhận từ ngày này.")
    ] = None,
    by: Annotated[datetime | None, typer.Option("--by", formats=_DAYS, help="reply: hạn đơn vị trả lời.")] = None,
    today: Annotated[bool, typer.Option("--today", help="units: gộp về đơn vị kế thừa hiện nay.")] = False,
    on: Annotated[datetime | None, typer.Option("--on", formats=_DAYS, help="units: tính đến ngày.")] = None,
    reveal: Annotated[
        str | None,
        typer.Option("--reveal", metavar="LÝ-DO", help=f"Hiện đủ số điện thoại; ghi nhật ký ({_of('reveal')})."),
    ] = None,
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    from sovang import exporting

    if reveal is not None and not reveal.strip():
        raise typer.BadParameter("--reveal cần lý do, như --reveal “gọi hẹn tác giả”; lý do được ghi vào nhật ký")
    asked = Asked(programme, phase, year, unit, tuple(dossier or ()), _day(since), _day(by), _day(on), today)
    asked = replace(asked, layout=layout, ids=tuple((ids or "").replace(",", " ").split()), reveal=reveal)
    exporting.understood(what, asked)
    form = exporting.form_of(what, file_format, out)
    raise typer.Exit(exporting.export(settings_of(data, database), what, asked, (form, out), as_json=as_json))


def add_to(app: typer.Typer) -> None:
    short = "Xuất ra tệp: sổ vàng, bảng gửi cổng, bảng tổng hợp, thư trả lời…"
    app.command("export", help=_HELP, short_help=short)(export)
