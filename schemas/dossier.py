"""A dossier: one dropped item, the documents found in it, and what its letter says."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, Field

from schemas.columns import FoundTable
from schemas.errors import ItemCode
from schemas.finding import Finding
from schemas.innovation import FieldReading, Reading
from schemas.source import Channel

DocumentKind = Literal["letter", "table", "decision", "other"]


class DossierStatus(StrEnum):
    RECEIVED = "received"
    READING = "reading"
    NEEDS_REVIEW = "needs_review"
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    SET_ASIDE = "set_aside"


class ItemError(BaseModel):
    code: ItemCode
    message: str


class Part(BaseModel):
    """One file of a dossier and how reading it ended."""

    name: str
    sha256: str
    kind: str
    status: Literal["read", "set_aside", "kept"] = "read"  # kept: stored, holds nothing to read (a logo, a mail's body)
    error: ItemError | None = None
    pages: int = 0
    parent: str | None = None
    encoding: str | None = None


class Recognised(BaseModel):
    """One line of a decision's list: whom it recognises for what; either may not be named."""

    name: str = ""
    title: str = ""


class Decision(BaseModel):
    """What a decision (quyết định) says of itself, and whom it lists. `review_fields`: what a person must check."""

    number: str | None = None
    date: dt.date | None = None
    authority: str | None = None
    entries: list[Recognised] = Field(default_factory=list)
    findings: list[Finding] = Field(default_factory=list)
    review_fields: list[str] = Field(default_factory=list)


class Document(BaseModel):
    kind: DocumentKind
    file: str
    pages: list[int] = Field(default_factory=list)
    decisions: list[Decision] = Field(default_factory=list)  # in a file of decisions, each of them
    unknown: list[FoundTable] = Field(default_factory=list)  # tables whose columns a person must name


class Said(BaseModel):
    """A person's answer to one question about a letter, with what stood there before: `before` has the values."""

    person: str
    before: dict[str, str | int | list[str] | None] = Field(default_factory=dict)
    findings: list[Finding] = Field(default_factory=list)
    asked: bool = True  # whether a machine had asked
    illegible: bool = False


class Letter(BaseModel):
    """What the letter says, as accepted; `fields` holds each value as read, `said` what people answered, by question.

    Dates are the letter's own.
    """

    number: str | None = None
    date: dt.date | None = None
    issuing_unit: str | None = None
    parent_unit: str | None = None
    signed_for: str | None = None  # the body on whose behalf it is signed, where the signature names a unit
    signatory: str | None = None
    signatory_title: str | None = None
    subject: str | None = None
    recipients: list[str] = Field(default_factory=list)
    programme: str | None = None
    announced_count: int | None = None
    fields: dict[str, FieldReading] = Field(default_factory=dict)
    findings: list[Finding] = Field(default_factory=list)
    review_fields: list[str] = Field(default_factory=list)
    said: dict[str, Said] = Field(default_factory=dict)


class DossierResult(BaseModel):
    """All that one reading of a dossier gave; saved in one piece.

    `status` is COMPLETE, INCOMPLETE, NEEDS_REVIEW or SET_ASIDE; `review_fields` are the dossier's own, beside the
    letter's; `engine` names the version of the readers and rules.
    """

    parts: list[Part] = Field(default_factory=list)
    documents: list[Document] = Field(default_factory=list)
    letter: Letter = Field(default_factory=Letter)
    readings: list[Reading] = Field(default_factory=list)
    findings: list[Finding] = Field(default_factory=list)
    review_fields: list[str] = Field(default_factory=list)
    status: DossierStatus = DossierStatus.NEEDS_REVIEW
    error: ItemError | None = None
    engine: str = ""
    ignored: list[str] = Field(default_factory=list, exclude=True)  # litter in its mails and archives, told by the run


class Arrival(BaseModel):
    """The same content coming in once more: kept as a fact, read only once."""

    source_name: str
    channel: Channel
    received_at: dt.datetime


class Dossier(BaseModel):
    """One line of `sovang export dossiers --format jsonl`."""

    id: str
    source_name: str
    channel: Channel = Channel.FOLDER
    received_at: dt.datetime
    documents: list[Document] = Field(default_factory=list)
    parts: list[Part] = Field(default_factory=list)
    number: str | None = None
    date: dt.date | None = None
    issuing_unit: str | None = None  # as filed
    unit_id: str | None = None  # the catalogue's unit of that name on the letter's day
    parent_unit: str | None = None
    signatory: str | None = None
    signatory_title: str | None = None
    subject: str | None = None
    recipients: list[str] = Field(default_factory=list)
    programme: str | None = None
    announced_count: int | None = None
    innovations: int = 0
    findings: list[Finding] = Field(default_factory=list)
    review_fields: list[str] = Field(default_factory=list)
    status: DossierStatus = DossierStatus.RECEIVED
    error: ItemError | None = None
    attempts: int = 0  # how often it was read; a person's retry counts
    arrivals: list[Arrival] = Field(default_factory=list)  # after the first
    version: int = 1
    version_of: str | None = None  # the dossier that the same unit sent before this corrected one
    versions: list[str] = Field(default_factory=list)  # all of them in their order, where there is more than one
