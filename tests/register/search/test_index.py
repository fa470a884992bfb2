"""Whatever changes what is in force changes what is found, in the same transaction."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa

from register import Register
from register.search import index
from register.search.checking import out_of_step
from register.search.query import Query
from register.search.tables import search_entry, tally
from register.tables import counter, innovation, reading
from schemas.innovation import Status
from schemas.letter_answer import LetterAnswer
from schemas.match import Judgement
from schemas.units.filing import Filing
from tests.register.builders import alike, received, result, saved
from tests.register.builders import reading as read


def _found(register: Register, words: str, **filters: str) -> list[str]:
    return [hit.id for hit in register.finder.page(Query(words=words, **filters)).hits]  # type: ignore[arg-type]


def _is_in_step(register: Register) -> bool:
    """Entries, words and counts are what they would be if all were indexed anew."""
    with register.database.read() as connection:
        before = _whole(connection)
    with register.database.write() as connection:
        index._clear(connection)
        connection.execute(counter.delete().where(counter.c.name == "search"))
    index.catch_up(register.database)
    with register.database.read() as connection:
        return before == _whole(connection)


def _whole(connection: sa.Connection) -> list[object]:
    columns = [c for c in search_entry.c if c.name not in ("n", "words")]
    entries = connection.execute(sa.select(*columns).order_by(search_entry.c.innovation_id)).all()
    counted = sa.select(tally).where(tally.c.innovations != 0).order_by(*tally.primary_key.columns)
    words = []
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.v USING fts5vocab(main, search_words, 'row')"
        )
        words = connection.exec_driver_sql("SELECT term, doc FROM temp.v ORDER BY term").all()
    return [entries, connection.execute(counted).all(), words]


def test_a_rerun_replaces_the_words(register: Register) -> None:
    first = saved(register)[0]
    dossier = first.rpartition("-")[0]
    register.save(dossier, result(read(1, "Cải tiến máy cắt rãnh đá"), read(2, "Phần mềm chấm công tổ lò hơi")))
    assert _found(register, "ranh go") == [] and _found(register, "rãnh đá") == [first]
    assert _found(register, "giá treo") == []  # withdrawn
    assert _is_in_step(register)


def test_a_persons_word_is_found(register: Register) -> None:
    first, second, third = saved(register)
    accepted = register.reading(first).accepted
    register.accept(first, accepted.model_copy(update={"title": "Máy bào tự chế"}), "thu")
    register.decide(second, Status.REJECTED, "thu")
    register.judge(alike(first, third), Judgement.SAME, "thu")
    assert _found(register, "bào") == [first] and _found(register, "cắt") == []
    assert _found(register, "", status="rejected") == [second]
    assert _found(register, "", status="duplicate") == [third]
    assert _is_in_step(register)


def test_the_unit_that_is_found_later_is_a_filter(register: Register) -> None:
    ids = saved(register)
    dossier = ids[0].rpartition("-")[0]
    register.units.file([Filing(dossier_id=dossier, text="Công đoàn Xưởng Mẫu", unit_id="cd-xuong-mau", chance=1.0)])
    assert sorted(_found(register, "", unit="cd-xuong-mau")) == ids
    assert _is_in_step(register)


def test_a_register_of_before_is_indexed_when_it_is_opened(register: Register) -> None:
    ids = saved(register)
    with register.database.write() as connection:
        index._clear(connection)
        connection.execute(counter.delete().where(counter.c.name == "search"))
    assert _found(register, "cắt") == []
    index.catch_up(register.database)
    assert _found(register, "cắt") == ids[:1] and _is_in_step(register)


def test_indexing_goes_on_where_it_was_stopped(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(register)
    saved(register, b"another")
    with register.database.write() as connection:
        connection.execute(counter.delete().where(counter.c.name == "search"))
    monkeypatch.setattr("register.search.index.batches", lambda items: iter([[one] for one in items]))
    count, real = iter(range(99)), index.sync

    def stops(connection: sa.Connection, ids: list[str]) -> None:
        if next(count) == 2:
            raise KeyboardInterrupt
        real(connection, ids)

    monkeypatch.setattr(index, "sync", stops)
    with pytest.raises(KeyboardInterrupt):
        index.catch_up(register.database)
    index.catch_up(register.database)
    assert len(_found(register, "")) == 6 and _is_in_step(register)


def test_rows_of_a_list_are_found_as_they_would_be_later(register: Register) -> None:
    key = received(register)
    register.imports.begin(key, "list", result())
    rows = [(read(1, "Cải tiến máy cắt rãnh đá"), None), (read(2, "Phần mềm chấm công tổ lò hơi"), "rejected")]
    register.imports.put(key, rows, "thu")
    register.imports.put(key, [(read(3, "Giá treo dụng cụ"), None)], "thu")
    assert _found(register, "rãnh đá") == [f"{key}-001"] and _found(register, "giá treo") == [f"{key}-003"]
    assert _found(register, "", status="rejected") == [f"{key}-002"]
    assert _is_in_step(register)


def test_what_is_forgotten_leaves_no_word(register: Register) -> None:
    ids = saved(register)
    with register.database.write() as connection:
        index.forget(connection, ids)
        kept = connection.scalar(sa.select(sa.func.count()).select_from(search_entry))
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, search_words, 'row')")
            assert connection.exec_driver_sql("SELECT term FROM temp.v").all() == []
    assert kept == 0 and _found(register, "lò") == []
    with register.database.write() as connection:
        index.sync(connection, ids)
    assert sorted(_found(register, "lò")) == ids


def test_what_is_out_of_step_is_told_and_can_be_mended(register: Register) -> None:
    ids = saved(register)
    with register.database.write() as connection:
        connection.execute(innovation.update().where(innovation.c.id == ids[1]).values(status="rejected"))
    with register.database.read() as connection:
        assert out_of_step(connection) == out_of_step(connection, quick=True) == [ids[1]]
    assert "search_entry" in [problem.subject for problem in register.verify()]
    index.redo(register.database)
    with register.database.write() as connection:
        assert out_of_step(connection) == []
        connection.execute(tally.update().values(innovations=tally.c.innovations + 1))
        assert out_of_step(connection) == ["*"]
    index.redo(register.database)
    with register.database.write() as connection:
        assert out_of_step(connection) == []
        connection.execute(tally.update().where(tally.c.dossier_id != "").values(phase="giai-doan-9"))
        assert out_of_step(connection) == ["*"]
    index.redo(register.database)


@pytest.mark.parametrize("name", [c.name for c in search_entry.c if c.name not in ("n", "innovation_id", "words")])
def test_a_stale_value_of_any_column_is_told(register: Register, name: str) -> None:
    ids = saved(register)
    others = {"reading_id": 7, "doubts": 7, "benefit": 7, "urgency": 0.7, "day": dt.date(1999, 1, 2)}
    with register.database.write() as connection:
        mine = search_entry.c.innovation_id == ids[1]
        connection.execute(search_entry.update().where(mine).values({name: others.get(name, "khác")}))
    with register.database.read() as connection:
        assert out_of_step(connection) == [ids[1]]
        quick = out_of_step(connection, quick=True)
    assert quick == ([ids[1]] if name in QUICK else [])
    assert "search_entry" in [problem.subject for problem in register.verify()]
    _put_right(register)


def test_what_is_corrected_of_a_dossier_is_found_by_what_holds(register: Register) -> None:
    ids = saved(register)
    dossier_id = ids[0][:-4]
    values = {"issuing_unit": "Công đoàn Trạm Thử", "programme": "1-trieu-sang-kien", "number": "99/TTr"}
    for name, value in {**values, "date": "2020-02-03"}.items():
        paper = register.letters.paper(dossier_id)
        assert paper is not None
        said = LetterAnswer(asked=name, values={name: value}, person="lan")
        register.letters.give(dossier_id, paper.version, said)
    register.units.choose(dossier_id, "tram-thu", "lan")
    day = dt.date(2020, 2, 3)
    for now in ({"unit": "trạm thử"}, {"programme": "1-trieu-sang-kien"}, {"unit": "tram-thu"}):
        assert sorted(_found(register, "", **now)) == ids
    assert sorted(_found(register, "99/TTr", first=day, last=day)) == ids  # type: ignore[arg-type]
    for before in ({"unit": "xưởng mẫu"}, {"programme": "75-nghin-sang-kien"}):
        assert _found(register, "", **before) == []
    assert {hit.unit for hit in register.finder.page(Query()).hits} == {"Công đoàn Trạm Thử"}


QUICK = ("reading_id", "dossier_id", "status", "doubts", "programme", "phase", "sender", "unit_id")  # need no reading


def _put_right(register: Register) -> None:
    """As nothing but a test would have to: words are taken out by the entry that put them in."""
    with register.database.write() as connection:
        index._clear(connection)
        connection.execute(counter.delete().where(counter.c.name == index.MARK))
    index.catch_up(register.database)


def test_an_error_takes_the_words_back_too(register: Register) -> None:
    key = received(register)

    class Stop(Exception): ...

    with pytest.raises(Stop), register.database.write() as connection:
        from register import innovations

        innovations.save(connection, key, result())
        assert connection.scalar(sa.select(sa.func.count()).select_from(search_entry)) == 3
        raise Stop
    assert _found(register, "") == [] and _is_in_step(register)
    with register.database.read() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(reading)) == 0
        assert connection.scalar(sa.select(sa.func.count()).select_from(innovation)) == 0
