"""People's answers about letters: kept beside what was read, in force over every rerun, taken back with one call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from register import audit, completion, outcomes
from register.answers import Overtaken
from register.clock import now
from register.db import Database
from register.innovations import named_anew
from register.overlay import letter_answer, overlaid
from register.search import index
from register.tables import dossier, innovation, outcome
from register.unit_tables import filing
from schemas.dossier import DossierResult, DossierStatus, Letter
from schemas.letter_answer import LetterAnswer, answered, unanswered


@dataclass(frozen=True, slots=True)
class Paper:
    """A dossier's letter and papers as a reviewer sees them. `version` names the outcome in force."""

    dossier: str
    version: int
    result: DossierResult
    status: DossierStatus
    unit_id: str | None
    at: dt.datetime

    @property
    def letter(self) -> Letter:
        return self.result.letter


class LetterAnswers:
    """Every method is one short transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def paper(self, dossier_id: str) -> Paper | None:
        """None for an unknown dossier, and for one that was never read."""
        with self._database.read() as connection:
            return _paper(connection, dossier_id)

    def believed(self, dossier_id: str, letter: Letter) -> Letter:
        """A letter as read, with what people said of it before: rules are checked against that."""
        with self._database.read() as connection:
            return overlaid(connection, dossier_id, letter)

    def give(self, dossier_id: str, version: int, answer: LetterAnswer) -> Paper:
        """Puts an answer in force. Raises Overtaken, LookupError, and ValidationError for values of no such field."""
        with self._database.write() as connection:
            before = _expected(connection, dossier_id, version)
            letter = answered(before.letter, answer)
            _retire(connection, dossier_id, answer.asked)
            row = {"dossier_id": dossier_id, "live": True, "asked": answer.asked, "person": answer.person, "at": now()}
            connection.execute(letter_answer.insert().values(**row, data=answer.model_dump(mode="json")))
            detail = {"asked": answer.asked, "before": letter.said[answer.asked].before, "after": answer.values}
            audit.note(connection, "letter-answered", dossier_id, detail, answer.person)
            return _put(connection, before, letter)

    def take_back(self, dossier_id: str, version: int, asked: str, person: str) -> Paper:
        """Lifts one's own answer off again. Raises Overtaken, and LookupError where there is none."""
        with self._database.write() as connection:
            before = _expected(connection, dossier_id, version)
            said = before.letter.said.get(asked)
            if said is None:
                raise LookupError(asked)
            if said.person != person:
                raise Overtaken(said.person, before.at)
            _retire(connection, dossier_id, asked)
            audit.note(connection, "letter-took-back", dossier_id, {"asked": asked}, person)
            return _put(connection, before, unanswered(before.letter, asked))


def _put(connection: sa.Connection, before: Paper, letter: Letter) -> Paper:
    """The outcome with another letter, and what follows: the rows' programme, and whether anything is left to ask."""
    status = {"status": before.status}
    outcomes.put(connection, before.dossier, before.result.model_copy(update={"letter": letter, **status}))
    if letter.programme != before.letter.programme:
        named_anew(connection, before.dossier, before.letter.programme, letter.programme)
    rows = sa.select(innovation.c.id).where(innovation.c.dossier_id == before.dossier)
    index.sync(connection, connection.scalars(rows).all())  # they are found by their letter's number, day and sender
    completion.conclude(connection, [before.dossier])
    after = _paper(connection, before.dossier)
    if after is None:
        raise LookupError(before.dossier)
    return after


def _retire(connection: sa.Connection, dossier_id: str, asked: str) -> None:
    mine = (letter_answer.c.dossier_id == dossier_id) & (letter_answer.c.asked == asked) & letter_answer.c.live
    connection.execute(letter_answer.update().where(mine).values(live=False))


def _expected(connection: sa.Connection, dossier_id: str, version: int) -> Paper:
    paper = _paper(connection, dossier_id)
    if paper is None:
        raise LookupError(dossier_id)
    if paper.version != version:
        raise Overtaken(_last(paper.letter), paper.at)
    return paper


def _last(letter: Letter) -> str | None:
    """Who gave the last answer that is in force."""
    people: Sequence[str] = [said.person for said in letter.said.values()]
    return people[-1] if people else None


def _paper(connection: sa.Connection, dossier_id: str) -> Paper | None:
    filed = (filing.c.dossier_id == dossier.c.id) & filing.c.live
    query = sa.select(outcome.c.id, outcome.c.at, dossier.c.status, filing.c.unit_id)
    joined = query.join_from(outcome, dossier).outerjoin(filing, filed)
    row = connection.execute(joined.where(outcome.c.live, dossier.c.id == dossier_id)).one_or_none()
    if row is None:
        return None
    result = outcomes.load(connection, [dossier_id])[dossier_id]
    return Paper(dossier_id, row.id, result, DossierStatus(row.status), row.unit_id, row.at)
