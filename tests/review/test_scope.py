"""Who sees some units only: nothing of the others is reached by an address or a form, and nothing of them is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from fastapi.routing import APIRoute

from register import Register
from review.access import ACCESS, LOOK_AFTER
from schemas.account import Role
from schemas.dossier import DossierStatus
from schemas.finding import Code, Finding
from schemas.match import Judgement
from schemas.units.filing import Filing
from tests.register.builders import alike, reading, received, result
from tests.review.browser import OWN, Browser
from tests.review.test_access import routes

Browsers = Callable[..., Browser]
SECRET = "Máy gặt bí mật"


@dataclass(frozen=True)
class Two:
    """Rows of the account's unit, and of another one."""

    own: list[str]
    other: list[str]


def row(number: int, title: str, *findings: Finding):  # type: ignore[no-untyped-def]
    return reading(number, title).model_copy(update={"findings": list(findings)})


def filed(register: Register, key: str, unit: str) -> None:
    register.units.file([Filing(dossier_id=key, unit_id=unit, text=unit, basis="thử", chance=1.0)])


@pytest.fixture
def two(register: Register) -> Two:
    """Everything of the unit's own speaks of the other: findings, pairs, a group, rows put together."""
    other = received(register, b"khac")
    register.save(other, result(row(1, SECRET), row(2, f"{SECRET} hai")))
    filed(register, other, "dv-2")
    own = received(register, b"minh")
    same = f"Tệp “bang.xlsx” cũng có trong hồ sơ {other}, {other}."
    again = f"Bản gửi lại sửa: trước là “{SECRET}”, nay là “Cào” (so với {other}-001)."
    gone = f"Bản gửi lại không còn: “{SECRET}”."
    told = [Finding(code=Code.SAME_FILE, message=same, ask=False), Finding(code=Code.RESUBMISSION, message=gone)]
    doubts = [Finding(code=Code.RESUBMISSION, field="title", message=again)]
    rows = [row(1, "Cào đất", *doubts), row(2, "Cào đất"), row(3, "Giá phơi")]
    found = [*told, Finding(code=Code.RESUBMISSION, message=f"Đơn vị gửi lại hồ sơ {other}.")]
    register.save(own, result(*rows, findings=found, status=DossierStatus.NEEDS_REVIEW))
    filed(register, own, "dv-1")
    two = Two([f"{own}-00{n}" for n in (1, 2, 3)], [f"{other}-00{n}" for n in (1, 2)])
    pairs = [alike(two.own[0], two.own[1]), alike(two.own[0], two.other[0]), alike(two.own[2], two.other[1])]
    register.save_pairs(pairs, [*two.own, *two.other])
    register.judging.judge(pairs[2], Judgement.SAME, "thu")
    register.merging.apply(register.merging.plan([two.own[2]]), "thu", "")
    return two


def filled(route: APIRoute, key: str, pair: str = "") -> str:
    """The route's address for an innovation and its dossier."""
    values = {"innovation_id": key, "dossier_id": key[:-4], "one": key, "other": pair or key, "sha256": "b" * 64}
    return re.sub(r"\{(\w+)[^}]*\}", lambda found: values.get(found[1], "1"), route.path)


def of_a_unit(app: object) -> list[APIRoute]:
    return [one for one in routes(app) if re.search(r"\{(innovation_id|dossier_id|one)\}", one.path)]  # type: ignore[arg-type]


def test_no_address_and_no_form_reaches_into_another_unit(browser: Browsers, register: Register, two: Two) -> None:
    mine = browser(role=Role.ADMIN, units=("dv-1",))
    form = {"version": "1", "asked": "title", "said": "same", "seen": "0", "reason": "gọi hỏi", "unit": "dv-1"}
    form |= {"who": "thu", "when": "2026-01-01T00:00:00+00:00", "action": "right", "_token": mine.token()}
    before = len(register.audit())
    for route in of_a_unit(mine.client.app):
        for path in {filled(route, two.other[0], two.own[0]), filled(route, two.other[0], two.other[1])}:
            data = form if "POST" in route.methods else None
            answer = mine.client.request(next(iter(route.methods)), path, data=data, headers=OWN)
            assert answer.status_code == 404, (route.name, path)
    assert len(register.audit()) == before


def test_no_page_of_ones_own_tells_of_another_unit(browser: Browsers, two: Two) -> None:
    mine = browser(role=Role.ADMIN, units=("dv-1",))
    shown = 0
    for route in routes(mine.client.app):  # type: ignore[arg-type]
        if "GET" not in route.methods or ACCESS[route.name] is LOOK_AFTER:
            continue  # what looks after the machine is for the whole province
        for key, pair in ((two.own[0], two.own[1]), (two.own[2], two.own[0])):
            answer = mine.get(filled(route, key, pair))
            shown += answer.status_code == 200
            for word in (two.other[0][:-4], SECRET.casefold()):
                at = answer.text.casefold().find(word.casefold())
                assert at < 0, (route.name, answer.text[at - 200 : at + 100])
    assert shown > 20


def test_what_is_told_of_others_is_that_there_are_some(browser: Browsers, two: Two) -> None:
    key = two.own[0][:-4]
    assert "cũng có trong hồ sơ của đơn vị khác." in browser(units=("dv-1",)).get(f"/ho-so/{key}").text
    everywhere = browser("mai").get(f"/ho-so/{key}").text
    assert two.other[0][:-4] in everywhere
    assert "của đơn vị khác" not in everywhere
