from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from flows.giving import give
from flows.office import open_office
from register import Register
from review.services import Made, Services
from schemas.account import Role
from schemas.export import KINDS, Asked
from tests.register.builders import alike, saved

Programs = Callable[..., TestClient]


@pytest.fixture
def services(tmp_path: Path) -> Services:
    """Exports as the command hands them in."""

    def made(what: str, asked: Asked, target: tuple[str, Path]) -> Made:
        office = open_office(tmp_path / "data")
        try:
            given = give(office, what, asked, target)
        finally:
            office.register.close()
        return Made(given.rows, given.remarks)

    return Services(give=made)


def actions(register: Register) -> list[tuple[str, str]]:
    return [(line["action"], line["who"]) for line in register.audit("innovations")]


def test_the_kinds_are_those_of_the_command(program: Programs) -> None:
    told = {one["name"]: one for one in program(Role.VIEWER).get("/api/v1/exports").json()}
    assert {*KINDS} - {*told} == {"reply"}, "replies are many files: the command writes them"
    assert told["innovations"]["forms"] == ["jsonl", "csv", "xlsx"]


def test_lines_leave_with_phones_masked_and_are_noted(program: Programs, register: Register, tmp_path: Path) -> None:
    ids = saved(register)
    answer = program(Role.VIEWER).get("/api/v1/exports/innovations")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert [json.loads(line)["id"] for line in answer.text.splitlines()] == ids
    assert "+84900000001" not in answer.text
    assert "0900 *** *01" in answer.text
    assert actions(register) == [("exported", "may")]
    assert not list((tmp_path / "data" / "uploads").glob("*")), "nothing is left lying about"


def test_whole_phones_need_a_reason_and_a_role(program: Programs, register: Register) -> None:
    saved(register)
    asked = {"reveal": "nhập lên cổng"}
    assert program(Role.ENTRY, name="nhap").get("/api/v1/exports/innovations", params=asked).status_code == 403
    mine = program(Role.REVIEWER)
    assert mine.get("/api/v1/exports/portal").json()["error"]["code"] == "phones-need-reason"
    assert "+84900000001" in mine.get("/api/v1/exports/innovations", params=asked).text
    assert actions(register) == [("revealed", "may")]
    assert mine.get("/api/v1/exports/portal", params={**asked, "format": "jsonl"}).status_code == 200


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("innovations?format=docx", "không có dạng docx"),
        ("book?layout=6", "không dùng mục layout"),
        ("innovations?programme=khong-co", "Không có chương trình"),
        ("innovations?dossiers=HS2099-00001", "Không có hồ sơ"),
        ("innovations?unit=khong-co", "Không có đơn vị"),
    ],
)
def test_what_is_asked_wrongly_is_told(program: Programs, query: str, told: str) -> None:
    answer = program().get(f"/api/v1/exports/{query}")
    assert answer.status_code == 422
    assert told in answer.json()["error"]["message"]


def test_a_scope_exports_its_own_unit_and_no_word_of_others(
    program: Programs, register: Register, two_units: tuple[list[str], list[str]]
) -> None:
    own, others = two_units
    register.save_pairs([alike(own[0], others[0])], [own[0], others[0]])
    mine = program(Role.ADMIN, units=("dv-1",))
    for query in ("innovations?unit=dv-2", "summary"):
        assert mine.get(f"/api/v1/exports/{query}").status_code == 403, query
    catalogue(register)
    for query in ("innovations", "innovations?unit=dv-1"):
        answer = mine.get(f"/api/v1/exports/{query}")
        assert [json.loads(line)["id"] for line in answer.text.splitlines()] == own
        assert others[0][:-4] not in answer.text
    assert mine.get(f"/api/v1/exports/innovations?unit=dv-1&dossiers={others[0][:-4]}").status_code == 404


def test_a_scope_is_given_every_kind_and_form_of_its_own(
    program: Programs, register: Register, two_units: tuple[list[str], list[str]]
) -> None:
    own, others = two_units
    register.save_pairs([alike(own[0], others[0]), alike(own[0], own[1])], [*own, *others])
    catalogue(register)
    mine = program(Role.ADMIN, units=("dv-1",))
    for query in ("innovations?format=csv", "dossiers", "dossiers?format=csv", "duplicates", "units?format=csv"):
        answer = mine.get(f"/api/v1/exports/{query}")
        assert answer.status_code == 200, query
        assert others[0][:-4] not in answer.text, query
    assert own[1] in mine.get("/api/v1/exports/duplicates").text
    for query in ("innovations?format=xlsx", "duplicates?format=xlsx", "portal?reveal=nhập+cổng"):
        assert mine.get(f"/api/v1/exports/{query}").content[:2] == b"PK", query


def catalogue(register: Register) -> None:
    from schemas.unit import Unit, UnitKind, UnitName
    from schemas.units.catalogue import Catalogue

    unit = Unit(id="dv-1", kind=UnitKind("cdcs"), names=[UnitName(name="Công đoàn Xưởng Mẫu")])
    register.units.save(Catalogue([unit], []), "thử")
