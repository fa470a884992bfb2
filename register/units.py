"""The office's units: its catalogue over the seed, the writings that people taught, and who sent which dossier."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from pydantic import BaseModel

from register import audit, outcomes
from register.answers import Overtaken
from register.clock import now
from register.completion import conclude
from register.db import Database, among, batches
from register.search import index
from register.tables import dossier, innovation, outcome
from register.unit_tables import catalogue_entry, filing, unit_alias
from register.unsettled import mark
from schemas.dossier import DossierStatus
from schemas.errors import SovangError
from schemas.unit import Unit, UnitEvent
from schemas.units.catalogue import Catalogue
from schemas.units.filing import Filing, Sender
from schemas.units.match import alias_key
from schemas.units.seed import seed
from schemas.written import OFFICE, moment


class FiledMeanwhile(Overtaken):
    """Who sent a dossier was said by somebody, or found by a run, since it was shown."""

    def __init__(self, by: str | None, at: datetime) -> None:
        super().__init__(by, at)
        who = by or "lượt chạy của máy"
        self.args = (f"Đơn vị gửi đã được {who} ghi lúc {moment(at)}. Xem lại rồi chọn.",)


class Units:
    """The register's part for units. Every method is one short transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def own(self) -> Catalogue:
        """What the office imported."""
        with self._database.read() as connection:
            units, events = _entries(connection, "unit"), _entries(connection, "event")
        return Catalogue(map(Unit.model_validate, units.values()), map(UnitEvent.model_validate, events.values()))

    def catalogue(self) -> Catalogue:
        return seed() | self.own()

    def save(self, own: Catalogue, person: str) -> tuple[int, int]:
        """Puts these units and events in force beside those that are not named; returns how many changed."""
        with self._database.write() as connection:
            units = _put(connection, "unit", own.units, person)
            events = _put(connection, "event", own.events, person)
            if units or events:
                audit.note(connection, "units", "catalogue", {"units": units, "events": events}, who=person)
        return len(units), len(events)

    def change(self, unit: Unit, seen: str, person: str) -> None:
        """One unit as a person wants it, who saw it with this `mark_of`; empty: it was not there.

        Raises SovangError when it was changed meanwhile.
        """
        with self._database.write() as connection:
            known = _entries(connection, "unit").get(unit.id)
            before = Unit.model_validate(known) if known else seed().units.get(unit.id)
            if (mark_of(before) if before else "") != seen:
                raise SovangError("Đơn vị này vừa được người khác sửa. Xem lại các ô bên dưới rồi lưu.")
            if _put(connection, "unit", {unit.id: unit}, person):
                told = {"before": before and before.model_dump(mode="json"), "after": unit.model_dump(mode="json")}
                audit.note(connection, "unit", unit.id, told, who=person)

    def learnt(self) -> list[tuple[str, str]]:
        """(text, unit id) as people said, oldest first."""
        with self._database.read() as connection:
            query = sa.select(unit_alias.c.text, unit_alias.c.unit_id).where(unit_alias.c.live)
            return list(connection.execute(query.order_by(unit_alias.c.id)).tuples())

    def learn(self, text: str, unit_id: str, person: str) -> None:
        """A person's word that a writing means a unit: it outlives every import and every rerun."""
        key = alias_key(text)
        with self._database.write() as connection:
            known = unit_alias.c.live & (unit_alias.c.key == key) & (unit_alias.c.unit_id == unit_id)
            connection.execute(unit_alias.update().where(known).values(live=False))
            row = {"live": True, "key": key, "text": text, "unit_id": unit_id, "person": person, "at": now()}
            connection.execute(unit_alias.insert().values(row))
            audit.note(connection, "unit-alias", unit_id, {"text": text}, who=person)

    def forget(self, text: str, unit_id: str, person: str) -> bool:
        """Takes a person's word back; False when nobody had given it."""
        with self._database.write() as connection:
            known = unit_alias.c.live & (unit_alias.c.key == alias_key(text)) & (unit_alias.c.unit_id == unit_id)
            gone = connection.execute(unit_alias.update().where(known).values(live=False)).rowcount
            if gone:
                audit.note(connection, "unit-alias-withdrawn", unit_id, {"text": text}, who=person)
            return bool(gone)

    def version(self) -> str:
        """Changes with every change of the catalogue and of what was learnt."""
        with self._database.read() as connection:
            entries = connection.scalar(sa.select(sa.func.max(catalogue_entry.c.id))) or 0
            taught = sa.select(sa.func.max(unit_alias.c.id), sa.func.count()).where(unit_alias.c.live)
            newest, count = connection.execute(taught).one()
        return f"{_digest(seed())}-{entries}-{newest or 0}-{count}"

    def senders(self, last_days: Mapping[str, date | None], only: Sequence[str] | None = None) -> list[Sender]:
        """What every dossier, or some, say of who sent them. `last_days`: programme → a day where a letter has none."""
        with self._database.read() as connection:
            columns = (dossier.c.id, dossier.c.received_at, outcome.c.letter)
            query = sa.select(*columns).join_from(dossier, outcome).where(outcome.c.live).order_by(dossier.c.id)
            rows = [row for part in among(query, dossier.c.id, only) for row in connection.execute(part)]
        return [_sender(row, last_days) for row in rows if row.letter.get("issuing_unit")]

    def filings(self, only: Sequence[str] | None = None) -> dict[str, Filing]:
        """Dossier → who sent it, as in force; of all dossiers, or of some."""
        with self._database.read() as connection:
            return load_filings(connection, only)

    def named(self, only: Sequence[str] | None = None) -> dict[str, str]:
        """Dossier → the unit of the catalogue that sent it, where one is known."""
        query = sa.select(filing.c.dossier_id, filing.c.unit_id).where(filing.c.live, filing.c.unit_id.is_not(None))
        with self._database.read() as connection:
            parts = among(query, filing.c.dossier_id, only)
            return {key: unit for part in parts for key, unit in connection.execute(part).tuples()}

    def filed_by(self, unit_ids: Iterable[str]) -> set[str]:
        """The dossiers of these units."""
        query = sa.select(filing.c.dossier_id).where(filing.c.live)
        with self._database.read() as connection:
            return {key for part in among(query, filing.c.unit_id, [*unit_ids]) for key in connection.scalars(part)}

    def ever_filed_as(self, dossier_ids: Iterable[str]) -> set[str]:
        """The units that these dossiers were ever taken to be of."""
        query = sa.select(filing.c.unit_id).where(filing.c.unit_id.is_not(None)).distinct()
        with self._database.read() as connection:
            parts = among(query, filing.c.dossier_id, [*dossier_ids])
            return {unit for part in parts for unit in connection.scalars(part)}

    def file(self, found: Iterable[Filing]) -> None:
        """Puts the machine's answers in force, but where a person has said who it was."""
        with self._database.write() as connection:
            changed = sum(_file(connection, chosen) for chosen in found)
            _settle(connection)
            if changed:
                audit.note(connection, "filed", "units", {"dossiers": changed})

    def filed(self, dossier_id: str) -> tuple[int, Filing] | None:
        """Who sent a dossier, with the number of that answer; None where nobody looked yet."""
        with self._database.read() as connection:
            return _filed(connection, dossier_id)

    def choose(self, dossier_id: str, unit_id: str, person: str, seen: int | None = None) -> None:
        """A person's word on who sent a dossier; no machine changes it, and its writing is learnt.

        `seen`: the answer that the person saw, 0 for none. Raises Overtaken when another one holds since.
        """
        with self._database.write() as connection:
            before = _expected(connection, dossier_id, seen)
            sent = outcomes.senders(connection, [dossier_id]).get(dossier_id, "")
            text = (before.text if before else "") or sent
            said = Filing(dossier_id=dossier_id, text=text, unit_id=unit_id, chance=1.0, person=person)
            _file(connection, said)
            _settle(connection)
            told = {"before": before.unit_id if before else None, "unit": unit_id}
            audit.note(connection, "unit-chosen", dossier_id, told, who=person)
        if text:
            if before and before.person and before.unit_id not in (None, unit_id):
                self.forget(text, str(before.unit_id), person)
            self.learn(text, unit_id, person)

    def unchoose(self, dossier_id: str, person: str, seen: int | None = None) -> None:
        """Takes a person's word on a sender back: the next run looks it up again. Raises Overtaken, and LookupError
        where nobody had said anything.
        """
        with self._database.write() as connection:
            before = _expected(connection, dossier_id, seen)
            if before is None or before.person is None:
                raise LookupError(dossier_id)
            _file(connection, Filing(dossier_id=dossier_id, text=before.text), over=True)
            _settle(connection)
            audit.note(connection, "unit-choice-withdrawn", dossier_id, {"before": before.unit_id}, who=person)
        if before.text and before.unit_id:
            self.forget(before.text, before.unit_id, person)


def mark_of(unit: Unit) -> str:
    """Changes with every change of a unit."""
    return hashlib.sha256(unit.model_dump_json().encode()).hexdigest()[:16]


def _digest(catalogue: Catalogue) -> str:
    """Of all that a catalogue says: a name mended in a new version of the seed is another catalogue."""
    items = (*catalogue.units.values(), *catalogue.events.values())
    return hashlib.sha256("\n".join(item.model_dump_json() for item in items).encode()).hexdigest()[:16]


def load_filings(connection: sa.Connection, dossier_ids: Sequence[str] | None = None) -> dict[str, Filing]:
    query = sa.select(filing.c.data).where(filing.c.live).order_by(filing.c.dossier_id)
    parts = among(query, filing.c.dossier_id, dossier_ids)
    found = (Filing.model_validate(data) for part in parts for data in connection.scalars(part))
    return {one.dossier_id: one for one in found}


def _entries(connection: sa.Connection, kind: str) -> dict[str, object]:
    columns = (catalogue_entry.c.key, catalogue_entry.c.data)
    query = sa.select(*columns).where(catalogue_entry.c.live, catalogue_entry.c.kind == kind)
    return dict(connection.execute(query.order_by(catalogue_entry.c.key)).tuples().all())


def _put(connection: sa.Connection, kind: str, items: Mapping[str, BaseModel], person: str) -> list[str]:
    before = _entries(connection, kind)
    after = {key: item.model_dump(mode="json") for key, item in items.items()}
    changed = sorted(key for key, data in after.items() if before.get(key) != data)
    for keys in batches(changed):
        live = catalogue_entry.c.live & (catalogue_entry.c.kind == kind) & catalogue_entry.c.key.in_(keys)
        connection.execute(catalogue_entry.update().where(live).values(live=False))
        said = {"live": True, "kind": kind, "person": person, "at": now()}
        connection.execute(catalogue_entry.insert(), [{**said, "key": key, "data": after[key]} for key in keys])
    return changed


def _sender(row: sa.Row[tuple[str, object, dict[str, str]]], last_days: Mapping[str, date | None]) -> Sender:
    letter = row.letter
    told = letter.get("date") or last_days.get(letter.get("programme") or "")
    day = told or row.received_at.astimezone(OFFICE).date()
    said = {"text": letter["issuing_unit"], "parent": letter.get("parent_unit") or ""}
    return Sender(dossier_id=row.id, **said, day=day, dated=bool(letter.get("date")))


def _filed(connection: sa.Connection, dossier_id: str) -> tuple[int, Filing] | None:
    live = filing.c.live & (filing.c.dossier_id == dossier_id)
    row = connection.execute(sa.select(filing.c.id, filing.c.data).where(live)).one_or_none()
    return (row.id, Filing.model_validate(row.data)) if row else None


def _expected(connection: sa.Connection, dossier_id: str, seen: int | None) -> Filing | None:
    held = _filed(connection, dossier_id)
    if seen is not None and seen != (held[0] if held else 0):
        at = connection.scalar(sa.select(filing.c.at).where(filing.c.live, filing.c.dossier_id == dossier_id))
        raise FiledMeanwhile(held[1].person if held else None, at or now())
    return held[1] if held else None


def _file(connection: sa.Connection, found: Filing, *, over: bool = False) -> bool:
    """Whether it was put in force: a person's word stays, unless it is taken back (`over`)."""
    live = filing.c.live & (filing.c.dossier_id == found.dossier_id)
    before = connection.execute(sa.select(filing.c.person, filing.c.unit_id).where(live)).one_or_none()
    if before is not None and before.person and not found.person and not over:
        return False
    connection.execute(filing.update().where(live).values(live=False))
    values = {"dossier_id": found.dossier_id, "unit_id": found.unit_id, "asks": found.asks, "person": found.person}
    row = {**values, "live": True, "data": found.model_dump(mode="json"), "at": now()}
    connection.execute(filing.insert().values(row))
    mark(connection, [found.dossier_id])
    if before is None or before.unit_id != found.unit_id:
        of_it = sa.select(innovation.c.id).where(innovation.c.dossier_id == found.dossier_id)
        index.sync(connection, connection.scalars(of_it))
    return True


def _settle(connection: sa.Connection) -> None:
    """A dossier whose sender is asked about waits for a person; one that waited only for that does so no more."""
    asking = sa.select(filing.c.dossier_id).where(filing.c.live, filing.c.asks)
    asked = sa.select(filing.c.dossier_id).where(sa.not_(filing.c.live), filing.c.asks)
    new = (dossier.c.status == DossierStatus.COMPLETE) & dossier.c.id.in_(asking)
    over = (dossier.c.status == DossierStatus.NEEDS_REVIEW) & dossier.c.id.in_(asked) & dossier.c.id.not_in(asking)
    conclude(connection, connection.scalars(sa.select(dossier.c.id).where(new | over)).all())
