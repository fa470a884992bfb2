"""Every fault that is planted is named, on both databases; an untouched register has none."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from register import Register
from register.problem import Problem
from register.tables import dossier, file, innovation, outcome, pair, reading
from register.verify import ANCHORS, Anchor, Verification, kept, nightly
from schemas.innovation import Accepted
from schemas.match import Judgement
from tests.register.builders import alike, saved, stored


@pytest.fixture
def filled(register: Register) -> Register:
    ids = saved(register)
    later = saved(register, b"hai")
    register.accept(ids[0], Accepted(title="Tên mới"), "thu")
    register.save_pairs([alike(ids[1], later[1])], [*ids, *later], "1")
    register.judge(alike(ids[0], later[0]), Judgement.SAME, "ba")
    return register


def found(register: Register, **asked: object) -> list[Problem]:
    return list(Verification(register.database, register.files, **asked).problems())  # type: ignore[arg-type]


def kinds(register: Register, **asked: object) -> list[tuple[str, str]]:
    return [(p.what, p.subject) for p in found(register, **asked)]


def unguarded(register: Register, *statements: str) -> None:
    """What nobody can do by the register's own means."""
    with register.database.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
        for statement in statements:
            connection.exec_driver_sql(statement)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")
            connection.exec_driver_sql("BEGIN")
        else:
            connection.exec_driver_sql("SET session_replication_role = DEFAULT")
        connection.commit()


def test_an_untouched_register_is_whole(filled: Register) -> None:
    assert found(filled) == []
    assert found(filled, quick=True) == []


def test_every_message_says_the_next_step(filled: Register) -> None:
    unguarded(filled, "UPDATE audit SET who = 'khac' WHERE id = 2", "DELETE FROM innovation WHERE slot = 3")
    for path in originals(filled):
        path.unlink()
    told = found(filled)
    assert len(told) >= 4
    assert all(": " in p.message and p.message.endswith(".") for p in told)


def originals(register: Register) -> list[Path]:
    return sorted(p for p in register.files.root.glob("??/??/*"))


def changed(path: Path) -> None:
    path.chmod(0o600)
    path.write_bytes(b"x" * path.stat().st_size)


def cut(path: Path) -> None:
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1])


def linked(path: Path) -> None:
    other = path.rename(path.parents[3] / "other")
    path.symlink_to(other)


@pytest.mark.parametrize(
    ("damage", "what"),
    [(Path.unlink, "missing"), (changed, "corrupt"), (cut, "truncated"), (linked, "corrupt")],
    ids=["missing", "changed", "truncated", "a link"],
)
def test_a_damaged_original_is_named(filled: Register, damage: Callable[[Path], object], what: str) -> None:
    path = originals(filled)[0]
    damage(path)
    assert kinds(filled) == [(what, path.name)]
    assert kinds(filled, quick=True) == [(what, path.name)]


def test_a_quick_look_reads_a_sample_only(filled: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("register.originals._SAMPLE", 0)
    gone, other = originals(filled)
    changed(other)
    gone.unlink()
    assert kinds(filled, quick=True) == [("missing", gone.name)]
    assert sorted(kinds(filled)) == [("corrupt", other.name), ("missing", gone.name)]


def test_files_of_no_dossier_and_half_copies_are_named(filled: Register) -> None:
    stray = stored(filled, b"stray")
    half = filled.files.root / "tmp" / "half"
    half.write_bytes(b"ha")
    (filled.files.root / "ghi chép.txt").write_text("x", "utf-8")
    assert {*kinds(filled)} == {("orphan", "ghi chép.txt"), ("orphan", stray.sha256)}, "a new copy may be under way"
    os.utime(half, (0, 0))
    assert ("temporary", "half") in kinds(filled)


def test_the_damaged_copy_beside_a_good_one_is_named(filled: Register) -> None:
    path = originals(filled)[0]
    content = path.read_bytes()
    changed(path)
    filled.files.put_bytes(content, "lại")
    assert [what for what, _ in kinds(filled)] == ["corrupt"]


def test_an_unlisted_original_is_of_no_dossier(filled: Register) -> None:
    sha256 = originals(filled)[0].name
    unguarded(filled, "DELETE FROM dropped", "DELETE FROM file WHERE sha256 = '" + sha256 + "'")
    assert ("orphan", sha256) in kinds(filled)


def test_a_row_whose_other_end_is_gone_is_named(filled: Register) -> None:
    unguarded(filled, "DELETE FROM innovation WHERE id LIKE '%-001'")
    assert {subject for what, subject in kinds(filled)} >= {"reading", "pair"}


def test_a_dossier_without_what_was_read_is_named(filled: Register) -> None:
    unguarded(filled, "UPDATE outcome SET live = false WHERE id = 1")
    assert sorted(kinds(filled)) == [("table", "dossier"), ("table", "outcome")]
    assert any("sovang retry" in p.message for p in found(filled))


def test_a_lost_guard_and_two_rows_in_force_are_named(filled: Register) -> None:
    unguarded(filled, "DROP INDEX uq_reading_live")
    assert kinds(filled) == [("table", "reading")]
    unguarded(filled, "UPDATE reading SET live = true")
    assert "Thiếu chỉ mục" in found(filled)[0].message


def test_two_rows_in_force_are_named(filled: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    unguarded(filled, "DROP INDEX uq_reading_live", "UPDATE reading SET live = true")
    monkeypatch.setattr("register.agreement._schema", lambda connection: iter(()))
    told = [p.message for p in found(filled)]
    assert len(told) == 1
    assert "hai dòng cùng hiệu lực" in told[0]


@pytest.mark.parametrize("column", [reading.c.title, reading.c.data], ids=["title", "data"])
def test_a_value_edited_in_place_is_named(filled: Register, column: sa.Column[object]) -> None:
    with filled.database.write() as connection:
        row = connection.execute(sa.select(reading).where(reading.c.live).limit(1)).one()
        edited = {**row.data, "programme": "khac"} if column is reading.c.data else "Tên khác"
        connection.execute(reading.update().where(reading.c.id == row.id).values({column.name: edited}))
    assert kinds(filled) == [("table", "reading")]
    assert kinds(filled, quick=True) == []


def test_a_lost_table_is_named(filled: Register) -> None:
    unguarded(filled, "DROP TABLE row_version")
    assert ("table", "row_version") in kinds(filled)


def test_a_damaged_database_file_is_named(tmp_path: Path) -> None:
    register = Register.open(tmp_path)
    for n in range(60):
        saved(register, f"{n}".encode())
    register.close()
    damaged = bytearray((tmp_path / "sovang.db").read_bytes())
    middle, size = len(damaged) // 2, 1 << 16  # some pages: a single one may have nothing on it
    damaged[middle : middle + size] = b"\xff" * size
    (tmp_path / "sovang.db").write_bytes(damaged)
    register = Register.open(tmp_path)
    assert "database" in {what for what, _ in kinds(register)}
    register.close()


def test_an_index_that_postgresql_does_not_use_is_named(filled: Register) -> None:
    if filled.database.engine.dialect.name != "postgresql":
        pytest.skip("of PostgreSQL")
    unguarded(filled, "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_pair_id_b'::regclass")
    assert [what for what, _ in kinds(filled)] == ["database"]


def test_a_guard_that_postgresql_has_switched_off_is_named(filled: Register) -> None:
    if filled.database.engine.dialect.name != "postgresql":
        pytest.skip("of PostgreSQL")
    unguarded(filled, "ALTER TABLE reading DISABLE TRIGGER ALL")
    assert {what for what, _ in kinds(filled, quick=True)} == {"database"}


def test_the_chain_is_held_against_an_anchor(filled: Register) -> None:
    look = Verification(filled.database, filled.files)
    head = look.head()
    assert Anchor.parse(str(head)) == head
    assert kinds(filled, anchor=head) == []
    assert kinds(filled, anchor=Anchor(head.number, "0" * 64)) == [("anchor", str(head.number))]
    assert kinds(filled, anchor=Anchor(head.number + 1, head.hash)) == [("anchor", str(head.number + 1))]


@pytest.mark.parametrize("text", ["", "12", "12:zz", "-1:" + "0" * 64, "x:" + "0" * 64])
def test_what_is_no_anchor_is_none(text: str) -> None:
    assert Anchor.parse(text) is None


def test_each_night_anchors_the_chain_for_the_next(filled: Register) -> None:
    path = filled.files.root.parent / ANCHORS
    assert nightly(filled.database, filled.files) == []
    assert nightly(filled.database, filled.files) == []
    first, second = kept(path)
    assert second.number == first.number + 1, "each night notes that it looked, and anchors that"
    last = second.number
    unguarded(
        filled,
        f"DELETE FROM audit_detail WHERE line = {last}",
        f"DELETE FROM audit WHERE id = {last}",
        f"UPDATE counter SET value = {last - 1} WHERE name = 'audit'",
    )
    assert [p.what for p in nightly(filled.database, filled.files)] == ["anchor"]
    assert kept(path) == [first, second], "a chain that is not whole is not anchored"


def test_what_was_looked_at_is_told(filled: Register) -> None:
    told: list[tuple[str, int, int]] = []
    assert found(filled, progress=lambda *step: told.append(step)) == []
    assert [step for step, _, _ in told] == ["Cơ sở dữ liệu", "Các bảng", "Nhật ký", "Bản gốc", "Bản gốc"]
    assert told[-1][1:] == (2, 2)
    with filled.database.read() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(file)) == 2
        tables = (dossier, innovation, outcome, pair)
        assert all(connection.scalar(sa.select(sa.func.count()).select_from(table)) for table in tables)
