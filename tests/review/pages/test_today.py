"""The day's page: what came, what waits, how far the programmes are; only what an account may see."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest

from register import Register
from review.services import Services
from schemas.account import Role
from schemas.dossier import DossierStatus, ItemError
from schemas.errors import ItemCode
from schemas.units.totals import Total
from tests.register.builders import reading, received, result, saved
from tests.review.browser import Browser

Browsers = Callable[..., Browser]


@pytest.fixture
def services() -> Services:
    both = {"programme": "75-nghin-sang-kien", "units_expected": 4, "units_filed": 3}
    whole = Total(row="whole", innovations=60, target=80, missing={"paper": 1}, days_left=5, **both)
    parents = [
        Total(row="parent", parent=name, innovations=done, target=40, **both)
        for name, done in (("LĐLĐ huyện Đông", 50), ("LĐLĐ huyện <Tây>", 10))
    ]
    return Services(totals=lambda on: [whole, *parents])


def tiles(text: str) -> dict[str, int]:
    found = re.findall(r"<b>([\d.]+)</b>([^<]+)</a>", text)
    return {name: int(number.replace(".", "")) for number, name in found}


def test_it_counts_what_waits(browser: Browsers, register: Register) -> None:
    saved(register)
    waiting, broken = received(register, b"hai"), received(register, b"ba")
    register.save(waiting, result(reading(1, "Khay", doubts=("title",)), status=DossierStatus.INCOMPLETE))
    register.set_aside(broken, ItemError(code=ItemCode.UNREADABLE, message="Tệp hỏng, gửi lại"))
    with register.run("nightly") as run:
        run.counts["rows"] = 12
    text = browser().get("/").text
    assert list(tiles(text).values()) == [1, 0, 1, 1, 3]
    assert "Tệp hỏng, gửi lại" in text
    assert "12 dòng" in text
    assert "Lượt đêm" in text


def test_charts_say_the_same_in_words(browser: Browsers) -> None:
    text = browser().get("/").text
    assert 'aria-label="sáng kiến so với chỉ tiêu: 60/80"' in text
    assert '<rect class="reached" width="75.0"' in text
    assert "chưa gửi 1 đơn vị" in text
    west, east = text.index("LĐLĐ huyện &lt;Tây&gt;"), text.index("LĐLĐ huyện Đông")
    assert west < east, "those farthest behind come first"
    assert re.search(r"<td>LĐLĐ huyện Đông</td><td class=\"number\">50</td><td class=\"number\">40</td>", text)


def test_an_account_of_some_units_sees_theirs(browser: Browsers, register: Register) -> None:
    first, second = saved(register)[0].rpartition("-")[0], received(register, b"hai", dt.datetime.now(dt.UTC))
    register.save(second, result(reading(1, "Khay", doubts=("title",)), status=DossierStatus.INCOMPLETE))
    register.units.choose(first, "dv-1", "thu")
    register.units.choose(second, "dv-2", "thu")
    text = browser("hep", units=("dv-1",)).get("/").text
    assert list(tiles(text).values()) == [0, 0, 0, 0, 3]
    assert second not in text
    assert "Tiến độ chương trình" not in text
    assert "/nhap-tay" not in text
    theirs = browser("hai", Role.VIEWER, units=("dv-2",)).get("/").text
    assert re.search(r"<b>1</b> hồ sơ, <b>1</b> dòng", theirs)
