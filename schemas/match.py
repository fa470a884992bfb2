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
    UNSURE = "unsure"


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


class Reason(BaseModel):
    """One piece of evidence: a stable code, a Vietnamese line for the reviewer, its weight (for > 0, against < 0)."""

    model_config = ConfigDict(frozen=True)

    code: str
    text: str
    weight: float


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
