"""A letter's issuer and its parent body: from the head, vouched for by the running text and the table's caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from extractors.fields import letter_doubts as doubts
from extractors.fields.doc_date import find_date
from extractors.fields.letter_case import running_case, unit_case
from extractors.fields.letter_paper import Paper, Read, reading_of
from extractors.fields.letter_pieces import Piece
from extractors.fields.letter_text import flat, occurrences, shouted, spoken
from extractors.fields.letter_witness import Settled, Witnesses, settle
from extractors.fields.unit import fits_symbol, issuer_lines, same_unit, split_header, unit_key
from schemas.finding import Finding
from schemas.grid import Line
from schemas.innovation import FieldReading

_PLACELESS = re.compile(r"\b(tinh|huyen|thanh pho|thi xa|xa|phuong)$")
_SLIP = 2  # letters by which a misread name may differ from one that two other places give


def read_issuer(paper: Paper, symbol: str) -> Read[str]:
    """`symbol`: the issuer part of the letter's number."""
    pieces, names = _own_names(paper, parent=False)
    said = [c.unit for c in paper.captions if c.unit]
    read = _settled("issuing_unit", paper, (pieces, names), said)
    read = replace(read, value=_with_place(read.value, said) if read.value else None)
    if read.value and symbol and fits_symbol(read.value, symbol) is False:
        read.findings.append(doubts.symbol_misfit(read.value, symbol))
    return read


def _with_place(name: str, said: Sequence[str]) -> str:
    """A head that stops at `… TỈNH` with the place that the caption gives: `Công đoàn ngành Y tế tỉnh Hòa Sơn`."""
    key = unit_key(name)
    if not _PLACELESS.search(key):
        return name
    return next((one for one in said if unit_key(one).startswith(f"{key} ")), name)


def read_parent(paper: Paper) -> Read[str]:
    """Nothing is asked where no parent body stands in the head: many letters name none."""
    pieces, names = _own_names(paper, parent=True)
    if not names:
        return Read()
    said = [one for to in paper.zones.recipients for piece in to for one in occurrences(names[0], piece.text)]
    return _settled("parent_unit", paper, (pieces, names), said)


def _settled(field: str, paper: Paper, own: tuple[list[Piece], list[str]], said: Sequence[str]) -> Read[str]:
    pieces, names = own
    ocr = any(piece.ocr for piece in pieces)
    written = [one for name in names for one in occurrences(name, paper.body) if not shouted(one)]
    settled = _weigh(names, [*said, *written], ocr)
    certified = next((one for one in map(paper.stamps.writing, names) if one), None) if ocr else None
    odd = _spelt_otherwise(settled.value or "", [*said, *written], paper) if ocr else None
    if certified:
        settled = Settled(certified, "agreed", ask=False)  # typed by the certificate's issuer, accents and all
    elif settled.state != "agreed" and names and (vouched := _vouched(names[0], said, paper.body)):
        settled = Settled(vouched, "agreed", ask=False)
    elif odd:
        settled = Settled(_most_said(names, [*said, *written]), "disagree", ask=True, other=odd)
    elif ocr and settled.state == "disagree":
        settled = Settled(_most_said(names, [*said, *written]), "disagree", ask=True, other=settled.other)
    value = running_case(settled.value, [*said, paper.body]) if settled.value else None
    reading = reading_of(pieces)
    if reading is None and settled.value:
        reading = FieldReading(as_read=settled.value, confidence=0.5)
    return Read(value, reading, _findings(field, settled, value or ""))


def _spelt_otherwise(name: str, others: Sequence[str], paper: Paper) -> str | None:
    """Another place's spelling of the name, or the date's of the place in it, with accents that differ."""
    for one in others:
        if unit_key(one) == unit_key(name) and spoken(one) != spoken(name):
            return one
    date = find_date(paper.zones.date.text) if paper.zones.date else None
    place = date.place if date and date.place else ""
    tail = " ".join(name.split()[-len(place.split()) :]) if place else ""
    return place if flat(tail) == flat(place) and spoken(tail) != spoken(place) else None


def _weigh(names: list[str], others: list[str], ocr: bool) -> Settled[str]:
    """Read from a picture, accents must agree too; typed names agree when they are one unit."""
    if ocr:
        return settle(Witnesses(names, others, sure=False), lambda a, b: spoken(a) == spoken(b))
    return settle(Witnesses(names[:1], others, sure=True), same_unit)


def _vouched(name: str, said: Sequence[str], body: str) -> str | None:
    """The name that caption and running text both give, when the head differs from it by a slip of the reader."""
    for one in said:
        both = any(spoken(one) == spoken(other) for other in occurrences(one, body))
        if both and Levenshtein.distance(unit_key(one), unit_key(name)) <= _SLIP:
            return one
    return None


def _most_said(names: list[str], others: list[str]) -> str:
    """Of the spellings of one folded name the one that most places give; running text before the head's capitals."""
    alike = [other for other in others if unit_key(other) == unit_key(names[0])]
    votes = [spoken(one) for one in [*alike, names[0]]]
    return max([*alike, names[0]], key=lambda one: votes.count(spoken(one)))


def _findings(field: str, settled: Settled[str], value: str) -> list[Finding]:
    if settled.state == "missing":
        return [doubts.missing(field)]
    other = unit_case(settled.other or "")
    return [doubts.doubt(field, settled.state, value, other)] if settled.ask else []


def _own_names(paper: Paper, parent: bool) -> tuple[list[Piece], list[str]]:
    """The pieces of the head that name the unit, and the name as each reader read it."""
    pieces = [piece for piece in paper.zones.units if not piece.box or len(piece.text) > 1]
    first = [Line(piece.text, bold=piece.bold) for piece in pieces]
    second = [Line(piece.alternate or piece.text, bold=piece.bold) for piece in pieces]
    names = [split_header(lines)[0 if parent else 1] for lines in (first, second)]
    cut = len(pieces) - issuer_lines(first)
    there = [name.strip(" .,:;-_*") for name in names if name]
    return (pieces[:cut] if parent else pieces[cut:]), list(dict.fromkeys(there))
