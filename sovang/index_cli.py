"""The commands of `sovang index`: the matcher's index beside the register."""

from __future__ import annotations

import typer

from sovang.options import AsJson, Data, Database, settings_of

index = typer.Typer(name="index", no_args_is_help=True, help="Chỉ mục so trùng cạnh sổ: xem, kiểm tra, lập lại.")


@index.command()
def status(data: Data = None, database: Database = None, as_json: AsJson = False) -> None:
    """Chỉ mục có bao nhiêu sáng kiến, lớn bao nhiêu, có khớp với sổ không."""
    from sovang.index import status as run

    raise typer.Exit(run(settings_of(data, database), as_json=as_json))


@index.command()
def verify(data: Data = None, database: Database = None, as_json: AsJson = False) -> None:
    """Kiểm từng tệp của chỉ mục theo mã kiểm tra, và từng sáng kiến với sổ."""
    from sovang.index import verify as run

    raise typer.Exit(run(settings_of(data, database), as_json=as_json))


@index.command()
def rebuild(data: Data = None, database: Database = None, as_json: AsJson = False) -> None:
    """Bỏ chỉ mục cũ, lập lại từ sổ; cặp trùng và thẩm định không đổi."""
    from sovang.index import rebuild as run

    raise typer.Exit(run(settings_of(data, database), as_json=as_json))
