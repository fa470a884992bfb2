"""How far a run is: a live display on a terminal, plain lines elsewhere."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from flows.office import Watcher


class Lines(Watcher):
    """A line for each dossier begun, each page read and each dossier done, with the time since the start."""

    def __init__(self, out: TextIO) -> None:
        self._out, self._start, self._lock = out, time.monotonic(), threading.Lock()
        self._total = self._done = 0
        self._names: dict[str, str] = {}

    def plan(self, total: int) -> None:
        self._total = total
        self._say(f"Cần đọc {total} hồ sơ." if total else "Không có hồ sơ mới cần đọc.")

    def begin(self, dossier: str, name: str) -> None:
        self._names[dossier] = name

    def page(self, dossier: str, file: str, done: int, total: int) -> None:
        if done == 0:
            return  # a file is begun: a bar shows that, a line says nothing new
        name = self._names.get(dossier, dossier)
        self._say(f"{name}: {'' if file == name else file + ' '}trang {done}/{total}")

    def end(self, dossier: str, rows: int, trouble: str | None) -> None:
        with self._lock:
            self._done += 1
        outcome = f"để riêng: {trouble}" if trouble else f"{rows} sáng kiến"
        self._say(f"[{self._done}/{self._total}] {self._names.get(dossier, dossier)}: {outcome}")

    def _say(self, text: str) -> None:
        seconds = int(time.monotonic() - self._start)
        with self._lock:
            print(f"{seconds // 60:02d}:{seconds % 60:02d} {text}", file=self._out, flush=True)


@contextmanager
def progress_to(out: TextIO) -> Iterator[Watcher]:
    """A watcher that shows progress on `out`: bars on a terminal, lines in a log."""
    if not out.isatty():
        yield Lines(out)
        return
    from sovang.bars import bars_on

    with bars_on(out) as watcher:
        yield watcher
