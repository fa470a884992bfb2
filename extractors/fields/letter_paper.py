"""One letter laid out for its fields, and what reading one field gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Generic, TypeVar

from extractors.fields.caption import Caption, parse_caption
from extractors.fields.letter_pieces import Piece, pieces_of
from extractors.fields.letter_signature import Signature, find_signature
from extractors.fields.letter_stamps import Stamps, stamps_of
from extractors.fields.letter_zones import Zones, zones_of
from schemas.finding import Finding
from schemas.grid import Box, Page
from schemas.innovation import FieldReading
from schemas.text import one_line

T = TypeVar("T")
LOW = 0.85  # under this a reader's own certainty asks for a person
_ABOVE = 0.09  # of a page's height: over every letter's head
_EMBLEM = 0.08
# Papers that come with a table but are not the letter: their number and unit say nothing about it.
_OTHER_PAPERS = ("quyet dinh", "ke hoach", "huong dan", "thong bao")


@dataclass(frozen=True, slots=True)
class Paper:
    """`body`: the running text, recipients not included; `above`: the lines above the dossier's tables."""

    pieces: list[Piece]
    zones: Zones
    signature: Signature
    captions: list[Caption]
    above: list[str]
    body: str
    stamps: Stamps


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """An accepted value, how it stood on paper, and the doubts about it."""

    value: T | None = None
    reading: FieldReading | None = None
    findings: list[Finding] = field(default_factory=list)


def lay_out(pages: Sequence[Page], captions: Sequence[str]) -> Paper:
    pieces = [piece for page in pages for piece in pieces_of([page]) if not _of_stamp(piece, page)]
    zones = zones_of(pieces)
    signature = find_signature(pieces, zones.after)
    body = one_line(" ".join(piece.text for piece in pieces[zones.after : signature.start]))
    parsed = [c for c in map(parse_caption, captions) if c and c.paper not in _OTHER_PAPERS]
    above = [one_line(text) for text in captions]
    return Paper(pieces, zones, signature, parsed, above, body, stamps_of(pages))


def _of_stamp(piece: Piece, page: Page) -> bool:
    """What a reader made of an e-signature's stamp above the head; the stamp's own text says it better."""
    boxes = [line.box for line in page.stamps if line.box]
    if piece.box is None or not piece.ocr or not boxes:
        return False
    place = reduce(Box.union, boxes)
    across, down = (piece.box.x0 + piece.box.x1) / 2, (piece.box.y0 + piece.box.y1) / 2
    # Its emblem stands left of its words. Lower down it may stand over the paper's own text.
    return place.y1 < _ABOVE and down < place.y1 and place.x0 - _EMBLEM < across < place.x1


def reading_of(pieces: Sequence[Piece]) -> FieldReading | None:
    """How the pieces stand on paper: their texts one under another, their common box, the least certainty."""
    if not pieces:
        return None
    boxes = [piece.box for piece in pieces if piece.box and piece.page == pieces[0].page]
    second = None if any(p.alternate is None for p in pieces) else "\n".join(p.alternate or "" for p in pieces)
    return FieldReading(
        as_read="\n".join(piece.text for piece in pieces),
        page=pieces[0].page,
        box=reduce(Box.union, boxes) if boxes else None,
        confidence=min(piece.confidence for piece in pieces),
        alternate=second,
    )


def readings(piece: Piece | None, parse: Callable[[str], T | None]) -> list[T]:
    """What the first and the second reader's text of a piece say, where they say something."""
    texts = [text for text in ((piece.text, piece.alternate) if piece else ()) if text is not None]
    return [value for value in map(parse, texts) if value is not None]


def clear(pieces: Sequence[Piece], same: Callable[[str, str], bool]) -> bool:
    """Whether words may be believed without another place: native text, or two readers who agree and are certain."""
    return all(
        not p.ocr or (p.alternate is not None and same(p.text, p.alternate) and p.confidence >= LOW) for p in pieces
    )
