"""The chain shows what was changed behind its back."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from register import Register, audit
from register.tables import audit as lines
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
        return [p.subject for p in audit.verify(connection)]


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
    [{"who": "khac"}, {"action": "x"}, {"detail": {"rows": 99}}, {"subject": "HS2021-00009"}, {"hash": "0" * 64}],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_line_is_found(told: Register, change: dict[str, object]) -> None:
    tamper(told, lines.update().where(lines.c.id == 2).values(change))
    assert problems(told)[0] in {"2", "3"}


def test_a_lost_line_is_found(told: Register) -> None:
    tamper(told, lines.delete().where(lines.c.id == 2))
    assert problems(told) == ["3"]


def test_a_chain_cut_at_its_end_is_told_by_the_head_kept_elsewhere(told: Register) -> None:
    with told.database.read() as connection:
        before = audit.head(connection)
    tamper(told, lines.delete().where(lines.c.id == 4))
    assert problems(told) == []
    with told.database.read() as connection:
        assert audit.head(connection) != before


def test_verify_of_the_register_reports_it(told: Register) -> None:
    tamper(told, lines.update().where(lines.c.id == 2).values(who="khac"))
    assert [(p.what, p.subject) for p in told.verify()] == [("audit", "2")]
