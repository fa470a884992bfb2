"""Pages → papers: where a letter, a decision or another official paper begins, and how far it goes.

A paper begins with a head and ends where it is signed. What follows without a head is its attachment; an attachment
with a head is a paper of its own, whose number, date and names say nothing about the letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.fields.caption import parse_caption
from extractors.fields.docno import find_number
from extractors.fields.letter import is_decision, is_letter
from extractors.fields.letter_pieces import Piece, pieces_of
from extractors.fields.letter_signature import begins_part, find_signature
from extractors.fields.letter_zones import MOTTO, is_title, zones_of
from schemas.dossier import DocumentKind
from schemas.grid import Page

_END = re.compile(r"\.\s*/\s*[.,]?\s*$")
_HEAD = 14  # pieces of a page among which a head's motto stands: e-signatures' stamps go before it
_FULL = 0.72  # of the page's height: print ends lower where a paper goes on overleaf
_REST = 4  # lines of a last page that carries only the signatory's name


@dataclass(slots=True)
class Found:
    """A paper and its pages, each with its file's sha256."""

    kind: DocumentKind
    pages: list[tuple[str, Page]] = field(default_factory=list)

    @property
    def sheets(self) -> list[Page]:
        return [page for _, page in self.pages]


@dataclass(slots=True)
class Papers:
    """The papers of a dossier in their order."""

    found: list[Found] = field(default_factory=list)
    current: Found | None = None  # the one that the next page may go on with

    def take(self, sha256: str, page: Page, *, has_table: bool) -> DocumentKind:
        """What a page is whose innovations tables were taken out. A blank back ends nothing."""
        pieces = pieces_of([page])
        kind = _begun(page, pieces)
        if kind is not None:
            self.current = Found(kind)
            self.found.append(self.current)
        elif self.current is None or not self._goes_on(page, pieces, has_table):
            if page.blocks or has_table:
                self.current = None
            return "table" if has_table else "other"
        self.current.pages.append((sha256, page))
        return "table" if has_table and self.current.kind == "other" else self.current.kind

    def in_decision(self, page: Page) -> bool:
        """Whether a list on this page is a decision's: of its own page, or annexed to it."""
        if is_decision(page):
            return True
        if self.current is None or self.current.kind != "decision":
            return False
        pieces = pieces_of([page])
        return _begun(page, pieces) is None and self._goes_on(page, pieces, has_table=False)

    def begun_in(self, sha256: str, kind: DocumentKind) -> list[Found]:
        return [paper for paper in self.found if paper.kind == kind and paper.pages[0][0] == sha256]

    def cover(self, captions: Sequence[str]) -> Found | None:
        """The letter that brought the dossier: the one that a table's caption names, else the first."""
        others = [paper for paper in self.found if paper.kind == "other"]
        return self._named(captions) or next(iter([*self._letters, *others]), None)

    def undecided(self, captions: Sequence[str]) -> int:
        """How many letters there are to choose from where nothing says which of them brought the dossier; else 0."""
        return len(self._letters) if len(self._letters) > 1 and self._named(captions) is None else 0

    @property
    def _letters(self) -> list[Found]:
        return [paper for paper in self.found if paper.kind == "letter"]

    def _named(self, captions: Sequence[str]) -> Found | None:
        """Of several letters the one whose number stands above a table."""
        letters = self._letters
        named = [c.number for c in map(parse_caption, captions) if c and c.number]
        for paper in letters if len(letters) > 1 else ():
            own = zones_of(pieces_of(paper.sheets)).number
            number = find_number(own.text) if own else None
            if number and any(number.agrees(other) for other in named):
                return paper
        return None

    def _goes_on(self, page: Page, pieces: Sequence[Piece], has_table: bool) -> bool:
        assert self.current is not None
        if self.current.kind == "decision" and not has_table and _annexed(page, pieces):
            return True
        if not pieces or has_table or any(begins_part(piece) for piece in pieces[:_HEAD]):
            return False
        return (not page.grids or self.current.kind == "decision") and _open_after(self.current.sheets, pieces)


def _begun(page: Page, pieces: Sequence[Piece]) -> DocumentKind | None:
    if is_decision(page):
        return "decision"
    if is_letter(page):
        return "letter"
    head = pieces[:_HEAD]
    mottoed = any(MOTTO.search(piece.key) for piece in head)
    numbered = zones_of(head).number is not None
    return "other" if mottoed and (numbered or any(is_title(piece) for piece in pieces)) else None


def _annexed(page: Page, pieces: Sequence[Piece]) -> bool:
    """A decision's list says so above itself; on its next pages it goes on without a word."""
    said = " ".join(piece.key for piece in pieces[:_HEAD])
    return "quyet dinh" in said or (bool(page.grids) and not re.search(r"[a-z]", said))


def _open_after(sheets: Sequence[Page], following: Sequence[Piece]) -> bool:
    """Whether a paper's text, or the name under its signature, is still to come."""
    pieces = pieces_of(sheets)
    signature = find_signature(pieces, zones_of(pieces).after)
    if signature.name is not None:
        return False
    if signature.start < len(pieces):
        return len(following) <= _REST
    here = pieces_of(sheets[-1:])
    lowest = max((piece.box.y1 for piece in here if piece.box), default=1.0)
    full = lowest >= _FULL and not any(_END.search(piece.text) for piece in here[-8:])
    return full or find_signature(following, 0).start < len(following)
