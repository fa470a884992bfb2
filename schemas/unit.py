"""A sending unit. Its name is not its identity: names, parents and successors are dated."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field


class UnitName(BaseModel):
    """A name in force from `valid_from` until the day before `valid_to`; null is open."""

    name: str
    valid_from: date | None = None
    valid_to: date | None = None


class Unit(BaseModel):
    id: str
    names: list[UnitName]
    parent_id: str | None = None
    aliases: list[str] = Field(default_factory=list)  # folded keys: abbreviations, spellings, e-mail domains
