"""What a child may use: the system ends what goes on too long, and what it started ends with it."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import subprocess
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from extractors.confine import confine, end, is_full
from extractors.endings import died
from schemas.errors import ItemCode
from schemas.source import Limits

FORK = multiprocessing.get_context("fork")


def busy(pipe: Connection) -> None:
    confine(Limits(cpu_seconds=0.5))
    while True:
        pass


def greedy(pipe: Connection) -> None:
    confine(Limits(memory=2**28))
    try:
        bytearray(2**29)
    except MemoryError:
        pipe.send("refused")


def writer(pipe: Connection) -> None:
    confine(Limits(written_bytes=1000))
    try:
        with tempfile.TemporaryFile() as out:
            out.write(bytes(5000))
            out.flush()
    except OSError as error:
        pipe.send(error.errno)


def parent_of_two(pipe: Connection) -> None:
    """As a child of the sandbox that started LibreOffice: a process with a group of its own, in our session."""
    os.setsid()
    pipe.send(subprocess.Popen(["sleep", "60"], process_group=0).pid)
    time.sleep(60)


def test_cpu_time_ends() -> None:
    child = FORK.Process(target=busy, args=(None,))
    child.start()
    child.join(30)
    assert child.exitcode == -signal.SIGXCPU
    assert died(child.exitcode).code is ItemCode.TIMEOUT


@pytest.mark.parametrize(("job", "answer"), [(greedy, "refused"), (writer, errno.EFBIG)])
def test_memory_and_files_end(job: object, answer: object) -> None:
    ours, theirs = FORK.Pipe()
    child = FORK.Process(target=job, args=(theirs,))  # type: ignore[arg-type]
    child.start()
    assert ours.poll(20)
    assert ours.recv() == answer
    child.join(20)


def test_what_a_child_started_ends_with_it() -> None:
    ours, theirs = FORK.Pipe()
    child = FORK.Process(target=parent_of_two, args=(theirs,))
    child.start()
    assert ours.poll(20)
    started = ours.recv()
    end(child.pid)
    child.join(20)
    assert child.exitcode == -signal.SIGKILL
    deadline = time.monotonic() + 10
    while _lives(started) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _lives(started)


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_full_disk_is_not_the_files_fault() -> None:
    assert is_full(OSError(errno.ENOSPC, "full"))
    assert not is_full(OSError(errno.EFBIG, "too large"))
