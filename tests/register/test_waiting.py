"""The day's figures: what came, what waits, of all units or of some; on both databases."""

from __future__ import annotations

import datetime as dt

from register import Register
from schemas.columns import FoundColumn, FoundTable
from schemas.dossier import Document, DossierStatus, ItemError
from schemas.errors import ItemCode
from tests.register.builders import NINE, alike, reading, received, result, saved


def test_what_came_since_a_moment(register: Register) -> None:
    saved(register, b"hom qua", NINE - dt.timedelta(days=2))
    saved(register, b"hom nay", NINE)
    received(register, b"chua doc", NINE)
    found = register.recent.waiting.arrived(NINE - dt.timedelta(hours=16))
    assert (found.dossiers, found.rows, found.unread) == (2, 3, 1)


def test_what_waits_and_for_whom(register: Register) -> None:
    first, second = saved(register), received(register, b"hai")
    register.save(second, result(reading(1, "Khay", doubts=("title", "summary")), status=DossierStatus.INCOMPLETE))
    register.save_pairs([alike(first[0], f"{second}-001")], first)
    broken, strange = received(register, b"ba"), received(register, b"bon")
    register.set_aside(broken, ItemError(code=ItemCode.EMPTY, message="tệp rỗng"))
    columns = [FoundColumn(heading=text) for text in "abc"]
    table = FoundTable(sha256="b" * 64, file="x", page=1, rows=1, head=0, first=1, columns=columns)
    register.save(strange, result(documents=[Document(kind="table", file="x", unknown=[table])]))
    found = register.recent.waiting.waits()
    assert (found.fields, found.pairs, found.held, found.failed) == (2, 1, 2, 1)
    assert found.registered == register.counts().innovations["registered"]
    assert [(one.id, one.columns, one.why) for one in found.listed] == [
        (strange, True, ""),
        (broken, False, "tệp rỗng"),
        (second, False, ""),
    ]


def test_of_some_units_only_what_is_theirs(register: Register) -> None:
    first, second = saved(register), received(register, b"hai")
    register.save(second, result(reading(1, "Khay", doubts=("title",)), status=DossierStatus.INCOMPLETE))
    register.save_pairs([alike(first[0], f"{second}-001")], first)
    register.units.choose(first[0].rpartition("-")[0], "dv-mot", "thu")
    register.units.choose(second, "dv-hai", "thu")
    mine = register.recent.waiting.waits(("dv-mot",))
    assert (mine.fields, mine.pairs, mine.held, mine.registered, mine.listed) == (0, 0, 0, 3, [])
    theirs = register.recent.waiting.waits(("dv-hai",))
    assert (theirs.fields, theirs.pairs, theirs.held, theirs.registered) == (1, 0, 1, 0)
    assert register.recent.waiting.waits(("dv-mot", "dv-hai")).pairs == 1
    assert register.recent.waiting.arrived(NINE, ("dv-hai",)).rows == 1
