"""What was read of a dossier, held against the programme's rules, its other papers and the mail that brought it."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.assemble import Assembled
from extractors.fields.letter_votes import sent_on, votes_on
from flows.office import Office
from flows.programmes import programme_of
from schemas.dossier import Letter, Part
from schemas.finding import Code, Finding
from schemas.rules import Case, check_dossier, check_row, phase_of
from schemas.rules.case import Sent
from schemas.rules.units import settle_unit
from schemas.written import OFFICE

_MAIL = 20_000  # characters of a mail that say who sent it


def check(office: Office, dossier_id: str, parts: Sequence[Part], assembled: Assembled) -> list[Finding]:
    """Puts findings on the rows and the letter; returns those about the dossier."""
    mails = _mails(office, parts)
    assembled.letter = settle_unit(assembled.letter, votes_on(assembled.letter, mails))
    case = Case(
        letter=assembled.letter,
        programme=programme_of(office.programmes, assembled.letter, office.province),
        kinds={document.kind for document in assembled.documents},
        readings=assembled.readings,
        decisions=[decision for document in assembled.documents for decision in document.decisions],
        columns=assembled.columns,
        sent=_sent(office, dossier_id, assembled.letter, mails),
        waits=any(finding.code is Code.COLUMNS_UNKNOWN for finding in assembled.findings),
    )
    _check_rows(case)
    return check_dossier(case)


def _check_rows(case: Case) -> None:
    for reading in case.readings:
        found = check_row(reading, case)
        told = {f.code for f in found} & {Code.NOT_RECOGNISED}  # with its paragraph: in the place of the reader's own
        reading.findings = [*(f for f in reading.findings if f.code not in told), *found]
        reading.review_fields = sorted({*reading.review_fields, *(f.field for f in found if f.ask)})
        reading.programme = case.programme.id if case.programme else None
        phase = phase_of(reading.accepted, case.programme)
        reading.phase = phase.id if phase else None


def _mails(office: Office, parts: Sequence[Part]) -> list[str]:
    """What the dossier's mails say of themselves, as intake took it down."""
    out = []
    for part in parts:
        path = office.register.files.path(part.sha256)
        if part.kind == "mail" and path.is_file():
            with path.open(encoding="utf-8", errors="replace") as text:
                out.append(text.read(_MAIL))
    return out


def _sent(office: Office, dossier_id: str, letter: Letter, mails: Sequence[str]) -> Sent | None:
    """The letter's day, else the mail's, else that on which the dossier came in."""
    if letter.date:
        return Sent(letter.date, "letter")
    if mailed := sent_on(mails):
        return Sent(mailed, "mail")
    received = office.register.received_at(dossier_id)
    return Sent(received.astimezone(OFFICE).date(), "received") if received else None
