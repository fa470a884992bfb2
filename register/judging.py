"""People's work with pairs: what waits, what was said, the word itself. All but `suggest` is one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from register import audit, judgements, pairs, views
from register.contents import records_of
from register.db import Database
from register.judgements import Saying, Word
from register.pairs import Pair
from schemas.graphs import ordered
from schemas.match import Comparison, Judgement, Record


class Judging:
    def __init__(self, database: Database) -> None:
        self._database = database

    def suggest(self, found: Sequence[Comparison], compared: Sequence[str], model: str) -> int:
        """Keeps what comparing `compared` with all others found; returns how many pairs are new or changed.

        Some at a time: whoever else writes need not wait. What a killed run has not come to stays as it was.
        """
        new = 0
        for some, ids in pairs.portions(found, compared):
            with self._database.write() as connection:
                changed = pairs.suggest(connection, some, ids, model)
                told = {"compared": len(ids), "changed": changed, "model": model}
                audit.note(connection, "compared", "pairs", told)
                new += changed
        return new

    def waiting(self) -> list[Pair]:
        """The likeliest first: suggested, called copied by one person only, or changed since they were judged."""
        with self._database.read() as connection:
            return [pair for pair in pairs.load(connection) if pair.waits]

    def of(self, id_a: str, id_b: str) -> Pair | None:
        """What is held of one pair; None when nothing is."""
        with self._database.read() as connection:
            return next((p for p in pairs.touching(connection, [id_a]) if {p.id_a, p.id_b} == {id_a, id_b}), None)

    def judge(self, comparison: Comparison, judgement: Judgement, person: str, reason: str = "") -> None:
        """Records a person's word about a pair; it holds for every pair of the same contents, in every later run.

        `copied` takes effect when a second person says it. Raises SovangError for innovations that are not in force.
        """
        with self._database.write() as connection:
            pairs.judge(connection, comparison, Saying(judgement, person, reason))

    def undo(self, id_a: str, id_b: str, person: str) -> Judgement:
        """Takes back the newest word about a pair; what was said before it holds again. Raises SovangError."""
        with self._database.write() as connection:
            return pairs.undo(connection, (id_a, id_b), person)

    def ever_said(self, id_a: str, id_b: str) -> list[tuple[Word, bool]]:
        """All that people ever said of two innovations, the newest first; False: not in force any more."""
        with self._database.read() as connection:
            return pairs.ever_said(connection, ordered(id_a, id_b))

    def records(self, innovation_ids: list[str]) -> list[Record]:
        """Those of these innovations that are in force, as the matcher sees them."""
        with self._database.read() as connection:
            return views.records_named(connection, innovation_ids)

    def words(self) -> list[tuple[Word, Record, Record]]:
        """Every word that holds, once for its two contents, with what these said then."""
        with self._database.read() as connection:
            held = [judgements.held(told).word for told in judgements.every(connection).values()]
            words = [word for word in held if word is not None]
            said = records_of(connection, {reading for word in words for reading in word.readings})
        return [(word, said[word.readings[0]], said[word.readings[1]]) for word in words]

    def model_changed(self, before: str, after: str, person: str, judgements: int = 0) -> None:
        """Notes that pairs are compared by another model from now on."""
        with self._database.write() as connection:
            audit.note(connection, "model", after, {"before": before, "judgements": judgements}, person)
