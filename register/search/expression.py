"""What is looked for: a tree of tokens, written for FTS5 and for PostgreSQL. Tokens are our own: none is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from register.search import facets
from register.search.words import AUTHOR, NAME, TITLE, both


@dataclass(frozen=True, slots=True)
class Tree:
    """`and`, `or` over parts, or `not`: the first part without the second."""

    op: Literal["and", "or", "not"]
    parts: tuple[Expression, ...]


Expression = str | Tree


def all_of(parts: Iterable[Expression]) -> Expression:
    return _joined("and", parts)


def any_of(parts: Iterable[Expression]) -> Expression:
    return _joined("or", parts)


def _joined(op: Literal["and", "or"], parts: Iterable[Expression]) -> Expression:
    """Flat, so that no text nests too deep."""
    flat: list[Expression] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Tree) and part.op == op else [part])
    flat = list(dict.fromkeys(flat))
    return flat[0] if len(flat) == 1 else Tree(op, tuple(flat))


def as_fts5(found: Expression) -> str:
    if isinstance(found, str):
        return f'"{found}"'
    sign = {"and": " AND ", "or": " OR ", "not": " NOT "}[found.op]
    return f"({sign.join(map(as_fts5, found.parts))})"


def as_tsquery(found: Expression) -> str:
    if isinstance(found, str):
        return f"'{found}'"
    sign = {"and": " & ", "or": " | ", "not": " & !"}[found.op]
    return f"({sign.join(map(as_tsquery, found.parts))})"


def tiers(words: Sequence[str]) -> list[Expression]:
    """What the words ask for, the best first: an author of this name, then author or title, then anywhere.

    In each of these as written before without accents.
    """
    if not words:
        return []
    folded, written = zip(*map(both, words), strict=True)
    named = [f"{NAME}={''.join(one[1:] for one in written)}", f"{NAME}.{''.join(folded)}"]
    of_field = [
        any_of(all_of(f"{field}{sign}{one}" for one in form) for field in (AUTHOR, TITLE))
        for sign, form in (("", written), (".", folded))
    ]
    found = [named[0], of_field[0], all_of(written), named[1], of_field[1], all_of(folded)]
    return found if len(words) > 1 else [*found[1:3], *found[4:]]  # one word is no whole name


def without(found: Expression, earlier: Sequence[Expression]) -> Expression:
    return Tree("not", (found, any_of(earlier))) if earlier else found


def in_blocks(found: Expression, kind: str, numbers: Iterable[int]) -> Expression:
    """Only rows of these blocks of the numbering; see `facets.of_row`."""
    assert kind in facets.BLOCKS
    return all_of([found, any_of(f"{kind}.{number}" for number in numbers)])
