"""Where the register keeps something of one person: rows that he wrote, and every other place that names him."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import sqlalchemy as sa

from register.bulk import pages
from register.erasure_tables import erasure
from register.judging_tables import judgement, merging
from register.overlay import letter_answer
from register.tables import arrival, dossier, dossier_version, dropped, innovation, outcome, pair, part, reading
from register.unit_tables import filing
from schemas.redaction import MARK, Mask, words_of
from schemas.text import fold

_BATCH = 500
Certainty = Literal["sure", "maybe"]
Seen = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Person:
    """Who is asked for. `phone` in any form."""

    full_name: str
    birth_year: int | None = None
    phone: str = ""

    def mask(self, phones: set[str] | None = None) -> Mask:
        return Mask.of(self.full_name, self.birth_year, (phones or set()) | ({self.phone} if self.phone else set()))


@dataclass(frozen=True, slots=True)
class Row:
    """An innovation that he is an author of, in some reading. `why`: what leaves it uncertain."""

    innovation: str
    dossier: str
    title: str
    author: dict[str, Any]
    certainty: Certainty
    why: str = ""
    live: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """A place beside his rows that names him. `text`: what it says, in full."""

    table: str
    key: str
    dossier: str
    text: str


@dataclass(slots=True)
class Whereabouts:
    rows: list[Row] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    earlier: set[str] = field(default_factory=set)  # dossiers that he was erased from

    def sure(self) -> list[Row]:
        return [row for row in self.rows if row.certainty == "sure"]

    def phones(self) -> set[str]:
        return {row.author["phone"] for row in self.sure() if row.author.get("phone")}

    def people(self) -> set[tuple[int | None, str | None]]:
        """Birth years and phones of the sure rows: more than one may be more than one person."""
        return {(row.author.get("birth_year"), row.author.get("phone")) for row in self.sure()}


def look(connection: sa.Connection, person: Person, seen: Seen) -> Whereabouts:
    """Reads every text that is kept, a few at a time; `seen` is told of each reading that was looked at."""
    found = Whereabouts()
    by_innovation: dict[tuple[str, str], Row] = {}
    for row in _rows(connection, person, seen):
        before = by_innovation.get((row.innovation, row.author["full_name"]))
        if before is None or (row.certainty, row.live) > (before.certainty, before.live):
            by_innovation[(row.innovation, row.author["full_name"])] = row
    sure = {row.innovation for row in by_innovation.values() if row.certainty == "sure"}
    found.rows = [r for _, r in sorted(by_innovation.items()) if r.certainty == "sure" or r.innovation not in sure]
    found.mentions = list(_mentions(connection, person))
    found.earlier = set(_earlier(connection, person))
    return found


def _rows(connection: sa.Connection, person: Person, seen: Seen) -> Iterator[Row]:
    columns = (reading.c.id, reading.c.innovation_id, reading.c.live, reading.c.title, innovation.c.dossier_id)
    query = sa.select(*columns, sa.cast(reading.c.data, sa.Text).label("text")).join_from(reading, innovation)
    last, wanted = 0, _Wanted(person)
    while rows := connection.execute(query.where(reading.c.id > last).order_by(reading.c.id).limit(_BATCH)).all():
        for row in rows:
            if not wanted.may_be_in(row.text):
                continue
            for author in json.loads(row.text).get("accepted", {}).get("authors", []):
                certainty, why = wanted.certainty({"full_name": "", **author})
                if certainty:
                    held = (row.innovation_id, row.dossier_id, row.title, author)
                    yield Row(*held, certainty, why, bool(row.live))
        last = rows[-1].id
        seen(len(rows))


class _Wanted:
    """Whether an author is the person."""

    def __init__(self, person: Person) -> None:
        self._person, self._mask = person, person.mask()
        self._words = [fold(word) for word in words_of(person.full_name)]
        self._digits = "".join(filter(str.isdigit, person.phone))[-9:]

    def may_be_in(self, text: str) -> bool:
        """Quick, and never wrong when it says no."""
        if self._digits and self._digits in text.replace(" ", "").replace(".", ""):
            return True
        folded = fold(text)
        return all(word in folded for word in self._words)

    def certainty(self, author: dict[str, Any]) -> tuple[Certainty | None, str]:
        mask, person = self._mask, self._person
        phone = bool(author.get("phone")) and mask.is_him({"full_name": "", "phone": author["phone"]}, loose=True)
        if not mask.bears_name(author):
            plain = mask.is_him({**author, "phone": None}, loose=True)
            born = person.birth_year is not None and author.get("birth_year") == person.birth_year
            if phone:
                return "maybe", "cùng số điện thoại, khác tên"
            return ("maybe", "tên khác dấu, cùng năm sinh") if plain and born else (None, "")
        if person.birth_year and author.get("birth_year"):
            return ("sure", "") if person.birth_year == author["birth_year"] else (None, "")
        if person.phone and author.get("phone"):
            return ("sure", "") if phone else ("maybe", "cùng tên, khác số điện thoại")
        if person.birth_year or person.phone:
            return "maybe", "cùng tên, dòng không ghi năm sinh hay số điện thoại đã nêu"
        return "sure", ""


@dataclass(frozen=True, slots=True)
class Place:
    """Columns of a table that may name people. `dossier`: the column that tells whose; `loose`: names of files."""

    table: sa.Table
    dossier: str
    columns: tuple[str, ...]
    loose: bool = False


PLACES = (
    Place(dossier, "id", ("source_name",), loose=True),
    Place(arrival, "dossier_id", ("source_name",), loose=True),
    Place(dropped, "dossier_id", ("name",), loose=True),
    Place(part, "outcome_id", ("name", "parent"), loose=True),
    Place(outcome, "dossier_id", ("letter", "documents", "findings", "sender")),
    Place(letter_answer, "dossier_id", ("data",)),
    Place(dossier_version, "dossier_id", ("findings",)),
    Place(filing, "dossier_id", ("data",)),
    Place(pair, "id_a", ("reasons", "why", "reopened")),
    Place(judgement, "id_a", ("reason",)),
    Place(merging, "survivor_id", ("reason",)),
)


def _earlier(connection: sa.Connection, person: Person) -> Iterator[str]:
    about = {"full_name": person.full_name, "birth_year": person.birth_year, "phone": person.phone}
    for row in connection.execute(sa.select(erasure.c.dossier_id, erasure.c.mask)):
        if row.mask and Mask.model_validate(row.mask).is_him(about):
            yield row.dossier_id


OF_ROWS = (pair, judgement, merging)  # places of innovations, whose ids begin with their dossier's


def _mentions(connection: sa.Connection, person: Person) -> Iterator[Mention]:
    mask = person.mask()
    for place in PLACES:
        heads = list(place.table.c.keys())
        for row in (row for rows in pages(connection, place.table) for row in rows):
            told = dict(zip(heads, row, strict=True))
            for name in place.columns:
                text = told[name] if isinstance(told[name], str) else json.dumps(told[name], ensure_ascii=False)
                if text and text != "null" and mask.text(text, loose=place.loose) != text:
                    key = " ".join(str(told[k.name]) for k in place.table.primary_key.columns)
                    of = owner(connection, place, told)
                    yield Mention(place.table.name, key, of, _about(text, mask, loose=place.loose))


def owner(connection: sa.Connection, place: Place, told: Mapping[str, Any]) -> str:
    """The dossier that a row of a place belongs to."""
    if place.table is part:
        query = sa.select(outcome.c.dossier_id).where(outcome.c.id == told["outcome_id"])
        return connection.scalar(query) or ""
    found = str(told[place.dossier])
    return found.rpartition("-")[0] if place.table in OF_ROWS else found


def _about(text: str, mask: Mask, *, loose: bool) -> str:
    """The words around the first place that names him."""
    changed = mask.text(unicodedata.normalize("NFC", text), loose=loose)
    at = changed.find(MARK)
    return text[max(0, at - 60) : at + 120]
