"""When a run will be done, from the pages that wait and the pace so far."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping

_LEAST_PAGES, _LEAST_SECONDS = 4, 8.0  # before that a pace says nothing


class Pace:
    """Counts pages over all dossiers of a run. Methods may be called from several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._start, self._lock = clock, clock(), threading.Lock()
        self._planned: dict[str, int] = {}
        self._files: dict[str, dict[str, tuple[int, int]]] = {}
        self._read = self._ended = self._ended_pages = 0

    def plan(self, pages: Mapping[str, int]) -> None:
        """Dossier id → its pages, 0 where nobody knows."""
        self._planned, self._start = dict(pages), self._clock()

    def page(self, dossier: str, file: str, done: int, total: int) -> None:
        with self._lock:
            files = self._files.setdefault(dossier, {})
            self._read += max(0, done - files.get(file, (0, 0))[0])
            files[file] = done, total

    def end(self, dossier: str) -> None:
        with self._lock:
            files = self._files.pop(dossier, {})
            self._ended += 1
            self._ended_pages += max(self._planned.pop(dossier, 0), sum(total for _, total in files.values()), 1)

    def left(self) -> float | None:
        """Seconds until the last page is read; None while too little is read to tell."""
        with self._lock:
            seconds = self._clock() - self._start
            if self._read < _LEAST_PAGES or seconds < _LEAST_SECONDS:
                return None
            usual = self._ended_pages / self._ended if self._ended else 1.0
            ahead = sum(self._ahead(dossier, pages or usual) for dossier, pages in self._planned.items())
            return ahead * seconds / self._read

    def _ahead(self, dossier: str, pages: float) -> float:
        files = self._files.get(dossier, {}).values()
        return max(pages, sum(total for _, total in files)) - sum(done for done, _ in files)


def in_words(seconds: float | None) -> str:
    """`, còn khoảng 4 phút`; nothing where nothing can be said, or nothing is left to read."""
    if not seconds or seconds < 1:
        return ""
    if seconds < 90:
        return f", còn khoảng {max(10, 10 * round(seconds / 10))} giây"
    if seconds < 90 * 60:
        return f", còn khoảng {round(seconds / 60)} phút"
    return f", còn khoảng {seconds / 3600:.1f} giờ".replace(".", ",")
