"""Keep and find: originals, dossiers, innovations, pairs, runs and the audit. Imports schemas only."""

from __future__ import annotations

from register.files import FileStore, StoredFile
from register.problem import Problem
from register.register import Register

__all__ = ["FileStore", "Problem", "Register", "StoredFile"]
