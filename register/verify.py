"""`sovang verify`: database, audit, tables and originals, one after the other; little is held in memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from register import agreement, audit, chain, integrity, originals
from register.clock import now
from register.db import Database
from register.files import FileStore
from register.problem import Problem
from register.tables import file

ANCHORS = "moc-nhat-ky.txt"  # in the data folder: the chain's heads of earlier nights, beside the database
_LINES = 20_000  # newest lines of the audit that a quick look reads
_ANCHOR = re.compile(r"(\d{1,18}):([0-9a-f]{64})")
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Number and hash of a line of the audit, as kept elsewhere."""

    number: int
    hash: str

    @classmethod
    def parse(cls, text: str) -> Anchor | None:
        found = _ANCHOR.fullmatch(text.strip())
        return cls(int(found[1]), found[2]) if found else None

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


def _unseen(step: str, done: int, total: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What is looked at. `quick`: the newest lines of the audit, and a sample of the originals' bytes."""

    database: Database
    files: FileStore
    quick: bool = False
    anchor: Anchor | None = None
    progress: Progress = _unseen

    def problems(self) -> Iterator[Problem]:
        steps = (("Cơ sở dữ liệu", self._database), ("Các bảng", self._tables), ("Nhật ký", self._audit))
        for number, (step, look) in enumerate(steps):
            self.progress(step, number, len(steps))
            yield from _unless_broken(step, self._within(look))
        yield from _unless_broken("Bản gốc", self._originals())

    def head(self) -> Anchor:
        with self.database.read() as connection:
            return Anchor(*audit.head(connection))

    def keep_head(self) -> None:
        """Adds the chain's newest line to the file of anchors, unless it is its last already."""
        head, path = self.head(), self._anchors
        if head.number and str(head) not in [str(one) for one in kept(path)[-1:]]:
            with path.open("a", encoding="utf-8") as out:
                out.write(f"{now():%Y-%m-%dT%H:%M:%SZ} {head}\n")

    @property
    def _anchors(self) -> Path:
        return self.files.root.parent / ANCHORS

    def _within(self, look: Callable[[sa.Connection], Iterator[Problem]]) -> Iterator[Problem]:
        with self.database.read() as connection:
            yield from look(connection)

    def _database(self, connection: sa.Connection) -> Iterator[Problem]:
        return integrity.check(connection, quick=self.quick)

    def _tables(self, connection: sa.Connection) -> Iterator[Problem]:
        return agreement.check(connection, quick=self.quick)

    def _audit(self, connection: sa.Connection) -> Iterator[Problem]:
        yield from chain.check(connection, _LINES if self.quick else None)
        for anchor in [*kept(self._anchors), *([self.anchor] if self.anchor else [])]:
            yield from chain.against(connection, anchor.number, anchor.hash)

    def _originals(self) -> Iterator[Problem]:
        with self.database.read() as connection:
            total = connection.scalar(sa.select(sa.func.count()).select_from(file)) or 0
        done = 0

        def seen(more: int) -> None:
            nonlocal done
            done += more
            self.progress("Bản gốc", done, total)

        yield from originals.check(self.database, self.files, seen, quick=self.quick)


def _unless_broken(step: str, found: Iterator[Problem]) -> Iterator[Problem]:
    """A database too damaged to be read any further is a problem like others."""
    try:
        yield from found
    except DBAPIError as error:
        cause = str(error.orig).splitlines()[0][:200]
        message = f"{step}: không đọc tiếp được ({cause}). Khôi phục từ bản sao lưu gần nhất (`sovang restore`)."
        yield Problem("database", step, message)


def kept(path: Path) -> list[Anchor]:
    """The anchors of earlier nights; lines that are none are left out, as the file may be edited by hand."""
    try:
        lines = path.read_text("utf-8", "replace").splitlines()[-1000:]
    except FileNotFoundError:
        return []
    found = (Anchor.parse(line.rpartition(" ")[2]) for line in lines)
    return [anchor for anchor in found if anchor]


def nightly(database: Database, files: FileStore) -> list[Problem]:
    """The quick look of the nightly run; what is whole is anchored for the nights to come."""
    look = Verification(database, files, quick=True)
    problems = list(look.problems())
    note_verified(database, len(problems), audit.MACHINE)
    if not any(problem.what in ("audit", "anchor") for problem in problems):
        look.keep_head()
    return problems


def note_verified(database: Database, problems: int, person: str) -> None:
    """Notes that the register was looked at, and how many things were wrong: people want to know when that was."""
    with database.write() as connection:
        audit.note(connection, "verified", "register", {"problems": problems, "quick": True}, person)
