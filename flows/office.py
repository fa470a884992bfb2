"""What every step works with: the register, the sandbox, the folders, and somebody who watches."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from flows.programmes import own_programmes, set_programmes
from register.existing import is_there, open_existing
from register.exports import words
from register.office_settings import OfficeSettings
from register.register import Register
from schemas.errors import SetupError
from schemas.office import ABOUT, AboutOffice
from schemas.programme import Programme, programmes
from schemas.programme_file import with_own
from schemas.source import Limits

if TYPE_CHECKING:
    from extractors.worker import Sandbox


class Watcher:
    """Told how the work goes; says nothing itself. Methods may be called from several threads."""

    def plan(self, pages: Mapping[str, int]) -> None:
        """The dossiers that will be read, by id, with their pages; 0 where these are not known yet."""

    def begin(self, dossier: str, name: str) -> None:
        """A dossier is being read."""

    def page(self, dossier: str, file: str, done: int, total: int) -> None:
        """Page `done` of `total` of one of its files is read."""

    def end(self, dossier: str, rows: int, trouble: str | None) -> None:
        """A dossier is done: so many rows, or why it was set aside."""

    def note(self, line: str) -> None:
        """Something beside the dossiers takes time, or went another way than usual."""


@dataclass(frozen=True, slots=True)
class Office:
    """One data folder at work. `workers`: dossiers, or parts of one file, read at a time.

    `province`: whose rules hold where a programme has some of its own; empty: those that the letter is from.
    """

    data: Path
    register: Register
    limits: Limits = field(default_factory=Limits)
    workers: int = 0
    watcher: Watcher = field(default_factory=Watcher)
    stop: threading.Event = field(default_factory=threading.Event)  # set to end a run at once; a rerun goes on
    programmes: tuple[Programme, ...] = field(default_factory=programmes)
    province: str = ""

    seats: threading.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "seats", threading.BoundedSemaphore(self.hands))

    @property
    def sandbox(self) -> Sandbox:
        from extractors.worker import Sandbox  # most commands read no file

        scratch = self.data / "scratch"
        scratch.mkdir(parents=True, exist_ok=True)
        return Sandbox(scratch, self.limits, self.stop, self.hands, self.seats)

    @property
    def hands(self) -> int:
        return self.workers or len(os.sched_getaffinity(0))

    def shelf(self, sha256: str) -> Path:
        """The folder of a file's page pictures and its transcript."""
        return self.data / "pages" / sha256[:2] / sha256


def open_office(
    data: Path,
    database: str | None = None,
    workers: int = 0,
    watcher: Watcher | None = None,
    limits: Limits | None = None,
) -> Office:
    """Opens or makes the register in `data`. Raises SetupError, also for a programme's file that is wrong."""
    own_programmes(data)  # a wrong file is told before anything is opened
    register = Register.open(data, database)
    about, watching = about_office(register.settings), watcher or Watcher()
    known = _programmes(data, register)
    return Office(
        data, register, limits or Limits(), workers, watcher=watching, programmes=known, province=about.province
    )


def known_office(data: Path, database: str | None = None, watcher: Watcher | None = None, province: str = "") -> Office:
    """Opens a register that is there, for who looks or keeps what is. Raises SetupError, also where there is none."""
    register = open_existing(data, database)
    try:
        programmes = _programmes(data, register)
    except SetupError:
        register.close()
        raise
    where = province or about_office(register.settings).province
    return Office(data, register, watcher=watcher or Watcher(), programmes=programmes, province=where)


def office_on(data: Path, register: Register, province: str = "") -> Office:
    """On a register that somebody else opened, and closes. Raises SetupError."""
    where = province or about_office(register.settings).province
    return Office(data, register, programmes=_programmes(data, register), province=where)


@contextmanager
def visited(data: Path, database: str | None = None, province: str = "") -> Iterator[Office]:
    """For who only looks: the register that is there, else an empty one that is gone when the block ends."""
    there = is_there(data, database)
    with TemporaryDirectory(prefix="sovang-") as nowhere:
        office = known_office(data, database) if there else open_office(Path(nowhere))
        try:
            known = _programmes(data, office.register)
            yield at_home(replace(office, data=data, programmes=known), province)
        finally:
            office.register.close()


def at_home(office: Office, province: str) -> Office:
    """The office with the province that the machine's environment names; without one, as was set at the desk."""
    return replace(office, province=province) if province else office


def about_office(settings: OfficeSettings) -> AboutOffice:
    """What was set at the desk; empty where nothing was."""
    kept = settings.get(ABOUT)
    return AboutOffice.model_validate(kept.data if kept and kept.data else {})


def _programmes(data: Path, register: Register) -> tuple[Programme, ...]:
    """Those of this build, of the desk, and of the machine's files, which hold over the desk. Raises SetupError."""
    own, set_there = own_programmes(data), set_programmes(register.settings)
    words.learn(programme for _, programme in (*set_there, *own))
    return with_own(with_own(programmes(), set_there), own)
