"""Registers as each released version left them: rows of every table, kept as JSON, one file for each revision.

`python -m tests.register.filled` writes the file of the newest revision with this version's code; files of released
revisions are never written again: what an old version stored is what the migrations must understand.
"""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from flows import steps
from flows.office import Office, open_office
from register import Register
from register.db import Database
from register.migrations import newest
from register.persons import Giving, Wish
from register.runs import Busy
from register.search.tables import WORDS
from register.tables import metadata
from register.whereabouts import Person
from schemas.account import Account, Role
from schemas.answer import Answer
from schemas.columns import ColumnForm
from schemas.dossier import ItemError
from schemas.errors import ADVICE, ItemCode
from schemas.innovation import Accepted, Reading, Source, Status
from schemas.letter_answer import LetterAnswer
from schemas.match import Judgement
from schemas.unit import Unit, UnitKind, UnitName
from schemas.units.catalogue import Catalogue
from tests.flows.makers import DRYER, TRAINING, dossier
from tests.register.builders import alike

FOLDER = Path(__file__).parent / "filled_at"
PERSON = "Ngô Mẫu"
SCHOOL = "Công đoàn Trường Mầm non Bản Mẫu"


def released() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def fill_at(revision: str, url: str, rows: dict[str, list[dict[str, Any]]]) -> None:
    """An empty database brought to a revision, with rows of that revision."""
    config = Config()
    config.set_main_option("script_location", "register:migrations")
    database = Database(url)
    with database.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    with database.write() as connection:
        assert {table.name for table in tables(connection)} == {*rows}
        put_rows(connection, rows)
    database.close()


def kept_rows(revision: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads((FOLDER / f"{revision}.json").read_text("utf-8"))
    return found


def rows_of(connection: sa.Connection) -> dict[str, list[dict[str, Any]]]:
    """Table → its rows in the order of their keys; moments as ISO text in UTC."""
    found = {}
    for table in tables(connection):
        rows = connection.execute(sa.select(table).order_by(*table.primary_key.columns)).mappings()
        found[table.name] = [{name: _plain(value) for name, value in row.items()} for row in rows]
    return found


def put_rows(connection: sa.Connection, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Fills empty tables with rows as `rows_of` gives them."""
    for table in tables(connection):
        kept = [{name: _typed(table.c[name], value) for name, value in row.items()} for row in rows.get(table.name, [])]
        if kept:
            connection.execute(table.insert(), kept)
        _count_on(connection, table, kept)


def _count_on(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    """PostgreSQL numbers on from a sequence, which rows with numbers of their own do not move."""
    if connection.dialect.name != "postgresql" or "id" not in table.c:
        return
    name = connection.scalar(sa.select(sa.func.pg_get_serial_sequence(f'"{table.name}"', "id")))
    if name and rows:
        connection.execute(sa.select(sa.func.setval(name, max(row["id"] for row in rows))))


def tables(connection: sa.Connection) -> list[sa.Table]:
    """Those that the database has, whatever the code knows; each after those it points to."""
    there = sa.MetaData()
    there.reflect(connection)
    for column in (column for table in there.tables.values() for column in table.c):
        if isinstance(column.type, sa.JSON):
            column.type = sa.JSON(none_as_null=True)
    kept = [table for table in there.sorted_tables if table.name != "alembic_version" and table.primary_key.columns]
    return [table for table in kept if not table.name.startswith(WORDS)]  # FTS5 keeps tables of its own


def _plain(value: object) -> object:
    return value.replace(tzinfo=value.tzinfo or dt.UTC).isoformat() if isinstance(value, dt.datetime) else value


def _typed(column: sa.Column[Any], value: Any) -> Any:
    if value is None or not isinstance(column.type, sa.DateTime):
        return value
    return dt.datetime.fromisoformat(value).astimezone(dt.UTC).replace(tzinfo=None if _naive(column) else dt.UTC)


def _naive(column: sa.Column[Any]) -> bool:
    return not getattr(column.type, "timezone", False)


def fill(office: Office, folder: Path) -> None:
    """A bit of everything that people and machines may leave behind."""
    register = office.register
    mended = [*DRYER[:4], "Giảm 3 giờ mỗi mẻ sấy. Làm lợi 35 triệu đồng/năm."]
    odd = ["Số", "Thợ", "Món", "Khi nào", "Kể lại", "Được gì"]
    items = [
        dossier(folder / "trạm.docx", DRYER, TRAINING),
        dossier(folder / "trường.docx", DRYER, unit=SCHOOL, number=3),
        dossier(folder / "lạ.docx", TRAINING, unit=SCHOOL, heads=odd, number=5),
    ]
    (folder / "hỏng.docx").write_bytes(b"PK\x03\x04 nothing more")
    steps.ingest(office, [*items, folder / "hỏng.docx"])
    steps.ingest(office, [dossier(folder / "trạm lần hai.docx", mended, TRAINING, number=19, day=14)])
    (folder / "lại").mkdir()
    (folder / "lại" / "tên khác.docx").write_bytes(items[0].read_bytes())
    steps.ingest(office, [folder / "lại"])
    ids = [one.id for one in register.innovations()]
    register.accept(ids[0], register.reading(ids[0]).accepted.model_copy(update={"title": "Lò sấy ngô"}), PERSON)
    register.judge(alike(ids[0], ids[2]), Judgement.SAME, PERSON)
    register.judge(alike(ids[1], ids[2]), Judgement.DIFFERENT, PERSON)
    register.decide(ids[1], Status.REJECTED, PERSON)
    shape = ColumnForm(unit="nha may mau", sha256="ab" * 32, headings=["Thợ", "Món"], fields=["authors", "title"])
    register.name_columns(shape, PERSON)
    register.name_columns(shape.model_copy(update={"fields": ["title", "authors"]}), PERSON)
    _units(register)
    _desk(register, ids)
    aside = [d.id for d in register.dossiers() if d.status == "set_aside"]
    register.retry(aside[0], PERSON)
    register.set_aside(aside[0], ItemError(code=ItemCode.ENCRYPTED, message=ADVICE[ItemCode.ENCRYPTED]))
    with register.run("nightly"):
        try:
            with register.run("ingest"):
                pass
        except Busy:
            pass


def _units(register: Register) -> None:
    mine = Catalogue([Unit(id="xuong-mau", kind=UnitKind.GRASSROOTS, names=[UnitName(name="Công đoàn Xưởng Mẫu")])])
    register.units.save(mine, PERSON)
    register.units.learn("Xưởng của cô Mẫu", "xuong-mau", PERSON)
    register.units.learn("Tổ Mẫu", "xuong-mau", PERSON)
    register.units.forget("Tổ Mẫu", "xuong-mau", PERSON)
    register.units.choose(next(d.id for d in register.dossiers()), "xuong-mau", PERSON)


def _desk(register: Register, ids: list[str]) -> None:
    """What people leave at the desk: accounts, answers, merged rows, a person forgotten."""
    register.accounts.put(Account(name="mau", shown=PERSON, role=Role.ADMIN), PERSON, "mật khẩu mẫu rất dài")
    register.accounts.begin("ab" * 32, "mau")
    register.accounts.failed("mau", "127.0.0.1")
    register.tokens.make("mã mẫu", "mau", "máy văn thư", "mau")
    register.settings.put("matching", {"same": 0.9, "review": 0.4}, 0, PERSON)
    register.answers.give(ids[1], _version(register, ids[1]), [Answer("title", {"title": "Tên mẫu"})], PERSON)
    paper = next(d.id for d in register.dossiers() if register.letters.paper(d.id))
    seen = register.letters.paper(paper)
    assert seen is not None
    register.letters.give(paper, seen.version, LetterAnswer(asked="number", value="9/TTr", person=PERSON))
    keyed = Reading(source=Source(file="", sha256="", row=0), accepted=Accepted(title="Máy ép ván bìa mẫu"))
    register.keying.add(paper, keyed, PERSON)
    register.merging.apply(register.merging.plan([ids[0], ids[2]]), PERSON, "một việc")
    _forget(register, Wish(Person("Vàng Thị Thử"), "đơn mẫu"))
    register.queue.take("letter", paper, "mau")
    register.persons.given(Giving("innovations", "jsonl", 3), PERSON)


def _forget(register: Register, wish: Wish) -> None:
    register.persons.erase(wish, register.persons.find(wish.person), PERSON)


def _version(register: Register, key: str) -> int:
    row = register.answers.row(key)
    assert row is not None
    return row.version


DERIVED_TABLES = {table.name for table in metadata.sorted_tables if table.info.get("derived")}


def _derived(rows: dict[str, list[dict[str, Any]]]) -> None:
    """What is made anew from the rest is not part of what a release left."""
    rows.update({name: [] for name in DERIVED_TABLES})
    rows["counter"] = [row for row in rows["counter"] if row["name"] != "search"]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        office = open_office(Path(name) / "data", workers=1)
        fill(office, Path(name))
        _forget(office.register, Wish(Person("Lò Văn Mẫu"), "đơn mẫu", originals=True))
        with office.register.database.read() as connection:
            rows = rows_of(connection)
        _derived(rows)
        for run in rows["run"]:
            run["host"] = "may-mau"
        office.register.close()
    FOLDER.mkdir(exist_ok=True)
    empty = sorted(table for table, kept in rows.items() if not kept and table not in DERIVED_TABLES)
    print(f"{newest()}: {sum(map(len, rows.values()))} rows; empty: {', '.join(empty) or 'none'}")
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    (FOLDER / f"{newest()}.json").write_text(text.replace('],"', '],\n"'), "utf-8")


if __name__ == "__main__":
    main()
