"""Our own faults, told without what they were about: an exception's message may quote a name or a phone from a file."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any

from schemas import masking


class Formatter(logging.Formatter):
    """Where it happened and what kind of error it was, never the error's own words."""

    def formatException(  # noqa: N802  # logging's own name
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        return "\n".join(told(ei[1])) if ei[1] else ""

    def format(self, record: logging.LogRecord) -> str:
        return masking.text(super().format(record))


# For a server of pages: its warnings and our faults, without addresses (they hold what was searched for).
LOGS: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "sovang.faults.Formatter", "fmt": "%(asctime)s %(levelname)s %(message)s"}},
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "discreet", "stream": "ext://sys.stderr"}},
    "loggers": {name: {"handlers": ["err"], "level": "WARNING", "propagate": False} for name in ("uvicorn", "fastapi")},
}


def told(error: BaseException) -> list[str]:
    """The error and what led to it, innermost first: kind and places in the code."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    places = [f"  {one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(error.__traceback__)]
    return [*(told(before) if before else []), f"{type(error).__module__}.{type(error).__qualname__}", *places]


def in_one_line(error: BaseException) -> str:
    """`ValueError tại rows.py:12`."""
    places = traceback.extract_tb(error.__traceback__)
    where = f" tại {places[-1].filename.rpartition('/')[2]}:{places[-1].lineno}" if places else ""
    return f"{type(error).__name__}{where}"
