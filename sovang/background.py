"""Reading in the background: one child process at a time works off what waits, as `sovang ingest` would."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence

_LOG = logging.getLogger("sovang")
_AGAIN = 15.0  # seconds after which is tried again while another run holds the lease
_TRIES = 40
_MAIN = "from sovang.cli import main; main()"


class Background:
    """`command`: the arguments of a run that takes in nothing; `place`: the environment that says where it works.

    `waits`: whether anything is left to be read.
    """

    def __init__(
        self, command: Sequence[str], place: Mapping[str, str], waits: Callable[[], bool], program: str = _MAIN
    ) -> None:
        self._command, self._place, self._waits = [sys.executable, "-c", program, *command], {**place}, waits
        self._lock = threading.Lock()
        self._wanted, self._stopped = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """Has what waits read; returns at once."""
        with self._lock:
            self._wanted.set()
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="sovang-reading", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """No new run is begun; one that works goes on by itself and is made up for at the next start."""
        self._stopped.set()

    def _run(self) -> subprocess.CompletedProcess[bytes]:
        place = {**os.environ, **self._place}
        return subprocess.run(self._command, env=place, stdin=subprocess.DEVNULL, capture_output=True, check=False)

    def _work(self) -> None:
        for _ in range(_TRIES):
            self._wanted.clear()
            done = self._run()
            if done.returncode not in (0, 1):
                _LOG.warning("reading in the background ended with %s", done.returncode)
            with self._lock:
                if not self._wanted.is_set() and not self._waits():
                    self._thread = None
                    return
            if self._stopped.wait(_AGAIN if done.returncode not in (0, 1) else 0.2):
                return
