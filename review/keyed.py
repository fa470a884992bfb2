"""A row as a person types it: the form's inputs, and what was typed as values of the pipeline's own models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from register.contents import said_in
from review.inputs import Input, NotUnderstood, changes, inputs, typed_value
from review.papers import Sheet
from schemas.changes import put
from schemas.dossier import Letter
from schemas.grid import Box
from schemas.innovation import Accepted, Author, Place, Reading, Source
from schemas.match import Record

AUTHORS = 6  # that one form takes; more are added on the row's own page
_BLANK = Accepted(authors=[Author(full_name="") for _ in range(AUTHORS - 1)])
_WHOLE = Box(0, 0, 1, 1)
OF_LETTER = ("issuing_unit", "number", "date", "programme", "parent_unit", "signatory")
_NEEDED = "Cần ít nhất tên sáng kiến và họ tên một tác giả."


def fields(form: Mapping[str, str] | None = None) -> list[Input]:
    """The inputs of an empty row, or of one that was typed."""
    found = inputs(_BLANK, "*")
    return [replace(one, text=(form or {}).get(one.name, "")) for one in found]


def typed(form: Mapping[str, str], *, partly: bool = False) -> Accepted:
    """Raises NotUnderstood; of what is still being typed (`partly`) what is not understood yet is left out."""
    given = {name: text for name, text in form.items() if text.strip() and (not partly or _understood(name, text))}
    accepted = Accepted()
    try:
        for path, value in changes(_BLANK, "*", given).items():
            accepted = put(accepted, path, value)
    except NotUnderstood:
        if not partly:
            raise
    if not partly and not (accepted.title and accepted.authors):
        raise NotUnderstood(_NEEDED)
    return accepted


def _understood(name: str, text: str) -> bool:
    try:
        typed_value(name, text)
    except NotUnderstood:
        return False
    return True


def as_reading(accepted: Accepted, sheet: Sheet | None) -> Reading:
    """Row 0 of the page that it was typed from: no reader gives a row that number."""
    if sheet is None:
        return Reading(source=Source(file="", sha256="", row=0), accepted=accepted)
    spot = Place(sha256=sheet.sha256, page=sheet.number, box=_WHOLE)
    place = {"file": sheet.file, "sha256": sheet.sha256, "page": sheet.number, "row": 0}
    return Reading(source=Source(**place, pages=[sheet.number], places=[spot]), accepted=accepted)


def as_record(accepted: Accepted, dossier_id: str, letter: Letter) -> Record:
    """What the matcher looks for while a row is typed; its id is nobody's."""
    about = {"sender": letter.issuing_unit or "", "dossier": dossier_id, "programme": letter.programme or ""}
    return said_in({"accepted": accepted.model_dump(mode="json")}).model_copy(update=about)


def letter_of(form: Mapping[str, str]) -> Letter:
    """What was typed of a letter that there is no file of. Raises NotUnderstood."""
    values = {name: typed_value(name, form.get(name, "")) or None for name in OF_LETTER}
    if not values["issuing_unit"]:
        raise NotUnderstood("Đơn vị gửi: ghi tên như trên tờ trình.")
    return Letter.model_validate(values)


def letter_inputs(form: Mapping[str, str], programmes: Mapping[str, str], labels: Sequence[str]) -> list[Input]:
    """`labels`: of `OF_LETTER`, in its order."""
    found = []
    for name, label in zip(OF_LETTER, labels, strict=True):
        choices = [("", "–"), *programmes.items()] if name == "programme" else []
        found.append(Input(name, label, form.get(name, ""), "choice" if choices else "line", choices))
    return found
