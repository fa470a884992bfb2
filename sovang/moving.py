"""`sovang move`: the register's tables from one database to another."""

from __future__ import annotations

import getpass
import json
import sys
from pathlib import Path

from register.db import Database, setup_errors, shown, sqlite_url
from register.existing import open_existing
from register.move import Moved
from register.move import move as copy
from sovang.settings import Settings

STEP = 20_000  # rows between two lines of progress


def move(settings: Settings, to: str, *, as_json: bool) -> int:
    """Returns the exit status. The source is left as it is, to be kept until the new place has proved itself."""
    url = sqlite_url(settings.data / "sovang.db") if to == "sqlite" else to
    register = open_existing(settings.data, settings.database)
    try:
        with setup_errors(shown(url)):
            target = Database(url)
            moved = copy(register.database, target, getpass.getuser(), _progress)
            target.close()
    finally:
        register.close()
    print(_as_json(moved, shown(url)) if as_json else _told(moved, settings.data, to, url))
    return 1 if moved.problems else 0


def _progress(table: str, rows: int) -> None:
    if rows % STEP == 0:
        print(f"{table}: {rows} dòng", file=sys.stderr, flush=True)


def _told(moved: Moved, data: Path, to: str, url: str) -> str:
    lines = [f"  {table:<20} {found.rows:>9}" for table, found in moved.tables.items() if found.rows]
    lines += [f"Có từ trước: {problem.message}" for problem in moved.problems]
    if to == "sqlite":
        step = "Từ nay bỏ SOVANG_DATABASE và --database"
    else:
        step = f'Từ nay đặt SOVANG_DATABASE="{shown(url)}" (thay *** bằng mật khẩu)'
    return "\n".join(
        [
            f"Đã chép {moved.rows} dòng, số dòng và tổng kiểm của từng bảng đều khớp:",
            *lines,
            f"{step}; bản gốc vẫn ở {data}.",
            "Sổ cũ giữ nguyên để đối chiếu: đừng ghi tiếp vào đó.",
        ]
    )


def _as_json(moved: Moved, to: str) -> str:
    tables = {table: {"rows": found.rows, "checksum": f"{found.total:064x}"} for table, found in moved.tables.items()}
    found = {"to": to, "rows": moved.rows, "tables": tables, "problems": [p.message for p in moved.problems]}
    return json.dumps(found, ensure_ascii=False, indent=1)
