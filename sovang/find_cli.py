"""The options of `sovang find`."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated

import typer

from sovang.options import AsJson, Data, Database, settings_of

_DAYS = ["%d/%m/%Y", "%Y-%m-%d"]
_Words = Annotated[list[str] | None, typer.Argument(metavar="CHỮ...", help="Từ cần tìm, có dấu hay không.")]


def find(
    words: _Words = None,
    unit: Annotated[str | None, typer.Option("--unit", help="Đơn vị: mã, hoặc các từ trong tên.")] = None,
    programme: Annotated[str | None, typer.Option("--programme", help="Mã chương trình.")] = None,
    phase: Annotated[str | None, typer.Option("--phase", help="Mã giai đoạn.")] = None,
    status: Annotated[
        str | None, typer.Option("--status", help="Trạng thái, như “cần kiểm tra” hay needs_review.")
    ] = None,
    finding: Annotated[str | None, typer.Option("--finding", help="Điều lưu ý, như “quá số được gửi”.")] = None,
    dossier: Annotated[str | None, typer.Option("--dossier", help="Mã hồ sơ.")] = None,
    first: Annotated[datetime | None, typer.Option("--from", formats=_DAYS, help="Từ ngày (của tờ trình).")] = None,
    last: Annotated[datetime | None, typer.Option("--to", formats=_DAYS, help="Đến hết ngày.")] = None,
    year: Annotated[int | None, typer.Option("--year", min=1900, max=2100, help="Trong năm.")] = None,
    least: Annotated[int | None, typer.Option("--min", min=0, help="Làm lợi ít nhất (đồng).")] = None,
    most: Annotated[int | None, typer.Option("--max", min=0, help="Làm lợi nhiều nhất (đồng).")] = None,
    order: Annotated[str, typer.Option("--sort", help="best, newest, title, name hoặc unit.")] = "best",
    limit: Annotated[int, typer.Option("--limit", min=1, max=200, help="Số dòng một trang.")] = 20,
    after: Annotated[str | None, typer.Option("--after", help="Trang sau, như trang trước đã chỉ.")] = None,
    reindex: Annotated[bool, typer.Option("--reindex", help="Lập lại chỉ mục tìm kiếm và số đếm.")] = False,
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Tìm sáng kiến trong sổ theo từ và điều kiện; đúng dấu đứng trước."""
    from register.search.query import CURSOR, Query
    from sovang.find import find as run

    if reindex:
        from sovang.find import reindex as again

        raise typer.Exit(again(settings_of(data, database)))
    if order not in ("best", "newest", "title", "name", "unit"):
        raise typer.BadParameter("--sort: best, newest, title, name hoặc unit")
    if first and last and first > last:
        raise typer.BadParameter("--from phải trước hoặc đúng ngày --to")
    if least is not None and most is not None and least > most:
        raise typer.BadParameter("--min phải nhỏ hơn hoặc bằng --max")
    if after is not None and not re.fullmatch(CURSOR, after):
        raise typer.BadParameter(f"--after không nhận “{after}”: chép đúng chữ mà trang trước đã chỉ")
    days = (date(year, 1, 1), date(year, 12, 31)) if year else (None, None)
    asked = Query.model_validate(
        {
            "words": " ".join(words or []),
            **{"unit": unit, "programme": programme, "phase": phase, "status": status, "code": finding},
            **{"dossier": dossier, "least": least, "most": most, "order": order, "limit": limit, "after": after},
            "first": first.date() if first else days[0],
            "last": last.date() if last else days[1],
        }
    )
    raise typer.Exit(run(settings_of(data, database), asked, as_json=as_json))
