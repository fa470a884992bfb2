"""The desk that the guide shows: the samples read by a nightly run, people's accounts, `sovang desk` serving it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PASSWORD = "ba con trâu gặm cỏ"
PEOPLE = [("lan", "Trần Thị Lan", "admin"), ("thu", "Hoàng Anh Thư", "reviewer"), ("minh", "Vũ Đức Minh", "entry")]
_STARTING = 60  # seconds
COMMAND = [sys.executable, "-c", "from sovang.cli import main; main()"]


def sovang(data: Path, *words: str, typed: str = "") -> None:
    """Runs one command; nightly's 1 means that something was set aside, as one sample must be."""
    command = [*COMMAND, *words, "--data", str(data)]
    done = subprocess.run(command, input=typed, text=True, capture_output=True, check=False, env=_environment())
    if done.returncode > 1:
        raise RuntimeError(f"{' '.join(words)}: {done.stderr[-2000:]}")


def fill(data: Path) -> None:
    """A register of the samples with accounts for three people; one that is there already is taken as it is."""
    if not (data / "sovang.db").exists():
        sovang(data, "nightly", "--inbox", "samples/inbox")
    for name, shown, role in PEOPLE:
        sovang(data, "user", "add", name, "--name", shown, "--role", role, typed=f"{PASSWORD}\n{PASSWORD}\n")


@contextmanager
def served(data: Path) -> Iterator[str]:
    """The desk's address while it is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*COMMAND, "desk", "--port", str(port), "--data", str(data)]
    desk = subprocess.Popen(command, env=_environment(), stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}", desk)
        yield f"http://127.0.0.1:{port}"
    finally:
        desk.terminate()
        desk.wait(20)


def _wait(address: str, desk: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _STARTING
    while desk.poll() is None and time.monotonic() < end:
        try:
            urlopen(f"{address}/healthz", timeout=2).close()
            return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError("the desk did not start")


def _environment() -> dict[str, str]:
    ours = {key: value for key, value in os.environ.items() if not key.startswith("SOVANG_")}
    return ours | {"SOVANG_OFFICE": "LĐLĐ tỉnh Vân Sơn"}
