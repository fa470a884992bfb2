"""Backs of sheets: what shines through from the front is no text and no table."""

from __future__ import annotations

from dataclasses import replace

from extractors.text.syllables import vietnamese_share
from schemas.finding import Code, Finding
from schemas.grid import Grid, Line, Page, Transcript

# Mirrored print is read as 0.2 to 0.5 syllables at certainties below 0.3; real print as 0.9 at 0.8.
_SYLLABLES, _CERTAINTY, _WORDS = 0.6, 0.5, 8


def without_backs(transcript: Transcript) -> tuple[Transcript, list[Finding]]:
    """The transcript without what shines through; somebody is asked where it might be a page that could not be read."""
    findings = []
    pages = []
    for page in transcript.pages:
        bare = page if page.source != "ocr" else replace(page, blocks=[b for b in page.blocks if not _is_ghost(b)])
        if page.source == "ocr" and _is_garbled(bare):
            findings.append(_asked(transcript, page))
            bare.blocks = []
        pages.append(bare)
    return replace(transcript, pages=pages), findings


def _is_ghost(block: Line | Grid) -> bool:
    """Rulings alone: even an empty form has its headings."""
    return isinstance(block, Grid) and not any(cell.text or cell.ink for cell in block.cells)


def _is_garbled(page: Page) -> bool:
    if page.confidence >= _CERTAINTY:
        return False
    cells = [cell.text for grid in page.grids for cell in grid.cells]
    share = vietnamese_share(" ".join([*(line.text for line in page.lines), *cells]))
    return share.words >= _WORDS and share.valid < _SYLLABLES


def _asked(transcript: Transcript, page: Page) -> Finding:
    message = (
        f"{transcript.name}, trang {page.number}: không đọc được chữ (mặt sau hằn mực, ảnh quá mờ hoặc "
        "sai chiều); hãy xem trang này có nội dung không."
    )
    return Finding(code=Code.LOW_CONFIDENCE, field="innovations", message=message)
