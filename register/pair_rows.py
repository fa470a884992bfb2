"""Rows of the table of pairs: what a machine found, what a person said, and what is asked again."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from register.clock import now
from register.judgements import Held
from schemas.match import Comparison, Judgement, Reason

Row = dict[str, Any]
_FOUND = ("score", "verdict", "reasons", "kind", "across")
_HELD = ("judgement", "person", "why", "proposed", "reopened")
_BEFORE = Reason(code="judged-before", text="Hai nội dung này đã được thẩm định ở hồ sơ khác", weight=0.0)


def row_of(ends: tuple[str, str], comparison: Comparison, model: str) -> Row:
    """What a machine suggests."""
    found = comparison.model_dump(mode="json", include={*_FOUND})
    held = {"judgement": str(Judgement.SUGGESTED), "person": None, "why": None, "proposed": None, "reopened": None}
    return {"id_a": ends[0], "id_b": ends[1], "live": True, "at": now(), "model": model, **found, **held}


def now_held(
    before: sa.Row[Any] | None, found: Comparison | None, held: Held, ends: tuple[str, str], model: str = ""
) -> Row:
    """What people said of the two contents, beside what a machine last found of them."""
    if before is not None and (before.person or found is None):
        row = _kept(before, ends)
    else:
        row = row_of(ends, found or _blank(ends, held), model or (before.model if before else ""))
    row["proposed"] = held.proposed.person if held.proposed else None
    if held.word is None:
        return row | {"judgement": str(Judgement.SUGGESTED), "person": None, "why": None, "reopened": None}
    word = held.word
    said = {"judgement": str(word.judgement), "person": word.person, "why": word.reason or None, "at": word.at}
    return row | said | {"reopened": None}


def reopened(before: sa.Row[Any] | None, found: Comparison | None, why: str) -> Row | None:
    """A judged pair whose contents changed: asked again if a machine finds it still, or if it was the same till now.

    What makes one innovation of two holds until a person says otherwise: it must not count twice meanwhile.
    """
    if before is None:
        return None
    ends = (before.id_a, before.id_b)
    base = _kept(before, ends) if found is None else row_of(ends, found, before.model)
    row = base | {"reopened": why}
    if before.judgement == Judgement.SAME:
        return row | {name: getattr(before, name) for name in ("judgement", "person", "why", "proposed", "at")}
    if found is None:
        return None
    return row | {"judgement": str(Judgement.SUGGESTED), "person": None, "why": None, "proposed": None}


def differs(before: sa.Row[Any] | None, after: Row) -> bool:
    """Whether a row is news. Of a pair that a person settled the machine's view alone never is."""
    if before is None or any(getattr(before, name) != after[name] for name in _HELD):
        return True
    return before.person is None and any(getattr(before, name) != after[name] for name in _FOUND)


def _kept(before: sa.Row[Any], ends: tuple[str, str]) -> Row:
    base = {name: getattr(before, name) for name in (*_FOUND, "model")}
    return {"id_a": ends[0], "id_b": ends[1], "live": True, "at": now(), **base}


def _blank(ends: tuple[str, str], held: Held) -> Comparison:
    """A pair that only memory knows."""
    score = 1.0 if held.word and held.word.judgement == Judgement.SAME else 0.0
    return Comparison(id_a=ends[0], id_b=ends[1], score=score, verdict="different", reasons=[_BEFORE])
