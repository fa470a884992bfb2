"""The options of `sovang import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sovang.options import AsJson, Data, Database, settings_of


def import_(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Danh sách .xlsx, .csv, hoặc .jsonl do sovang xuất.")],
    programme: Annotated[str | None, typer.Option("--programme", help="Chương trình của mọi dòng không ghi.")] = None,
    column: Annotated[
        list[str] | None, typer.Option("--column", metavar="TIÊU-ĐỀ=MỤC", help="Cột nào là mục nào; dùng nhiều lần.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ cho biết sẽ làm gì, không ghi.")] = False,
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Nhập sổ cũ hoặc danh sách từ cổng thông tin vào sổ, rồi so trùng."""
    from sovang.importing import run

    settings = settings_of(data, database)
    raise typer.Exit(run(settings, file, programme, column or [], dry=dry_run, as_json=as_json))
