"""What every step works with: the register, the sandbox, the folders, and somebody who watches."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from extractors.worker import Sandbox
from flows.programmes import own_programmes
from register.exports import words
from register.register import Register
from schemas.programme import Programme, programmes
from schemas.programme_file import with_own
from schemas.source import Limits


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
    own = own_programmes(data)
    known = with_own(programmes(), own)
    words.learn(programme for _, programme in own)
    register = Register.open(data, database)
    watching = watcher or Watcher()
    return Office(data, register, limits or Limits(), workers=workers, watcher=watching, programmes=known)
