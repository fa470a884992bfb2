"""A PostgreSQL server for one test session, in a folder of its own, reached by a socket only."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa

from register.db import Database
from register.migrations import upgrade

HOW_TO_GET = "needs PostgreSQL 15 or newer and pg8000 (make setup; Debian: apt-get install postgresql)"
_MEMORY = Path("/dev/shm")  # a database made of a template is three hundred files: ten times quicker there
_ROOM = 1 << 30
_QUICK = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"),
    *("wal_level=minimal", "max_wal_senders=0", "shared_buffers=32MB", "max_connections=50"),
)


def programs() -> Path | None:
    """The folder of `initdb` and `postgres`, when they and the driver are installed."""
    if importlib.util.find_spec("pg8000") is None:
        return None
    on_path = shutil.which("initdb")
    debian = {int(path.parts[-3]): path for path in Path("/usr/lib/postgresql").glob("[0-9]*/bin/initdb")}
    if on_path:
        return Path(on_path).parent
    return debian[max(debian)].parent if max(debian, default=0) >= 15 else None


@dataclass(frozen=True, slots=True)
class Server:
    """`address`: its first database, which nobody uses."""

    address: sa.URL

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """The address of a new database, gone afterwards; `migrated` is a template with an empty register."""
        name = f"t{uuid4().hex}"
        self._say(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        try:
            yield self.address.set(database=name).render_as_string()
        finally:
            self._say(f"DROP DATABASE {name} WITH (FORCE)")

    def prepare(self) -> None:
        """Makes the template `migrated`: migrating each database anew would cost more than the tests."""
        self._say("CREATE DATABASE migrated")
        database = Database(self.address.set(database="migrated").render_as_string())
        upgrade(database)
        database.close()

    def _say(self, statement: str) -> None:
        engine = sa.create_engine(self.address, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        with engine.connect() as connection:
            connection.execute(sa.text(statement))


@contextmanager
def server(folder_of_programs: Path) -> Iterator[Server]:
    quick = _MEMORY if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM else None
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True, dir=quick) as home:
        root = os.geteuid() == 0  # PostgreSQL refuses to run as root
        if root:
            shutil.chown(home, "nobody", "nogroup")
        who = {"user": "nobody", "group": "nogroup"} if root else {}
        data = f"{home}/data"
        make = [folder_of_programs / "initdb", "-D", data, "-U", "sovang", "-A", "trust", "-E", "UTF8", "--no-sync"]
        # Sorts as an office's server does, not by bytes: what relies on the order of bytes must say so.
        sorts = ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=vi"]
        subprocess.run([*make, *sorts], check=True, capture_output=True, cwd=home, **who)
        control = [folder_of_programs / "pg_ctl", "-D", data, "-w", "-l", f"{home}/log"]
        options = f"-c listen_addresses='' -k {home} " + " ".join(f"-c {option}" for option in _QUICK)
        subprocess.run([*control, "-o", options, "start"], check=True, stdout=subprocess.DEVNULL, cwd=home, **who)
        try:
            address = sa.make_url(f"postgresql+pg8000://sovang@/postgres?unix_sock={home}/.s.PGSQL.5432")
            made = Server(address)
            made.prepare()
            yield made
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, capture_output=True, cwd=home, **who)
