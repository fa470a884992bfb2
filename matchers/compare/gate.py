"""A glance that spares most candidates the full comparison: sets that are there already, no spelling compared."""

from __future__ import annotations

from typing import TypeVar

from matchers.normal import Prepared
from matchers.tokens import phrases
from matchers.vocabulary import vocabulary

_Item = TypeVar("_Item")
# Far below what any pair worth a look has; measured on registers with planted duplicates.
_PEOPLE_TEXT, _PEOPLE_TITLE = 0.04, 0.25
_OTHERS_TEXT, _OTHERS_TITLE = 0.2, 0.7


def worth_comparing(a: Prepared, b: Prepared) -> bool:
    """False when too little is shared for any verdict but `different`."""
    people = bool(set(a.phones) & set(b.phones)) or any(x.skeleton == y.skeleton for x in a.names for y in b.names)
    text, title = (_PEOPLE_TEXT, _PEOPLE_TITLE) if people else (_OTHERS_TEXT, _OTHERS_TITLE)
    return _contained(phrases(a.summary), phrases(b.summary)) >= text or _contained(_topic(a), _topic(b)) >= title


def _topic(side: Prepared) -> frozenset[str]:
    return frozenset(side.title) - vocabulary().stock - side.place


def _contained(one: frozenset[_Item], other: frozenset[_Item]) -> float:
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer else 0.0
