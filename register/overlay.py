"""What people said of a letter, laid over what a run reads of it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, Table, Text

from register.columns import Clean, Utc, identity
from register.tables import metadata, one_live
from schemas.dossier import Letter
from schemas.letter_answer import LetterAnswer, answered

letter_answer = Table(
    "letter_answer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("live", Boolean, nullable=False),
    Column("dossier_id", identity(), ForeignKey("dossier.id"), nullable=False),
    Column("asked", Text, nullable=False),
    Column("data", JSON, nullable=False),  # schemas.letter_answer.LetterAnswer
    Column("person", Clean, nullable=False),
    Column("at", Utc, nullable=False),
    one_live("uq_letter_answer_live", "dossier_id", "asked"),
)


def overlaid(connection: sa.Connection, dossier_id: str, letter: Letter) -> Letter:
    """The letter with every answer that is in force; answers that it has already are not laid on twice."""
    query = sa.select(letter_answer.c.data).where(letter_answer.c.live, letter_answer.c.dossier_id == dossier_id)
    for data in connection.scalars(query.order_by(letter_answer.c.id)):
        letter = answered(letter, LetterAnswer.model_validate(data))
    return letter
