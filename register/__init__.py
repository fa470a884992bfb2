"""Keep and find: originals, dossiers, innovations, pairs, runs and the audit. Imports schemas only.

Whoever needs a part of it (a child that reads a list) does not wait for all of it to be loaded.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from register.files import FileStore, StoredFile
    from register.problem import Problem
    from register.register import Register

__all__ = ["FileStore", "Problem", "Register", "StoredFile"]
_HOMES = {"FileStore": "files", "StoredFile": "files", "Problem": "problem", "Register": "register"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
