"""The sandbox: hostile files are opened in a child process, under limits on memory and time.

Children are forked from a server process that has the heavy libraries loaded, so a child costs milliseconds, and a
crash, a runaway or a full memory takes down that child alone. What comes back is JSON checked against our own types:
a child that a file has taken over cannot hand us code.
"""

from __future__ import annotations

import json
import logging
import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import TypeAdapter

from extractors.assemble import Assembled
from extractors.confine import confine, end, grant_time
from extractors.endings import died, told
from extractors.pictures import Sheet
from schemas.errors import ItemCode, SetAside, SetupError
from schemas.grid import Transcript
from schemas.programme import Programme
from schemas.source import Kind, Limits, SourceFile

Progress = Callable[[int, int], None]

LOOK = 0.5  # seconds between looks at whether we should stop
LOOKING, A_LOOK = 4.0, 0.05  # seconds for counting pages, and for each file of which they are counted
PART = 4  # pages: files are not cut smaller, a child has to load its models first

_PRELOAD = ["extractors.warm"]
_STARTING = threading.Lock()
_PAGED = (Kind.PDF, Kind.IMAGE)
_SMALL = 2 * PART * 4096  # bytes: fewer are not two parts' worth of pictures
_TRANSCRIPT = TypeAdapter(Transcript)
_DOSSIER = TypeAdapter(tuple[list[Transcript], list[Programme]])
_ASSEMBLED = TypeAdapter(Assembled)
_SHEETS = TypeAdapter(list[Sheet])


class Stopped(BaseException):
    """The run is being ended: like KeyboardInterrupt, for threads, which never get that."""


@dataclass(frozen=True, slots=True)
class Sandbox:
    """How children are run. `scratch`: an existing folder for what they write."""

    scratch: Path
    limits: Limits
    stop: threading.Event  # set: children are killed, and whoever waits for one gets Stopped
    hands: int = 1  # children among which the pages of one file may be shared out
    seats: threading.Semaphore = field(default_factory=threading.Semaphore)  # of children that read, over all files
    given_up: threading.Event = field(default_factory=threading.Event)  # as `stop`, for one file's parts

    def read(self, file: SourceFile, pictures: Path, progress: Progress) -> Transcript:
        """What one file says; its page pictures in `pictures`. Raises SetAside."""
        pictures.mkdir(parents=True, exist_ok=True)
        parts = _shared_out(self._pages(file), self.hands)
        if len(parts) < 2:
            return self._read(file, None, pictures, progress)
        return self._read_parts(file, parts, pictures, progress)

    def _pages(self, file: SourceFile) -> int:
        """How many pages a file has, as far as that matters: 1 for kinds and sizes that are read in one go."""
        if self.hands < 2 or file.kind not in _PAGED or file.size < _SMALL:
            return 1
        try:
            quick = self._within(LOOKING)
            return min(int(quick._run("count", file.model_dump_json(), self.scratch, _unseen)), self.limits.pages)
        except SetAside:
            return 1  # reading it will tell what is wrong

    def _within(self, seconds: float) -> Sandbox:
        """For what only helps: a file that is slow here is to spend its time where it is read."""
        limits = self.limits.model_copy(update={"seconds": min(seconds, self.limits.seconds)})
        return replace(self, limits=limits)

    def _read(self, file: SourceFile, part: range | None, pictures: Path, progress: Progress) -> Transcript:
        given = {"file": file.model_dump(mode="json"), "part": [part.start, part.stop] if part else None}
        while not self.seats.acquire(timeout=LOOK):
            self._check()
        try:
            return _TRANSCRIPT.validate_python(self._run("read", json.dumps(given), pictures, progress))
        finally:
            self.seats.release()

    def _read_parts(self, file: SourceFile, parts: Sequence[range], pictures: Path, progress: Progress) -> Transcript:
        """The pages of one file read by several children; a part that fails fails the file, as a page does."""
        mine, counted = replace(self, given_up=threading.Event()), _Counted(progress, parts)
        with ThreadPoolExecutor(len(parts), thread_name_prefix="part") as threads:
            futures = [
                threads.submit(mine._read, file, part, pictures, counted.of(number))
                for number, part in enumerate(parts)
            ]
            try:
                wait(futures, return_when=FIRST_EXCEPTION)
            finally:
                if not all(future.done() and not future.exception() for future in futures):
                    mine.given_up.set()
        return _joined(_answers(futures))

    def open_item(self, file: SourceFile, out: Path) -> dict[str, Any]:
        """The leaves of a mail or an archive, as `extractors.jobs.open_item` describes them. Raises SetAside."""
        out.mkdir(parents=True, exist_ok=True)
        return dict(self._run("open", file.model_dump_json(), out, _unseen))

    def survey(self, files: Sequence[SourceFile]) -> list[int]:
        """The pages of each file, 0 where they cannot be told; no file can make this fail."""
        given = json.dumps([file.model_dump(mode="json") for file in files])
        try:
            quick = self._within(LOOKING + len(files) * A_LOOK)
            found = [int(pages) for pages in quick._run("survey", given, self.scratch, _unseen)]
        except SetAside:
            return [0] * len(files)
        return [min(max(pages, 0), self.limits.pages) for pages in found]

    def assemble(self, transcripts: Sequence[Transcript], known: Sequence[Programme]) -> Assembled:
        """What a dossier's transcripts say together; on texts made to hurt this takes long. Raises SetAside."""
        given = _DOSSIER.dump_json((list(transcripts), list(known))).decode()
        apart = self._within(self.limits.seconds_to_assemble)
        return _ASSEMBLED.validate_python(apart._run("assemble", given, self.scratch, _unseen))

    def cut(self, sheets: Sequence[Sheet], folder: Path) -> None:
        """Cuts page pictures in `folder` up, as `extractors.pictures.cut` does. Raises SetAside."""
        self._run("cut", _SHEETS.dump_json(list(sheets)).decode(), folder, _unseen)

    def _run(self, job: str, given: str, out: Path, progress: Progress) -> Any:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOAD)
        ours, theirs = context.Pipe(duplex=False)
        request = (job, given, str(out), self.limits.model_dump_json())
        child = context.Process(target=_child, args=(theirs, request), daemon=True)
        with _without_main():
            child.start()
        theirs.close()
        try:
            return self._listen(ours, progress)
        except EOFError:
            child.join(5)
            raise died(child.exitcode) from None
        finally:
            end(child.pid)
            child.join(5)
            ours.close()

    def _check(self) -> None:
        if self.stop.is_set() or self.given_up.is_set():
            raise Stopped

    def _listen(self, pipe: Connection, progress: Progress) -> Any:
        """Waits for the answer; every finished page buys the child more time, but none can save up for a later one."""
        deadline = time.monotonic() + self.limits.seconds
        while True:
            left = deadline - time.monotonic()
            if not pipe.poll(max(0.0, min(left, LOOK))):
                self._check()
                if left <= 0:
                    raise SetAside(ItemCode.TIMEOUT, f"no answer within {self.limits.seconds} s")
                continue
            message = json.loads(_answer(pipe, self.limits))
            match message["type"]:
                case "page":
                    deadline = min(deadline + self.limits.seconds_a_page, time.monotonic() + self.limits.seconds)
                    progress(int(message["done"]), int(message["total"]))
                case "set-aside":
                    raise SetAside(ItemCode(message["code"]), message["detail"])
                case "setup":
                    raise SetupError(message["detail"])
                case "done":
                    return message["answer"]


@contextmanager
def _without_main() -> Iterator[None]:
    """Hides the running command: each child would import it anew, with the database and all, for half a second."""
    with _STARTING:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


def _unseen(done: int, total: int) -> None:
    """Nobody watches a job that has no pages."""


def _answer(pipe: Connection, limits: Limits) -> bytes:
    try:
        return pipe.recv_bytes(limits.answer_bytes)
    except OSError as error:
        if error.errno:  # the pipe broke
            raise EOFError from error
        raise SetAside(ItemCode.TOO_LARGE, "too long an answer") from error


def _shared_out(pages: int, hands: int) -> list[range]:
    """The page numbers (from 1) cut into as many parts as there are hands, none under PART pages."""
    parts = max(1, min(hands, pages // PART))
    return [range(1 + pages * n // parts, 1 + pages * (n + 1) // parts) for n in range(parts)]


class _Counted:
    """Adds up how far the parts of one file are."""

    def __init__(self, progress: Progress, parts: Sequence[range]) -> None:
        self._progress, self._done, self._lock = progress, [0] * len(parts), threading.Lock()
        self._total = sum(map(len, parts))

    def of(self, number: int) -> Progress:
        def told(done: int, total: int) -> None:
            with self._lock:
                before, self._done[number] = self._done[number], done
                if done != before or not any(self._done):
                    self._progress(sum(self._done), self._total)

        return told


def _answers(futures: Sequence[Future[Transcript]]) -> list[Transcript]:
    """The parts in their order. Raises what went wrong in the first part that was not merely stopped for another."""
    errors = [error for future in futures if (error := future.exception())]
    for error in sorted(errors, key=lambda error: isinstance(error, Stopped)):
        raise error
    return [future.result() for future in futures]


def _joined(parts: Sequence[Transcript]) -> Transcript:
    """One file's transcript from those of its parts: what any of them noted, decoded or doubted is the file's."""
    whole = replace(parts[0], pages=[page for part in parts for page in part.pages])
    whole.notes = list(dict.fromkeys(note for part in parts for note in part.notes))
    whole.lost = list(dict.fromkeys(text for part in parts for text in part.lost))
    whole.damaged = sorted({page for part in parts for page in part.damaged})
    whole.attached = [file for part in parts for file in part.attached]
    whole.encoding = next((part.encoding for part in parts if part.encoding), None)
    whole.encoding_confidence = min(part.encoding_confidence for part in parts)
    return whole


def _child(pipe: Connection, request: tuple[str, str, str, str]) -> None:
    logging.disable()  # libraries tell of every oddity in a file; whoever runs us is not to read that
    os.setsid()  # its own session: what it starts (LibreOffice) dies with it
    threading.Thread(target=_die_with_parent, daemon=True).start()
    job, given, out, limits = request
    parsed = Limits.model_validate_json(limits)
    confine(parsed)

    def send(message: dict[str, Any]) -> None:
        pipe.send_bytes(json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass"))

    def progress(done: int, total: int) -> None:
        grant_time(parsed)
        send({"type": "page", "done": done, "total": total})

    try:
        from extractors import jobs

        answer = jobs.run(job, given, Path(out), parsed, progress)
        send({"type": "done", "answer": answer})
    except SetAside as error:
        # Readers take whatever a library raises for a damaged file.
        code = ItemCode.OUT_OF_MEMORY if isinstance(error.__cause__, MemoryError) else error.code
        send({"type": "set-aside", "code": code, "detail": error.detail})
    except (SetupError, ImportError) as error:
        send({"type": "setup", "detail": str(error)})
    except MemoryError:
        send({"type": "set-aside", "code": ItemCode.OUT_OF_MEMORY, "detail": "MemoryError"})
    except RecursionError as error:
        send({"type": "set-aside", "code": ItemCode.NESTED_TOO_DEEP, "detail": repr(error)})
    except Exception as error:  # whatever a library raises on a hostile file: it is kept and listed, the run goes on
        send(told(error))


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        end(os.getpid())
