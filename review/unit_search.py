"""Units of the office's catalogue by what is typed of their names, those that live first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from register.exports import words
from schemas.unit import Unit
from schemas.units.catalogue import Catalogue
from schemas.units.match import alias_key

_MOST = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """`above`: the body above it; `ended`: it is no more on the day that was asked about."""

    id: str
    name: str
    kind: str
    above: str
    ended: bool


def search(catalogue: Catalogue, typed: str, day: dt.date | None) -> list[Hit]:
    """Every word that was typed begins a word of the unit's names; accents aside."""
    wanted = alias_key(typed).split()
    if not wanted:
        return []
    found = [(len(text), unit) for unit in catalogue.units.values() if (text := _fitting(unit, wanted))]
    hits = [(length, hit(catalogue, unit.id, day)) for length, unit in found]
    return [one for _, one in sorted(hits, key=lambda of: (of[1].ended, of[0], of[1].name))[:_MOST]]


def hit(catalogue: Catalogue, unit_id: str, day: dt.date | None) -> Hit:
    unit = catalogue.units[unit_id]
    parent = catalogue.parent_on(unit_id, day)
    above = catalogue.name_on(parent, day).name if parent and parent in catalogue.units else ""
    name = catalogue.name_on(unit_id, day).name
    ended = day is not None and not catalogue.lives(unit_id, day)
    return Hit(unit_id, name, words.UNIT_KINDS.get(str(unit.kind), ""), above, ended)


def _fitting(unit: Unit, wanted: list[str]) -> str:
    """The shortest of its writings that has every word; empty for none."""
    texts = [text for name in unit.names for text in (name.name, name.short_name) if text] + [*unit.aliases, unit.id]
    fitting = (alias_key(text) for text in texts)
    return min((key for key in fitting if _has(key.split(), wanted)), key=len, default="")


def _has(own: list[str], wanted: list[str]) -> bool:
    return all(any(word.startswith(part) for word in own) for part in wanted)
