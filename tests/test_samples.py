"""The whole road over the samples, with the real Tesseract: quality is a number beside a bar, and falls under none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.quality import Score, stem
from benchmarks.reading import SAMPLES, read_samples
from flows.office import Office, open_office
from schemas.innovation import Innovation

pytestmark = [pytest.mark.ocr, pytest.mark.xdist_group("samples")]

SCANNED = {
    "scan 2021-04-09 CD cac KCN",
    "CĐCS Trường THPT Nà Tủm",
    "fax_cong_doan_GD_20210414",
    "Anh chup ho so Cty May Hoa Lung",
}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, dict[str, Score]]]:
    office = open_office(tmp_path_factory.mktemp("samples"))
    yield office, read_samples(office)
    office.register.close()


def test_every_row_of_every_dossier_and_no_other(read: tuple[Office, dict[str, Score]]) -> None:
    for name, score in read[1].items():
        assert (score.found, score.extra) == (score.rows, 0), name


def test_native_files_are_read_right_and_never_wrong_in_silence(read: tuple[Office, dict[str, Score]]) -> None:
    native = {name: score for name, score in read[1].items() if name not in SCANNED | {"all"}}
    assert [line for score in native.values() for line in score.wrong if "(asked)" not in line] == []
    assert sum(score.right for score in native.values()) >= 0.99 * sum(score.fields for score in native.values())


@pytest.mark.parametrize("name", sorted(SCANNED))
def test_scans_and_photos(read: tuple[Office, dict[str, Score]], name: str) -> None:
    shares = read[1][name].shares()
    assert shares["cer"] <= 0.02
    assert shares["fields"] >= 0.9
    assert shares["silent"] <= 0.03


def test_little_is_wrong_in_silence_and_little_is_asked(read: tuple[Office, dict[str, Score]]) -> None:
    shares = read[1]["all"].shares()
    assert shares["silent"] <= 0.01
    assert shares["letter_silent"] == 0
    assert shares["asked"] <= 0.12


def test_planted_duplicates_are_suggested(read: tuple[Office, dict[str, Score]]) -> None:
    rows = {(stem(i.dossier.source_name), i.ordinal): i for i in read[0].register.innovations()}
    planted = json.loads((SAMPLES / "expected" / "duplicates.json").read_text("utf-8"))
    pairs = [[rows[end["dossier"], end["ordinal"]] for end in (pair["a"], pair["b"])] for pair in planted]
    found = [pair for pair in pairs if pair[1].id in {c.innovation_id for c in pair[0].duplicate_candidates}]
    assert len(found) == len(planted)
    suggested = sum(len(row.duplicate_candidates) for row in rows.values()) // 2
    assert suggested <= len(planted) + 1


def test_the_broken_file_is_set_aside_with_its_reason(read: tuple[Office, dict[str, Score]]) -> None:
    [item] = read[0].register.counts().set_aside
    assert (item.source_name, item.code) == ("CDCS Cty Xi mang Dong Vang.pdf", "unreadable")


def test_rows_outside_the_programme_are_told(read: tuple[Office, dict[str, Score]]) -> None:
    outside = [i for i in read[0].register.innovations() if any(f.code == "outside-period" for f in i.findings)]
    assert sorted((stem(i.dossier.source_name), i.ordinal) for i in outside) == [
        ("LDLD huyen Dong Vang gui ho so", 4),
        ("Tờ trình LĐLĐ huyện Suối Ngàn", 4),
    ]


def test_every_read_field_has_its_place_and_every_page_its_picture(read: tuple[Office, dict[str, Score]]) -> None:
    def scanned(row: Innovation) -> bool:
        return stem(row.dossier.source_name) in SCANNED

    office = read[0]
    for row in filter(scanned, office.register.innovations()):
        assert row.source.boxes["title"], row.id
        assert all(0 <= side <= 1 for box in row.source.boxes.values() for side in box)
        assert Path(office.shelf(row.source.sha256) / f"{row.source.page}.jpg").stat().st_size > 10_000
