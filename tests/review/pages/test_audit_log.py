"""The audit at the desk: every line once, the newest first, in plain words, and whether the chain is whole."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from register import Register
from register.audit_log import AuditLog, Looked
from review.audit_terms import KINDS
from review.audit_words import told
from schemas.account import Role
from schemas.answer import Answer
from schemas.match import Judgement
from schemas.written import day, today
from tests.register.builders import alike, saved
from tests.review.browser import Browser

Browsers = Callable[..., Browser]
PATH = "/thiet-lap/nhat-ky"


def numbers(text: str) -> list[int]:
    return [int(n.replace(".", "")) for n in re.findall(r'<td class="number small muted">([\d.]+)</td>', text)]


def test_page_by_page_every_line_is_seen_once(browser: Browsers, register: Register) -> None:
    mine = browser(role=Role.ADMIN)
    for n in range(120):
        register.units.learn(f"CĐCS số {n}", "x", "minh")
    total, seen, path = len(register.audit()), list[int](), PATH
    for _ in range(5):
        text = mine.get(path).text
        seen += numbers(text)
        onward = re.search(r'href="(/thiet-lap/nhat-ky\?[^"]*truoc=\d+)"', text)
        if onward is None:
            break
        path = onward[1].replace("&amp;", "&")
    assert seen == [*range(total, 0, -1)]


def test_it_is_narrowed_by_person_kind_subject_and_day(browser: Browsers, register: Register) -> None:
    mine = browser(role=Role.ADMIN)
    ids, later = saved(register), saved(register, b"hai")
    register.judging.judge(alike(ids[0], later[0]), Judgement.DIFFERENT, "minh")
    assert len(numbers(mine.get(f"{PATH}?ai=minh").text)) == 1
    assert "kết luận về cặp" in mine.get(f"{PATH}?loai=pairs").text
    assert "đăng nhập" not in mine.get(f"{PATH}?loai=pairs").text.partition("<tbody>")[2]
    by_machine = mine.get(f"{PATH}?ai=máy").text
    assert "đọc xong" in by_machine
    subject = mine.get(f"{PATH}?muc={ids[0].rpartition('-')[0]}").text
    assert {*re.findall(r"HS2021-\d{5}", subject.partition("<tbody>")[2])} == {ids[0].rpartition("-")[0]}
    now = day(today())
    assert numbers(mine.get(f"{PATH}?tu={now}&den={now}").text)
    assert "Không có dòng nào" in mine.get(f"{PATH}?den=01/01/2020").text
    assert "Không có dòng nào" in mine.get(f"{PATH}?tu=01/01/2099").text
    assert mine.get(f"{PATH}?tu=hôm+qua").status_code == 200
    assert mine.get(f"{PATH}?truoc=-1").status_code == 422


def test_what_changed_is_told_before_and_after_without_codes(browser: Browsers, register: Register) -> None:
    mine = browser(role=Role.ADMIN)
    ids, later = saved(register), saved(register, b"hai")
    row = register.answers.row(ids[0])
    assert row
    register.answers.give(ids[0], row.version, [Answer("title", {"title": "Tên người sửa"})], "minh")
    register.judging.judge(alike(ids[0], later[0]), Judgement.DIFFERENT, "minh")
    mine.post("/tai-khoan/lan", {"shown": "Bà Lan Mới", "role": "admin"})
    text = mine.get(PATH).text
    assert "<del>Bà Lan</del> → Bà Lan Mới" in text
    assert "→ Tên người sửa" in text
    assert "<div>Không trùng</div>" in re.sub(r">\s+", ">", text)
    assert f'href="/cap/{ids[0]}/{later[0]}"' in text
    assert f'href="/sang-kien/{ids[0]}"' in text
    assert not re.findall(r">(?:different|suggested|title|needs_review|registered)<", text)


def test_phone_numbers_are_masked(register: Register) -> None:
    with register.database.write() as connection:
        from register import audit

        audit.note(connection, "accepted", "HS1-001", {"before": {"phone": "+84912345678"}, "after": {}}, "minh")
    line, _ = AuditLog(register.database).page(Looked(limit=1))
    assert "12345" not in str(told(line[0]))
    assert "0912 *** *78" in str(told(line[0]))


def test_a_changed_line_shows(browser: Browsers, register: Register) -> None:
    mine = browser(role=Role.ADMIN)
    assert "chuỗi nguyên vẹn" in mine.get(PATH).text
    with register.database.write() as connection:
        connection.execute(sa.text("UPDATE audit SET who = 'ai đó' WHERE id = 2"))
    text = mine.get(PATH).text
    assert "chuỗi bị sửa" in text
    assert "Dòng 2" in text


def test_nobody_but_an_administrator_reads_it(browser: Browsers) -> None:
    assert browser(role=Role.REVIEWER).get(PATH).status_code == 403
    assert browser("hai", Role.ADMIN, units=("dv-1",)).get(PATH).status_code == 403, "it tells of all units"


def test_every_act_that_the_register_notes_has_words() -> None:
    """A new kind of line: say in review/audit_terms.py what it is."""
    from pathlib import Path

    import register as package

    source = "".join(p.read_text("utf-8") for p in Path(package.__file__).parent.rglob("*.py"))
    noted = {*re.findall(r'audit\.note\(\s*connection,\s*"([a-z-]+)"', source)}
    assert len(noted) > 30
    assert noted <= {action for _, acts in KINDS.values() for action in acts}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_chosen(browser: Browsers, kind: str) -> None:
    assert browser(role=Role.ADMIN).get(f"{PATH}?loai={kind}").status_code == 200
