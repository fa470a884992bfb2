"""A PostgreSQL server for one test session, in a folder of its own, reached by a socket only."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOW_TO_GET = "needs PostgreSQL (Debian: apt install postgresql) and pg8000 (make setup)"


def programs() -> Path | None:
    """The folder of `initdb` and `postgres`, when they and the driver are installed."""
    if importlib.util.find_spec("pg8000") is None:
        return None
    on_path = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return Path(on_path).parent if on_path else (found[-1].parent if found else None)


@contextmanager
def server(folder_of_programs: Path) -> Iterator[str]:
    """Gives the address of its first database."""
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as home:
        root = os.geteuid() == 0  # PostgreSQL refuses to run as root
        if root:
            shutil.chown(home, "nobody", "nogroup")
        who = {"user": "nobody", "group": "nogroup"} if root else {}
        data = f"{home}/data"
        make = [folder_of_programs / "initdb", "-D", data, "-U", "sovang", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(make, check=True, capture_output=True, cwd=home, **who)
        control = [folder_of_programs / "pg_ctl", "-D", data, "-w", "-l", f"{home}/log"]
        options = f"-c listen_addresses='' -k {home} -c fsync=off"
        subprocess.run([*control, "-o", options, "start"], check=True, stdout=subprocess.DEVNULL, cwd=home, **who)
        try:
            yield f"postgresql://sovang@/postgres?unix_sock={home}/.s.PGSQL.5432"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, capture_output=True, cwd=home, **who)
