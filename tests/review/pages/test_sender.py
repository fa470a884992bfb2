"""Who sent a dossier: found in the catalogue, chosen by a person, remembered, taken back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from register import Register
from schemas.account import Role
from schemas.unit import Unit, UnitKind, UnitName
from schemas.units.catalogue import Catalogue
from tests.register.builders import saved
from tests.review.browser import Browser

Browsers = Callable[..., Browser]


@pytest.fixture
def key(register: Register) -> str:
    named = {"xuong-mau": "Công đoàn Xưởng Mẫu", "xuong-hai": "Công đoàn Xưởng Hai"}
    units = [Unit(id=one, kind=UnitKind.GRASSROOTS, names=[UnitName(name=name)]) for one, name in named.items()]
    register.units.save(Catalogue(units, []), "thử")
    return saved(register)[0].rpartition("-")[0]


def seen(browser: Browser, path: str) -> str:
    found = re.search(r'name="seen" value="(\d+)"', browser.get(f"{path}?q=xuong").text)
    assert found
    return found[1]


def test_words_without_accents_find_a_unit(browser: Browsers, key: str) -> None:
    mine, path = browser(), f"/ho-so/{key}/don-vi"
    assert mine.get(f"{path}?q=xuong ha").text.count('name="unit"') == 1
    assert 'value="xuong-hai"' in mine.get(f"{path}?q=xuong ha").text
    assert "Không có đơn vị nào" in mine.get(f"{path}?q=khongcogi").text
    assert 'name="unit"' not in mine.get(path).text
    assert mine.get(f"{path}?q={'x' * 301}").status_code == 422


def test_a_choice_holds_is_remembered_and_taken_back(browser: Browsers, register: Register, key: str) -> None:
    mine, path = browser(), f"/ho-so/{key}/don-vi"
    assert mine.post(path, {"unit": "xuong-hai", "seen": "0"}).status_code == 303
    assert "Công đoàn Xưởng Hai" in mine.get(f"/ho-so/{key}").text
    assert register.units.learnt() == [("Công đoàn Xưởng Mẫu", "xuong-hai")]
    other = browser("minh")
    answer = other.post(path, {"unit": "xuong-mau", "seen": "0"})
    assert answer.status_code == 409
    assert "lan" in answer.text
    assert register.units.filings()[key].unit_id == "xuong-hai"
    assert mine.post(f"{path}/lui", {"seen": "0"}).status_code == 409
    assert mine.post(f"{path}/lui", {"seen": seen(mine, path)}).status_code == 303
    assert register.units.filings()[key].unit_id is None
    assert mine.post(f"{path}/lui", {"seen": seen(mine, path)}).status_code == 404


def test_what_is_no_unit_and_who_may_not_choose(browser: Browsers, register: Register, key: str) -> None:
    path, chosen = f"/ho-so/{key}/don-vi", {"unit": "xuong-mau", "seen": "0"}
    assert browser().post(path, {"unit": "khong-co", "seen": "0"}).status_code == 422
    clerk = browser("hoa", Role.ENTRY)
    assert clerk.get(path).status_code == 200
    assert 'name="unit"' not in clerk.get(f"{path}?q=xuong").text
    assert clerk.post(path, chosen).status_code == 403
    elsewhere = browser("xa", units=("xuong-hai",))
    assert elsewhere.get(path).status_code == 404
    assert elsewhere.post(path, chosen).status_code == 404
    register.units.choose(key, "xuong-hai", "thu")
    assert elsewhere.get(path).status_code == 200
    assert 'value="xuong-mau"' not in elsewhere.get(f"{path}?q=xuong").text
    assert elsewhere.post(path, chosen).status_code == 403
    assert register.units.filings()[key].unit_id == "xuong-hai"
