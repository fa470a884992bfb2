"""Errors on their way into Prefect's database, which keeps their words: a name or a phone may stand in them."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError

from schemas.errors import SovangError


class OwnFaultError(RuntimeError):
    """A fault of the program: its kind and its place in the code, and nothing of what it was about."""


@contextmanager
def discreet() -> Iterator[None]:
    """Lets errors that are meant for people pass; of all others only kind and place go on."""
    try:
        yield
    except SovangError:
        raise
    except OperationalError as error:  # told apart from others: it may pass by itself
        raise OperationalError("", None, _Kind(type(error.orig).__name__)) from None
    except Exception as error:
        places = traceback.extract_tb(error.__traceback__)
        where = f"{places[-1].filename.rpartition('/')[2]}:{places[-1].lineno}" if places else ""
        raise OwnFaultError(f"{type(error).__name__} {where}") from None


class _Kind(Exception):
    """What a database driver raised, by name."""
