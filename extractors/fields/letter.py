"""Letters (tờ trình, công văn): which pages are one, and what one says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractors.fields import letter_doubts as doubts
from extractors.fields.letter_count import announced_counts
from extractors.fields.letter_marks import blank_symbol, read_date, read_number
from extractors.fields.letter_paper import Paper, Read, lay_out
from extractors.fields.letter_people import read_office, read_recipients, read_signatory, read_subject
from extractors.fields.letter_pieces import pieces_of
from extractors.fields.letter_signature import find_signature
from extractors.fields.letter_units import read_issuer, read_parent
from extractors.fields.letter_votes import signed_for
from extractors.fields.letter_zones import MOTTO, TO, is_title, zones_of
from schemas.dossier import Letter
from schemas.grid import Page
from schemas.programme import Programme, named_in


def is_letter(page: Page) -> bool:
    """Whether a letter begins on this page; a table may stand on the same page."""
    if is_decision(page):
        return False
    pieces = pieces_of([page])
    zones = zones_of(pieces)
    titled = any(is_title(piece) and piece.key.startswith("to trinh") for piece in pieces)
    addressed = any(TO.match(piece.key) for piece in pieces)
    signed = find_signature(pieces, zones.after).start < len(pieces) or _has(page, "noi nhan")
    headed = zones.number is not None or any(MOTTO.search(piece.key) for piece in pieces)
    return (titled and (addressed or signed or headed)) or (addressed and (headed or signed))


def is_decision(page: Page) -> bool:
    """Whether a decision (quyết định) begins on this page."""
    pieces = pieces_of([page])
    titled = any(is_title(piece) and piece.key.startswith("quyet dinh") for piece in pieces)
    return titled and any(piece.key.startswith(("can cu", "dieu 1", "xet de nghi")) for piece in pieces)


def parse_cover(
    pages: Sequence[Page], captions: Sequence[str], known: Sequence[Programme] | None = None, *, is_letter: bool
) -> Letter:
    """`parse_letter`, and a question where another kind of paper (thông báo, báo cáo …) stands for a missing letter."""
    letter = parse_letter(pages, captions, known)
    if not is_letter:
        letter.findings.append(doubts.no_letter(letter.issuing_unit or ""))
        letter.review_fields = list(dict.fromkeys([*letter.review_fields, "issuing_unit"]))
    return letter


def parse_letter(
    pages: Sequence[Page], captions: Sequence[str] = (), known: Sequence[Programme] | None = None
) -> Letter:
    """What the letter on these pages says. `captions`: the lines above the dossier's tables, as second witnesses.
    `known`: the programmes that it may name; none given: this build's.

    Every value that neither two places of the paper nor complete native text vouch for is named in `review_fields`.
    """
    paper = lay_out(pages, captions)
    number = read_number(paper)
    symbol = number.value.issuer if number.value else blank_symbol(paper)
    date, issuer, parent = read_date(paper), read_issuer(paper, symbol), read_parent(paper)
    signatory, office = read_signatory(paper), read_office(paper)
    subject, recipients = read_subject(paper), read_recipients(paper)
    programme, count = _programme(paper, known), _count(paper)
    reads: dict[str, Read[Any]] = {
        "number": number,
        "date": date,
        "issuing_unit": issuer,
        "parent_unit": parent,
        "signatory": signatory,
        "signatory_title": office,
        "subject": subject,
        "recipients": recipients,
        "programme": programme,
        "announced_count": count,
    }
    findings = [finding for read in reads.values() for finding in read.findings]
    return Letter(
        number=number.value.text if number.value else None,
        date=date.value,
        issuing_unit=issuer.value,
        parent_unit=parent.value,
        signed_for=signed_for(paper),
        signatory=signatory.value,
        signatory_title=office.value,
        subject=subject.value,
        recipients=recipients.value or [],
        programme=programme.value,
        announced_count=count.value,
        fields={name: read.reading for name, read in reads.items() if read.reading and read.value},
        findings=findings,
        review_fields=list(dict.fromkeys(f.field for f in findings if f.ask)),
    )


def _programme(paper: Paper, known: Sequence[Programme] | None) -> Read[str]:
    """The programme that the subject names, else the text, else the lines above the tables."""
    subject = " ".join(piece.text for piece in paper.zones.subject)
    for text in (subject, paper.body, " ".join(piece.text for piece in paper.pieces), " ".join(paper.above)):
        named = named_in(text, known)
        if named:
            return Read(named[0].id)
    return Read(findings=[doubts.missing("programme")])


def _count(paper: Paper) -> Read[int]:
    counts = announced_counts(paper.body)
    if len(counts) > 1:
        return Read(findings=[doubts.several_counts(counts)])
    return Read(counts[0] if counts else None)


def _has(page: Page, start: str) -> bool:
    return any(piece.key.startswith(start) for piece in pieces_of([page]))
