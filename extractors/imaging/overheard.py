"""What C libraries say on the error channel: some tell of damage there only, and return a picture all the same."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

_MOST = 100_000  # bytes that are kept


@contextmanager
def overheard() -> Iterator[list[bytes]]:
    """A list that holds, afterwards, what was written to file descriptor 2 meanwhile."""
    said: list[bytes] = []
    sys.stderr.flush()
    with tempfile.TemporaryFile() as channel:
        kept = os.dup(2)
        os.dup2(channel.fileno(), 2)
        try:
            yield said
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            channel.seek(0)
            said.append(channel.read(_MOST))
