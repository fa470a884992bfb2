from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from register import Register
from review.services import Services, Taken
from schemas.account import Role
from schemas.source import Channel
from tests.register.builders import NINE, saved

Programs = Callable[..., TestClient]


@pytest.fixture
def services(register: Register) -> Services:
    """Takes in what it is handed as the flows do; what ends with .exe is refused."""

    def take(items: Sequence[Path]) -> Taken:
        new, known, refused = [], [], []
        for item in items:
            if item.suffix == ".exe":
                refused.append((item.name, "Loại tệp này chưa đọc được."))
                continue
            paths = [item] if item.is_file() else sorted(item.rglob("*"))
            files = [register.files.put_bytes(p.read_bytes(), p.name) for p in paths if p.is_file()]
            dossier, fresh = register.receive(item.name, Channel.UPLOAD, files, NINE)
            (new if fresh else known).append(dossier.id if fresh else (item.name, dossier.id))
        return Taken(new, known, refused)

    return Services(take=take)


def test_what_is_sent_is_listed_at_once_and_known_when_it_comes_again(program: Programs, register: Register) -> None:
    mine = program(Role.ENTRY)
    sent = [("files", ("tờ trình.docx", b"mot")), ("files", ("x.exe", b"hai"))]
    first = mine.post("/api/v1/dossiers", files=sent)
    assert first.status_code == 201
    told = first.json()
    assert told["refused"] == [{"name": "x.exe", "reason": "Loại tệp này chưa đọc được."}]
    [key] = told["new"]
    state = mine.get(f"/api/v1/dossiers/{key}").json()
    assert (state["source_name"], state["status"], state["channel"]) == ("tờ trình.docx", "received", "upload")
    again = mine.post("/api/v1/dossiers", files=sent[:1])
    assert again.status_code == 200
    assert again.json()["known"] == [{"name": "tờ trình.docx", "dossier": key}]
    assert not list((register.files.root.parent / "uploads").glob("*")), "nothing is left lying about"


def test_files_that_belong_together_are_one_dossier(program: Programs) -> None:
    files = [("files", (f"trang {n}.jpg", bytes([n]))) for n in range(3)]
    mine = program(Role.ENTRY)
    told = mine.post("/api/v1/dossiers", files=files, data={"together": "Ảnh tổ lò"}).json()
    assert len(told["new"]) == 1
    assert mine.get(f"/api/v1/dossiers/{told['new'][0]}").json()["source_name"] == "Ảnh tổ lò"


@pytest.mark.parametrize("name", ["../../thoat.txt", "/etc/passwd", "..\\..\\thoat.txt", "a" * 400 + ".txt"])
def test_no_name_leads_out_of_the_folder(program: Programs, register: Register, name: str) -> None:
    before = {*register.files.root.parent.parent.rglob("*thoat*")}
    told = program(Role.ENTRY).post("/api/v1/dossiers", files={"files": (name, name.encode())}).json()
    assert len(told["new"]) == 1
    assert {*register.files.root.parent.parent.rglob("*thoat*")} == before


def test_what_is_no_upload_or_too_large_is_refused(program: Programs) -> None:
    mine = program(Role.ENTRY)
    assert mine.post("/api/v1/dossiers", json={"files": "x"}).status_code == 415
    assert mine.post("/api/v1/dossiers", files={"khac": ("a", b"x")}).json()["error"]["code"] == "invalid"
    named = mine.post("/api/v1/dossiers", files={"together": (None, "một")})
    assert named.json()["error"]["code"] == "no-files"
    large = mine.post("/api/v1/dossiers", files={"files": ("a.docx", b"x" * (2**20 + 1))})
    assert large.status_code == 413
    assert large.json()["error"]["code"] == "too-large"


def test_an_account_of_some_units_brings_nothing_in(program: Programs) -> None:
    answer = program(Role.ENTRY, units=("dv-1",)).post("/api/v1/dossiers", files={"files": ("a.docx", b"x")})
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "scope-unknown"


def test_the_list_goes_on_until_all_were_told(program: Programs, register: Register) -> None:
    keys = [saved(register, bytes([n]), NINE + dt.timedelta(hours=n))[0][:-4] for n in range(5)]
    mine, found, before = program(Role.VIEWER), [], ""
    for _ in range(5):
        told = mine.get("/api/v1/dossiers", params={"limit": 2, "before": before}).json()
        found += [one["id"] for one in told["dossiers"]]
        if not (before := told["more"] or ""):
            break
    assert found == keys[::-1]


def test_other_units_dossiers_are_not_there(program: Programs, two_units: tuple[list[str], list[str]]) -> None:
    own, others = two_units
    mine = program(units=("dv-1",))
    assert [one["id"] for one in mine.get("/api/v1/dossiers").json()["dossiers"]] == [own[0][:-4]]
    assert mine.get(f"/api/v1/dossiers/{own[0][:-4]}").status_code == 200
    assert mine.get(f"/api/v1/dossiers/{others[0][:-4]}").status_code == 404
