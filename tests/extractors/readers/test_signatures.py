"""Words that only a signature's widget draws, and the days of signing, out of hand-made PDF files."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.context import Context
from extractors.imaging.render import open_document
from extractors.readers import pdf
from extractors.readers.signatures import days_signed, drawn_on
from schemas.source import Kind, SourceFile

TEXT = b"BT /F 12 Tf 60 700 Td (So:          /TTr-CDMS) Tj ET"
FONT = b"/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


def signed(folder: Path, widgets: list[tuple[str, str]], *, rotate: int = 0, day: bytes = b"20240307101500") -> Path:
    """A one-page PDF with `So: … /TTr-CDMS` on it and one signature widget for each (rectangle, text)."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [%s] >> >>"
        % b" ".join(b"%d 0 R" % (5 + 3 * i) for i in range(len(widgets))),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Rotate %d %s /Contents 4 0 R /Annots [%s] >>"
        % (rotate, FONT, b" ".join(b"%d 0 R" % (5 + 3 * i) for i in range(len(widgets)))),
        stream(b"", TEXT),
    ]
    for index, (place, text) in enumerate(widgets):
        number = 5 + 3 * index
        left, bottom, right, top = map(int, place.split())
        lines = b" T* ".join(b"(%s) Tj" % line.encode("ascii") for line in text.split("\n"))
        drawn = b"BT /F 12 Tf 12 TL 2 %d Td %s ET" % (top - bottom - 12, lines)
        objects += [
            b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (s%d) /F 132 /P 3 0 R /Rect [%s] "
            b"/AP << /N %d 0 R >> /V %d 0 R >>" % (index, place.encode(), number + 1, number + 2),
            stream(b"/Type /XObject /Subtype /Form /BBox [0 0 %d %d] %s" % (right - left, top - bottom, FONT), drawn),
            b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 1 2 3] "
            b"/Contents <00> /M (D:%s+07'00') >>" % day,
        ]
    path = folder / "signed.pdf"
    path.write_bytes(assembled(objects))
    return path


def stream(head: bytes, content: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(content), content)


def assembled(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + tail


def source_at(path: Path) -> SourceFile:
    return SourceFile(name="a.pdf", sha256="a" * 64, size=1, kind=Kind.PDF, path=path)


def test_a_number_that_only_a_widget_draws_stands_where_it_is_drawn(tmp_path: Path) -> None:
    drawn = drawn_on(open_document(signed(tmp_path, [("84 696 116 712", "417")])), 1)
    assert [word.text for word in drawn.words] == ["417"]
    (word,) = drawn.words
    assert 84 <= word.x0 < word.x1 <= 116
    assert 85 <= word.y0 < word.y1 <= 107, "points from the page's top, on the line of the number"
    assert not drawn.stamps


def test_places_hold_on_a_turned_page(tmp_path: Path) -> None:
    drawn = drawn_on(open_document(signed(tmp_path, [("84 696 116 712", "4")], rotate=90)), 1)
    (word,) = drawn.words
    assert 690 <= (word.x0 + word.x1) / 2 <= 715
    assert 80 <= (word.y0 + word.y1) / 2 <= 120


def test_a_stamp_is_no_text_of_the_page(tmp_path: Path) -> None:
    stamp = "Ky boi: Cong doan Mau\nmau@cd.example\n07/03/2024 10:15:00"
    drawn = drawn_on(open_document(signed(tmp_path, [("300 740 560 790", stamp)])), 1)
    assert not drawn.words
    assert [line.text for line in drawn.stamps] == stamp.split("\n")
    assert all(line.box and 0.4 < line.box.x0 < line.box.x1 < 1 for line in drawn.stamps)


def test_stamps_that_overlap_keep_their_words(tmp_path: Path) -> None:
    one, two = "Ky boi: Cong doan Mau\nlan 1 10:15:00", "VP MAU\nvp@cd.vn"
    drawn = drawn_on(open_document(signed(tmp_path, [("300 740 560 790", one), ("250 735 310 788", two)])), 1)
    assert [line.text for line in drawn.stamps] == [*one.split("\n"), *two.split("\n")]


def test_the_days_of_signing(tmp_path: Path) -> None:
    path = signed(tmp_path, [("84 696 116 712", "417"), ("300 740 560 790", "x")])
    assert days_signed(open_document(path)) == ["Thời gian ký: 07/03/2024"]


@pytest.mark.parametrize("day", [b"", b"nonsense", b"2" * 400])
def test_a_broken_day_is_none(tmp_path: Path, day: bytes) -> None:
    assert days_signed(open_document(signed(tmp_path, [("84 696 116 712", "417")], day=day))) == []


def test_a_page_full_of_annotations_is_left_alone(tmp_path: Path) -> None:
    path = signed(tmp_path, [(f"{10 + index} 20 {60 + index} 40", "1") for index in range(60)])
    drawn = drawn_on(open_document(path), 1)
    assert not drawn.words
    assert len(days_signed(open_document(path))) == 1


@pytest.mark.parametrize("rect", [b"/Rect [84 696 null /x]", b"/Rect [84 696]       ", b"/Rect (a)", b"/Rect 9 9 R"])
def test_broken_annotations_leave_the_page_readable(tmp_path: Path, rect: bytes) -> None:
    path = signed(tmp_path, [("84 696 116 712", "417")])
    path.write_bytes(path.read_bytes().replace(b"/Rect [84 696 116 712]", rect))
    (page,) = pdf.read(source_at(path), Context(tmp_path)).pages
    assert "TTr-CDMS" in " ".join(line.text for line in page.lines)


def test_the_whole_page_with_its_stamped_number(tmp_path: Path) -> None:
    path = signed(tmp_path, [("84 696 116 712", "417"), ("300 740 560 790", "Ky boi: Mau\n07/03/2024 10:15:00")])
    (page,) = pdf.read(source_at(path), Context(tmp_path)).pages
    assert [line.text for line in page.lines] == ["So: 417 /TTr-CDMS"]
    assert page.stamps[-1].text == "Thời gian ký: 07/03/2024"
    assert page.picture == "1.jpg"
