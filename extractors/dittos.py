"""Ditto marks (`nt`, `như trên`, quotation marks) → what stands above them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.tables import Piece, TableRow
from schemas.text import fold

_MARK = re.compile(
    r"^[\s\W]*(nt|n[./] ?t|nhu (o )?tren)[\s\W]*$|^[\"”“〃„″«»]+$|^['’‘`´,/\\]{2,4}$|^[-–]\s*[\"”“〃„″/\\]+\s*[-–]$"
)
# With accents: `Trung tâm Y tế Hà Đông` points nowhere, nor does `Như Ý`.
_ELSEWHERE = re.compile(
    r"(?:như|giống|trùng|xem)(?: (?:như|với|ở|lại|tại|của|phần|nội|dung|đã|nêu|ghi|sáng|kiến|đơn|vị)){0,5}"
    r"(?: (?:mục|số|stt|tt|thứ tự|dòng|ý)){0,3} (?:trên|\d{1,3})"
)
_POINTER = 60  # characters: a longer text says something itself


def undo_dittos(row: TableRow, above: dict[str, list[Piece]]) -> list[str]:
    """Puts what stands above in the place of the row's ditto marks; returns the fields where nothing could be put."""
    lost = []
    for name, pieces in row.fields.items():
        before = above.get(name, [])
        if len(pieces) == 1:
            found = [_undone(pieces[0], before)]
        else:  # one piece an author: a mark repeats the author before
            found = []
            for piece in pieces:
                found.append(_undone(piece, found[-1:] or before[-1:]))
        row.fields[name] = found
        if name not in ("ignore", "note") and any(map(_points_elsewhere, found)):
            lost.append(name)
    return lost


def _points_elsewhere(piece: Piece) -> bool:
    if is_ditto(piece.text):
        return True
    said = " ".join(re.findall(r"\w+", piece.text[: _POINTER + 1].lower()))
    return len(piece.text) <= _POINTER and bool(_ELSEWHERE.fullmatch(said))


def is_ditto(text: str) -> bool:
    return bool(_MARK.match(fold(text)))


def _undone(mark: Piece, above: Sequence[Piece]) -> Piece:
    """What stands above, in the place of the mark: that is what a person has to look at."""
    if not above or not is_ditto(mark.text):
        return mark
    second = None if all(p.alternate is None for p in above) else joined(above, second=True)
    doubts, rest = [doubt for p in above for doubt in p.doubts], sum(p.rest for p in above)
    found = replace(mark, text=joined(above), alternate=second, written=mark.text, doubts=doubts, rest=rest)
    return replace(found, confidence=min(p.confidence for p in above), merged=any(p.merged for p in above))


_ITEM = re.compile(r"^\s*(?:[-–•+*]|\d{1,2}[.)])\s*\S")


def joined(pieces: Sequence[Piece], second: bool = False) -> str:
    """The pieces of a field, over merged rows and page breaks, as one text; `second`: as the second reader saw them."""
    out, page = "", ("", 0)
    for piece in pieces:
        text = piece.alternate if second and piece.alternate is not None else piece.text
        if text and out:
            # A page break hides whether the line end was written: a list's next item begins anew, the rest goes on.
            out += "\n" if (piece.sha256, piece.page) == page or _ITEM.match(text) else " "
        out += text
        page = (piece.sha256, piece.page)
    return out
