"""What a child of the sandbox may use, told to the operating system; and how it is ended with all that it started."""

from __future__ import annotations

import errno
import os
import resource
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from schemas.source import Limits

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


def confine(limits: Limits) -> None:
    """Puts this process, and what it starts, under the limits: memory, CPU time, written bytes, open files."""
    wanted = {
        resource.RLIMIT_AS: 2 * limits.memory,
        resource.RLIMIT_DATA: limits.memory,
        resource.RLIMIT_FSIZE: limits.written_bytes,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in wanted.items():
        hard = resource.getrlimit(kind)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (bound, bound))
    grant_time(limits)


def grant_time(limits: Limits) -> None:
    """From now on this process may use so much CPU time again; then the system ends it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(used.ru_utime + used.ru_stime + limits.cpu_seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def is_full(error: OSError) -> bool:
    """Whether it is our disk that is at fault, and not the file."""
    return error.errno in _FULL


def end(pid: int | None) -> None:
    """Kills the child and everything in its session: what it started may have made groups of its own."""
    if pid is None:
        return
    for one in (*_of_session(pid), pid):
        with suppress(ProcessLookupError, PermissionError):
            os.kill(one, signal.SIGKILL)


def _of_session(session: int) -> Iterator[int]:
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError):
            if os.getsid(int(entry.name)) == session and int(entry.name) != os.getpid():
                yield int(entry.name)
