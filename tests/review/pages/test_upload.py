"""Files brought in through the desk: kept as they are, listed at once, told of, read by somebody else."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from flows.intake import take_in
from flows.office import Office
from register import Register
from review.services import Services, Taken
from schemas.account import Role
from schemas.source import Channel
from tests.review.browser import OWN, Browser

Browsers = Callable[..., Browser]
Files = list[tuple[str, tuple[str, bytes]]]


@pytest.fixture
def woken() -> list[bool]:
    return []


@pytest.fixture
def services(register: Register, tmp_path: Path, woken: list[bool]) -> Services:
    """The same taking in as that of the command."""

    def take(items: Sequence[Path]) -> Taken:
        found = take_in(Office(tmp_path / "data", register), items, channel=Channel.UPLOAD)
        return Taken(found.new, found.again, found.refused, found.ignored)

    return Services(take=take, wake=lambda: woken.append(True))


def send(browser: Browser, files: Files, **values: str) -> tuple[int, str]:
    answer = browser.client.post("/nhan", data={"_token": browser.token(), **values}, files=files, headers=OWN)
    return answer.status_code, answer.text


def named(*pairs: tuple[str, bytes]) -> Files:
    return [("files", (name, content)) for name, content in pairs]


def kept(register: Register) -> dict[str, list[tuple[str, bytes]]]:
    """Dossier's name → its files as they were stored."""
    found = list(register.dossiers())
    files = register.files_of([one.id for one in found])
    return {one.source_name: [(f.name, f.path.read_bytes()) for f in files[one.id]] for one in found}


def test_every_file_is_a_dossier_kept_as_it_is(browser: Browsers, register: Register, woken: list[bool]) -> None:
    status, text = send(browser(), named(("Tờ trình.docx", b"mot"), ("thu.eml", b"Subject: hai\r\n\r\nhai")))
    assert status == 200
    assert kept(register) == {
        "Tờ trình.docx": [("Tờ trình.docx", b"mot")],
        "thu.eml": [("thu.eml", b"Subject: hai\r\n\r\nhai")],
    }
    assert {one.channel for one in register.dossiers()} == {Channel.UPLOAD, Channel.EMAIL}
    assert woken == [True]
    for one in register.dossiers():
        assert one.id in text
    assert not list((register.files.root.parent / "uploads").iterdir())


def test_pages_of_one_dossier_stay_together_in_their_order(browser: Browsers, register: Register) -> None:
    files = named(("anh 10.jpg", b"muoi"), ("anh 2.jpg", b"hai"), ("anh 2.jpg", b"hai nua"))
    send(browser(), files, kind="together", name="Hồ sơ CĐCS Xưởng Mẫu")
    assert kept(register) == {
        "Hồ sơ CĐCS Xưởng Mẫu": [("anh 2.jpg", b"hai"), ("anh 2 (3).jpg", b"hai nua"), ("anh 10.jpg", b"muoi")]
    }


def test_a_folder_is_one_dossier(browser: Browsers, register: Register) -> None:
    send(browser(), named(("Xưởng A/to trinh.docx", b"a"), ("Xưởng A/bang/1.xlsx", b"b"), ("le.pdf", b"c")))
    assert kept(register) == {
        "Xưởng A": [("to trinh.docx", b"a"), ("bang/1.xlsx", b"b")],
        "le.pdf": [("le.pdf", b"c")],
    }


def test_the_same_bytes_again_are_told_as_known(browser: Browsers, register: Register, woken: list[bool]) -> None:
    mine = browser()
    send(mine, named(("a.docx", b"mot")))
    _, text = send(mine, named(("a.docx", b"mot"), ("~$a.docx", b"khoa")))
    assert "đã nhận từ trước" in text
    assert "~$a.docx" in text
    assert len(kept(register)) == 1
    assert woken == [True]


@pytest.mark.parametrize(
    "name", ["../../sovang.db", "/etc/passwd", "..\\..\\x.docx", "a/../../b.docx", "C:\\x\\y.docx"]
)
def test_no_name_leads_out_of_the_folder(browser: Browsers, register: Register, tmp_path: Path, name: str) -> None:
    before = (tmp_path / "data" / "sovang.db").stat().st_ino
    send(browser(), named((name, b"xau")))
    assert [content for files in kept(register).values() for _, content in files] == [b"xau"]
    assert (tmp_path / "data" / "sovang.db").stat().st_ino == before
    outside = [
        p for p in tmp_path.rglob("*") if p.is_file() and p.read_bytes() == b"xau" and "originals" not in p.parts
    ]
    assert outside == []


def test_nothing_chosen_is_told(browser: Browsers) -> None:
    status, text = send(browser(), [])
    assert status == 422
    assert "Chưa chọn tệp nào" in text


def test_more_than_is_allowed_is_refused_before_it_is_kept(browser: Browsers, register: Register) -> None:
    mine = browser()
    status, text = send(mine, named(("to.pdf", b"x" * (2**20 + 1))))
    assert status == 413
    assert "quá lớn" in text

    def secretly() -> object:
        for _ in range(40):
            yield b"x" * 2**16

    headers = {**OWN, "x-sovang-token": mine.token(), "content-type": "multipart/form-data; boundary=b"}
    assert mine.client.post("/nhan", content=secretly(), headers=headers).status_code == 413
    long = mine.client.post("/toi", content=b"lang=vi&x=" + b"y" * 2**20, headers={**headers, "content-type": "x"})
    assert long.status_code == 413
    assert kept(register) == {}


def test_progress_is_followed_until_all_is_read(browser: Browsers, register: Register) -> None:
    mine = browser(role=Role.ENTRY)
    _, sent = send(mine, named(("a.docx", b"mot")))
    key = next(register.dossiers()).id
    follows = re.search(r"<div hx-get=[^>]+>", sent)
    assert follows
    assert 'hx-select="#followed"' in follows[0], "the whole page would come into the page"
    waiting = mine.get(f"/nhan/xem?hs={key},khong-co").text
    assert 'hx-trigger="every 2s"' in waiting
    register.begin(key)
    from tests.register.builders import result

    register.save(key, result())
    done = mine.get(f"/nhan/xem?hs={key}").text
    assert "every 2s" not in done
    assert "3 dòng" in done


def test_viewers_and_those_with_a_scope_bring_nothing_in(browser: Browsers, register: Register) -> None:
    assert send(browser("xem", Role.VIEWER), named(("a.docx", b"mot")))[0] == 403
    assert send(browser("hep", units=("dv-1",)), named(("a.docx", b"mot")))[0] == 403
    assert kept(register) == {}
