"""What is killed, and what must hold afterwards: nothing lost, nothing half done looks done, and a rerun ends it."""

from __future__ import annotations

import random
import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flows.office import open_office
from register import Register
from register.backup import parsed
from register.db import sqlite_url
from register.vault import Vault
from schemas.errors import SetupError
from schemas.match import Judgement
from tests.kill import Ended, Killer
from tests.register.builders import TITLES, alike, received, result
from tests.register.filled import fill, rows_of

DOSSIERS = 12
_DERIVED = ("search_entry", "tally")  # made anew by whoever opens the register
Rows = dict[str, list[dict[str, Any]]]


class Scenario(ABC):
    """One command, killed again and again; each kill in a folder of its own unless what is left is part of it."""

    name: str

    def __init__(self, killer: Killer, filled: Path, folder: Path, url: str | None = None) -> None:
        self.killer, self.folder, self.url = killer, folder, url
        self.data = folder / "data"
        shutil.copytree(filled, self.data)
        self.rows = rows(self.data)
        self.prepare()
        self.whole = self.killed(None)
        assert self.whole.status == 0, (self.name, self.whole)

    def kill(self, chance: random.Random) -> bool:
        """Kills once and looks; True when the kill came before the end."""
        ended = self.killed(chance)
        self.check(ended)
        assert rows(self.data) == self.rows, "the register itself has changed"
        return ended.killed

    def prepare(self) -> None:  # noqa: B027
        """What the command needs besides a filled register; nothing, unless said otherwise."""

    @abstractmethod
    def killed(self, chance: random.Random | None) -> Ended:
        """Runs the command in a fresh place; without chance to its end."""

    @abstractmethod
    def check(self, ended: Ended) -> None:
        """Asserts what must hold, runs the command again, asserts that it is done."""


class Move(Scenario):
    """SQLite to another database: `url` of PostgreSQL, which is emptied each time, or else SQLite."""

    name = "move"

    def killed(self, chance: random.Random | None) -> Ended:
        self._empty()
        return self.killer.run(self._command, self.whole.some(chance) if chance else None)

    def check(self, ended: Ended) -> None:
        try:
            there = rows(self.folder, self._target)
        except SetupError as error:
            assert "dở" in str(error), error
            there = None
        if there is None or not there["dossier"]:
            assert ended.killed
            assert there is None or not any(
                kept for table, kept in there.items() if table not in ("counter", *_DERIVED)
            )
            assert self.killer.run(self._command).status == 0
            there = rows(self.folder, self._target)
        assert there["audit"].pop()["action"] == "moved"
        there["audit_detail"].pop()
        _counted_on(there, self.rows)
        assert there == self.rows

    @property
    def _target(self) -> str:
        return self.url or sqlite_url(self.folder / "other.db")

    @property
    def _command(self) -> list[str]:
        return ["move", "--data", str(self.data), "--to", self._target]

    def _empty(self) -> None:
        if self.url:
            _empty_database(self.url)
        for path in self.folder.glob("other.db*"):
            path.unlink()


class Backups(Scenario):
    """Into one place again and again, keeping two: what a kill leaves is there for the next."""

    name = "backup"

    def killed(self, chance: random.Random | None) -> Ended:
        register = Register.open(self.data)
        received(register, random.randbytes(300))  # something new for each
        register.close()
        self.rows = rows(self.data)
        return self.killer.run(self._command, self.whole.some(chance) if chance else None)

    def check(self, ended: Ended) -> None:
        vault = Vault(self.folder / "vault")
        manifests = vault.manifests()
        assert manifests
        for path in manifests:
            for sha256 in parsed(vault, path).objects():
                assert list(vault.read(sha256)), sha256
        self.whole = self.killer.run(self._command)
        assert self.whole.status == 0
        assert len(vault.manifests()) == 2
        assert not list((self.folder / "vault" / "tmp").iterdir())
        assert {p.name for p in (self.data / ".sao-luu").iterdir()} == {"lock"}
        wanted = {one for path in vault.manifests() for one in parsed(vault, path).objects()}
        assert {path.name for path in vault.objects()} == wanted

    @property
    def _command(self) -> list[str]:
        return ["backup", "--data", str(self.data), "--to", str(self.folder / "vault"), "--keep", "2"]


class Restore(Scenario):
    name = "restore"

    def prepare(self) -> None:
        done = self.killer.run(["backup", "--data", str(self.data), "--to", str(self.folder / "vault")])
        assert done.status == 0

    def killed(self, chance: random.Random | None) -> Ended:
        shutil.rmtree(self._new, ignore_errors=True)
        return self.killer.run(self._command, self.whole.some(chance) if chance else None)

    def check(self, ended: Ended) -> None:
        """A folder that is there either does not open, or has everything."""
        begun = self._new.exists() and any(self._new.iterdir())
        try:
            there = rows(self._new) if begun else None
        except SetupError as error:
            assert "dở dang" in str(error)
            there = None
        if there is None:
            assert ended.killed
            assert self.killer.run(self._command).status == 0
            there = rows(self._new)
        if there["audit"][-1]["action"] == "restored":
            there["audit"].pop()
            there["audit_detail"].pop()
        _counted_on(there, self.rows)
        assert there == self.rows
        originals = {path.name for path in (self.data / "originals").glob("??/??/*")}
        assert {path.name for path in (self._new / "originals").glob("??/??/*")} == originals

    @property
    def _new(self) -> Path:
        return self.folder / "new"

    @property
    def _command(self) -> list[str]:
        return ["restore", str(self.folder / "vault"), "--data", str(self._new)]


class InPlace(Scenario):
    """A command that changes the register: afterwards it is done, or nothing of it is."""

    command: list[str]

    def killed(self, chance: random.Random | None) -> Ended:
        shutil.rmtree(self._live, ignore_errors=True)
        shutil.copytree(self.data, self._live)
        ended = self.killer.run([*self.command, "--data", str(self._live)], self.whole.some(chance) if chance else None)
        if chance is None:
            self.done = shape(rows(self._live))
            assert self.done != shape(self.rows)
        return ended

    def check(self, ended: Ended) -> None:
        found = shape(rows(self._live))
        assert found in (self.done, shape(self.rows))
        if found != self.done:
            assert ended.killed
            assert self.killer.run([*self.command, "--data", str(self._live)]).status == 0
            assert shape(rows(self._live)) == self.done
        register = Register.open(self._live)
        assert [p for p in register.verify() if p.what not in ("orphan", "temporary")] == []
        register.close()

    @property
    def _live(self) -> Path:
        return self.folder / "live"


class Merge(InPlace):
    name = "merge"

    def prepare(self) -> None:
        register = Register.open(self.data)
        ends = [one.id for one in register.innovations() if one.id.endswith("-002") and one.title == TITLES[1]][:2]
        register.judge(alike(*ends), Judgement.SAME, "thu")
        register.close()
        self.rows = rows(self.data)
        self.command = ["merge", *ends, "--apply", "--by", "thu", "--reason", "một việc"]


class Import(InPlace):
    """A list of forty rows: all of them or none, and what was begun is ended by the next run."""

    name = "import"

    def prepare(self) -> None:
        lines = ["Tên sáng kiến,Họ và tên,Năm sinh,Đơn vị công tác,Tóm tắt nội dung"]
        lines += [f"Giá treo ống số {n},Lò Thử {n},1980,Tổ Mẫu {n},Treo {n} ống mềm lên giá" for n in range(40)]
        (self.folder / "sổ cũ.csv").write_text("\n".join(lines), "utf-8")
        self.command = ["import", str(self.folder / "sổ cũ.csv")]

    def check(self, ended: Ended) -> None:
        if ended.killed:
            assert self.killer.run([*self.command, "--data", str(self._live)]).status == 0
        found = rows(self._live)
        assert shape(found)["is"] == self.done["is"]
        register = Register.open(self._live)
        assert [p for p in register.verify() if p.what not in ("orphan", "temporary")] == []
        register.close()


def shape(found: Rows) -> dict[str, object]:
    """What two runs of one command have in common: how many rows, what is in force, each status."""
    live = {name: sum(bool(row.get("live", True)) for row in kept) for name, kept in found.items()}
    statuses = {row["id"]: row["status"] for row in found["innovation"]}
    values = {row["innovation_id"]: row["data"]["accepted"] for row in found["reading"] if row["live"]}
    return {"rows": {name: len(kept) for name, kept in found.items()}, "live": live, "is": (statuses, values)}


SCENARIOS: list[type[Scenario]] = [Move, Backups, Restore, Merge, Import]


def rows(data: Path, url: str | None = None) -> Rows:
    """Every table but what is made of the others. Raises SetupError for what does not open."""
    register = Register.open(data, url)
    with register.database.read() as connection:
        found = rows_of(connection)
    register.close()
    counters = (row for row in found["counter"] if row["name"] != "search")
    found["counter"] = sorted(counters, key=lambda row: str(row["name"]))  # databases sort names otherwise
    return {table: kept for table, kept in found.items() if table not in _DERIVED}


def _counted_on(there: Rows, before: Rows) -> None:
    """The audit's counter has gone on by the line that tells of the copy."""
    there["counter"] = [next(r for r in before["counter"] if r["name"] == row["name"]) for row in there["counter"]]


def make_filled(folder: Path) -> Path:
    """A data folder with a bit of everything in it."""
    office = open_office(folder / "filled", workers=1)
    (folder / "papers").mkdir()
    fill(office, folder / "papers")
    for number in range(DOSSIERS):
        office.register.save(received(office.register, b"%d" % number), result())
    office.register.close()
    (folder / "filled" / "programmes").mkdir()
    (folder / "filled" / "programmes" / "ghi chú.txt").write_text("của cơ quan", "utf-8")
    return folder / "filled"


def _empty_database(url: str) -> None:
    import sqlalchemy as sa

    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        connection.execute(sa.text("CREATE SCHEMA public"))


@contextmanager
def prepared(folder: Path, url: str | None = None) -> Iterator[list[Scenario]]:
    """Every scenario, and the move to an empty PostgreSQL database at `url`."""
    filled = make_filled(folder)
    with Killer() as killer:
        found = [scenario(killer, filled, folder / scenario.name) for scenario in SCENARIOS]
        yield [*found, *([Move(killer, filled, folder / "move-postgresql", url)] if url else [])]
