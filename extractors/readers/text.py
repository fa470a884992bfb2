"""Plain text: lines as they stand; a file of separated values (.csv, or tabs) as a table."""

from __future__ import annotations

import codecs
import csv
from collections import Counter

from extractors.context import Context
from extractors.text.decoding import FileFonts
from extractors.text.syllables import vietnamese_share
from schemas.errors import ItemCode, SetAside
from schemas.grid import Cell, Grid, Line, Page, Transcript
from schemas.source import Limits, SourceFile

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LEAST_COLUMNS = 3
_SHARE = 0.6  # of the rows that must have the same number of columns; letterheads above a table have fewer


def read(file: SourceFile, context: Context) -> Transcript:
    """The file as one page. Raises SetAside(too-large) above the limits on bytes and rows."""
    text = decoded(content(file, context.limits))
    table = _table(text, file.name, context.limits)
    blocks: list[Line | Grid] = [table] if table else [Line(line) for line in text.splitlines() if line.strip()]
    if len(blocks) > context.limits.rows:
        raise SetAside(ItemCode.TOO_LARGE, f"{len(blocks)} lines")
    transcript = in_real_letters(Transcript(file.name, file.sha256, [Page(1, blocks, "native")]))
    context.progress(1, 1)
    return transcript


def content(file: SourceFile, limits: Limits) -> bytes:
    """A text's bytes. Raises SetAside(too-large)."""
    if file.size > limits.text_bytes:
        raise SetAside(ItemCode.TOO_LARGE, f"{file.size} bytes of text")
    return file.path.read_bytes()


def decoded(data: bytes, charset: str = "") -> str:
    """Bytes as letters: by their mark, as UTF-8, as the page says, or in the Windows page that makes words of them.

    The letters of legacy fonts stay as they are; bytes that fit nothing become West European letters.
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    for candidate in (marked, "utf-8", charset):
        try:
            if candidate:
                return data.decode(candidate)
        except (ValueError, LookupError):
            continue
    windows = data.decode("cp1258", "replace")
    share = vietnamese_share(windows[:100_000])
    return windows if share.valid >= 0.6 and share.accented > 0 else data.decode("cp1252", "replace")


def in_real_letters(transcript: Transcript) -> Transcript:
    """The transcript with its legacy letters undone and its blanks tidied; all words of the file decide."""
    blocks = [block for page in transcript.pages for block in page.blocks]
    items = [item for block in blocks for item in ([block] if isinstance(block, Line) else block.cells)]
    fonts = FileFonts((item.text, None) for item in items)
    for item in items:
        read = fonts.text([(item.text, None)])
        item.text, item.confidence, item.decoding = read.text, read.confidence, read.decoding
        if isinstance(item, Cell):
            item.ink = bool(item.text)
    for page in transcript.pages:
        page.blocks = [block for block in page.blocks if isinstance(block, Grid) or block.text]
    transcript.encoding, transcript.encoding_confidence = fonts.encoding, fonts.confidence
    return transcript


def _table(text: str, name: str, limits: Limits) -> Grid | None:
    """The text as a table when most of its rows have the same columns."""
    marks = ",;\t|" if name.lower().endswith((".csv", ".tsv")) else "\t"
    found = [rows for mark in marks if (rows := _rows(text, mark, limits))]
    if not found:
        return None
    rows = max(found, key=len)
    cells = [Cell(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value.strip()]
    return Grid(len(rows), max(map(len, rows)), cells)


def _rows(text: str, mark: str, limits: Limits) -> list[list[str]]:
    """The rows at a separator; none where it makes no table."""
    try:
        rows = [row for row in csv.reader(text.splitlines(keepends=True), delimiter=mark) if any(map(str.strip, row))]
    except csv.Error:  # one value larger than any cell: not a table
        return []
    widths = Counter(len(row) for row in rows if len(row) >= _LEAST_COLUMNS)
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    if count < 2 or count < _SHARE * len(rows):
        return []
    if len(rows) > limits.rows or width > limits.cols or max(map(len, rows)) > limits.cols:
        raise SetAside(ItemCode.TOO_LARGE, f"{len(rows)} rows, {width} columns")
    return rows
