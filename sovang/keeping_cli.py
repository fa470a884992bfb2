"""The commands that keep the register: move, backup, restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sovang.options import AsJson, Data, Database, settings_of, with_given

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


@keeping.command()
def backup(
    to: Annotated[Path | None, typer.Option("--to", help="Nơi lưu, nên ở ổ khác (SOVANG_BACKUP).")] = None,
    keep: Annotated[int | None, typer.Option("--keep", min=0, help="Giữ từng này bản mới nhất; 0: giữ hết.")] = None,
    encrypt: Annotated[Path | None, typer.Option("--encrypt", help="Tệp có mật khẩu ở dòng đầu: mã hóa.")] = None,
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Sao lưu sổ, bản gốc và thiết lập trong khi mọi việc vẫn chạy; chỉ chép những gì mới."""
    from sovang.backing import backup as run

    given = {"backup": to, "backup_keep": keep, "backup_passphrase": encrypt}
    raise typer.Exit(run(with_given(settings_of(data, database), given), as_json=as_json))


@keeping.command()
def restore(
    source: Annotated[Path, typer.Argument(metavar="NƠI-LƯU", help="Nơi lưu (bản mới nhất) hoặc một tệp .manifest.")],
    passphrase: Annotated[Path | None, typer.Option("--passphrase", help="Tệp mật khẩu của bản mã hóa.")] = None,
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Khôi phục vào một thư mục còn trống (--data); mọi tệp được đối chiếu với mã kiểm."""
    from sovang.backing import restore as run

    given = {"backup_passphrase": passphrase}
    raise typer.Exit(run(with_given(settings_of(data, database), given), source, as_json=as_json))
