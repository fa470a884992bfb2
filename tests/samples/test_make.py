"""The samples are what their maker makes, and hold what they promise."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from pydantic import TypeAdapter

from samples.maker.model import load
from samples.maker.truth import Expected, ExpectedSetAside, stem

SAMPLES = Path(__file__).parents[2] / "samples"
FONT = Path("/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf")
TRUTHS = sorted(p for p in (SAMPLES / "expected").glob("*.json") if p.stem != "duplicates")
WINDOWS = {
    "75-nghin-sang-kien": (dt.date(2021, 2, 1), dt.date(2021, 5, 31)),
    "1-trieu-sang-kien": (dt.date(2021, 9, 1), dt.date(2023, 9, 1)),
}
ANY = TypeAdapter(Expected | ExpectedSetAside)


def _truth(path: Path) -> Expected | ExpectedSetAside:
    return ANY.validate_json(path.read_bytes())


def _read() -> list[Expected]:
    return [t for t in map(_truth, TRUTHS) if isinstance(t, Expected)]


def _tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.skipif(not FONT.exists(), reason="the font Tinos is missing: install the Debian package fonts-croscore")
def test_a_second_run_gives_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, SAMPLES / "make.py", "--out", tmp_path], check=True, capture_output=True)
    assert _tree(tmp_path / "expected") == _tree(SAMPLES / "expected")
    again, committed = _tree(tmp_path / "inbox"), _tree(SAMPLES / "inbox")
    assert again.keys() == committed.keys()
    if (tmp_path / "made-with.json").read_bytes() != (SAMPLES / "made-with.json").read_bytes():
        pytest.skip("names and truth agree; bytes come from other versions, see samples/made-with.json")
    assert [name for name in committed if again[name] != committed[name]] == []


@pytest.mark.parametrize("path", TRUTHS, ids=lambda p: p.stem)
def test_truth_is_valid_and_has_its_dossier(path: Path) -> None:
    truth = _truth(path)
    assert [p for p in (SAMPLES / "inbox").iterdir() if stem(p.name) == path.stem]
    if isinstance(truth, Expected):
        assert truth.dossier.programme in WINDOWS
        assert truth.dossier.announced_count == (len(truth.innovations) or 3)
        phones = [a.phone for i in truth.innovations for a in i.authors if a.phone]
        assert all(len(p) == 10 and p[0] == "0" and p.isdigit() for p in phones)


def test_every_dossier_has_its_truth() -> None:
    assert {stem(p.name) for p in (SAMPLES / "inbox").iterdir()} == {p.stem for p in TRUTHS}
    assert sum(p.stat().st_size for p in (SAMPLES / "inbox").rglob("*") if p.is_file()) < 8_000_000


def test_units_programmes_and_topics() -> None:
    truths = _read()
    assert len(TRUTHS) >= 13
    assert len({t.dossier.issuing_unit for t in truths}) >= 8
    assert {t.dossier.programme for t in truths} == set(WINDOWS)
    assert len({i.title for t in truths for i in t.innovations}) >= 40


def test_two_rows_start_outside_their_programme() -> None:
    outside = []
    for truth in _read():
        first, last = WINDOWS[truth.dossier.programme]
        for row in truth.innovations:
            assert row.applied_from is not None
            if not first <= row.applied_from <= last:
                outside.append(row.title)
            shares = [a.share_percent for a in row.authors if a.share_percent is not None]
            assert not shares or sum(shares) == 100
    assert sorted(outside) == [
        "Hệ thống thu nước mưa phục vụ sinh hoạt cho khu bán trú",
        "Sổ tay điện tử tra cứu chế độ ốm đau, thai sản cho đoàn viên",
    ]


def test_one_phone_is_missing_and_one_is_wrong() -> None:
    authors = [a for t in _read() for i in t.innovations for a in i.authors]
    assert sorted(a.full_name for a in authors if a.phone is None) == ["Mạc Thị Loan", "Tòng Minh Đạo"]


def test_planted_duplicates_cross_units() -> None:
    pairs = json.loads((SAMPLES / "expected" / "duplicates.json").read_text("utf-8"))
    assert {p["how"] for p in pairs} == {"through-another-unit", "retitled", "copied"}
    for pair in pairs:
        ends = []
        for end in (pair["a"], pair["b"]):
            truth = _truth(SAMPLES / "expected" / f"{end['dossier']}.json")
            assert isinstance(truth, Expected)
            assert truth.innovations[end["ordinal"] - 1].title == end["title"]
            ends.append(truth.dossier.issuing_unit)
        assert ends[0] != ends[1]


def test_set_aside_is_the_broken_file() -> None:
    aside = [(p.stem, t.set_aside) for p in TRUTHS if isinstance(t := _truth(p), ExpectedSetAside)]
    assert aside == [("CDCS Cty Xi mang Dong Vang", "unreadable")]


@pytest.mark.parametrize("dossier", [d for d in load() if d.file.endswith(".docx")], ids=lambda d: d.file)
def test_word_files_say_what_the_truth_says(dossier) -> None:
    document = Document(str(SAMPLES / "inbox" / dossier.file))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    truth = _truth(SAMPLES / "expected" / f"{stem(dossier.file)}.json")
    assert isinstance(truth, Expected)
    assert f"Số: {truth.dossier.number}" in "\n".join(cells)
    for row in truth.innovations:
        assert {row.title, row.application_period, row.summary, row.effect} <= set(cells)
        for author in row.authors:
            digits = "".join(c for c in "\n".join(cells) if c.isdigit())
            assert any(author.full_name in c for c in cells)
            assert author.phone is None or author.phone in digits
