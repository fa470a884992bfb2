"""The authors of several rows of one innovation as one list: nobody is lost, nobody stands in it twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schemas.content import plain
from schemas.innovation import Author
from schemas.text import fold

_FACTS = ("birth_year", "position", "workplace", "phone", "honorific")


@dataclass(frozen=True, slots=True)
class United:
    """`added`: name → the row that it was added from."""

    authors: list[Author]
    added: dict[str, str] = field(default_factory=dict)


def united(first: Sequence[Author], others: Mapping[str, Sequence[Author]]) -> United:
    """The first row's authors in its order, with what only others know of them; then those that it does not name.

    Who is added is not the principal and has no share: the rows' shares do not add up together.
    """
    people, added = [*first], {}
    for row, authors in others.items():
        for author in authors:
            at = next((i for i, known in enumerate(people) if one_person(known, author)), None)
            if at is None:
                people.append(author.model_copy(update={"is_principal": False, "share_percent": None}))
                added[author.full_name] = row
            else:
                people[at] = _completed(people[at], author)
    return United(people, added)


def one_person(one: Author, other: Author) -> bool:
    """Of one innovation: the same name, or one that lost its accents, unless birth year and phone both differ."""
    a, b = plain(one.full_name), plain(other.full_name)
    bare = fold(a)
    named = a == b or (bare == fold(b) and bare in (a, b))
    born = bool(one.birth_year and other.birth_year) and one.birth_year != other.birth_year
    called = bool(one.phone and other.phone) and one.phone != other.phone
    return named and bool(a) and not (born and called)


def _completed(known: Author, more: Author) -> Author:
    return known.model_copy(update={name: getattr(more, name) for name in _FACTS if not getattr(known, name)})
