"""Personal data: who was given what, what is kept of one person, and how it is erased."""

from __future__ import annotations

from dataclasses import dataclass

from register import audit
from register.db import Database
from register.files import FileStore

WHOLE = {"portal", "summary"}  # contents that have phone numbers because that is what they are for


@dataclass(frozen=True, slots=True)
class Giving:
    """An export as the audit keeps it. `why`: given by the person who wanted phone numbers whole."""

    what: str
    form: str
    rows: int
    why: str = ""

    @property
    def reveals(self) -> bool:
        return bool(self.why) or self.what in WHOLE or (self.what == "innovations" and self.form == "jsonl")


class Persons:
    """Every method that changes something leaves its line in the audit, which names no person."""

    def __init__(self, database: Database, files: FileStore) -> None:
        self._database = database
        self._files = files

    def given(self, giving: Giving, person: str) -> None:
        """Notes an export; those with phone numbers whole are `revealed`."""
        detail = {"form": giving.form, "rows": giving.rows, "why": giving.why}
        with self._database.write() as connection:
            audit.note(connection, "revealed" if giving.reveals else "exported", giving.what, detail, person)
