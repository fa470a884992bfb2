"""A row that a person keys in, held against the same rules as what is read."""

from __future__ import annotations

from flows.office import Office
from flows.programmes import programme_of
from schemas.dossier import DossierResult
from schemas.innovation import Reading
from schemas.rules import Case, check_row, phase_of

_COLUMNS = frozenset({"title", "authors", "application_period", "summary", "effect"})


def checked(office: Office, dossier_id: str, item: Reading) -> Reading:
    """The row with its programme, its phase and what the rules say; nothing asks: whoever keyed it has seen it."""
    paper = office.register.letters.paper(dossier_id)
    result = paper.result if paper else DossierResult()
    programme = programme_of(office.programmes, result.letter, office.province)
    case = Case(
        letter=result.letter,
        programme=programme,
        kinds={document.kind for document in result.documents},
        readings=[item],
        decisions=[decision for document in result.documents for decision in document.decisions],
        columns=_COLUMNS,
    )
    phase = phase_of(item.accepted, programme)
    found = [finding.model_copy(update={"ask": False}) for finding in check_row(item, case)]
    named = {"programme": programme.id if programme else None, "phase": phase.id if phase else None}
    return item.model_copy(update={"findings": found, "review_fields": [], **named})
