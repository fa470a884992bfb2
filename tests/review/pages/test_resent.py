"""A dossier that was sent again: which rows changed, came, went and stayed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from register import Register
from schemas.version import DossierVersion, RowVersion, Versions
from tests.register.builders import NINE, TITLES, reading, received, result, saved
from tests.review.browser import Browser

Browsers = Callable[..., Browser]


@pytest.fixture
def key(register: Register) -> str:
    """The second version: a row as it was, one with another sum, a new one; the third is left out."""
    before = saved(register)
    later = received(register, b"hai", NINE + dt.timedelta(days=1))
    rows = [reading(1, TITLES[0]), reading(2, TITLES[1], benefit_vnd=5_000_000), reading(3, "Xe gom rác")]
    register.save(later, result(*rows))
    links = [RowVersion(f"{later}-00{n}", before[n - 1], before[n - 1], n == 2) for n in (1, 2)]
    earlier = before[0].rpartition("-")[0]
    register.sent_again.save(Versions(dossiers=[DossierVersion(later, earlier, 2, [])], rows=links))
    return later


def test_rows_are_told_apart(browser: Browsers, register: Register, key: str) -> None:
    mine = browser()
    text = mine.get(f"/ho-so/{key}/lan-truoc").text
    for said in ("1 dòng sửa", "1 dòng mới", "1 dòng không còn", "1 dòng giữ nguyên"):
        assert said in text
    assert "Giá trị làm lợi" in text
    assert "5000000" in text.replace(".", "")
    assert f"/ho-so/{key}/lan-truoc" in mine.get(f"/ho-so/{key}").text


def test_a_first_version_has_nothing_to_compare(browser: Browsers, register: Register, key: str) -> None:
    first = next(register.dossiers()).id
    assert browser().get(f"/ho-so/{first}/lan-truoc").status_code == 404
    assert browser("xa", units=("dv-khac",)).get(f"/ho-so/{key}/lan-truoc").status_code == 404
