"""Rows and fields are cut out of their pages while a dossier is read, and named in the register."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from flows import steps
from flows.office import Office, open_office
from tests.flows.makers import DRYER, dossier

SAMPLE = Path(__file__).parents[2] / "samples" / "inbox" / "CDCS Dien luc Cam Lung.pdf"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(tmp_path / "data", workers=1)
    yield opened
    opened.register.close()


def test_every_field_of_a_text_pdf_has_its_picture(office: Office) -> None:
    steps.ingest(office, [SAMPLE])
    rows = list(office.register.innovations())
    broken = [row for row in rows if len(row.source.places["*"]) == 2]
    assert broken, "the sample has a row over a page break"
    for row in rows:
        assert set(row.source.places) >= {"*", "title", "authors", "summary", "effect"}
        for place in (place for places in row.source.places.values() for place in places):
            assert place.picture is not None
            with Image.open(office.shelf(place.sha256) / place.picture) as picture:
                assert picture.format == "JPEG"
                assert max(picture.size) <= 2000
    whole, title = (rows[0].source.places[name][0].picture for name in ("*", "title"))
    assert whole != title


def test_read_again_nothing_is_cut_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    steps.ingest(office, [SAMPLE])
    before = {p: p.stat().st_mtime_ns for p in (office.data / "pages").rglob("*-*.jpg")}
    assert before
    [(dossier_id, name)] = [(d.id, d.source_name) for d in office.register.dossiers()]
    monkeypatch.setattr("extractors.worker.Sandbox.cut", lambda *_: pytest.fail("cut again"))
    from flows.reading import read_dossier

    with office.register.run("ingest"):
        read_dossier(office, dossier_id, name)
    assert {p: p.stat().st_mtime_ns for p in (office.data / "pages").rglob("*-*.jpg")} == before
    assert len(office.register.history(f"{dossier_id}-001")) == 1


def test_rows_of_a_word_file_have_no_pictures(office: Office, tmp_path: Path) -> None:
    steps.ingest(office, [dossier(tmp_path / "hồ sơ.docx", DRYER)])
    [row] = office.register.innovations()
    assert all(place.picture is None for places in row.source.places.values() for place in places)
