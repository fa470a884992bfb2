"""One innovation: as read from its row, as accepted into the register, as exported."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, computed_field

from schemas.finding import Finding
from schemas.grid import Box, Doubt

BenefitPeriod = Literal["year", "quarter", "month", "day"]
_TIMES_A_YEAR: dict[str, int] = {"year": 1, "quarter": 4, "month": 12}


class Status(StrEnum):
    REGISTERED = "registered"
    NEEDS_REVIEW = "needs_review"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


class Author(BaseModel):
    """Phone in E.164; `share_percent` null when not given; the principal has the largest share, else stands first."""

    full_name: str
    birth_year: int | None = None
    position: str = ""
    workplace: str = ""
    phone: str | None = None
    share_percent: float | None = None
    is_principal: bool = False
    honorific: str = ""  # Ông, Bà, ThS. …, as written before the name


class Recognition(BaseModel):
    """The decision by which an authority recognised the innovation."""

    number: str
    date: dt.date | None = None
    authority: str = ""


class Accepted(BaseModel):
    """The values of one innovation that the register stands for."""

    model_config = ConfigDict(validate_assignment=True)

    ordinal: int = 0
    authors: list[Author] = Field(default_factory=list)
    title: str = ""
    application_period: str = ""
    applied_from: dt.date | None = None
    applied_to: dt.date | None = None
    summary: str = ""
    effect: str = ""
    benefit_vnd: int | None = None
    benefit_period: BenefitPeriod | None = None
    scope: str | None = None
    awards: list[str] = Field(default_factory=list)
    recognition: Recognition | None = None
    sector: Literal["enterprise", "public"] | None = None
    kind: str | None = None
    confidential: bool = False

    @computed_field  # type: ignore[prop-decorator]
    @property
    def benefit_vnd_per_year(self) -> int | None:
        """The stated benefit times the periods of a year; null for a daily one: nobody stated its working days."""
        times = _TIMES_A_YEAR.get(self.benefit_period or "")
        return None if self.benefit_vnd is None or times is None else self.benefit_vnd * times


class Place(BaseModel):
    """A spot on one page of a file. `picture`: what was cut out there, a name in the shelf of page pictures."""

    sha256: str
    page: int = 1
    box: Box | None = None
    picture: str | None = None


class FieldReading(BaseModel):
    """A field as it stands on paper: text, place, the reader's certainty (0..1), what the second reader saw.

    `page` and `box` are those of the first place; `places` has one for each page that it runs over. `doubts`: the words
    that may have been misread; `rest`: -ln of the chance that all others are right.
    """

    as_read: str
    page: int = 1
    box: Box | None = None
    places: list[Place] = Field(default_factory=list)
    confidence: float = 1.0
    alternate: str | None = None
    doubts: list[Doubt] = Field(default_factory=list)
    rest: float = 0.0


class Source(BaseModel):
    """Where a row was read. `row`: table row from 1, headings not counted; `pages`: all the file's it stands on.

    `places`: the whole row on each of its pages, those in other files too (photos of one table).
    """

    file: str
    sha256: str
    page: int = 1
    row: int = 1
    pages: list[int] = Field(default_factory=list)
    places: list[Place] = Field(default_factory=list)


class Reading(BaseModel):
    """One row: every field as read beside the values as accepted, and the doubts between them."""

    source: Source
    fields: dict[str, FieldReading] = Field(default_factory=dict)
    accepted: Accepted = Field(default_factory=Accepted)
    findings: list[Finding] = Field(default_factory=list)
    review_fields: list[str] = Field(default_factory=list)
    confidence: dict[str, float] = Field(default_factory=dict)
    programme: str | None = None  # null: that of the dossier's letter
    phase: str | None = None


class DossierRef(BaseModel):
    id: str
    source_name: str
    unit: str | None = None  # as filed
    unit_id: str | None = None  # in the catalogue, as of the letter's day
    number: str | None = None
    date: dt.date | None = None
    received_at: dt.datetime
    channel: str = "folder"


class PlaceRef(BaseModel):
    sha256: str
    page: int
    box: list[float] | None = None
    picture: str | None = None


class SourceRef(BaseModel):
    """`boxes`: each field's on its first page; `places`: each field's on all its pages, `*` being the whole row."""

    file: str
    sha256: str
    page: int
    row: int
    boxes: dict[str, list[float]] = Field(default_factory=dict)
    places: dict[str, list[PlaceRef]] = Field(default_factory=dict)


class DuplicateCandidate(BaseModel):
    innovation_id: str
    score: float
    reasons: list[str] = Field(default_factory=list)
    judgement: str = "suggested"


class Submitter(BaseModel):
    """One of several dossiers that sent an innovation."""

    innovation: str
    dossier: str
    unit: str | None = None
    number: str | None = None
    date: dt.date | None = None
    received_at: dt.datetime


class Innovation(Accepted):
    """One line of `sovang export innovations --format jsonl`."""

    id: str
    dossier: DossierRef
    source: SourceRef
    programme: str | None = None
    phase: str | None = None
    status: Status = Status.NEEDS_REVIEW
    findings: list[Finding] = Field(default_factory=list)
    review_fields: list[str] = Field(default_factory=list)
    confidence: dict[str, float] = Field(default_factory=dict)
    duplicate_candidates: list[DuplicateCandidate] = Field(default_factory=list)
    version_of: str | None = None  # the same row in the dossier that this one's unit sent before
    merged_from: list[str] = Field(default_factory=list)  # other rows of the same innovation that this one stands for
    merged_into: str | None = None  # the one that stands for this one
    merged_fields: dict[str, str] = Field(default_factory=dict)  # cell → the row that its value was taken from
    submitters: list[Submitter] = Field(default_factory=list)  # all who sent it, where these are several
