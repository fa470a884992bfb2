"""What the desk has done in a child process."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from flows.office import Office
from schemas.errors import SovangError
from schemas.export import Asked
from sovang.sending import Errands
from tests.flows.given import office_at


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    yield from office_at(tmp_path_factory.mktemp("office"))


def give(office: Office, what: str, target: Path, asked: Asked) -> dict[str, object]:
    errands = Errands({"SOVANG_DATA": str(office.data), "SOVANG_PROVINCE": "Bắc Kạn"})
    said = {"what": what, "form": target.suffix[1:], "target": str(target), "part": asdict(asked)}
    return errands.send("give", said, 120)


def test_an_export_is_written_by_a_child(office: Office, tmp_path: Path) -> None:
    out = tmp_path / "sang-kien.jsonl"
    assert give(office, "innovations", out, Asked(programme="1-trieu-sang-kien"))["rows"] == 1
    assert [json.loads(line)["title"] for line in out.read_text("utf-8").splitlines()] == ["Tủ sách"]


def test_replies_to_many_come_in_one_archive(office: Office, tmp_path: Path) -> None:
    out = tmp_path / "thu.zip"
    assert give(office, "reply", out, Asked(since=date(2021, 1, 1)))["rows"] == 3
    assert len(zipfile.ZipFile(out).namelist()) == 6
    assert [*tmp_path.iterdir()] == [out]


def test_what_speaks_against_it_comes_back_in_words(office: Office, tmp_path: Path) -> None:
    with pytest.raises(SovangError, match="Không có chương trình “x”"):
        give(office, "book", tmp_path / "so.docx", Asked(programme="x"))


@pytest.mark.parametrize("program", ["raise SystemExit(3)", "print('xin chào')", "import time; time.sleep(60)"])
def test_a_child_that_breaks_is_told_and_ended(program: str) -> None:
    with pytest.raises(SovangError, match="dừng giữa chừng"):
        Errands({}, program).send("checks", {}, 2)
