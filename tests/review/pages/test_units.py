"""The office's units at the desk."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from register import Register
from register.units import mark_of
from review.services import Services
from schemas.account import Role
from schemas.errors import SetupError
from schemas.unit import Unit
from tests.review.browser import OWN, Browser

Browsers = Callable[..., Browser]
NEW = {
    "name": "CĐCS Nhà máy Chè Mẫu",
    "kind": "cdcs",
    "aliases": "CĐ Chè\n Chè  Mẫu ",
    "cluster": "Cụm 2",
    "members": "1.250",
    "target-0-programme": "p-1",
    "target-0-target": "12",
    "target-0-percent": "10,5",
    "target-0-quota": "20",
    "seen": "",
}


class Office:
    """Stands for the child that reads workbooks, and for looking up senders."""

    def __init__(self) -> None:
        self.settled, self.read = 0, list[tuple[bytes, str, bool]]()
        self.bad: list[dict[str, Any]] = []

    def settle(self) -> None:
        self.settled += 1

    def bring(self, path: Path, person: str, *, only_plan: bool) -> dict[str, Any]:
        content = path.read_bytes()
        if content == b"hong":
            raise SetupError("Tệp này không phải bảng Excel.")
        self.read.append((content, person, only_plan))
        plan = {"added": ["dv-a"], "changed": [], "same": 3, "events": 0, "bad": self.bad}
        return {**plan, "done": not only_plan and not self.bad, "named_dossiers": 7}


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def services(office: Office) -> Services:
    return Services(programmes=lambda: {"p-1": "Một"}, import_units=office.bring, settle_units=office.settle)


def unit(register: Register, key: str = "cdcs-nha-may-che-mau") -> Unit:
    return register.units.own().units[key]


def test_a_unit_is_added_found_and_changed(browser: Browsers, register: Register, office: Office) -> None:
    mine = browser(role=Role.ADMIN)
    answer = mine.post("/thiet-lap/don-vi/moi", NEW)
    assert answer.headers["location"] == "/thiet-lap/don-vi/cdcs-nha-may-che-mau?xong=1"
    one = unit(register)
    assert one.aliases == ["CĐ Chè", "Chè Mẫu"]
    assert (one.cluster, one.members) == ("Cụm 2", 1250)
    assert [(t.programme, t.target, t.percent, t.quota) for t in one.targets] == [("p-1", 12, 10.5, 20)]
    assert office.settled == 1
    for words in ("che mau", "CĐ Chè", "cdcs-nha-may"):
        assert "cdcs-nha-may-che-mau" in mine.get(f"/thiet-lap/don-vi?q={words}").text
    path = "/thiet-lap/don-vi/cdcs-nha-may-che-mau"
    found = re.search(r'name="seen" value="(\w+)"', mine.get(path).text)
    assert found
    changed = NEW | {"seen": found[1], "name": "CĐCS Chè Vân Sơn", "since": "01/07/2026", "members": ""}
    assert mine.post(path, changed | {"target-0-percent": ""}).status_code == 303
    names = [(n.name, str(n.valid_from), str(n.valid_to)) for n in unit(register).names]
    assert names == [("CĐCS Nhà máy Chè Mẫu", "None", "2026-07-01"), ("CĐCS Chè Vân Sơn", "2026-07-01", "None")]
    line = register.audit("cdcs-nha-may-che-mau")[-1]
    assert (line["who"], line["action"]) == ("lan", "unit")


def test_the_second_of_two_is_told_and_overwrites_nothing(browser: Browsers, register: Register) -> None:
    mine, path = browser(role=Role.ADMIN), "/thiet-lap/don-vi/cdcs-nha-may-che-mau"
    mine.post("/thiet-lap/don-vi/moi", NEW)
    seen = mark_of(unit(register))
    assert mine.post(path, NEW | {"seen": seen, "cluster": "Cụm 3"}).status_code == 303
    answer = mine.post(path, NEW | {"seen": seen, "cluster": "Cụm 4"})
    assert answer.status_code == 409
    assert "vừa được người khác sửa" in answer.text
    assert unit(register).cluster == "Cụm 3"


def test_a_unit_of_the_shipped_catalogue_becomes_the_offices_own(browser: Browsers, register: Register) -> None:
    key = next(one.id for one in register.units.catalogue().units.values() if one.kind.value == "ldld_tinh")
    before, mine = register.units.catalogue().units[key], browser(role=Role.ADMIN)
    assert key in mine.get(f"/thiet-lap/don-vi?q={key}").text
    found = re.search(r'name="seen" value="(\w+)"', mine.get(f"/thiet-lap/don-vi/{key}").text)
    assert found
    values = {"name": before.names[-1].name, "kind": before.kind.value, "cluster": "Cụm 1", "seen": found[1]}
    values["parent"] = before.parents[-1].parent_id if before.parents else ""
    assert mine.post(f"/thiet-lap/don-vi/{key}", values).status_code == 303
    after = unit(register, key)
    assert after == before.model_copy(update={"cluster": "Cụm 1", "aliases": []})


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "Ghi tên đơn vị"),
        ({"parent": "khong-co"}, "Không có đơn vị cấp trên"),
        ({"members": "đông"}, "không phải số"),
        ({"target-0-programme": ""}, "chọn chương trình"),
        ({"members": "", "target-0-target": ""}, "thiếu số đoàn viên"),
        ({"kind": "hội"}, "Có ô ghi sai"),
        ({"since": "mai"}, "ngày"),
    ],
)
def test_a_slip_is_told_and_what_was_typed_stays(
    browser: Browsers, register: Register, wrong: dict[str, str], told: str
) -> None:
    answer = browser(role=Role.ADMIN).post("/thiet-lap/don-vi/moi", NEW | wrong)
    assert answer.status_code == 422
    assert told in answer.text
    assert "Cụm 2" in answer.text
    assert register.units.own().units == {}


def sent(mine: Browser, content: bytes | None = None, key: str = "") -> Any:
    files = {"file": ("danh muc.xlsx", content)} if content is not None else {}
    data = {"_token": mine.token(), "key": key}
    return mine.client.post("/thiet-lap/don-vi", data=data, files=files, headers=OWN)


def test_a_list_is_shown_before_it_is_brought_in(browser: Browsers, register: Register, office: Office) -> None:
    mine = browser(role=Role.ADMIN)
    shown = sent(mine, b"bang").text
    assert "Sẽ thêm" in shown
    found = re.search(r'name="key" value="([0-9a-f]{32})"', shown)
    assert found
    assert "đã nhập" in sent(mine, key=found[1]).text
    assert office.read == [(b"bang", "lan", True), (b"bang", "lan", False)]
    assert "chọn lại tệp" in sent(mine, key=found[1]).text, "it is brought in once"
    assert not [*(register.files.root.parent / "uploads").glob("don-vi-*")]


def test_a_list_that_cannot_be_read_and_one_with_slips_say_why(browser: Browsers, office: Office) -> None:
    mine = browser(role=Role.ADMIN)
    assert "không phải bảng Excel" in sent(mine, b"hong").text
    assert "Chọn tệp Excel" in sent(mine).text
    assert sent(mine, key="../../etc").status_code == 422
    office.bad = [{"page": "Đơn vị", "row": 4, "reason": "thiếu tên"}]
    shown = sent(mine, b"bang").text
    assert "thiếu tên" in shown
    assert "Nhập danh sách này" not in shown
