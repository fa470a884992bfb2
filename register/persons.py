"""Personal data: who was given what, what is kept of one person, and how it is erased."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from register import audit, phones, suppression
from register.compacting import compact
from register.db import Database
from register.erasing import Erased, Work, erase, forget_files
from register.erasure_tables import erased_file
from register.files import FileStore
from register.held import HeldFile, held_files
from register.whereabouts import Person, Seen, Whereabouts, look
from schemas.errors import SovangError
from schemas.redaction import words_of
from schemas.text import fold

WHOLE = {"portal", "summary"}  # contents that have phone numbers because that is what they are for


def _unseen(more: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Giving:
    """An export as the audit keeps it. `why`: given by the person who wanted phone numbers whole; `masked`: none is."""

    what: str
    form: str
    rows: int
    why: str = ""
    masked: bool = False

    @property
    def reveals(self) -> bool:
        if self.masked:
            return False
        return bool(self.why) or self.what in WHOLE or (self.what == "innovations" and self.form == "jsonl")


@dataclass(frozen=True, slots=True)
class Wish:
    """An erasure. `also`: uncertain innovations, and dossiers that only name him, that shall be erased as well."""

    person: Person
    why: str
    also: frozenset[str] = frozenset()
    originals: bool = False


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

    def phone(self, asked: phones.Showing, person: str) -> str:
        """One author's number, and a line that says who saw it and why. Raises Overtaken, LookupError."""
        with self._database.write() as connection:
            return phones.show(connection, asked, person)

    def find(self, person: Person, seen: Seen = _unseen) -> Whereabouts:
        """Where something of him is kept."""
        with self._database.read() as connection:
            return look(connection, person, seen)

    def files(self, dossiers: Iterable[str]) -> list[HeldFile]:
        """The originals of these dossiers, and who else has them."""
        with self._database.read() as connection:
            return held_files(connection, sorted({*dossiers}))

    def told(self, found: Whereabouts, why: str, person: str) -> None:
        """Notes that one person's data were given out."""
        detail = {"innovations": [row.innovation for row in found.sure()], "mentions": len(found.mentions), "why": why}
        with self._database.write() as connection:
            audit.note(connection, "person-exported", "person", detail, person)

    def erase(self, wish: Wish, found: Whereabouts, person: str) -> Erased:
        """Takes him out of every reading, remark and detail of his dossiers; the chain stays whole.

        With `originals` their files are marked as gone; `drop` deletes the bytes. Raises SovangError.
        """
        work = work_of(wish, found)
        why = work.text(wish.why, loose=True)

        def note(detail: dict[str, Any]) -> int:
            return audit.note(connection, "person-erased", "person", {**detail, "why": why}, person)

        with self._database.write() as connection:
            out = erase(connection, work, note)
            if wish.originals:
                mine = [held.sha256 for held in held_files(connection, work.dossiers) if not held.others]
                forget_files(connection, mine, out.line)
        return out

    def rows_dropped(self, wish: Wish, rows: int, person: str) -> None:
        """Notes that rows of imported lists that were not taken in, and name him, are gone."""
        why = wish.person.mask().text(wish.why, loose=True)
        with self._database.write() as connection:
            audit.note(connection, "rows-dropped", "person", {"rows": rows, "why": why}, person)

    def drop_originals(self) -> int:
        """Deletes the bytes of originals that are marked as gone; returns how many there were."""
        with self._database.read() as connection:
            gone = connection.scalars(sa.select(erased_file.c.sha256)).all()
        return sum(self._files.drop(sha256) for sha256 in gone)

    def is_touched(self, dossier_id: str) -> bool:
        """Whether something of a dossier was erased: what is kept of reading it again must not stay."""
        with self._database.read() as connection:
            return suppression.is_touched(connection, dossier_id)

    def compact(self) -> None:
        """Makes the database let go of what was erased: freed pages hold old texts."""
        compact(self._database)


def check_also(wish: Wish, found: Whereabouts) -> None:
    """Raises SovangError for an innovation or a dossier of the wish in which nobody of this name was found."""
    if unknown := wish.also - {row.innovation for row in found.rows} - {m.dossier for m in found.mentions}:
        raise SovangError(
            f"--with: không thấy người này ở {', '.join(sorted(unknown))}. Chép mã từ các mục “có thể” và “nhắc tên” "
            "mà lệnh liệt kê khi không có --with."
        )


def work_of(wish: Wish, found: Whereabouts) -> Work:
    """Raises SovangError when it is not clear who is meant, or nothing is kept of him."""
    rows = [row for row in found.rows if row.certainty == "sure" or row.innovation in wish.also]
    dossiers = {row.dossier for row in rows} | {m.dossier for m in found.mentions if m.dossier in wish.also}
    dossiers |= found.earlier if wish.originals else set()
    check_also(wish, found)
    years = {row.author.get("birth_year") for row in found.sure()} - {None}
    numbers = {row.author.get("phone") for row in found.sure()} - {None}
    told = wish.person.birth_year or wish.person.phone
    if len(years) > 1 or (len(numbers) > 1 and not years and not told):
        raise SovangError("Có nhiều người cùng tên (khác năm sinh, số điện thoại): thêm --birth-year hoặc --phone.")
    if not dossiers:
        raise SovangError("Sổ không có gì chắc chắn của người này. Dòng “có thể” nào đúng là họ thì thêm --with MÃ.")
    year = wish.person.birth_year or next(iter(years), None)
    phones = {row.author["phone"] for row in rows if row.author.get("phone")}
    mask = Person(wish.person.full_name, year, wish.person.phone).mask(phones)
    likely = [fold(word) for word in words_of(wish.person.full_name)]
    return Work(sorted(dossiers), mask, frozenset(row.innovation for row in rows), likely=likely)
