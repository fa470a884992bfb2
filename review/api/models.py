"""What programs are told. Phones are always masked; see `phones.py` for the one way to have one."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from register.search.query import CURSOR, Order
from schemas.dossier import DossierStatus, ItemError
from schemas.finding import Code, Finding
from schemas.innovation import Innovation, Status


class Strict(BaseModel):
    """What is asked: a name that nobody knows is a slip, and is told."""

    model_config = ConfigDict(extra="forbid")


class Known(BaseModel):
    """`dossier`: that which has these very files already."""

    name: str
    dossier: str


class Refusal(BaseModel):
    name: str
    reason: str


class Taken(BaseModel):
    """`new`: dossiers that were listed and wait to be read; `ignored`: litter such as temporary files."""

    new: list[str]
    known: list[Known]
    refused: list[Refusal]
    ignored: list[str]


class PartState(BaseModel):
    """One file of a dossier."""

    name: str
    kind: str
    status: Literal["read", "set_aside", "kept"]
    pages: int
    error: ItemError | None = None


class DossierBrief(BaseModel):
    """`doubts`: fields of its innovations that a person is asked to check."""

    id: str
    source_name: str
    channel: str
    received_at: dt.datetime
    status: DossierStatus
    unit: str
    innovations: int
    doubts: int


class Dossiers(BaseModel):
    """`more`: what to give as `before` for the next ones; none at the end."""

    dossiers: list[DossierBrief]
    more: str | None = None


class DossierState(BaseModel):
    """How far a dossier is, and what its letter says."""

    id: str
    source_name: str
    channel: str
    received_at: dt.datetime
    status: DossierStatus
    error: ItemError | None
    number: str | None
    date: dt.date | None
    issuing_unit: str | None
    unit_id: str | None
    programme: str | None
    announced_count: int | None
    innovations: int
    findings: list[Finding]
    review_fields: list[str]
    parts: list[PartState]


class Search(Strict):
    """Words are found with and without accents; days and amounts include both ends; `after`: a page's `more`."""

    q: str = Field(default="", max_length=2000, description="chữ cần tìm")
    unit: str | None = Field(default=None, max_length=200, description="mã đơn vị, hoặc các từ trong tên")
    programme: str | None = Field(default=None, max_length=100)
    phase: str | None = Field(default=None, max_length=100)
    status: Status | None = None
    finding: Code | None = None
    dossier: str | None = Field(default=None, max_length=60)
    first: dt.date | None = Field(default=None, description="từ ngày của tờ trình")
    last: dt.date | None = Field(default=None, description="đến hết ngày")
    least: int | None = Field(default=None, ge=0, le=10**15, description="làm lợi ít nhất, đồng")
    most: int | None = Field(default=None, ge=0, le=10**15, description="làm lợi nhiều nhất, đồng")
    order: Order = "best"
    limit: int = Field(default=20, ge=1, le=200)
    after: str | None = Field(default=None, pattern=f"^{CURSOR}$")


class Found(BaseModel):
    """Of a technological secret only title, sender and status are told."""

    id: str
    dossier: str
    ordinal: int
    title: str
    authors: list[str]
    phones: list[str]
    unit: str
    status: Status
    programme: str | None
    phase: str | None
    day: dt.date | None
    benefit_vnd: int | None
    confidential: bool


class FoundPage(BaseModel):
    """`cut`: the words were too many, or only the newest of very many were put in order."""

    innovations: list[Found]
    more: str | None = None
    cut: bool = False


class Record(Innovation):
    """An innovation as `sovang export innovations --format jsonl` has it, phones masked. `version`: of its values."""

    version: int


class PhoneAsked(Strict):
    """`version`: the record's; `reason`: kept in the audit with the account's name."""

    version: int = Field(ge=0, le=2**31 - 1)
    reason: str = Field(min_length=3, max_length=500, pattern=r"\S.*\S")


class Phone(BaseModel):
    innovation: str
    author: int
    phone: str
