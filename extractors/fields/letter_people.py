"""A letter's signatory and office, its subject and its recipients: words that only their own place gives."""

from __future__ import annotations

import re

from extractors.fields import letter_doubts as doubts
from extractors.fields.author_words import has_surname
from extractors.fields.letter_case import as_office
from extractors.fields.letter_paper import Paper, Read, clear, reading_of
from extractors.fields.letter_pieces import Piece
from extractors.fields.letter_signature import is_office, person_in, signer_in
from extractors.fields.letter_surname import mended
from extractors.fields.letter_text import flat, shouted, spoken
from extractors.fields.letter_zones import is_title
from extractors.spelling import odd_words
from extractors.text.syllables import is_syllable
from schemas.finding import Finding
from schemas.text import name_case, one_line

_OFF_AXIS = 0.012  # of the page's width: half of what a lost `PHÓ ` moves a centred line


def read_signatory(paper: Paper) -> Read[str]:
    piece = paper.signature.name
    if piece is None:
        stamp = person_in(paper.signature.stamp)
        if stamp:
            return Read(stamp, None, [doubts.doubt("signatory", "alone", stamp)])
        return Read(findings=[doubts.missing("signatory")])
    name = signer_in(piece)
    certified = paper.stamps.writing(name)
    name = name_case(certified) if certified else name  # typed by the certificate's issuer, accents and all
    stamped = bool(certified) or (spoken(paper.signature.stamp).endswith(spoken(name)) and bool(paper.signature.stamp))
    read_alike = clear([piece], lambda a, b: spoken(person_in(a)) == spoken(person_in(b)))
    sure = stamped or (read_alike and (not piece.ocr or (_in_sight(paper, piece) and _likely(name))))
    if not sure and piece.ocr:
        name = mended(name, piece.alternate)
    return Read(name, reading_of([piece]), [] if sure else [doubts.doubt("signatory", "alone", name)])


def read_office(paper: Paper) -> Read[str]:
    """Offices are a closed vocabulary: readers that differ in accents only do agree."""
    pieces, text = paper.signature.office, paper.signature.office_text
    if not text:
        return Read(findings=[doubts.missing("signatory_title")])
    if not is_office(text):
        office = as_office("PHÓ CHỦ TỊCH THƯỜNG TRỰC")  # nobody else has these last two words
        return Read(office, reading_of(pieces), [doubts.doubt("signatory_title", "alone", office)])
    office = as_office(text) if shouted(text) else text
    in_sight = all(not piece.ocr or _in_sight(paper, piece) for piece in pieces[:1])
    sure = in_sight and clear(pieces, lambda a, b: _letters(a) == _letters(b))
    return Read(office, reading_of(pieces), [] if sure else [doubts.doubt("signatory_title", "alone", office)])


def read_subject(paper: Paper) -> Read[str]:
    """The subject as written; where none is found a person looks, for nearly all letters have one."""
    pieces = paper.zones.subject
    text = _unbracketed(one_line(" ".join(piece.text for piece in pieces)).strip(" _-"))
    text = re.sub(r"^[Vv]\s?[Il|1]\s?v\b", "V/v", text)  # a reader's slip
    if not text:
        return Read(findings=[doubts.missing("subject")])
    return Read(text, reading_of(pieces), _doubts("subject", text, pieces))


def _unbracketed(text: str) -> str:
    """Without brackets that stand around the whole, or that have no partner."""
    if text.startswith("(") and (text.endswith(")") or ")" not in text):
        text = text[1:].removesuffix(")")
    elif text.endswith(")") and "(" not in text:
        text = text[:-1]
    return text.strip(" _-")


def read_recipients(paper: Paper) -> Read[list[str]]:
    groups = paper.zones.recipients
    texts = [one_line(" ".join(piece.text for piece in group)) for group in groups]
    names = [re.sub(r"^[-–•+*]\s*", "", text).strip(" .;,") for text in texts]
    pieces = [piece for group in groups for piece in group]
    if not pieces and any(is_title(piece) and piece.key.startswith("to trinh") for piece in paper.pieces):
        return Read(findings=[doubts.missing("recipients")])  # a tờ trình always goes to somebody
    return Read(names, reading_of(pieces), _doubts("recipients", "; ".join(names), pieces))


def _doubts(field: str, text: str, pieces: list[Piece]) -> list[Finding]:
    alike = clear(pieces, lambda a, b: spoken(a).endswith(spoken(b)) or spoken(b).endswith(spoken(a)))
    sure = alike and not (any(piece.ocr for piece in pieces) and odd_words(text))
    return [] if sure else [doubts.doubt(field, "alone", text)]


def _in_sight(paper: Paper, piece: Piece) -> bool:
    """Whether no seal covers the block's left part: `TM.` or the like was read, and the lines share one axis.

    A covered `PHÓ` or family name leaves words that both readers read alike, but off the axis.
    """
    behalf = paper.signature.behalf[:1]
    if not behalf:
        return False
    first, here = behalf[0].box, piece.box
    return first is None or here is None or abs((first.x0 + first.x1) - (here.x0 + here.x1)) / 2 <= _OFF_AXIS


def _likely(name: str) -> bool:
    """A known family name, and all words spelt as Vietnamese: accents are what readers lose first."""
    return has_surname(name) and all(is_syllable(word) for word in name.split())


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", flat(text))
