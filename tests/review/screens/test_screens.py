"""What only a browser shows: keys, focus, contrast, narrow screens, pages without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from register import Register
from schemas.finding import Code, Finding
from tests.register.builders import alike, reading, received, result

Screen = Callable[..., Any]


@pytest.fixture
def rows(register: Register) -> list[str]:
    """Two rows with two questions each, that the machine suggests are one."""
    asked = ("title", "summary")
    found = []
    for content, title in ((b"mot", "Giá treo ống mềm"), (b"hai", "Gía treo ống mêm")):
        row = reading(1, title, doubts=asked, summary="Ống không gập, không nứt.")
        row.findings = [Finding(code=Code.LOW_CONFIDENCE, field=name, message="Đối chiếu với ảnh") for name in asked]
        dossier_id = received(register, content)
        register.save(dossier_id, result(row))
        found.append(f"{dossier_id}-001")
    register.save_pairs([alike(found[0], found[1])], found)
    register.tokens.make("x", "lan", "máy văn thư của phòng tổng hợp", "lan")
    return found


def pages(rows: list[str]) -> list[str]:
    return [
        "/",
        "/viec",
        "/nhan",
        "/ho-so",
        f"/ho-so/{rows[0][:-4]}",
        "/so",
        f"/sang-kien/{rows[0]}",
        f"/cap/{rows[0]}/{rows[1]}",
        "/tai-khoan",
        "/tai-khoan/lan",
        "/toi",
        "/toi/ma",
        f"/so/{rows[0]}",
        "/so?q=treo&status=needs_review",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible(screen: Screen, rows: list[str], scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = screen(scheme=scheme)
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    for path in pages(rows):
        page.goto(path)
        found = Axe().run(page, options=options)
        assert found.violations_count == 0, f"{path}\n{found.generate_report()}"
    page.evaluate("document.body.append(document.createElement('img'))")
    assert Axe().run(page, options=options).violations_count == 1, "the check itself sees nothing"


@pytest.mark.parametrize("width", [390, 683])  # a phone; 1366 points at 200 %
def test_nothing_is_cut_off_on_a_narrow_screen(screen: Screen, rows: list[str], width: int) -> None:
    page = screen(size=(width, 800))
    for path in pages(rows):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_row_is_settled_with_one_key_a_question(screen: Screen, rows: list[str], register: Register) -> None:
    page = screen()
    page.goto(f"/sang-kien/{rows[0]}")
    for _ in range(2):
        with page.expect_navigation():
            page.keyboard.press("1")
    held = register.answers.row(rows[0])
    assert held
    assert held.reading.review_fields == []
    with page.expect_navigation():
        page.keyboard.press("u")
    held = register.answers.row(rows[0])
    assert held
    assert held.reading.review_fields == ["summary"]


def test_a_field_is_corrected_without_the_mouse(screen: Screen, rows: list[str], register: Register) -> None:
    page = screen()
    page.goto(f"/sang-kien/{rows[1]}")
    page.keyboard.press("e")
    page.keyboard.type("Giá treo ống mềm 13j s f 1")
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("1")
    held = register.answers.row(rows[1])
    assert held
    assert held.reading.accepted.title == "Giá treo ống mềm 13j s f 1"


def test_j_and_k_go_from_question_to_question(screen: Screen, rows: list[str]) -> None:
    page = screen()
    page.goto(f"/sang-kien/{rows[0]}")
    at = "document.activeElement.closest('[data-question]').querySelector('[name=asked]').value"
    assert page.evaluate(at) == "title"
    page.keyboard.press("j")
    assert page.evaluate(at) == "summary"
    page.keyboard.press("j")
    assert page.evaluate(at) == "summary"
    page.keyboard.press("k")
    assert page.evaluate(at) == "title"


def test_composing_a_vietnamese_word_fires_nothing(screen: Screen, rows: list[str], register: Register) -> None:
    """Telex makes tones of s, f, r, x, j; an input method says that it is composing, or sends key code 229."""
    page = screen()
    page.goto(f"/cap/{rows[0]}/{rows[1]}")
    page.evaluate("document.activeElement.blur()")
    for key in ("1", "2", "j", "s", "f", "u", "e"):
        composing = f"new KeyboardEvent('keydown', {{key: '{key}', isComposing: true, bubbles: true}})"
        plain = f"new KeyboardEvent('keydown', {{key: '{key}', bubbles: true}})"
        code = f"Object.defineProperty({plain}, 'keyCode', {{value: 229}})"
        page.evaluate(f"document.body.dispatchEvent({composing}); document.body.dispatchEvent({code})")
    page.wait_for_timeout(300)
    held = register.judging.of(*rows)
    assert held
    assert held.waits
    assert page.evaluate("document.activeElement === document.body")


def test_shortcuts_can_be_switched_off(screen: Screen, rows: list[str], register: Register) -> None:
    page = screen(keys=False)
    page.goto(f"/cap/{rows[0]}/{rows[1]}")
    page.keyboard.press("1")
    page.wait_for_timeout(300)
    held = register.judging.of(*rows)
    assert held
    assert held.waits


def test_a_pair_is_judged_with_one_key(screen: Screen, rows: list[str], register: Register) -> None:
    page = screen()
    page.goto(f"/cap/{rows[0]}/{rows[1]}")
    with page.expect_navigation():
        page.keyboard.press("2")
    held = register.judging.of(*rows)
    assert held
    assert held.judgement == "different"


def test_all_of_it_works_without_scripts(screen: Screen, rows: list[str], register: Register) -> None:
    page = screen(scripts=False)
    page.goto(f"/sang-kien/{rows[0]}")
    page.fill(".question textarea", "Sửa bằng chuột")
    page.click(".question button.main >> nth=0")
    held = register.answers.row(rows[0])
    assert held
    assert held.reading.accepted.title == "Sửa bằng chuột"
    page.goto("/so?q=treo")
    assert page.locator("#hits tbody tr").count() == 1


def test_the_list_follows_what_is_typed(screen: Screen, rows: list[str]) -> None:
    page = screen()
    page.goto("/so")
    assert page.locator("#hits tbody tr").count() == 2
    page.keyboard.press("/")
    page.keyboard.type("khongcogi")
    page.wait_for_selector("#hits :text('Không tìm thấy')")


def test_one_phone_is_shown_for_a_reason_also_without_scripts(screen: Screen, rows: list[str]) -> None:
    page = screen(scripts=False)
    page.goto(f"/so/{rows[0]}")
    assert "0900 000 001" not in page.content()
    page.click(".phone summary")
    page.fill("#reason-0", "gọi hỏi lại năm sinh")
    page.click(".phone button")
    assert page.locator(".people b", has_text="0900 000 001").count() == 1
    assert page.locator(".moments", has_text="gọi hỏi lại năm sinh").count() == 1
