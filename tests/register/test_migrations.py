"""The schema's history against the tables that the code talks about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from register import Register
from register.db import Database, sqlite_url
from register.migrations import newest, upgrade
from register.search.tables import WORDS, WORDS_INDEX
from register.tables import metadata
from schemas.errors import SetupError
from schemas.match import Judgement
from schemas.version import Versions
from tests.register.builders import alike, saved
from tests.register.filled import DERIVED_TABLES, fill_at, kept_rows, released

Rows = dict[str, list[dict[str, Any]]]


def _differences(connection: sa.Connection) -> list[object]:
    """But the index of words, which each database has in a way of its own and SQLAlchemy cannot tell."""

    def ours(name: str | None, kind: str, _parents: object) -> bool:
        return not (name or "").startswith(WORDS if kind == "table" else WORDS_INDEX)

    context = MigrationContext.configure(connection, opts={"include_name": ours})
    return list(compare_metadata(context, metadata))


def test_migrations_make_exactly_the_tables_in_use(database: Database) -> None:
    with database.read() as connection:
        assert _differences(connection) == []


def _filled(revision: str, url: str, broken: bool = False) -> Rows:
    """A database as a release left it; gives its rows."""
    rows = kept_rows(revision)
    if broken:
        rows["audit"][1]["who"] = "khac"
    fill_at(revision, url, rows)
    return rows


@pytest.mark.parametrize("revision", released())
def test_a_filled_register_of_every_release_goes_on(revision: str, tmp_path: Path, empty_url: str | None) -> None:
    rows = _filled(revision, empty_url or sqlite_url(tmp_path / "sovang.db"))
    register = Register.open(tmp_path, empty_url)
    with register.database.read() as connection:
        assert _differences(connection) == []
    _reads_as_before(register, rows)
    _goes_on(register)
    register.close()


def _reads_as_before(register: Register, rows: Rows) -> None:
    """All that was said and read then is there, through the register's own eyes."""
    live = {row["innovation_id"]: row for row in rows["reading"] if row["live"]}
    states = {row["id"]: row["status"] for row in rows["innovation"]}
    assert {i.id: (i.title, str(i.status)) for i in register.innovations()} == {
        key: (row["title"], states[key]) for key, row in live.items()
    }
    for key, row in live.items():
        assert [r.live for r in register.history(key)].count(True) == 1
        assert register.history(key)[-1].person == row["person"] or not row["person"]
    assert {d.id: str(d.status) for d in register.dossiers()} == {r["id"]: r["status"] for r in rows["dossier"]}
    judged = {(p["id_a"], p["id_b"], p["judgement"]) for p in rows["pair"] if p["live"]}
    assert {(p.id_a, p.id_b, str(p.judgement)) for p in register.pairs()} == judged
    told = [(line["id"], line["who"], line["action"], line["subject"]) for line in register.audit()]
    assert told[: len(rows["audit"])] == [
        tuple(r[k] for k in ("id", "who", "action", "subject")) for r in rows["audit"]
    ]
    asked = {(row["innovation_id"], name) for row in live.values() for name in row["data"].get("review_fields", [])}
    assert {(d.innovation, d.field) for d in register.doubts() if d.innovation} >= asked
    assert len(register.column_forms()) == sum(row["live"] for row in rows.get("column_form", []))
    assert len(register.units.learnt()) == sum(row["live"] for row in rows.get("unit_alias", []))
    assert register.counts().received_again == len(rows["arrival"])
    assert {p.what for p in register.verify()} <= {"missing"}  # originals are not part of these rows


def _goes_on(register: Register) -> None:
    """Old rows and new ones live together: people and machines work on both."""
    old = [one.id for one in register.innovations()]
    new = saved(register, b"nam sau")
    register.accept(old[0], register.reading(old[0]).accepted, "thu")
    register.judge(alike(old[-1], new[0]), Judgement.SAME, "thu")
    with register.run("nightly"):
        register.sent_again.save(Versions())
    assert {*old, *new} == {one.id for one in register.innovations()}
    assert {p.what for p in register.verify()} <= {"missing"}


def test_an_audit_that_was_broken_before_is_told_after_it_too(tmp_path: Path, empty_url: str | None) -> None:
    _filled("0004", empty_url or sqlite_url(tmp_path / "sovang.db"), broken=True)
    register = Register.open(tmp_path, empty_url)
    assert [(p.what, p.subject) for p in register.verify() if p.what != "missing"] == [("audit", "2")]
    register.close()


def test_every_table_of_the_last_release_has_rows() -> None:
    rows = kept_rows(released()[-1])
    assert [name for name, kept in rows.items() if not kept and name not in DERIVED_TABLES] == []


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    Register.open(tmp_path).close()
    before = (tmp_path / "sovang.db").stat().st_mtime_ns
    Register.open(tmp_path).close()
    assert (tmp_path / "sovang.db").stat().st_mtime_ns == before


def test_a_register_of_a_newer_version_is_left_alone(database: Database) -> None:
    with database.write() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SetupError, match="phiên bản phần mềm mới hơn"):
        upgrade(database)


def test_a_file_that_is_no_database_stops_with_advice(tmp_path: Path) -> None:
    (tmp_path / "sovang.db").write_bytes(b"not a database at all, by any means" * 100)
    with pytest.raises(SetupError, match="Không mở được sổ"):
        Register.open(tmp_path)


def test_an_unknown_kind_of_database_stops_with_advice(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="Địa chỉ cơ sở dữ liệu không dùng được"):
        Register.open(tmp_path, "nosuchdb://localhost/x")


def test_the_newest_file_is_the_end_of_the_chain() -> None:
    config = Config()
    config.set_main_option("script_location", "register:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == newest()
