"""Hostile files through the whole road: each is set aside with its reason, nothing else is hurt."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import steps
from flows.intake import items_in
from flows.office import Office, open_office
from schemas.source import Limits
from tests.flows.makers import DRYER, dossier

pytestmark = pytest.mark.xdist_group("hostile")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(tmp_path / "data", workers=2)
    yield Office(opened.data, opened.register, Limits(seconds=20.0, memory=2**31), workers=2)
    opened.register.close()


def pdf(*objects: bytes) -> bytes:
    """A PDF file of the given objects, the first being its catalog."""
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + head + table + tail


def page(content: bytes, box: bytes = b"0 0 595 842", filters: bytes = b"/FlateDecode") -> bytes:
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R>>" % box,
        b"<</Length %d/Filter[%s]>>stream\n" % (len(content), filters) + content + b"\nendstream",
    )


def set_aside(office: Office, inbox: Path) -> dict[str, str]:
    """Name of the dropped item → code; a good dossier beside it must come through."""
    dossier(inbox / "tốt.docx", DRYER)
    summary = steps.ingest(office, items_in([f"{inbox}/"]))
    assert summary.rows == 1
    assert all(office.register.files.path(f.sha256).is_file() for d in office.register.dossiers() for f in d.parts)
    return {name.split(" › ")[0]: code for name, code, _ in summary.set_aside}


def test_bombs(office: Office, tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.pdf", b"\0" * 150_000_000)
    with zipfile.ZipFile(inbox / "bom.zip", "w") as archive:
        archive.writestr("trong.zip", inner.getvalue())
    with zipfile.ZipFile(inbox / "bom.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document>" + " " * 200_000_000)
    assert set_aside(office, inbox) == {"bom.zip": "archive-bomb", "bom.docx": "archive-bomb"}


def test_pdfs_that_eat_time_memory_or_pages(office: Office, tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    twice = zlib.compress(zlib.compress(b"\0" * 1_000_000_000))
    (inbox / "phình.pdf").write_bytes(page(twice, filters=b"/FlateDecode/FlateDecode"))
    (inbox / "khổng lồ.pdf").write_bytes(page(zlib.compress(b"0 0 m 1 1 l S"), box=b"0 0 14400 14400"))
    loop = pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1000000>>")
    (inbox / "vòng.pdf").write_bytes(loop)
    found = set_aside(office, inbox)
    assert found["phình.pdf"] in {"timeout", "out-of-memory", "unreadable"}
    assert found["khổng lồ.pdf"] == "no-table-found"
    assert found["vòng.pdf"] in {"too-many-pages", "unreadable"}


def test_names_and_links_reach_nothing(office: Office, tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    with zipfile.ZipFile(inbox / "leo.zip", "w") as archive:
        archive.writestr("../../../leo-ra.txt", "x")
    (inbox / "liên kết.pdf").symlink_to("/etc/hostname")
    (inbox / "tên\nlạ.pdf").write_bytes(b"%PDF-1.4 x")
    assert set_aside(office, inbox) == {"leo.zip": "no-table-found", "tên lạ.pdf": "unreadable"}
    assert not list(tmp_path.rglob("leo-ra.txt"))
    assert "liên kết.pdf" not in {d.source_name for d in office.register.dossiers()}


def test_a_dossier_within_a_pdf_is_read(office: Office, tmp_path: Path) -> None:
    inside = dossier(tmp_path / "trong.docx", DRYER).read_bytes()
    names = b"/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>>>"
    cover = pdf(
        b"<</Type/Catalog/Pages 2 0 R" + names,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        b"<</Type/Filespec/F(trong.docx)/EF<</F 5 0 R>>>>",
        b"<</Type/EmbeddedFile/Length %d>>stream\n" % len(inside) + inside + b"\nendstream",
    )
    item = tmp_path / "bìa.pdf"
    item.write_bytes(cover)
    for _ in range(2):  # also when the transcript is taken from the shelf
        summary = steps.ingest(office, [item])
        (one,) = office.register.dossiers()
        assert [(part.name, part.kind) for part in one.parts] == [("bìa.pdf", "pdf"), ("trong.docx", "docx")]
        assert one.innovations == 1
        office.register.retry(one.id, "người trực")
    assert summary.exit_status == 0


def test_folders_beyond_all_measure_are_not_taken(office: Office, tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    many, deep = inbox / "nhiều", inbox / "sâu" / "/".join(["a"] * 150)
    many.mkdir(parents=True)
    deep.mkdir(parents=True)
    for number in range(1001):
        (many / f"{number}.txt").touch()
    dossier(deep / "x.docx", DRYER)
    dossier(inbox / "tốt.docx", DRYER)
    summary = steps.ingest(office, items_in([f"{inbox}/"]))
    assert summary.rows == 1
    assert {name: "1000 tệp" in reason for name, reason in summary.refused} == {"nhiều": True, "sâu": False}
    assert "chia mỗi hồ sơ một thư mục" in dict(summary.refused)["nhiều"]


def test_litter_in_an_archive_is_told(office: Office, tmp_path: Path) -> None:
    inside = dossier(tmp_path / "trong.docx", DRYER).read_bytes()
    item = tmp_path / "hồ sơ.zip"
    with zipfile.ZipFile(item, "w") as archive:
        archive.writestr("trong.docx", inside)
        archive.writestr("Thumbs.db", b"x")
    summary = steps.ingest(office, [item])
    assert (summary.rows, summary.ignored) == (1, ["Thumbs.db"])


def test_attempts_are_counted(office: Office, tmp_path: Path) -> None:
    item = tmp_path / "hỏng.pdf"
    item.write_bytes(b"%PDF-1.4 x")
    for expected in (1, 2, 3):
        steps.ingest(office, [item])
        (one,) = office.register.dossiers()
        assert one.attempts == expected
        office.register.retry(one.id, "người trực")


def test_texts_that_only_cost_time_are_given_up(office: Office, tmp_path: Path) -> None:
    quick = Office(office.data, office.register, Limits(seconds_to_assemble=0.01), workers=1)
    summary = steps.ingest(quick, [dossier(tmp_path / "chậm.docx", DRYER)])
    assert [code for _, code, _ in summary.set_aside] == ["timeout"]
    assert [part.status for one in office.register.dossiers() for part in one.parts] == ["read"]
    long = tmp_path / "dài.txt"
    long.write_text("sáng kiến " * 20_000, "utf-8")
    summary = steps.ingest(office, [long])
    assert [code for _, code, _ in summary.set_aside] == ["too-large"]
