"""What leaves the register by the desk: for whom, how much, with whose reason, and that it is told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from httpx import Response

from register import Register
from review.pages.exports import NAMES
from review.services import Made, Services
from schemas.account import Role
from schemas.errors import SetupError
from schemas.export import KINDS, Asked
from tests.review.browser import Browser

Browsers = Callable[..., Browser]


class Giver:
    """Stands for the child that writes: it keeps what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Asked]] = []
        self.go = threading.Event()
        self.go.set()

    def __call__(self, what: str, asked: Asked, target: tuple[str, Path]) -> Made:
        self.go.wait(20)
        if asked.programme == "khong-co":
            raise SetupError("Không có chương trình “khong-co”.")
        self.asked.append((what, target[0], asked))
        target[1].write_bytes(b"<script>so</script>")
        return Made(3, ["Một điều cần biết."])


@pytest.fixture
def giver() -> Giver:
    return Giver()


@pytest.fixture
def services(giver: Giver) -> Services:
    return Services(programmes=lambda: {"p-1": "Chương trình Một"}, give=giver)


def ordered(mine: Browser, **wish: str) -> Response:
    return mine.post("/xuat", wish)


def test_every_content_has_a_name_here() -> None:
    assert {*NAMES} == {*KINDS}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_content_is_made_in_each_of_its_forms_and_told_in_the_audit(
    browser: Browsers, register: Register, giver: Giver, kind: str
) -> None:
    mine = browser()
    page = mine.get(f"/xuat?loai={kind}").text
    for form in KINDS[kind].forms:
        assert f'value="{form}"' in page
        answer = ordered(mine, loai=kind, form=form, reveal="nộp cổng")
        assert answer.status_code == 303, answer.text
        told = mine.get(answer.headers["location"]).text
        assert "Một điều cần biết." in told
        file = mine.get(f"{answer.headers['location']}/tep")
        assert file.headers["content-disposition"].startswith(f'attachment; filename="{kind}-')
        assert file.headers["content-type"] == "application/octet-stream"
        assert file.headers["x-content-type-options"] == "nosniff"
        assert file.content == b"<script>so</script>"
        line = register.audit(kind)[-1]
        assert (line["who"], line["detail"]["form"], line["detail"]["rows"]) == ("lan", form, 3)  # type: ignore[index]
    assert len(giver.asked) == len(KINDS[kind].forms)


def test_what_the_form_says_is_what_is_asked_for(browser: Browsers, giver: Giver) -> None:
    wish = {"loai": "book", "form": "docx", "programme": "p-1", "year": "2026", "dossiers": "HS1, HS2", "layout": "6"}
    assert ordered(browser(), **wish).status_code == 303
    assert giver.asked == [("book", "docx", Asked(programme="p-1", year=2026, dossiers=("HS1", "HS2")))]


def test_whole_phone_numbers_need_a_reason_that_is_kept(browser: Browsers, register: Register, giver: Giver) -> None:
    mine = browser()
    for wish in ({"loai": "portal", "form": "xlsx"}, {"loai": "innovations", "form": "csv", "whole": "true"}):
        refused = ordered(mine, **wish, reveal="  ")
        assert refused.status_code == 422
        assert "ghi lý do" in refused.text
        assert ordered(mine, **wish, reveal="nhập lên cổng").status_code == 303
        line = register.audit(wish["loai"])[-1]
        assert (line["action"], line["detail"]["why"]) == ("revealed", "nhập lên cổng")  # type: ignore[index]
    assert [asked.reveal for _, _, asked in giver.asked] == ["nhập lên cổng"] * 2
    assert ordered(mine, loai="innovations", form="csv", reveal="không chọn ô").status_code == 303
    assert giver.asked[-1][2].reveal is None, "a reason alone opens nothing"
    assert register.audit("innovations")[-1]["action"] == "exported"


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ENTRY])
def test_who_may_not_settle_gets_no_phone_numbers(browser: Browsers, giver: Giver, role: Role) -> None:
    mine = browser(role=role)
    page = mine.get("/xuat").text
    assert "Cổng trực tuyến" not in page
    assert 'value="jsonl"' not in page
    assert 'name="whole"' not in page
    for wish in (
        {"loai": "portal", "form": "xlsx"},
        {"loai": "summary", "form": "docx"},
        {"loai": "innovations", "form": "jsonl"},
        {"loai": "innovations", "form": "csv", "whole": "true"},
    ):
        assert ordered(mine, **wish, reveal="vì muốn").status_code == 422
    assert giver.asked == []
    assert ordered(mine, loai="innovations", form="csv").status_code == 303


def test_a_scope_goes_with_every_order(browser: Browsers, giver: Giver) -> None:
    mine = browser("minh", units=("dv-1", "dv-2"))
    assert "Bảng tổng hợp" not in mine.get("/xuat").text
    assert ordered(mine, loai="summary", form="docx", reveal="gửi").status_code == 422
    assert ordered(mine, loai="innovations", form="xlsx", within="dv-9", unit="dv-9").status_code == 303
    assert giver.asked == [("innovations", "xlsx", Asked(unit="dv-9", within=("dv-1", "dv-2")))]


def test_nobody_fetches_what_another_one_ordered(browser: Browsers) -> None:
    mine, theirs = browser(), browser("minh", Role.ADMIN)
    place = ordered(mine, loai="units", form="xlsx").headers["location"]
    assert mine.get(place).status_code == 200
    for path in (place, f"{place}/tep"):
        assert theirs.get(path).status_code == 404
    assert "/xuat/" + place.rpartition("/")[2] not in theirs.get("/xuat").text


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({"loai": "book", "form": "exe"}, "không xuất được loại tệp"),
        ({"loai": "nhật ký", "form": "csv"}, "không xuất được loại tệp"),
        ({"loai": "units", "form": "csv", "on": "hôm qua"}, "hôm qua"),
    ],
)
def test_what_is_not_offered_is_refused_in_words(
    browser: Browsers, giver: Giver, wish: dict[str, str], told: str
) -> None:
    answer = ordered(browser(), **wish)
    assert answer.status_code == 422
    assert told in answer.text
    assert giver.asked == []


def test_what_could_not_be_made_says_why_and_has_no_file(browser: Browsers, register: Register) -> None:
    mine = browser()
    place = ordered(mine, loai="units", form="csv", programme="khong-co").headers["location"]
    assert "Không có chương trình “khong-co”" in mine.get(place).text
    assert mine.get(f"{place}/tep").status_code == 404
    assert register.audit("units") == []


def test_a_long_one_is_waited_for_beside_other_work(
    browser: Browsers, giver: Giver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("review.pages.exports._SOON", 0.05)
    giver.go.clear()
    mine = browser()
    places = [ordered(mine, loai="units", form="csv").headers["location"] for _ in range(5)]
    assert "đang làm" in mine.get(places[0]).text
    assert mine.get("/").status_code == 200
    assert "chờ xong rồi xuất tiếp" in ordered(mine, loai="units", form="csv").text, "nobody fills the disk"
    giver.go.set()
    for _ in range(200):
        if "Tải tệp về" in mine.get(places[-1]).text:
            break
    assert mine.get(f"{places[-1]}/tep").status_code == 200


def test_files_go_away_by_themselves_and_with_the_desk(
    browser: Browsers, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("review.giving._KEPT", 0.01)
    mine = browser()
    place = ordered(mine, loai="units", form="csv").headers["location"]
    outgoing = register.files.root.parent / "outgoing"
    for _ in range(300):
        if not [*outgoing.iterdir()]:
            break
        threading.Event().wait(0.01)
    assert [*outgoing.iterdir()] == []
    assert mine.get(place).status_code == 404


def test_the_book_leads_to_it_with_its_filter(browser: Browsers) -> None:
    assert "/xuat?loai=book&amp;programme=p-1" in browser().get("/so?programme=p-1").text
