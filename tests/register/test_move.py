"""A register copied to another database is the same register, and a copy that was cut short is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from register import Register, bulk, move
from register.db import Database, sqlite_url
from register.runs import Busy
from register.search.query import Query
from register.tables import reading
from schemas.errors import SetupError
from schemas.match import Judgement
from tests.register.builders import alike, saved
from tests.register.filled import fill_at, kept_rows, released, rows_of


@pytest.fixture
def source(tmp_path: Path, empty_url: str | None) -> Iterator[Register]:
    """A register with a bit of everything, and some text that is hard to write."""
    fill_at(released()[-1], empty_url or sqlite_url(tmp_path / "sovang.db"), kept_rows(released()[-1]))
    register = Register.open(tmp_path, empty_url)
    with register.database.write() as connection:
        hard = 'a "b", \\N \\. \\\\ \n\t\r\u2028 ở; NULL'
        connection.execute(reading.update().where(reading.c.id == 1).values(title=hard, unit="", phone=None))
    yield register
    register.close()


@pytest.fixture
def other(tmp_path: Path, empty_url: str | None, postgres_server: Any) -> Iterator[str]:
    """An empty database of the other kind."""
    if empty_url:
        yield sqlite_url(tmp_path / "other.db")
        return
    with postgres_server.database() as url:
        yield url


def contents(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Without what each database makes for itself: the search index, and its counter."""
    with database.read() as connection:
        rows = rows_of(connection)
    rows["counter"] = [row for row in rows["counter"] if row["name"] != "search"]
    return {table: kept for table, kept in rows.items() if table not in ("search_entry", "tally")}


def found(register: Register, words: str) -> set[str]:
    return {hit.id for hit in register.finder.page(Query(words=words)).hits}


def moved(source: Register, url: str) -> move.Moved:
    target = Database(url)
    try:
        return move.move(source.database, target, "thu", lambda table, rows: None)
    finally:
        target.close()


def test_all_rows_arrive_and_the_source_stays(
    source: Register, other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BATCH", 3)
    before = contents(source.database)
    said = moved(source, other)
    assert contents(source.database) == before
    assert said.rows == sum(map(len, before.values()))
    copy = Register.open(tmp_path, other)
    after = contents(copy.database)
    new = {"audit": 1, "audit_detail": 1}  # that it was moved, and from where
    assert {table: rows[: len(rows) - new.get(table, 0)] for table, rows in after.items() if table != "counter"} == {
        table: rows for table, rows in before.items() if table != "counter"
    }
    assert [p for p in copy.verify() if p.what != "missing"] == [p for p in source.verify() if p.what != "missing"]
    assert list(copy.innovations()) == list(source.innovations())
    assert [found(copy, words) for words in ("lo say", "mẫu")] == [found(source, words) for words in ("lo say", "mẫu")]
    old, new_ids = [i.id for i in copy.innovations()], saved(copy, b"sau khi chuyen")
    copy.judge(alike(old[0], new_ids[0]), Judgement.DIFFERENT, "thu")  # numbers go on where they were
    copy.close()


def test_a_target_with_anything_in_it_is_refused(source: Register, other: str, tmp_path: Path) -> None:
    register = Register.open(tmp_path / "khac", other)
    saved(register)
    before = contents(register.database)
    with pytest.raises(SetupError, match="đã có dữ liệu"):
        moved(source, other)
    assert contents(register.database) == before
    register.close()


def test_a_target_with_somebody_elses_tables_is_refused(source: Register, other: str) -> None:
    database = Database(other)
    with database.write() as connection:
        connection.execute(sa.text("CREATE TABLE luong (id INTEGER)"))
    database.close()
    with pytest.raises(SetupError, match="đã có dữ liệu"):
        moved(source, other)


def test_the_same_database_is_refused(source: Register, empty_url: str | None, tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="chính là cơ sở dữ liệu đang dùng"):
        moved(source, empty_url or f"sqlite:///{tmp_path}/../{tmp_path.name}/sovang.db")


@pytest.mark.parametrize("table", ["dossier", "reading", "audit"])
def test_a_copy_cut_short_cannot_be_opened_and_a_rerun_starts_anew(
    source: Register, other: str, tmp_path: Path, table: str
) -> None:
    def cut(name: str, rows: int) -> None:
        if name == table:
            raise KeyboardInterrupt

    before, target = contents(source.database), Database(other)
    with pytest.raises(KeyboardInterrupt):
        move.move(source.database, target, "thu", cut)
    target.close()
    assert contents(source.database) == before
    with pytest.raises(SetupError, match="bản chép dở"):
        Register.open(tmp_path, other)
    assert moved(source, other).rows == sum(map(len, before.values()))
    Register.open(tmp_path, other).close()


def test_what_arrives_otherwise_is_told(source: Register, other: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = move.put

    def worn(connection: sa.Connection, table: sa.Table, rows: bulk.Rows) -> None:
        if table is reading:
            rows = [(*row[:-1], not row[-1]) for row in rows]
        whole(connection, table, rows)

    monkeypatch.setattr(move, "put", worn)
    with pytest.raises(SetupError, match="Bảng reading chép sang không khớp"):
        moved(source, other)


def test_nothing_is_moved_while_a_run_is_at_work(source: Register, other: str) -> None:
    with source.run("nightly"), pytest.raises(Busy):
        moved(source, other)
