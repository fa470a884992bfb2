"""What only a browser shows: keys, focus, contrast, narrow screens, pages without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from register import Register
from register.judgements import Saying
from schemas.columns import FoundColumn, FoundTable
from schemas.dossier import Document, Part
from schemas.finding import Code, Finding
from schemas.grid import Box, Doubt
from schemas.innovation import FieldReading, Place
from schemas.match import Judgement
from tests.register.builders import alike, reading, received, result

Screen = Callable[..., Any]
PAGE = "d" * 64


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
    _with_a_page(register, found[1][:-4])
    return found


def _with_a_page(register: Register, dossier_id: str) -> None:
    """A page that there is a picture of, and a table whose columns nobody knows."""
    columns = [FoundColumn(heading=text, samples=["mẫu"]) for text in ("TT", "Thợ nghĩ ra", "Món đồ mới")]
    table = FoundTable(sha256=PAGE, file="bang.pdf", page=1, rows=1, head=0, first=1, columns=columns)
    row = reading(1, "Gía treo ống mêm", doubts=("title", "summary"), summary="Ống không gập, không nứt.")
    row.source.places = [Place(sha256=PAGE, page=1, box=Box(0.1, 0.2, 0.9, 0.3))]
    asked = [
        Finding(code=Code.LOW_CONFIDENCE, field=name, message="Đối chiếu với ảnh") for name in ("title", "summary")
    ]
    row.findings = asked
    document = Document(kind="table", file="bang.pdf", pages=[1], unknown=[table])
    register.save(
        dossier_id, result(row, parts=[Part(name="bang.pdf", sha256=PAGE, kind="pdf", pages=1)], documents=[document])
    )
    folder = register.files.root.parent / "pages" / PAGE[:2] / PAGE
    folder.mkdir(parents=True)
    Image.new("RGB", (600, 800), "white").save(folder / "1.jpg")


@pytest.fixture
def group(register: Register, rows: list[str]) -> list[str]:
    """The two rows and a third that the machine suggests are one with the second."""
    dossier_id = received(register, b"ba")
    register.save(dossier_id, result(reading(1, "Giá treo ống mềm 13", authors=[])))
    key = f"{dossier_id}-001"
    register.save_pairs([alike(rows[0], rows[1]), alike(rows[1], key, 0.6)], [*rows, key])
    return [*rows, key]


@pytest.fixture
def doubtful(register: Register, tmp_path: Path) -> str:
    """A row with its page's picture, and two words that may be misread."""
    shelf = tmp_path / "data" / "pages" / "bb" / ("b" * 64)
    shelf.mkdir(parents=True)
    Image.new("RGB", (1200, 850), "white").save(shelf / "1.jpg")
    row = reading(1, "Giá kep ống mêm", doubts=("title",))
    row.source.places = [Place(sha256="b" * 64, page=1, box=Box(0.1, 0.2, 0.9, 0.3))]
    doubts = [Doubt("kep", 0.4, "kẹp"), Doubt("mêm", 0.5, "mềm")]
    row.fields["title"] = FieldReading(as_read="Giá kep ống mêm", alternate="Giá kẹp ống mềm", doubts=doubts)
    dossier_id = received(register, b"bon")
    register.save(dossier_id, result(row))
    return f"{dossier_id}-001"


def pages(rows: list[str]) -> list[str]:
    return [
        "/",
        "/viec",
        "/nhan",
        "/ho-so",
        f"/ho-so/{rows[0][:-4]}",
        *(f"/ho-so/{rows[1][:-4]}{more}" for more in ("", f"/trang/{PAGE}/1", "/don-vi?q=lien", "/cot/1", "/nhap")),
        f"/ho-so/{rows[0][:-4]}/tra-loi",
        "/nhap-tay",
        "/so",
        f"/sang-kien/{rows[0]}",
        f"/cap/{rows[0]}/{rows[1]}",
        f"/gop/{rows[0]}",
        "/gop",
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


@pytest.mark.parametrize("where", ["row", "pair"])
def test_what_is_typed_in_a_field_is_text_and_nothing_else(
    screen: Screen, rows: list[str], register: Register, where: str
) -> None:
    """Telex and VNI send the bare keys too, one after the other, as the word grows."""
    page = screen()
    page.goto(f"/sang-kien/{rows[0]}" if where == "row" else f"/cap/{rows[0]}/{rows[1]}")
    page.keyboard.press("e")
    page.keyboard.press("Control+A")
    typed = "tieengs jfsrx 12345 uke/?"
    page.keyboard.type(typed)
    field = page.locator("[data-question] textarea").first
    assert field.input_value() == typed
    page.evaluate(
        """() => { for (const key of ['1', 'j', 'u', '?']) document.activeElement.dispatchEvent(
            new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true })); }"""
    )
    page.wait_for_timeout(200)
    assert field.input_value() == typed
    held, row = register.judging.of(*rows), register.answers.row(rows[0])
    assert held
    assert row
    assert held.waits
    assert len(row.reading.review_fields) == 2


def test_help_lists_the_keys_and_nothing_else_fires_meanwhile(
    screen: Screen, rows: list[str], register: Register
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = screen()
    page.goto(f"/cap/{rows[0]}/{rows[1]}")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    assert Axe().run(page).violations_count == 0
    page.keyboard.press("1")
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()
    held = register.judging.of(*rows)
    assert held
    assert held.waits
    page.click("[popovertarget=help]")
    assert page.locator("#help").is_visible()


def test_e_goes_to_the_next_word_that_may_be_misread(screen: Screen, doubtful: str) -> None:
    page = screen()
    page.goto(f"/sang-kien/{doubtful}")
    chosen = "(() => { const f = document.activeElement; return f.value.slice(f.selectionStart, f.selectionEnd); })()"
    for word in ("kep", "mêm", "kep"):
        page.keyboard.press("e")
        assert page.evaluate(chosen) == word
        page.keyboard.press("Escape")


def test_the_second_readers_version_is_taken_with_one_key(screen: Screen, doubtful: str, register: Register) -> None:
    page = screen()
    page.goto(f"/sang-kien/{doubtful}")
    with page.expect_navigation():
        page.keyboard.press("2")
    row = register.answers.row(doubtful)
    assert row
    assert row.reading.accepted.title == "Giá kẹp ống mềm"


def test_the_page_picture_is_drawn_nearer_and_dragged(screen: Screen, doubtful: str) -> None:
    page = screen()
    page.goto(f"/sang-kien/{doubtful}")
    width = "document.querySelector('.paper .sheet').getBoundingClientRect().width"
    before = page.evaluate(width)
    page.keyboard.press("+")
    assert page.evaluate(width) > 1.5 * before
    left = "document.querySelector('.paper').scrollLeft"
    page.evaluate("document.querySelector('.paper').scrollLeft = 0")
    box = page.locator(".paper .sheet").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 60, steps=4)
    page.mouse.up()
    assert page.evaluate(left) == 100
    assert page.evaluate(width) > 1.5 * before, "dragging is no click"
    page.keyboard.press("-")
    assert abs(page.evaluate(width) - before) < 1


def test_a_doubt_is_settled_in_three_keys_or_fewer(screen: Screen, register: Register, group: list[str]) -> None:
    """From the queue's page to its end, without the mouse: keys counted against questions answered."""
    page = screen()
    page.goto("/viec")
    counted = register.queue.counts()
    doubts, keys = 0, 0
    for _ in range(40):
        if page.evaluate("location.pathname") == "/viec" and not page.locator("[data-key='1']").count():
            break
        asked = page.evaluate("location.pathname")
        kind = "start" if asked == "/viec" else asked.split("/")[1]
        press = {"cum": "2", "cap": "2"}.get(kind, "1")
        with page.expect_navigation():
            page.keyboard.press(press)
        keys += 1
        doubts += kind != "start"
    assert register.queue.pieces(50) == []
    assert doubts >= counted["row"]
    assert doubts == 5, "four questions of two rows and one of a group of three"
    assert keys <= 3 * doubts
    assert keys == doubts + 1, "one key a doubt, and one to begin"


def test_a_group_is_split_without_the_mouse_and_taken_back(
    screen: Screen, register: Register, group: list[str]
) -> None:
    page = screen()
    page.goto(f"/cum/{group[0]}")
    page.locator(f"[name='nhom:{group[2]}'][value='0']").focus()
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("3")
    pair = register.judging.of(group[1], group[2])
    assert pair
    assert pair.judgement == "different"
    with page.expect_navigation():
        page.keyboard.press("u")
    pair = register.judging.of(group[1], group[2])
    assert pair
    assert pair.waits


def test_counts_follow_what_others_do(screen: Screen, rows: list[str], register: Register) -> None:
    page = screen()
    page.goto("/viec")
    assert "1 cặp" in page.inner_text("#dem")
    register.judging.judge(alike(rows[0], rows[1]), Judgement.DIFFERENT, "minh")
    page.evaluate(
        "htmx.trigger('#dem', 'htmx:trigger'); htmx.ajax('GET', document.querySelector('#dem')"
        ".getAttribute('hx-get'), {target: '#dem', swap: 'outerHTML'})"
    )
    page.wait_for_selector("#dem:has-text('0 cặp')")
    assert page.evaluate("document.querySelector('#dem').parentElement.getAttribute('aria-live')") == "polite"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_groups_and_merges_are_accessible_and_fit(
    screen: Screen, register: Register, group: list[str], scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = screen(scheme=scheme, size=(390, 800))
    paths = [f"/cum/{group[0]}", "/viec", "/gop", f"/gop/{group[0]}", f"/sang-kien/{group[1]}"]
    for merged in (False, True):
        for path in paths:
            page.goto(path)
            found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
            assert found.violations_count == 0, f"{path}\n{found.generate_report()}"
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        if not merged:
            shown = register.verdicts.of_members(group)
            register.verdicts.settle([shown.members], shown.stamp, Saying(Judgement.SAME, "lan"))
            register.merging.apply(register.merging.plan(group), "lan")


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


def test_a_row_is_keyed_in_with_keys_only(screen: Screen, rows: list[str], register: Register) -> None:
    page = screen()
    page.goto(f"/ho-so/{rows[1][:-4]}/nhap")
    page.focus("[name=title]")
    page.keyboard.type("Máy j s f 1 ép ván")
    page.keyboard.press("Tab")
    page.keyboard.type("Lò Thị Gõ")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "đã lưu" in page.inner_text("[role=status].kept")
    assert [one.title for one in register.innovations([rows[1][:-4]])][1:] == ["Máy j s f 1 ép ván"]
    assert page.input_value("[name=title]") == ""


def test_every_file_that_is_chosen_has_its_own_line(screen: Screen, tmp_path: Path) -> None:
    for name in ("to trinh.docx", "bang.xlsx"):
        (tmp_path / name).write_bytes(b"x" * 3000)
    page = screen()
    page.goto("/nhan")
    page.set_input_files("#files", [str(tmp_path / "to trinh.docx"), str(tmp_path / "bang.xlsx")])
    assert page.locator("[data-chosen] li").all_inner_texts() == ["to trinh.docx (3 KB)", "bang.xlsx (3 KB)"]
    assert page.locator("[data-chosen] progress").count() == 2
    page.click("button.main")
    page.wait_for_selector(".mark.bad >> text=chưa nhận")  # this desk takes nothing, and says so file by file


def test_forms_of_a_dossier_work_without_scripts(screen: Screen, rows: list[str], register: Register) -> None:
    page, key = screen(scripts=False), rows[1][:-4]
    page.goto(f"/ho-so/{key}/don-vi")
    page.fill("#q", "lien doan lao dong tinh lai chau")
    page.click("#main button:has-text('Tìm') >> nth=-1")
    page.click(".pick button >> nth=0")
    assert register.units.filings()[key].person == "lan"
    page.goto(f"/ho-so/{key}/cot/1")
    for number, name in enumerate(("ordinal", "authors", "title")):
        page.select_option(f"#col{number}", name)
    page.click("text=Lưu và đọc lại")
    assert register.column_forms()[0].fields == ["ordinal", "authors", "title"]
    page.goto(f"/ho-so/{key}/nhap")
    page.fill("[name=title]", "Không có JavaScript")
    page.fill("[name='authors[0].full_name']", "Lò Thị Gõ")
    page.click("text=Lưu dòng này")
    assert "Không có JavaScript" in page.inner_text(".kept")
