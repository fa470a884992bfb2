"""A register that is there already: who only looks must not begin one in a place that was mistyped."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from register.db import Database, setup_errors, shown
from register.register import Register
from register.unfinished import refuse_folder
from schemas.errors import SetupError

FILE = "sovang.db"


def is_there(data: Path, url: str | None = None) -> bool:
    """Whether a register was ever begun here. Raises SetupError for a database that cannot be reached."""
    if url is None:
        return (data / FILE).is_file()
    if (file := sa.make_url(url).database) and sa.make_url(url).get_backend_name() == "sqlite":
        return Path(file).is_file()
    database = Database(url)
    try:
        with database.read() as connection:
            return sa.inspect(connection).has_table("dossier")
    finally:
        database.close()


def open_existing(data: Path, url: str | None = None) -> Register:
    """As `Register.open`, but makes nothing where nothing is. Raises SetupError."""
    with setup_errors(str(data) if url is None else shown(url)):
        refuse_folder(data)
        there = is_there(data, url)
    if not there:
        raise SetupError(missing(data, url))
    return Register.open(data, url)


def missing(data: Path, url: str | None = None) -> str:
    """What was looked for, and how to begin."""
    if url is not None:
        looked = f"Chưa có sổ nào trong {shown(url)}. Kiểm tra --database (SOVANG_DATABASE)"
    else:
        place = data.resolve()
        nowhere = "đây là tệp, không phải thư mục" if place.is_file() else "không có thư mục này"
        state = f"không có tệp {FILE}" if place.is_dir() else nowhere
        looked = f"Không có sổ nào ở {place} ({state}). Kiểm tra --data (SOVANG_DATA)"
    return f"{looked}; muốn lập sổ mới ở đó: `sovang nightly`, `sovang import` hoặc `sovang user add`."
