"""What may leave the register of an innovation that holds a technological secret: title, effect and awards."""

from __future__ import annotations

from collections.abc import Iterable

from register.doubts import Doubt
from register.pairs import Pair
from schemas.innovation import Accepted, Innovation

_OPEN = {"title", "effect", "awards"}
_FACTS = {"ordinal", "confidential"}
_WITHHELD = "(bí mật công nghệ)"


def outgoing(items: Iterable[Innovation]) -> list[Innovation]:
    """The innovations as they may leave, in the same order; reasons that may quote a secret go too."""
    found = list(items)
    secret = secrets(found)
    return [_masked(item, secret) for item in found]


def secrets(items: Iterable[Innovation]) -> set[str]:
    return {item.id for item in items if item.confidential}


def outgoing_pairs(pairs: Iterable[Pair], secret: set[str]) -> list[Pair]:
    return [p.model_copy(update={"reasons": []}) if secret & {p.id_a, p.id_b} else p for p in pairs]


def outgoing_doubts(doubts: Iterable[Doubt]) -> list[Doubt]:
    hidden = {"as_read": _WITHHELD, "message": ""}
    return [d.model_copy(update=hidden) if d.confidential and d.field not in _OPEN else d for d in doubts]


def _masked(item: Innovation, secret: set[str]) -> Innovation:
    twins = [
        twin.model_copy(update={"reasons": []}) if secret & {item.id, twin.innovation_id} else twin
        for twin in item.duplicate_candidates
    ]
    if item.id not in secret:
        return item.model_copy(update={"duplicate_candidates": twins})
    empty = Accepted()
    closed = {name: getattr(empty, name) for name in Accepted.model_fields if name not in _OPEN | _FACTS}
    source = item.source.model_copy(update={"boxes": {}, "places": {}})
    return item.model_copy(
        update=closed
        | {
            "source": source,
            "duplicate_candidates": twins,
            "findings": [f for f in item.findings if f.field in _OPEN],
            "confidence": {k: v for k, v in item.confidence.items() if k in _OPEN},
        }
    )
