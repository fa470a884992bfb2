"""What may leave the register of an innovation that holds a technological secret: title, effect and awards.

Its dossier tells of it too: the decision that names its authors, and remarks that quote the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from register.doubts import Doubt
from register.grouping import GroupedPair
from register.listing import Secrets
from schemas.dossier import Document, Dossier
from schemas.finding import Code
from schemas.innovation import Accepted, Innovation

_OPEN = {"title", "effect", "awards"}
_FACTS = {"ordinal", "confidential"}
_QUOTING = {Code.LEFTOVER_TEXT, Code.COLUMNS_UNKNOWN}  # of a dossier: what they quote may be the secret
_WITHHELD = "(bí mật công nghệ)"


def outgoing(items: Iterable[Innovation], secrets: Secrets) -> Iterator[Innovation]:
    """The innovations as they may leave, in the same order; reasons that may quote a secret go too."""
    return (_masked(item, secrets.innovations) for item in items)


def outgoing_dossiers(items: Iterable[Dossier], secrets: Secrets) -> Iterator[Dossier]:
    return (_closed(item) if item.id in secrets.dossiers else item for item in items)


def outgoing_pairs(pairs: Iterable[GroupedPair], secrets: Secrets) -> Iterator[GroupedPair]:
    hidden: dict[str, object] = {"reasons": [], "why": None}
    return (p.model_copy(update=hidden) if secrets.innovations & {p.id_a, p.id_b} else p for p in pairs)


def outgoing_doubts(doubts: Iterable[Doubt], secrets: Secrets) -> Iterator[Doubt]:
    hidden = {"as_read": _WITHHELD, "message": ""}
    return (d.model_copy(update=hidden) if _tells(d, secrets.dossiers) else d for d in doubts)


def _tells(doubt: Doubt, closed: AbstractSet[str]) -> bool:
    """Whether a doubt shows more of a secret than may leave: a closed field, or a remark that quotes the table."""
    if doubt.innovation is None:
        return doubt.dossier in closed and doubt.field in ("innovations", "decision.entries") and "“" in doubt.message
    return doubt.confidential and doubt.field not in _OPEN


def _closed(item: Dossier) -> Dossier:
    findings = [f.model_copy(update={"message": _WITHHELD}) if f.code in _QUOTING else f for f in item.findings]
    return item.model_copy(update={"documents": [_nameless(d) for d in item.documents], "findings": findings})


def _nameless(document: Document) -> Document:
    """A document whose decisions list titles only."""
    decisions = [
        decision.model_copy(update={"entries": [entry.model_copy(update={"name": ""}) for entry in decision.entries]})
        for decision in document.decisions
    ]
    return document.model_copy(update={"decisions": decisions, "unknown": []})


def _masked(item: Innovation, secret: AbstractSet[str]) -> Innovation:
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
