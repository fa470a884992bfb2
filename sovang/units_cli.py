"""The commands of `sovang units`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sovang.options import AsJson, Data, Database, settings_of

units = typer.Typer(name="units", no_args_is_help=True, help="Danh mục đơn vị: nhập, xuất, xem, dạy cách viết.")


@units.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="TỆP.xlsx", help="Danh mục đơn vị.")],
    parent: Annotated[str | None, typer.Option("--parent", help="Mã cấp trên của dòng không ghi cấp trên.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ cho biết sẽ làm gì, không ghi.")] = False,
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Nhập danh mục từ Excel: tất cả hoặc không gì cả; dòng sai được nêu rõ."""
    from sovang.units import import_units

    raise typer.Exit(import_units(settings_of(data, database), file, parent, dry_run=dry_run, as_json=as_json))


@units.command()
def export(
    out: Annotated[Path, typer.Option("--out", help="Tệp Excel.")],
    province: Annotated[str | None, typer.Option("--province", help="Lấy cả danh mục có sẵn của tỉnh này.")] = None,
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Xuất danh mục ra Excel để sửa rồi nhập lại."""
    from sovang.units import export_units

    raise typer.Exit(export_units(settings_of(data, database), out, province, as_json=as_json))


@units.command("list")
def list_(
    words: Annotated[str, typer.Argument(metavar="CHỮ", help="Tìm theo tên, không cần dấu.")] = "",
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Xem đơn vị của cơ quan; có CHỮ thì tìm trong cả danh mục có sẵn."""
    from sovang.units import list_units

    raise typer.Exit(list_units(settings_of(data, database), words, as_json=as_json))


@units.command()
def alias(
    text: Annotated[str, typer.Argument(metavar="CÁCH-VIẾT", help="Như ghi trong hồ sơ.")],
    unit_id: Annotated[
        str, typer.Argument(metavar="MÃ-ĐƠN-VỊ", help="Mã trong danh mục, như `sovang units list` in ra.")
    ],
    forget: Annotated[bool, typer.Option("--forget", help="Bỏ điều đã ghi.")] = False,
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Cách viết này là đơn vị nào: ghi một lần, mọi lượt sau theo."""
    from sovang.units import teach

    raise typer.Exit(teach(settings_of(data, database), text, unit_id, forget=forget, as_json=as_json))
