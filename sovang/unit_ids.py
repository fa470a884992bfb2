"""A unit's id as somebody typed it: known, or told with those that may be meant."""

from __future__ import annotations

from schemas.errors import SetupError
from schemas.text import fold
from schemas.units.catalogue import Catalogue
from schemas.units.match import Asked, Matcher

_NEAR = 5


def checked(known: Catalogue, unit_id: str) -> str:
    """The id as it is. Raises SetupError for one that no unit has."""
    if unit_id in known.units:
        return unit_id
    near = "; ".join(f"{one} ({known.name_on(one, None).name})" for one in _near(known, unit_id))
    hint = f"Có phải: {near}?" if near else "Tìm mã: `sovang units list CHỮ`."
    raise SetupError(f"Không có đơn vị “{unit_id}” trong danh mục. {hint}")


def _near(known: Catalogue, said: str) -> list[str]:
    """What is meant by another case, by a unit's name, or by a part of an id."""
    wanted = fold(said)
    same = [one for one in known.units if fold(one) == wanted]
    named = same or Matcher(known).find(Asked(said)).rivals
    return [*(named or [one for one in known.units if wanted and wanted in fold(one)])][:_NEAR]
