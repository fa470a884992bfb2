"""Putting duplicates together, for the command and the desk. Every method is one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from register import mates, merges
from register.db import Database
from register.merges import Done, Plan


class Merging:
    def __init__(self, database: Database) -> None:
        self._database = database

    def plan(self, asked: Sequence[str], keep: str | None = None, told: Mapping[str, str] | None = None) -> Plan:
        """What putting these together would give; writes nothing. Raises SovangError."""
        with self._database.read() as connection:
            return merges.plan(connection, asked, keep, told or {})

    def apply(self, plan: Plan, person: str, reason: str = "") -> None:
        """Raises SovangError when something changed since the plan was made."""
        with self._database.write() as connection:
            merges.apply(connection, plan, person, reason)

    def answered_since(self, innovation_id: str) -> str | None:
        """The row that stands for all, where a person has changed it since: taking it apart sets that back."""
        with self._database.read() as connection:
            return merges.answered_since(connection, innovation_id)

    def undo(self, innovation_id: str, person: str) -> list[str]:
        """Restores what was before one innovation was put together with others; returns them. Raises SovangError."""
        with self._database.write() as connection:
            return merges.undo(connection, innovation_id, person)

    def waiting(self, most: int | None = None) -> list[list[str]]:
        """Groups that people called one innovation and that are not put together yet; all, or some of them."""
        with self._database.read() as connection:
            return merges.waiting(connection, most)

    def done(self, most: int) -> list[Done]:
        """What is put together now, the newest first."""
        with self._database.read() as connection:
            return merges.done(connection, most)

    def of(self, innovation_id: str) -> Done | None:
        """What one innovation is put together in; None when it stands alone."""
        with self._database.read() as connection:
            return next(iter(merges.done(connection, 1, innovation_id)), None)

    def away(self) -> set[str]:
        """All that another innovation stands for."""
        with self._database.read() as connection:
            return mates.away(connection)
