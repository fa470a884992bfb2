"""A letter's number and date: from its head, with the line above the table as second witness."""

from __future__ import annotations

import datetime as dt

from extractors.fields import letter_doubts as doubts
from extractors.fields.doc_date import DocDate, find_date
from extractors.fields.docno import DocNumber, find_number
from extractors.fields.letter_paper import Paper, Read, reading_of, readings
from extractors.fields.letter_pieces import Piece
from extractors.fields.letter_witness import Settled, Witnesses, settle
from schemas.finding import Finding
from schemas.innovation import FieldReading


def read_number(paper: Paper) -> Read[DocNumber]:
    piece = paper.zones.number
    own = [n for n in readings(piece, find_number) if n.number is not None]
    others = [c.number for c in paper.captions if c.number and c.number.complete]
    sure = bool(piece and not piece.ocr and own and own[0].complete and not own[0].repaired)
    settled = settle(Witnesses(own, others, sure), lambda a, b: a.agrees(b) or a.outweighs(b))
    words = (settled.value.text if settled.value else "", settled.other.text if settled.other else "")
    return Read(settled.value, _reading(paper, settled, piece), _findings("number", settled, words, piece))


def read_date(paper: Paper) -> Read[dt.date]:
    piece = paper.zones.date
    own = [d for d in readings(piece, find_date) if d.value]
    own.sort(key=lambda d: d.value is None or not paper.stamps.fits(d.value))
    others = [c.date for c in paper.captions if c.date and c.date.value]
    sure = bool(piece and not piece.ocr and own and not own[0].repaired)
    settled = settle(Witnesses(own, others, sure), lambda a, b: a.value == b.value)
    words = (_day(settled.value), _day(settled.other))
    value = settled.value.value if settled.value else None
    found = _findings("date", settled, words, piece)
    if value and not found and paper.stamps.days and value > paper.stamps.days[-1]:
        found = [doubts.signed_before(words[0])]
    signed = paper.stamps.told()
    found = [finding.model_copy(update={"message": finding.message + signed}) for finding in found]
    return Read(value, _reading(paper, settled, piece), found)


def blank_symbol(paper: Paper) -> str:
    """The issuer's symbol of a number that was never filled in (`Số:   /TTr-CĐN`)."""
    number = find_number(paper.zones.number.text) if paper.zones.number else None
    return number.issuer if number else ""


def _reading(paper: Paper, settled: Settled[DocNumber] | Settled[DocDate], piece: Piece | None) -> FieldReading | None:
    if settled.state == "elsewhere":
        return FieldReading(as_read=paper.captions[0].text, confidence=0.5)
    return reading_of([piece] if piece else [])


def _findings(
    field: str, settled: Settled[DocNumber] | Settled[DocDate], words: tuple[str, str], piece: Piece | None
) -> list[Finding]:
    if settled.state == "missing":
        return [doubts.missing(field, piece.text if piece else "")]
    return [doubts.doubt(field, settled.state, *words)] if settled.ask else []


def _day(date: DocDate | None) -> str:
    return date.value.strftime("%d/%m/%Y") if date and date.value else ""
