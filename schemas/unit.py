"""A sending unit. Its name is not its identity: names, parents and places are dated, events link it to successors."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

ID_FORM = r"^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$"
UnitChannel = Literal["tdoffice", "paper", "email"]


class UnitKind(StrEnum):
    CONFEDERATION = "tld"
    PROVINCE = "ldld_tinh"
    DISTRICT = "ldld_huyen"
    SECTOR = "cd_nganh"
    OFFICIALS = "cd_vien_chuc"
    ZONES = "cd_kcn"
    CORPORATION = "cd_tct"
    COMMUNE = "cd_xa"
    GRASSROOTS = "cdcs"
    OTHER = "khac"  # no union: a school, a company, an office


class EventKind(StrEnum):
    MERGE = "merge"
    SPLIT = "split"
    DISSOLVE = "dissolve"
    RENAME = "rename"
    TRANSFER = "transfer"
    ESTABLISH = "establish"


ENDS = frozenset({EventKind.MERGE, EventKind.SPLIT, EventKind.DISSOLVE})


class Span(BaseModel):
    """In force from `valid_from` until the day before `valid_to`; null is open."""

    valid_from: date | None = None
    valid_to: date | None = None

    @model_validator(mode="after")
    def _forwards(self) -> Span:
        if self.valid_from and self.valid_to and self.valid_from >= self.valid_to:
            raise ValueError("ngày kết thúc phải sau ngày bắt đầu")
        return self

    def holds(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    def meets(self, other: Span) -> bool:
        """Whether both hold on some day."""
        first, second = sorted((self, other), key=lambda span: span.valid_from or date.min)
        return first.valid_to is None or (second.valid_from or date.min) < first.valid_to


class UnitName(Span):
    """`symbol`: the unit's part of its documents' numbers, as in `12/TTr-LĐLĐ`."""

    name: str = Field(min_length=1, max_length=300)
    short_name: str = ""
    symbol: str = ""
    source: str = ""  # the document that says so


class UnitParent(Span):
    parent_id: str


class UnitPlace(Span):
    """Names as of the time: districts ended on 1 July 2025."""

    province: str = ""
    district: str = ""
    ward: str = ""


class Target(BaseModel):
    """What a unit shall reach in a programme, or one phase of it: innovations, or a percentage of its members.

    `quota`: how many it may send.
    """

    programme: str
    phase: str | None = None
    target: int | None = Field(default=None, ge=0)
    percent: float | None = Field(default=None, ge=0, le=100)
    quota: int | None = Field(default=None, ge=0)


class Unit(BaseModel):
    """`aliases`: other writings, as people write them. `channel`: how papers go to and from it."""

    id: str = Field(pattern=ID_FORM)
    kind: UnitKind
    names: list[UnitName] = Field(min_length=1)
    parents: list[UnitParent] = Field(default_factory=list)
    places: list[UnitPlace] = Field(default_factory=list)
    aliases: list[str] = Field(default_factory=list)
    channel: UnitChannel | None = None
    members: int | None = Field(default=None, ge=0)
    cluster: str = ""  # cụm thi đua: the units with which it competes
    targets: list[Target] = Field(default_factory=list)


class Link(BaseModel):
    """One unit's way through an event. No `to_id`: nobody succeeds it; no `from_id`: it is new."""

    from_id: str | None = None
    to_id: str | None = None
    share: float | None = Field(default=None, gt=0, le=100)  # percent of the old unit that went this way


class UnitEvent(BaseModel):
    id: str
    day: date  # the first day of the new state
    kind: EventKind
    decision: str = ""
    note: str = ""
    links: list[Link] = Field(min_length=1)


class UnitMatch(BaseModel):
    """A noisy text's unit on a day. `unit_id` is null where nothing is sure enough; `rivals` are then the likeliest."""

    model_config = ConfigDict(frozen=True)

    unit_id: str | None = None
    chance: float = 0.0
    evidence: list[str] = Field(default_factory=list)
    rivals: list[str] = Field(default_factory=list)
