"""A letter's signatory and office, its subject and its recipients: words that only their own place gives."""

from __future__ import annotations

import re

from extractors.fields import letter_doubts as doubts
from extractors.fields.letter_case import as_office
from extractors.fields.letter_paper import Paper, Read, clear, reading_of
from extractors.fields.letter_pieces import Piece
from extractors.fields.letter_signature import person_in
from extractors.fields.letter_text import flat, shouted, spoken
from schemas.finding import Finding
from schemas.text import one_line


def read_signatory(paper: Paper) -> Read[str]:
    piece = paper.signature.name
    if piece is None:
        stamp = person_in(paper.signature.stamp)
        if stamp:
            return Read(stamp, None, [doubts.doubt("signatory", "alone", stamp)])
        return Read(findings=[doubts.missing("signatory")])
    name = person_in(piece.text)
    stamped = spoken(paper.signature.stamp).endswith(spoken(name)) if paper.signature.stamp else False
    sure = stamped or clear([piece], lambda a, b: spoken(person_in(a)) == spoken(person_in(b)))
    return Read(name, reading_of([piece]), [] if sure else [doubts.doubt("signatory", "alone", name)])


def read_office(paper: Paper) -> Read[str]:
    """Offices are a closed vocabulary: readers that differ in accents only do agree."""
    pieces, text = paper.signature.office, paper.signature.office_text
    if not text:
        return Read(findings=[doubts.missing("signatory_title")])
    office = as_office(text) if shouted(text) else text
    sure = clear(pieces, lambda a, b: _letters(a) == _letters(b))
    return Read(office, reading_of(pieces), [] if sure else [doubts.doubt("signatory_title", "alone", office)])


def read_subject(paper: Paper) -> Read[str]:
    """The subject as written; no finding where there is none."""
    pieces = paper.zones.subject
    text = one_line(" ".join(piece.text for piece in pieces)).strip(" ()_-")
    return Read(text or None, reading_of(pieces), _doubts("subject", text, pieces))


def read_recipients(paper: Paper) -> Read[list[str]]:
    groups = paper.zones.recipients
    texts = [one_line(" ".join(piece.text for piece in group)) for group in groups]
    names = [re.sub(r"^[-–•+*]\s*", "", text).strip(" .;,") for text in texts]
    pieces = [piece for group in groups for piece in group]
    return Read(names, reading_of(pieces), _doubts("recipients", "; ".join(names), pieces))


def _doubts(field: str, text: str, pieces: list[Piece]) -> list[Finding]:
    sure = not text or clear(pieces, lambda a, b: spoken(a).endswith(spoken(b)) or spoken(b).endswith(spoken(a)))
    return [] if sure else [doubts.doubt(field, "alone", text)]


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", flat(text))
