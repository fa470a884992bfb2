"""The chain shows what was changed behind its back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from register import Register, audit, chain
from register.tables import audit as lines
from register.tables import audit_detail as details
from register.tables import counter
from schemas.innovation import Accepted, Status
from tests.register.builders import saved


@pytest.fixture
def told(register: Register) -> Register:
    ids = saved(register)
    register.accept(ids[0], Accepted(title="Tên mới"), "thu")
    register.decide(ids[1], Status.REJECTED, "ba")
    return register


def problems(register: Register) -> list[str]:
    with register.database.read() as connection:
        return [p.subject for p in chain.check(connection)]


def tamper(register: Register, statement: sa.Executable) -> None:
    with register.database.write() as connection:
        connection.execute(statement)


def test_every_decision_says_who_what_before_and_after(told: Register) -> None:
    kept = [(line["id"], line["who"], line["action"]) for line in told.audit()]
    assert kept == [(1, "sovang", "received"), (2, "sovang", "read"), (3, "thu", "accepted"), (4, "ba", "decided")]
    accepted = told.audit()[2]["detail"]
    assert isinstance(accepted, dict)
    assert accepted["after"]["title"] == "Tên mới"
    assert accepted["before"]["title"] == "Cải tiến máy cắt rãnh gỗ"
    assert told.audit()[3]["detail"] == {"before": "registered", "after": "rejected"}


def test_an_untouched_chain_is_whole(told: Register) -> None:
    assert problems(told) == []


@pytest.mark.parametrize(
    "change",
    [{"who": "khac"}, {"action": "x"}, {"digest": "0" * 64}, {"subject": "HS2021-00009"}, {"hash": "0" * 64}],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_line_is_found(told: Register, change: dict[str, object]) -> None:
    tamper(told, lines.update().where(lines.c.id == 2).values(change))
    assert problems(told)[0] == "2"


@pytest.mark.parametrize(
    "change", [{"content": '{"rows":99}'}, {"salt": "0" * 32}], ids=lambda change: next(iter(change))
)
def test_a_changed_detail_is_found(told: Register, change: dict[str, object]) -> None:
    tamper(told, details.update().where(details.c.line == 2).values(change))
    assert problems(told) == ["2"]


def test_a_lost_detail_is_found(told: Register) -> None:
    tamper(told, details.delete().where(details.c.line == 3))
    assert problems(told) == ["3"]


def test_a_detail_emptied_by_nobody_is_found(told: Register) -> None:
    gone = {"content": None, "salt": None, "erased": 4}
    tamper(told, details.update().where(details.c.line == 3).values(gone))
    assert problems(told) == ["3"]


def test_a_detail_emptied_on_the_record_leaves_the_chain_whole(told: Register) -> None:
    with told.database.write() as connection:
        by = audit.note(connection, "person-erased", "person", {"lines": [3]}, "thu")
        audit.empty(connection, [3], by)
    assert problems(told) == []
    emptied = told.audit()[2]
    assert (emptied["who"], emptied["detail"], emptied["erased"]) == ("thu", {}, 5)


def test_a_lost_line_is_found(told: Register) -> None:
    tamper(told, details.delete().where(details.c.line == 2))
    tamper(told, lines.delete().where(lines.c.id == 2))
    assert problems(told) == ["2"]


def test_lines_that_changed_places_are_found(told: Register) -> None:
    words = ("who", "action", "subject", "digest", "hash")
    with told.database.write() as connection:
        rows = [dict(line) for line in audit.every(connection)]
        for here, there in ((3, 2), (2, 3)):
            said = {key: rows[there - 1][key] for key in words}
            connection.execute(lines.update().where(lines.c.id == here).values(said))
    assert problems(told)[:2] == ["2", "3"]


def test_a_foreign_line_at_the_end_is_found(told: Register) -> None:
    with told.database.write() as connection:
        number, before = audit.head(connection)
        line = {"id": number + 1, "at": told.audit()[-1]["at"], "who": "thu", "action": "decided", "subject": "x"}
        line["digest"] = ""
        connection.execute(lines.insert().values(**line, hash=audit.seal(before, line)))
    assert problems(told) == ["5"]


def test_a_chain_cut_at_its_end_is_found(told: Register) -> None:
    tamper(told, details.delete().where(details.c.line == 4))
    tamper(told, lines.delete().where(lines.c.id == 4))
    assert problems(told) == ["4"]


def test_a_chain_cut_with_its_counter_is_told_by_the_head_kept_elsewhere(told: Register) -> None:
    with told.database.read() as connection:
        number, known = audit.head(connection)
    tamper(told, details.delete().where(details.c.line == 4))
    tamper(told, lines.delete().where(lines.c.id == 4))
    tamper(told, counter.update().where(counter.c.name == audit.COUNTER).values(value=3))
    assert problems(told) == []
    with told.database.read() as connection:
        assert [p.what for p in chain.against(connection, number, known)] == ["anchor"]


def test_a_chain_written_anew_is_told_by_the_head_kept_elsewhere(told: Register) -> None:
    with told.database.read() as connection:
        number, known = audit.head(connection)
        assert list(chain.against(connection, number, known)) == []
    with told.database.write() as connection:
        _write_anew(connection)
    assert problems(told) == []
    with told.database.read() as connection:
        assert [p.subject for p in chain.against(connection, number, known)] == [str(number)]


def _write_anew(connection: sa.Connection) -> None:
    """What somebody with the whole database in hand could do: other words, all seals made again."""
    before = ""
    for line in list(audit.every(connection)):
        said = {**line, "who": "khac"}
        before = audit.seal(before, said)
        connection.execute(lines.update().where(lines.c.id == line["id"]).values(who="khac", hash=before))


@pytest.mark.parametrize(
    "detail", [{"name": "nửa \udc80 chữ"}, {"rỗng": "\0"}, {1: (2, 3)}, {"x": 0.1 + 0.2}, ["ố", None, 2**63]], ids=repr
)
def test_whatever_is_noted_is_whole_when_it_is_read_again(register: Register, detail: object) -> None:
    with register.database.write() as connection:
        audit.note(connection, "odd", "thử \udc80\0", detail, who="ai \0")
    assert problems(register) == []
    assert register.audit()[0]["detail"]


def test_a_line_outside_a_write_transaction_is_refused(register: Register) -> None:
    with register.database.read() as connection, pytest.raises(RuntimeError):
        audit.note(connection, "x", "y")


def test_writers_at_once_never_break_the_chain(register: Register) -> None:
    def write(worker: int) -> None:
        for n in range(15):
            with register.database.write() as connection:
                audit.note(connection, "turn", f"{worker}", {"n": n})

    with ThreadPoolExecutor(4) as hands:
        list(hands.map(write, range(4)))
    assert problems(register) == []
    assert [line["id"] for line in register.audit()] == list(range(1, 61))


def test_verify_of_the_register_reports_it(told: Register) -> None:
    tamper(told, lines.update().where(lines.c.id == 2).values(who="khac"))
    assert [(p.what, p.subject) for p in told.verify()] == [("audit", "2")]
