from __future__ import annotations

import io
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extractors.readers import pdf
from extractors.readers.pdf_letters import encoding_of
from schemas.grid import Page
from schemas.source import Limits

TINOS = Path("/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf")
STAMP = "Người ký: Công đoàn ngành Y tế tỉnh Bản Mẫu. Cơ quan: Liên đoàn Lao động tỉnh. Thời gian ký: 09/04/2021 08:15"

needs_font = pytest.mark.skipif(not TINOS.is_file(), reason="needs fonts-croscore (make setup)")


def layer(text: str, folder: Path, cover: float = 0.0) -> Page | None:
    """The text layer of an A4 page with ten lines of text over a picture that covers a share of its height."""
    pdfmetrics.registerFont(TTFont("Tinos", str(TINOS)))
    path = folder / "trang.pdf"
    canvas = Canvas(str(path), (595, 842))
    if cover:
        shade = io.BytesIO()
        Image.new("L", (60, 80), 235).save(shade, "PNG")
        canvas.drawImage(ImageReader(shade), 0, 0, 595, 842 * cover)
    canvas.setFont("Tinos", 11)
    for number in range(10):
        canvas.drawString(40, 780 - 16 * number, text)
    canvas.save()
    with pdfplumber.open(path) as opened:
        return pdf._layer(opened, 1, Limits())


@needs_font
def test_typed_text_is_taken_from_its_layer(tmp_path: Path) -> None:
    page = layer(STAMP, tmp_path)
    assert page is not None
    assert page.source == "text-layer"
    assert page.lines[0].text == STAMP


@needs_font
def test_text_over_a_picture_of_the_page_is_not_the_pages_text(tmp_path: Path) -> None:
    assert layer(STAMP, tmp_path, cover=1.0) is None, "a signature's stamp, or another program's OCR"
    assert layer(STAMP, tmp_path, cover=0.1) is not None, "a letterhead's picture hides nothing"


@needs_font
def test_a_scanners_english_reading_is_no_text(tmp_path: Path) -> None:
    assert (
        layer("CONG DOAN NGANH Y TE TINH ngay 11 thang 8 ndm 2016 S6: 1217 HD-TLD ve viec xet cong nhqn", tmp_path)
        is None
    )


@needs_font
def test_a_layer_in_an_old_encoding_is_decoded_by_its_words(tmp_path: Path) -> None:
    """The font's name is lost; the program wrote ư as a minus and ã as a bullet."""
    text = "Ng\u2212êi lao ®éng tiÕt kiÖm vËt t\u2212, x\u2219 héi gi¶m tû lÖ s¶n phÈm háng ë ph©n x\u2212ëng dÖt"
    page = layer(text, tmp_path)
    assert page is not None
    line = page.lines[0]
    assert line.text == "Người lao động tiết kiệm vật tư, xã hội giảm tỷ lệ sản phẩm hỏng ở phân xưởng dệt"
    assert line.decoding is not None
    assert (line.decoding.encoding, line.decoding.method) == ("tcvn3", "words")
    assert line.decoding.original == text
    assert encoding_of([page]) == ("tcvn3", line.confidence)


@needs_font
def test_what_stands_side_by_side_is_told_from_left_to_right(tmp_path: Path) -> None:
    """Another font of the same size stands a point higher or lower on the same line."""
    pdfmetrics.registerFont(TTFont("Tinos", str(TINOS)))
    path = tmp_path / "trang.pdf"
    canvas = Canvas(str(path), (595, 842))
    canvas.setFont("Tinos", 11)
    for x, y, text in ((60, 780, "Số: 12/TTr"), (300, 781, "Bản Mẫu, ngày 2"), (60, 760, "Nơi nhận"), (300, 757, "Ký")):
        canvas.drawString(x, y, text)
    canvas.save()
    with pdfplumber.open(path) as opened:
        page = pdf._layer(opened, 1, Limits())
    assert page is not None
    assert [line.text for line in page.lines] == ["Số: 12/TTr", "Bản Mẫu, ngày 2", "Nơi nhận", "Ký"]
