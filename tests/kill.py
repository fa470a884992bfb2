"""Runs `sovang` commands in children and kills them: at a random step of theirs, or at a random moment.

A step is a statement or commit of the database, a file opened for writing, synced, renamed or removed. Children are
forked from a process that has everything imported, so one costs a tenth of a second:

    with Killer() as killer:
        whole = killer.run(["backup", "--data", "d"])             # to its end: so many steps, so many seconds
        killer.run(["backup", "--data", "d"], whole.some(chance))  # killed somewhere
"""

from __future__ import annotations

import importlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
_WRITING = os.O_WRONLY | os.O_RDWR
_STEPS = ("os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.chmod", "subprocess.Popen")


@dataclass(frozen=True, slots=True)
class Point:
    """Where to kill: before the step of that number, or after so many seconds."""

    step: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended. `status`: as a shell has it; below 0: killed."""

    status: int
    steps: int
    seconds: float

    @property
    def killed(self) -> bool:
        return self.status < 0

    def some(self, chance: random.Random) -> Point:
        """A point within a run like this one; two of three are steps, as most seconds are spent in few of them."""
        if chance.random() < 2 / 3:
            return Point(step=chance.randint(1, max(1, self.steps)))
        return Point(seconds=chance.uniform(0.001, self.seconds))


class Killer:
    """The process that forks. Not the tests' own: that one has threads."""

    def __enter__(self) -> Killer:
        command = [sys.executable, "-m", "tests.kill"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self._server: Any = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, **pipes)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stdin.close()
        self._server.wait(30)

    def run(self, command: Sequence[str], at: Point | None = None) -> Ended:
        asked = {"command": [str(one) for one in command], "step": at.step if at else 0}
        self._server.stdin.write(json.dumps({**asked, "seconds": at.seconds if at else 0.0}) + "\n")
        self._server.stdin.flush()
        return Ended(**json.loads(self._server.stdout.readline()))


def serve() -> None:
    """Answers one line for each line that is asked."""
    for module in (
        "cli",
        "moving",
        "backing",
        "merging",
        "pairs",
        "importing",
    ):  # what a child would import anew each time
        importlib.import_module(f"sovang.{module}")
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(_child(asked)), flush=True)


def _child(asked: dict[str, Any]) -> dict[str, Any]:
    said, tell = os.pipe()
    begun, number = time.monotonic(), os.fork()
    if number == 0:
        os.close(said)
        _work(asked, tell)
    os.close(tell)
    with os.fdopen(said, "rb") as stream:
        steps = int(stream.read() or b"0")
    _, status = os.waitpid(number, 0)
    return {"status": os.waitstatus_to_exitcode(status), "steps": steps, "seconds": time.monotonic() - begun}


def _work(asked: dict[str, Any], tell: int) -> None:
    """Never returns."""
    status = 70
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nowhere, number)
        steps = _Steps(asked["step"])
        if asked["seconds"]:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends a process wherever it is, also within a library
            signal.setitimer(signal.ITIMER_REAL, asked["seconds"])
        sys.argv = ["sovang", *asked["command"]]
        from sovang.cli import main

        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        os.write(tell, str(steps.done).encode())
    finally:
        os._exit(status)


class _Steps:
    """Counts steps, and kills this process before the one of a number."""

    def __init__(self, last: int) -> None:
        import sqlalchemy as sa

        self.done, self._last = 0, last
        sys.addaudithook(self._seen)
        sync = os.fsync
        os.fsync = lambda handle: (self._step(), sync(handle))[1]
        for event in ("before_cursor_execute", "commit", "rollback"):
            sa.event.listen(sa.Engine, event, lambda *_: self._step())

    def _seen(self, event: str, values: tuple[Any, ...]) -> None:
        if event in _STEPS or (event == "open" and isinstance(values[2], int) and values[2] & _WRITING):
            self._step()

    def _step(self) -> None:
        self.done += 1
        if self.done == self._last:
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    serve()
