"""One phone number shown to one person, with a reason: the line of the audit is written before anybody sees it."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from register import audit
from register.answers import expected

ACTION = "phone-shown"


@dataclass(frozen=True, slots=True)
class Showing:
    """`author`: his place in the row, from 0; `version`: the values that were on the page."""

    innovation: str
    version: int
    author: int
    why: str


def show(connection: sa.Connection, asked: Showing, person: str) -> str:
    """The number in E.164. Raises Overtaken when the row has changed, LookupError where there is no number."""
    row = expected(connection, asked.innovation, asked.version)
    authors = row.reading.accepted.authors
    phone = authors[asked.author].phone if 0 <= asked.author < len(authors) else None
    if not phone:
        raise LookupError(asked.author)
    audit.note(connection, ACTION, asked.innovation, {"author": asked.author + 1, "why": asked.why.strip()}, person)
    return phone
