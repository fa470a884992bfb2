"""The children that read a list, and what they say, in the order of its rows."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from flows.importing.child import Job
from flows.office import Office
from schemas.errors import SetupError
from schemas.imported import ListPlan, ListRow

_ROWS = TypeAdapter(dict[Literal["rows"], list[ListRow]])
_BEGIN = b'{"rows":'
_HANDS = 8


def plan_of(job: Job) -> ListPlan:
    """How the file is to be read. Raises SetupError for one that cannot be."""
    with ExitStack() as stack:
        line = _read(_line(stack.enter_context(_Child(job)), job), job)
    return ListPlan.model_validate(line["plan"])


def rows_of(office: Office, job: Job) -> Iterator[list[ListRow]]:
    """Its rows a chunk at a time. Raises SetupError where reading ends early."""
    hands = min(office.hands, _HANDS)
    with ExitStack() as stack:
        parts = [job.model_copy(update={"hand": hand, "hands": hands}) for hand in range(hands)]
        children = [stack.enter_context(_Child(part)) for part in parts]
        turn = 0
        while True:
            text = _line(children[turn % hands], job)
            if not text.startswith(_BEGIN):
                _read(text, job)
                return  # the first to come to the end: its turn was the next chunk
            try:
                yield _ROWS.validate_json(text)["rows"]
            except ValidationError as error:
                raise _broken(job) from error
            turn += 1


class _Child:
    """One process; killed when the block ends."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __enter__(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "flows.importing.child"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        )
        assert self._process.stdin is not None
        self._process.stdin.write(self._job.model_dump_json().encode() + b"\n")
        self._process.stdin.flush()
        return self._process

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()


def _line(child: subprocess.Popen[bytes], job: Job) -> bytes:
    assert child.stdout is not None
    return child.stdout.readline(job.limits.answer_bytes)


def _read(text: bytes, job: Job) -> dict[str, Any]:
    """What a child says instead of rows. Raises SetupError where that is trouble."""
    try:
        line = json.loads(text)
    except ValueError as error:
        raise _broken(job) from error
    if not isinstance(line, dict) or not line:
        raise _broken(job)
    if "trouble" in line:
        raise SetupError(str(line["trouble"]))
    return line


def _broken(job: Job) -> SetupError:
    return SetupError(f"Đọc {job.name} bị dừng giữa chừng (quá lâu hoặc quá nhiều bộ nhớ). Chia thành nhiều tệp.")
