"""How far a run is: a live display on a terminal, plain lines elsewhere."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from flows.office import Watcher
from schemas import masking
from sovang.pace import Pace, in_words


def in_short(rows: int, trouble: str | None) -> str:
    """How a dossier ended; with rows only a part of it was set aside."""
    if trouble is None:
        return f"{rows} sáng kiến"
    return f"{rows} sáng kiến; một phần để riêng: {trouble}" if rows else f"để riêng: {trouble}"


class Lines(Watcher):
    """A line for each page read and each dossier done, with the time since the start and the time that is left."""

    def __init__(self, out: TextIO) -> None:
        self._out, self._start, self._lock = out, time.monotonic(), threading.Lock()
        self._total = self._done = 0
        self._pace = Pace()
        self._names: dict[str, str] = {}

    def plan(self, pages: Mapping[str, int]) -> None:
        self._total = len(pages)
        self._pace.plan(pages)
        self._say(f"Cần đọc {self._total} hồ sơ." if pages else "Không có hồ sơ mới cần đọc.")

    def begin(self, dossier: str, name: str) -> None:
        self._names[dossier] = name

    def page(self, dossier: str, file: str, done: int, total: int) -> None:
        self._pace.page(dossier, file, done, total)
        if done == 0:
            return  # a file is begun: a bar shows that, a line says nothing new
        name = self._names.get(dossier, dossier)
        self._say(f"{name}: {'' if file == name else file + ' '}trang {done}/{total}{in_words(self._pace.left())}")

    def end(self, dossier: str, rows: int, trouble: str | None) -> None:
        self._pace.end(dossier)
        with self._lock:
            self._done += 1
        outcome = in_short(rows, trouble)
        self._say(
            f"[{self._done}/{self._total}] {self._names.get(dossier, dossier)}: {outcome}{in_words(self._pace.left())}"
        )

    def note(self, line: str) -> None:
        self._say(line)

    def _say(self, text: str) -> None:
        seconds = int(time.monotonic() - self._start)
        with self._lock:
            print(f"{seconds // 60:02d}:{seconds % 60:02d} {masking.text(text)}", file=self._out, flush=True)


@contextmanager
def progress_to(out: TextIO) -> Iterator[Watcher]:
    """A watcher that shows progress on `out`: bars on a terminal, lines in a log."""
    if not out.isatty():
        yield Lines(out)
        return
    from sovang.bars import bars_on

    with bars_on(out) as watcher:
        yield watcher
