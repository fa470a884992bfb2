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
