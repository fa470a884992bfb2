"""Work that was killed half-way and looks like a register: it does not open until it is done again."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from register.db import Database
from register.tables import counter
from schemas.errors import SetupError

COPY = "unfinished-copy"  # a counter that only a database being filled by `sovang move` has
RESTORE = "khoi-phuc-do-dang"  # a file that only a folder being filled by `sovang restore` has


def refuse_folder(data: Path) -> None:
    """Raises SetupError for a data folder that a restore was killed in."""
    if any(data.glob(f"{RESTORE}*")):  # or the file that is to become the mark
        raise SetupError(f"{data} đang được khôi phục dở dang, chưa dùng được: chạy lại lệnh `sovang restore`.")


def refuse_copy(database: Database) -> None:
    """Raises SetupError for a database that a move was killed in."""
    with database.read() as connection:
        if connection.scalar(sa.select(counter.c.value).where(counter.c.name == COPY)):
            raise SetupError(
                "Cơ sở dữ liệu này là bản chép dở của `sovang move`, chưa dùng được. Sổ cũ vẫn nguyên: chạy lại "
                "`sovang move` với sổ cũ, máy sẽ chép lại từ đầu."
            )
