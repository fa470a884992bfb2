"""Comparing two innovations: what goes in, what comes out with its reasons, and what people decide about it."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Judgement(StrEnum):
    """What is held of a pair. A machine only ever suggests."""

    SUGGESTED = "suggested"
    SAME = "same"
    DIFFERENT = "different"
    SERIES = "series"  # one author, two innovations
    COPIED = "copied"  # another person's text; needs two people
    UNSURE = "unsure"


ANSWERS = (Judgement.SAME, Judgement.DIFFERENT, Judgement.SERIES, Judgement.COPIED, Judgement.UNSURE)
APART = (Judgement.DIFFERENT, Judgement.SERIES, Judgement.COPIED)  # never one innovation


class Kind(StrEnum):
    """Which case a pair is, as the machine sees it."""

    DUPLICATE = "duplicate"
    COPIED = "copied"  # nearly the same text, other people
    SERIES = "series"  # the same person, another innovation: no duplicate


class Across(StrEnum):
    """Where the two came from."""

    DOSSIER = "dossier"  # both from one dossier
    UNITS = "units"
    PROGRAMMES = "programmes"
    YEARS = "years"


class Record(BaseModel):
    """An innovation as the matcher sees it; the field names are also those of `sovang match --records`."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    title: str = ""
    authors: list[str] = Field(default_factory=list)
    birth_year: int | None = None  # of the principal author
    position: str = ""
    unit: str = ""
    sender: str = ""
    phone: str = ""
    period: str = ""
    summary: str = ""
    benefit: str = ""  # the effect cell's text
    benefit_vnd: int | None = None
    awards: str = ""
    dossier: str = ""  # rows of one dossier are compared too; the reason then says so
    programme: str = ""
    year: int | None = None  # in which it was handed in


class Reason(BaseModel):
    """One piece of evidence: a stable code, a Vietnamese line for the reviewer, its weight (for > 0, against < 0)."""

    model_config = ConfigDict(frozen=True)

    code: str
    text: str
    weight: float

    @property
    def told(self) -> str:
        """The line with its weight, as reviewers see it: `Cùng số điện thoại (+4,1)`; a note has none."""
        return f"{self.text} ({_signed(self.weight)})" if self.weight else self.text


def _signed(weight: float) -> str:
    return f"{weight:+.1f}".replace("-", "−").replace(".", ",")


class Comparison(BaseModel):
    """Two records with a score (0..1, the probability that they are one innovation) and the reasons for it.

    `same` is safe to accept, `review` needs a person, `different` is not worth one.
    """

    model_config = ConfigDict(frozen=True)

    id_a: str
    id_b: str
    score: float
    verdict: Literal["same", "review", "different"]
    reasons: list[Reason] = Field(default_factory=list)
    kind: Kind | None = None  # null: two innovations that have nothing to do with each other
    across: list[Across] = Field(default_factory=list)
