"""Keeping what is found in step with what is in force, in the transaction that changes it."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from register.db import Database, batches
from register.search import facets
from register.search.collation import name_key, text_key
from register.search.facets import mark
from register.search.tables import VERSION, WORDS, search_entry, tally
from register.search.words import TITLE, of_name, of_text, of_units
from register.tables import counter, dossier, innovation, outcome, reading
from register.unit_tables import filing
from schemas.written import OFFICE

MARK = "search"  # the counter that holds the index's version once it is whole
_GREATEST = 2**62  # a misread amount must not stop a row
_TODAY = ("n", "innovation_id", "words")  # what does not tell whether an entry is as it should be
_Entry = dict[str, Any]
_Key = tuple[str, str, str, str]  # dossier, programme, phase, status


def sync(connection: sa.Connection, innovation_ids: Iterable[str]) -> None:
    """Puts what is found of these innovations in step: call it after anything about them changed.

    Those that are no longer in force are found no more.
    """
    for batch in batches(sorted({*innovation_ids})):
        before, texts = entries_of(connection, batch), texts_of(connection, batch)
        wanted = wanted_of(connection, batch, texts)
        stale = {key: entry for key, entry in before.items() if not same(entry, wanted.get(key))}
        fresh = {key: entry for key, entry in wanted.items() if key not in before or key in stale}
        _remove(connection, list(stale.values()))
        _add(connection, fresh, {key: entry["n"] for key, entry in stale.items()}, texts)
        _count(connection, stale.values(), fresh.values())


def enter(connection: sa.Connection, texts: Mapping[str, _Entry]) -> None:
    """`sync` for new innovations: what was just stored of each stands in `texts`, by id."""
    for batch in batches(sorted(texts)):
        fresh = wanted_of(connection, batch, texts)
        _add(connection, fresh, {}, texts)
        _count(connection, (), fresh.values())


def forget(connection: sa.Connection, innovation_ids: Iterable[str]) -> None:
    """Takes all words of these innovations out. Call it before texts that were read are erased, and `sync` after."""
    for batch in batches(sorted({*innovation_ids})):
        gone = list(entries_of(connection, batch).values())
        _remove(connection, gone)
        _count(connection, gone, ())


def catch_up(database: Database) -> None:
    """Indexes a register that has none yet, or one of another version; goes on where it was stopped."""
    with database.read() as connection:
        if _version(connection) == VERSION:
            return
    with database.write() as connection:
        if _version(connection) != -VERSION:
            _clear(connection)
            _say(connection, -VERSION)
    for batch in batches(_missing(database)):
        with database.write() as connection:
            sync(connection, batch)
    with database.write() as connection:
        _say(connection, VERSION)


def redo(database: Database) -> None:
    """Indexes the whole register anew."""
    with database.write() as connection:
        connection.execute(counter.delete().where(counter.c.name == MARK))
    catch_up(database)


def _version(connection: sa.Connection) -> int | None:
    """Negative while an index of that version is being made."""
    return connection.scalar(sa.select(counter.c.value).where(counter.c.name == MARK))


def _say(connection: sa.Connection, version: int) -> None:
    connection.execute(counter.delete().where(counter.c.name == MARK))
    connection.execute(counter.insert().values(name=MARK, value=version))


def _clear(connection: sa.Connection) -> None:
    connection.execute(search_entry.delete())
    connection.execute(tally.delete())
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"INSERT INTO {WORDS}({WORDS}) VALUES ('delete-all')")  # noqa: S608


def _missing(database: Database) -> list[str]:
    entered = sa.select(search_entry.c.innovation_id)
    query = sa.select(reading.c.innovation_id).where(reading.c.live, reading.c.innovation_id.not_in(entered))
    with database.read() as connection:
        return list(connection.scalars(query.order_by(reading.c.innovation_id)))


def entries_of(connection: sa.Connection, ids: Sequence[str]) -> dict[str, _Entry]:
    columns = [column for column in search_entry.c if column.name != "words"]
    query = sa.select(*columns).where(search_entry.c.innovation_id.in_(ids))
    return {row["innovation_id"]: dict(row) for row in connection.execute(query).mappings()}


def same(entry: Mapping[str, Any], wanted: Mapping[str, Any] | None) -> bool:
    return wanted is not None and all(entry[name] == value for name, value in wanted.items() if name not in _TODAY)


_LETTER = ("issuing_unit", "number", "date")
_HELD = (
    *(innovation.c.id, innovation.c.dossier_id, innovation.c.programme, innovation.c.phase, innovation.c.status),
    *(reading.c.id.label("reading_id"), reading.c.doubts, reading.c.principal, reading.c.unit),
    *(reading.c.title, dossier.c.received_at),
)


def texts_of(connection: sa.Connection, ids: Sequence[str]) -> dict[str, _Entry]:
    """What was read of these innovations, by id; those in force only."""
    query = sa.select(reading.c.innovation_id, reading.c.data)
    rows = connection.execute(query.where(reading.c.live, reading.c.innovation_id.in_(ids)))
    return dict(rows.tuples().all())


def wanted_of(connection: sa.Connection, ids: Sequence[str], texts: Mapping[str, _Entry]) -> dict[str, _Entry]:
    """What the entries of these innovations should be, by id; those in force only."""
    query = (
        sa.select(*_HELD).join_from(innovation, reading).join(dossier).where(reading.c.live, innovation.c.id.in_(ids))
    )
    rows = connection.execute(query.order_by(innovation.c.id)).all()
    dossiers = sorted({row.dossier_id for row in rows})
    letters, units = _letters(connection, dossiers), _units(connection, dossiers)
    return {
        row.id: _entry(row, texts[row.id], letters.get(row.dossier_id, {}), units.get(row.dossier_id)) for row in rows
    }


def _letters(connection: sa.Connection, dossiers: Sequence[str]) -> dict[str, _Entry]:
    said = (outcome.c.letter[name].as_string().label(name) for name in _LETTER)
    query = sa.select(outcome.c.dossier_id, *said).where(outcome.c.live, outcome.c.dossier_id.in_(dossiers))
    return {row["dossier_id"]: dict(row) for row in connection.execute(query).mappings()}


def _units(connection: sa.Connection, dossiers: Sequence[str]) -> dict[str, str]:
    query = sa.select(filing.c.dossier_id, filing.c.unit_id).where(filing.c.live, filing.c.dossier_id.in_(dossiers))
    return {key: unit for key, unit in connection.execute(query).tuples() if unit}


def _entry(row: sa.Row[Any], data: _Entry, letter: Mapping[str, Any], unit_id: str | None) -> _Entry:
    said, sender = letter.get("date"), letter.get("issuing_unit") or written(data, "unit") or ""
    day = dt.date.fromisoformat(said) if said else row.received_at.astimezone(OFFICE).date()
    return {
        **{name: getattr(row, name) for name in ("reading_id", "dossier_id", "status", "doubts", "programme", "phase")},
        "innovation_id": row.id,
        "sender": sender,
        "unit_id": unit_id,
        "number": letter.get("number") or written(data, "number"),
        "day": day,
        "benefit": min(_accepted(data).get("benefit_vnd") or 0, _GREATEST) or None,
        "urgency": urgency(data) if row.doubts else 0.0,
        "title_key": text_key(row.title),
        "name_key": name_key(row.principal),
        "unit_key": text_key(sender or row.unit),
    }


def urgency(data: Mapping[str, Any]) -> float:
    """How soon a person should look at a row, 0 to 1: the less certain its reading is and the more it is worth."""
    sure = data.get("confidence") or {}
    doubt = max((1.0 - float(sure.get(name, 0.5)) for name in data.get("review_fields") or []), default=0.0)
    worth = min(1.0, math.log10(1 + max(0, _accepted(data).get("benefit_vnd") or 0)) / 10)
    return round(0.6 * doubt + 0.4 * worth, 4)


def written(data: Mapping[str, Any], field: str) -> str | None:
    """What stands in a list that was brought in, of things that otherwise a letter tells."""
    found = (data.get("fields") or {}).get(field) or {}
    return found.get("as_read") or None


def _accepted(data: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = data.get("accepted") or {}
    return found


def tokens(entry: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    """All that an entry is found by. The same entry and reading always give the same: words are taken out by it."""
    accepted = _accepted(data)
    authors = accepted.get("authors") or []
    units = [entry["sender"] or "", *(author.get("workplace") or "" for author in authors)]
    found = {*of_text(accepted.get("title") or "", TITLE), *of_text(accepted.get("summary") or ""), *of_units(units)}
    for author in authors:
        found.update(of_name(author.get("full_name") or ""))
    found.update(of_text(entry["number"] or ""))
    marks = (
        *((facets.STATUS, entry["status"]), (facets.PROGRAMME, entry["programme"]), (facets.PHASE, entry["phase"])),
        *((facets.UNIT_ID, entry["unit_id"]), (facets.INNOVATION, entry["innovation_id"])),
        *((facets.DOSSIER, entry["dossier_id"]),),
        *((facets.CODE, one.get("code")) for one in data.get("findings") or []),
    )
    found.update(mark(kind, value) for kind, value in marks if value)
    found.update(facets.of_day(entry["day"]))
    if entry["benefit"] and entry["benefit"] > 0:
        found.update(facets.of_amount(entry["benefit"]))
    return " ".join(found)


def _remove(connection: sa.Connection, entries: Sequence[_Entry]) -> None:
    if not entries:
        return
    if connection.dialect.name == "sqlite":
        query = sa.select(reading.c.id, reading.c.data).where(reading.c.id.in_([e["reading_id"] for e in entries]))
        read = dict(connection.execute(query).tuples().all())
        gone = [(e["n"], tokens(e, read[e["reading_id"]])) for e in entries if e["reading_id"] in read]
        delete = f"INSERT INTO {WORDS}({WORDS}, rowid, words) VALUES ('delete', ?, ?)"  # noqa: S608
        connection.exec_driver_sql(delete, gone)
    connection.execute(search_entry.delete().where(search_entry.c.n.in_([e["n"] for e in entries])))


def _add(
    connection: sa.Connection, fresh: Mapping[str, _Entry], known: Mapping[str, int], texts: Mapping[str, _Entry]
) -> None:
    if not fresh:
        return
    following = (connection.scalar(sa.select(sa.func.max(search_entry.c.n))) or 0) + 1
    following = max([following, *(number + 1 for number in known.values())])
    rows, said = [], []
    for key, entry in fresh.items():
        number = known.get(key)
        if number is None:
            number, following = following, following + 1
        rows.append({**entry, "n": number})
        said.append((number, tokens(entry, texts[key])))
    if connection.dialect.name == "sqlite":
        connection.execute(search_entry.insert(), [{**row, "words": None} for row in rows])
        connection.exec_driver_sql(f"INSERT INTO {WORDS}(rowid, words) VALUES (?, ?)", said)  # noqa: S608
    else:
        vectors = (" ".join(f"'{one}'" for one in (*text.split(), *facets.of_row(number))) for number, text in said)
        both = [{**row, "words": vector} for row, vector in zip(rows, vectors, strict=True)]
        connection.execute(search_entry.insert(), both)


_CHANGE = sa.text(
    "INSERT INTO tally (dossier_id, programme, phase, status, innovations, doubts) "
    "VALUES (:dossier_id, :programme, :phase, :status, :innovations, :doubts) "
    "ON CONFLICT (dossier_id, programme, phase, status) DO UPDATE SET "
    "innovations = tally.innovations + excluded.innovations, doubts = tally.doubts + excluded.doubts"
)


def _count(connection: sa.Connection, gone: Iterable[_Entry], new: Iterable[_Entry]) -> None:
    rows: Counter[_Key] = Counter()
    doubts: Counter[_Key] = Counter()
    for sign, entries in ((-1, gone), (1, new)):
        for entry in entries:
            own = (entry["dossier_id"], entry["programme"] or "", entry["phase"] or "", entry["status"])
            for key in (own, ("", "", "", entry["status"])):
                rows[key] += sign
                doubts[key] += sign * entry["doubts"]
    names = ("dossier_id", "programme", "phase", "status")
    changed = [
        {**dict(zip(names, key, strict=True)), "innovations": rows[key], "doubts": doubts[key]}
        for key in sorted(rows)
        if rows[key] or doubts[key]
    ]
    if changed:
        connection.execute(_CHANGE, changed)
