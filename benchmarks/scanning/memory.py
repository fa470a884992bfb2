"""Memory and open files of processes, from /proc."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

_PROC = Path("/proc")


@dataclass(slots=True)
class Process:
    """Resident memory in MB; `own`: the part that it does not share with others. `files`: open descriptors."""

    pid: int
    parent: int
    resident: float
    own: float
    files: int


@dataclass(slots=True)
class Watch:
    """What a thread sees of a process and those below it until it is stopped."""

    samples: list[list[Process]] = field(default_factory=list)

    @property
    def peak(self) -> float:
        """MB: the most that all held at one moment, shared parts counted once."""
        return max((sum(p.own for p in sample) for sample in self.samples), default=0.0)


def below(root: int) -> list[Process]:
    """A process and all below it, the root first. Those that end meanwhile are left out."""
    parents = {}
    for entry in _PROC.iterdir():
        if entry.name.isdigit():
            with suppress(OSError, ValueError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    chosen = [root]
    for pid in chosen:
        chosen.extend(child for child, parent in parents.items() if parent == pid)
    found = []
    for pid in chosen:
        with suppress(OSError, KeyError):
            found.append(_process(pid, parents[pid]))
    return found


def _process(pid: int, parent: int) -> Process:
    rows = (line.split() for line in (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()[1:])
    sizes = {row[0]: int(row[1]) / 1024 for row in rows}
    files = sum(1 for _ in (_PROC / str(pid) / "fd").iterdir())
    return Process(pid, parent, sizes["Rss:"], sizes["Pss:"], files)


@contextmanager
def watched(root: int, every: float) -> Iterator[Watch]:
    """Looks at a process tree every so many seconds while the block runs."""
    watch, done = Watch(), threading.Event()

    def look() -> None:
        while not done.wait(every):
            watch.samples.append(below(root))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        done.set()
        thread.join()
