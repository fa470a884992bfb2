"""A person's answers about a letter: laid over what any run reads, and lifted off again."""

from __future__ import annotations

from pydantic import BaseModel, Field

from schemas.dossier import Letter, Said
from schemas.finding import Code, Finding

FIELDS = (
    *("number", "date", "issuing_unit", "parent_unit", "signatory", "signatory_title", "subject", "recipients"),
    *("programme", "announced_count"),
)
_ILLEGIBLE = "Người kiểm tra không đọc được mục này trên tờ trình; cần đơn vị cho biết."


class LetterAnswer(BaseModel):
    """`asked`: a field of the letter. `values`: field → what holds, as JSON has it; those seen and left alone too, so
    that they outlive every rerun. `illegible`: the values stay as they are read, and the unit is told.
    """

    asked: str
    values: dict[str, str | int | list[str] | None] = Field(default_factory=dict)
    illegible: bool = False
    person: str


def answered(letter: Letter, answer: LetterAnswer) -> Letter:
    """The letter with an answer in force; one that is in force already changes nothing.

    Raises ValidationError for values that are none of the fields'.
    """
    if answer.asked in letter.said:
        letter = unanswered(letter, answer.asked)
    data = letter.model_dump(mode="json")
    gone = [f for f in letter.findings if f.ask and f.field == answer.asked]
    said = Said(
        person=answer.person,
        before={name: data[name] for name in answer.values},
        findings=gone,
        asked=answer.asked in letter.review_fields,
        illegible=answer.illegible,
    )
    told = Finding(code=Code.ILLEGIBLE, field=answer.asked, message=_ILLEGIBLE, ask=False)
    after = Letter.model_validate({**data, **answer.values})
    after.findings = [*(f for f in letter.findings if f not in gone), *([told] if answer.illegible else [])]
    after.review_fields = [name for name in letter.review_fields if name != answer.asked]
    after.said = {**letter.said, answer.asked: said}
    return after


def unanswered(letter: Letter, asked: str) -> Letter:
    """The letter without an answer: as it was before, but for fields that a later answer holds as well."""
    said = letter.said[asked]
    names = [*letter.said]
    later = {name: letter.said[name] for name in names[names.index(asked) + 1 :]}
    held = {name: next((key for key, one in later.items() if name in one.before), None) for name in said.before}
    free = {name: value for name, value in said.before.items() if held[name] is None}
    after = Letter.model_validate({**letter.model_dump(mode="json"), **free})
    kept = [f for f in letter.findings if not (f.code is Code.ILLEGIBLE and f.field == asked)]
    after.findings = [*kept, *said.findings]
    after.review_fields = [*letter.review_fields, *([asked] if said.asked else [])]
    for name, key in held.items():
        if key is not None:  # that answer's own taking back leads to what stood before both
            before = {**later[key].before, name: said.before[name]}
            later[key] = later[key].model_copy(update={"before": before})
    after.said = {name: later.get(name, one) for name, one in letter.said.items() if name != asked}
    return after
