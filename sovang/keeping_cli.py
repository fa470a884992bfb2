"""The commands that keep the register: move."""

from __future__ import annotations

from typing import Annotated

import typer

from sovang.options import AsJson, Data, Database, settings_of

keeping = typer.Typer()


@keeping.command()
def move(
    to: Annotated[str, typer.Option("--to", metavar="URL", help="Nơi đến, còn trống: postgresql://… hoặc sqlite.")],
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Chép sổ sang cơ sở dữ liệu khác (SQLite ↔ PostgreSQL), đối chiếu từng bảng; sổ cũ giữ nguyên."""
    from sovang.moving import move as run

    raise typer.Exit(run(settings_of(data, database), to, as_json=as_json))
