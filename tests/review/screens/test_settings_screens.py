"""The settings and the exports in a real browser: accessible, whole on a phone, usable without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from register import Register
from review.services import Machine, Made, OfficeProgramme, Services
from schemas.export import Asked
from schemas.programme import programmes
from schemas.unit import Target, Unit, UnitKind, UnitName
from schemas.units.catalogue import Catalogue
from tests.register.builders import saved
from tests.review.pages.test_settings import tried

Screen = Callable[..., Any]
PAGES = [
    "/xuat",
    "/xuat?loai=summary",
    "/tai-khoan/lan",
    "/thiet-lap",
    "/thiet-lap/co-quan",
    "/thiet-lap/nguong",
    "/thiet-lap/chuong-trinh",
    "/thiet-lap/chuong-trinh/1-trieu-sang-kien",
    "/thiet-lap/don-vi",
    "/thiet-lap/don-vi/cdcs-che",
    "/thiet-lap/nhat-ky",
    "/thiet-lap/may",
]


def give(what: str, asked: Asked, target: tuple[str, Path]) -> Made:
    target[1].write_bytes(f"{what} {asked.programme}".encode())
    return Made(3)


@pytest.fixture
def services() -> Services:
    return Services(
        programmes=lambda: {one.id: one.name for one in programmes()},
        known=lambda: [OfficeProgramme(one, "shipped") for one in programmes()],
        give=give,
        thresholds=tried,
        machine=lambda: Machine(free=2**33, data="/du-lieu", tools=[("Tesseract", True), ("LibreOffice", False)]),
        checks=lambda: [{"name": "Sổ", "ok": True, "found": "nguyên vẹn", "advice": ""}],
    )


@pytest.fixture(autouse=True)
def _filled(register: Register) -> None:
    saved(register)
    targets = [Target(programme="1-trieu-sang-kien", target=12)]
    name = UnitName(name="Công đoàn cơ sở Nhà máy Chè Mẫu có một cái tên rất dài để thử xem có tràn không")
    unit = Unit(id="cdcs-che", kind=UnitKind.GRASSROOTS, names=[name], cluster="Cụm 2", targets=targets)
    register.units.save(Catalogue([unit], []), "thử")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_and_whole_on_a_phone(screen: Screen, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = screen(scheme=scheme)
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    for path in PAGES:
        page.set_viewport_size({"width": 1366, "height": 768})
        page.goto(path)
        found = Axe().run(page, options=options)
        assert found.violations_count == 0, f"{path}\n{found.generate_report()}"
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_an_export_is_ordered_and_fetched_without_scripts(screen: Screen, register: Register) -> None:
    page = screen(scripts=False)
    page.goto("/so")
    page.click("text=Sổ vàng để in")
    page.select_option("#programme", "1-trieu-sang-kien")
    page.click("section.card button.main")
    with page.expect_download() as fetched:
        page.click("text=Tải tệp về")
    assert Path(fetched.value.path()).read_text("utf-8") == "book 1-trieu-sang-kien"
    assert register.audit("book")[-1]["who"] == "lan"


def test_a_unit_and_a_threshold_are_changed_without_scripts(screen: Screen, register: Register) -> None:
    page = screen(scripts=False)
    page.goto("/thiet-lap/don-vi")
    page.click("text=Thêm đơn vị")
    page.fill("#name", "CĐCS Mới")
    page.click("form.card button.main")
    assert "cdcs-moi" in register.units.own().units
    page.goto("/thiet-lap/nguong")
    page.check("input[name=review][value='0.2']")
    page.click("button.main")
    page.wait_for_selector("text=Đã lưu")
    kept = register.settings.get("matching")
    assert kept
    assert kept.data == {"review": 0.2, "same": 0.86}


def test_the_units_follow_what_is_typed(screen: Screen) -> None:
    page = screen()
    page.goto("/thiet-lap/don-vi")
    page.keyboard.press("/")
    page.keyboard.type("khongcogi")
    page.wait_for_selector("#found :text('Không có đơn vị nào')")
