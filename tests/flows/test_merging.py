"""What people said and put together, through whole runs: nothing is asked twice, nothing counts twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.matching import match
from flows.office import Office, open_office
from flows.versions import settle_versions
from schemas.innovation import Status
from schemas.match import Across, Judgement, Kind
from sovang.index import verify
from sovang.settings import Settings
from tests.flows.test_versions import ROWS, finish, later, row, send

NAMES = [*ROWS]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(tmp_path / "data", None, workers=1)
    yield opened
    opened.register.close()


def filed(office: Office, day: int, *names: str, **change: object) -> str:
    rows = [row(name, **change) for name in names]  # type: ignore[arg-type]
    return send(office, rows, later(day), issuing_unit=f"Công đoàn cơ sở Xưởng {day}") + "-001"


def judged(office: Office, said: Judgement) -> None:
    for pair in office.register.judging.waiting():
        office.register.judging.judge(pair, said, "thu")


def test_a_later_run_suggests_the_survivor_only(office: Office) -> None:
    one, two = filed(office, 1, NAMES[0], scope="Toàn xưởng"), filed(office, 2, NAMES[0])
    assert match(office) == 1
    [pair] = office.register.judging.waiting()
    assert (pair.kind, pair.across) == (Kind.DUPLICATE, [Across.UNITS])
    assert len(pair.model) == 12
    judged(office, Judgement.SAME)
    office.register.merging.apply(office.register.merging.plan([one]), "thu")
    assert match(office) == 0
    assert verify(Settings(data=office.data), as_json=True) == 0
    third = filed(office, 3, NAMES[0], effect="Giảm 2 giờ mỗi ca.")
    assert match(office) == 1
    assert [(p.id_a, p.id_b) for p in office.register.judging.waiting()] == [(one, third)]
    assert match(office, everything=True) == 0
    assert [p.judgement for p in office.register.pairs() if two in (p.id_a, p.id_b)] == [Judgement.SAME]
    office.register.merging.undo(two, "thu")
    match(office)
    assert (two, third) in {(p.id_a, p.id_b) for p in office.register.judging.waiting()}
    assert verify(Settings(data=office.data), as_json=True) == 0


def test_the_same_content_of_a_third_unit_is_judged_already(office: Office) -> None:
    filed(office, 1, NAMES[0])
    filed(office, 2, NAMES[0], effect="Giảm 2 giờ mỗi ca.")
    match(office)
    judged(office, Judgement.DIFFERENT)
    filed(office, 3, NAMES[0], effect="giảm 2 giờ mỗi ca")
    match(office)
    waiting = {frozenset((p.id_a[-9:], p.id_b[-9:])) for p in office.register.judging.waiting()}
    assert waiting == {frozenset(("00002-001", "00003-001"))}, "of two equal contents nobody has said anything"
    assert match(office, everything=True) == 0
    assert [p.judgement for p in office.register.pairs()].count(Judgement.DIFFERENT) == 2


def test_a_table_sent_again_keeps_what_was_said_and_put_together(office: Office) -> None:
    rows = [row(name) for name in NAMES[:3]]
    first = send(office, rows)
    other = filed(office, 1, NAMES[0], scope="Toàn xưởng")
    finish(office)
    judged(office, Judgement.SAME)
    office.register.merging.apply(office.register.merging.plan([other]), "thu")
    again = send(office, [row(NAMES[0], summary="Thay bằng dao xoay hai cữ."), *rows[1:]], later(9))
    found = finish(office)
    assert office.register.judging.waiting() == []
    one = found[f"{first}-001"]
    assert (one.status, one.scope, one.merged_from) == (Status.REGISTERED, "Toàn xưởng", [other])
    assert found[f"{again}-001"].review_fields == ["summary"], "only what differs is asked"
    office.register.accept(f"{again}-001", office.register.reading(f"{again}-001").accepted, "thu")
    found = finish(office)
    counting = [key for key, item in found.items() if item.status == Status.REGISTERED]
    assert counting == [f"{first}-002", f"{first}-003", f"{again}-001"]
    newer = found[f"{again}-001"]
    assert (newer.merged_from, [sent.innovation for sent in newer.submitters]) == ([other], [f"{first}-001", other])
    settle_versions(office)
    assert {i.id: i for i in office.register.innovations()} == found
