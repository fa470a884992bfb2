"""The sandbox: hostile files are opened in a child process, under limits on memory and time.

Children are forked from a server process that has the heavy libraries loaded, so a child costs milliseconds, and a
crash, a runaway or a full memory takes down that child alone. What comes back is JSON checked against our own types:
a child that a file has taken over cannot hand us code.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from extractors.pictures import Sheet
from schemas.errors import ItemCode, SetAside, SetupError
from schemas.grid import Transcript
from schemas.source import Limits, SourceFile

Progress = Callable[[int, int], None]

LOOK = 0.5  # seconds between looks at whether we should stop

_PRELOAD = ["extractors.jobs"]
_TRANSCRIPT = TypeAdapter(Transcript)
_SHEETS = TypeAdapter(list[Sheet])


class Stopped(BaseException):
    """The run is being ended: like KeyboardInterrupt, for threads, which never get that."""


@dataclass(frozen=True, slots=True)
class Sandbox:
    """How children are run. `scratch`: an existing folder for what they write."""

    scratch: Path
    limits: Limits
    stop: threading.Event  # set: children are killed, and whoever waits for one gets Stopped

    def read(self, file: SourceFile, pictures: Path, progress: Progress) -> Transcript:
        """What one file says; its page pictures in `pictures`. Raises SetAside."""
        pictures.mkdir(parents=True, exist_ok=True)
        answer = self._run("read", file.model_dump_json(), pictures, progress)
        return _TRANSCRIPT.validate_python(answer)

    def open_item(self, file: SourceFile, out: Path) -> dict[str, Any]:
        """The leaves of a mail or an archive, as `extractors.jobs.open_item` describes them. Raises SetAside."""
        out.mkdir(parents=True, exist_ok=True)
        return dict(self._run("open", file.model_dump_json(), out, lambda done, total: None))

    def cut(self, sheets: Sequence[Sheet], folder: Path) -> None:
        """Cuts page pictures in `folder` up, as `extractors.pictures.cut` does. Raises SetAside."""
        self._run("cut", _SHEETS.dump_json(list(sheets)).decode(), folder, lambda done, total: None)

    def _run(self, job: str, given: str, out: Path, progress: Progress) -> Any:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOAD)
        ours, theirs = context.Pipe(duplex=False)
        request = (job, given, str(out), self.limits.model_dump_json())
        child = context.Process(target=_child, args=(theirs, request), daemon=True)
        child.start()
        theirs.close()
        try:
            return self._listen(ours, progress)
        except EOFError:
            child.join(5)
            raise _died(child.exitcode) from None
        finally:
            _end(child.pid)
            child.join(5)
            ours.close()

    def _listen(self, pipe: Connection, progress: Progress) -> Any:
        """Waits for the answer; every finished page buys the child more time."""
        deadline = time.monotonic() + self.limits.seconds
        while True:
            left = deadline - time.monotonic()
            if not pipe.poll(max(0.0, min(left, LOOK))):
                if self.stop.is_set():
                    raise Stopped
                if left <= 0:
                    raise SetAside(ItemCode.TIMEOUT, f"no answer within {self.limits.seconds} s")
                continue
            message = json.loads(pipe.recv_bytes())
            match message["type"]:
                case "page":
                    deadline += self.limits.seconds_a_page
                    progress(int(message["done"]), int(message["total"]))
                case "set-aside":
                    raise SetAside(ItemCode(message["code"]), message["detail"])
                case "setup":
                    raise SetupError(message["detail"])
                case "done":
                    return message["answer"]


def _child(pipe: Connection, request: tuple[str, str, str, str]) -> None:
    os.setsid()  # its own group: what it starts (LibreOffice) dies with it
    threading.Thread(target=_die_with_parent, daemon=True).start()
    job, given, out, limits = request
    parsed = Limits.model_validate_json(limits)
    resource.setrlimit(resource.RLIMIT_AS, (parsed.memory, parsed.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def send(message: dict[str, Any]) -> None:
        pipe.send_bytes(json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass"))

    def progress(done: int, total: int) -> None:
        send({"type": "page", "done": done, "total": total})

    try:
        from extractors import jobs

        answer = jobs.run(job, given, Path(out), parsed, progress)
        send({"type": "done", "answer": answer})
    except SetAside as error:
        send({"type": "set-aside", "code": error.code, "detail": error.detail})
    except (SetupError, ImportError) as error:
        send({"type": "setup", "detail": str(error)})
    except MemoryError:
        send({"type": "set-aside", "code": ItemCode.OUT_OF_MEMORY, "detail": "MemoryError"})
    except RecursionError as error:
        send({"type": "set-aside", "code": ItemCode.NESTED_TOO_DEEP, "detail": repr(error)})
    except (
        Exception
    ) as error:  # whatever a library raises on a hostile file: the item is kept and listed, the run goes on
        send({"type": "set-aside", "code": ItemCode.UNREADABLE, "detail": repr(error)})


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.killpg(0, signal.SIGKILL)


def _died(exit_code: int | None) -> SetAside:
    if exit_code in (-signal.SIGKILL, -signal.SIGABRT, 137):
        return SetAside(ItemCode.OUT_OF_MEMORY, f"child ended with {exit_code}")
    return SetAside(ItemCode.UNREADABLE, f"child ended with {exit_code}")


def _end(pid: int | None) -> None:
    """Kills the child and everything it started."""
    if pid is None:
        return
    for kill in (os.killpg, os.kill):
        try:
            kill(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue
