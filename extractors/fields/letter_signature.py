"""Who signed, and as what: the right column under the running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.fields.author_words import has_surname, take_honorific
from extractors.fields.letter_pieces import Piece
from extractors.fields.letter_text import flat, shouted
from extractors.fields.letter_zones import MOTTO
from schemas.text import name_case, one_line

# On whose behalf: TM. (the whole body), KT. (for the head), TL., TUQ.; the stop may be lost or misread.
_FOR = re.compile(
    r"^(?:[t1il]/?m|kt|k/t|tl|t/l|tuq)\s*[.,:;]\s*(?=[a-z]{2})|^(?:t/?m|k/?t)\s+(?=ban|bch|btv|chu|hieu|giam)"
)
_BODY = re.compile(r"^(?:ban (?:chap hanh|thuong vu|giam hieu|giam doc)|bch|btv|doan chu tich|uy ban|hoi dong)\b")
_OFFICE = re.compile(  # a reader may lose the blank between two words
    r"^(?:(?:q\.?|quyen|pho|nguyen)\s+)*(?:chu\s?tich|chu\s?nhiem|tong\s?giam\s?doc|giam\s?doc|hieu\s?truong|hieu\s?pho|truong\s?ban|"
    r"truong phong|truong tram|truong khoa|tong bien tap|chanh\s?van\s?phong|chanh thanh tra|vien truong|cuc truong|"
    r"chi cuc truong|vu truong|uy vien|bi thu|to truong|thu truong|doi truong|quan doc|ke toan truong|tram truong|"
    r"truong doan|chanh an|pho ban|so truong)\b"
)
_OFFICE_REST = re.compile(r"^(?:thuong truc|cong doan\b.*|chuyen trach|phu trach.*|\(.*\))$")
_NOISE = re.compile(
    r"^\W*(?:da ky|ky\b|dong dau|nguoi ky|signed|digitally|signature|email|co quan\s*:|thoi gian ky|"
    r"ngay ky|date\s*:|to chuc|chuc vu\s*:|\d)"
)
_SIGNER = re.compile(r"^(?:nguoi ky|ky boi)\s*:\s*")
_LEFT = re.compile(r"^(?:noi nhan|luu\b|[-–+•])")
_NOTED = re.compile(r"^noi nhan\b")
_NEXT_PART = re.compile(r"^(?:bang tong hop|tong hop|danh sach|bieu|phu luc|mau so|\(?\s*(?:ban hanh )?kem theo)")
_DEGREE = re.compile(r"^(?:(?:gs|pgs|ts|ths|th\.s|ths\.?bs|bs|bsck\w*|ks|cn|ds|ong|ba|d/c)\.?\s+)+", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(slots=True)
class Signature:
    """`start`: index of the block's first piece, the number of pieces when there is none.

    `stamp`: who signed by a digital certificate, as its visible stamp says.
    """

    start: int
    behalf: list[Piece] = field(default_factory=list)
    office: list[Piece] = field(default_factory=list)
    name: Piece | None = None
    stamp: str = ""

    @property
    def office_text(self) -> str:
        return one_line(" ".join(piece.text for piece in self.office)).strip(" .,:;")


def find_signature(pieces: Sequence[Piece], after: int) -> Signature:
    """The first signature block after the running text began."""
    start = _start(pieces, after)
    found = Signature(start)
    if start == len(pieces):
        return found
    side = "right" if _NOTED.match(pieces[start].key) else pieces[start].side
    for piece in pieces[start : start + 40]:
        if MOTTO.search(piece.key) or begins_part(piece):
            break
        if _SIGNER.match(piece.key):
            found.stamp = found.stamp or name_case(piece.text.partition(":")[2].strip(" .,"))
        if _in_column(piece, side) and found.name is None:
            _take(piece, found)
    return found


def is_office(text: str) -> bool:
    return bool(_OFFICE.match(flat(one_line(text))))


def person_in(text: str) -> str:
    """The name that a line consists of, in name case and without degrees; empty when it is no name."""
    bare = one_line(text).strip(" .,:;-–_*'\"")
    rest = take_honorific(bare)[1]
    bare = rest if rest != bare and has_surname(rest) else bare[_degree_end(bare) :]
    words = bare.split()
    if not 2 <= len(words) <= 6 or not all(_NAME_WORD.fullmatch(word) for word in words):
        return ""
    name = name_case(bare)
    if _OFFICE.match(flat(name)) or _BODY.match(flat(name)) or not all(word[0].isupper() for word in name.split()[:1]):
        return ""
    small = sum(word[0].islower() for word in name.split())
    return name if small <= 1 and name.split()[-1][0].isupper() else ""


def signer_in(piece: Piece) -> str:
    """The name that the first reader read, else the second."""
    return person_in(piece.text) or person_in(piece.alternate or "")


def _degree_end(text: str) -> int:
    hit = _DEGREE.match(flat(text))
    return hit.end() if hit and "." in hit[0] else 0


def _start(pieces: Sequence[Piece], after: int) -> int:
    """A table may follow on the same page, signed too: the block above its title is the letter's."""
    last = next((i for i in range(after, len(pieces)) if begins_part(pieces[i])), len(pieces))
    for region in (range(after, last), range(last, len(pieces))):
        for rule in (_is_behalf, _is_bare_body, _is_bare_office, _is_noted):
            for index in region:
                if rule(pieces[index]):
                    return index
    return len(pieces)


def begins_part(piece: Piece) -> bool:
    return bool(_NEXT_PART.match(piece.key)) and (shouted(piece.text) or piece.text.startswith("("))


def _is_behalf(piece: Piece) -> bool:
    hit = _FOR.match(piece.key)
    return bool(hit) and shouted(piece.text[hit.end() if hit else 0 :])


def _is_bare_body(piece: Piece) -> bool:
    """A red seal can swallow the `TM.` before the body's name."""
    return piece.side != "left" and bool(_BODY.match(piece.key)) and shouted(piece.text)


def _is_bare_office(piece: Piece) -> bool:
    return piece.side != "left" and bool(_OFFICE.match(piece.key)) and shouted(piece.text) and len(piece.text) < 40


def _is_noted(piece: Piece) -> bool:
    """Where a seal hides every word of the office, the addressees of copies still stand beside it."""
    return bool(_NOTED.match(piece.key))


def _in_column(piece: Piece, side: str) -> bool:
    if _LEFT.match(piece.key):
        return False
    return piece.side in (side, "") or not side


def _take(piece: Piece, found: Signature) -> None:
    if _NOISE.match(piece.key):
        return
    behalf = _FOR.match(piece.key)
    if behalf and not found.office:
        found.behalf.append(piece)
        _office_after_body(piece, found, behalf.group())
    elif _OFFICE.match(piece.key) and len(piece.text) < 60:
        found.office = [piece]
    elif found.office and _OFFICE_REST.match(piece.key):
        found.office.append(piece)
    elif not found.office and shouted(piece.text) and piece.key.endswith("thuong truc"):
        found.office = [piece]  # the rest of `PHÓ CHỦ TỊCH THƯỜNG TRỰC` is under the seal
    elif not _BODY.match(piece.key) and (found.office or not shouted(piece.text)) and signer_in(piece):
        found.name = piece


def _office_after_body(piece: Piece, found: Signature, behalf: str) -> None:
    """`TM. BAN CHẤP HÀNH CHỦ TỊCH` on one line names the office too."""
    if behalf.startswith("k"):
        return
    tail = re.search(r"(?<=chap hanh |thuong vu )" + _OFFICE.pattern[1:] + r".*$", piece.key)
    if tail:
        found.office = [
            Piece(piece.text[tail.start() :], piece.page, piece.ocr, piece.side, piece.box, piece.confidence)
        ]
