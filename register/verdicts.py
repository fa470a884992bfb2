"""One answer about several innovations at once, and taking it back: every pair of them gets its word in one go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import sqlalchemy as sa

from register import groups, judgements, pairs
from register.clock import now
from register.db import Database
from register.groups import Group, Link
from register.judgements import Saying, Word
from schemas.errors import SovangError
from schemas.graphs import Ends, Forest, ordered
from schemas.match import APART, Comparison, Judgement, Reason
from schemas.written import moment

_TOGETHER = Reason(code="same-group", text="Người thẩm định xếp vào cùng một nhóm", weight=0.0)


class Changed(SovangError):
    """Something was said of the group since it was shown."""

    def __init__(self, newest: Link | None) -> None:
        who = newest.person if newest and newest.person else "máy"
        when = f" lúc {moment(newest.at)}" if newest else ""
        super().__init__(f"Cụm này vừa được {who} xử lý{when}. Xem lại rồi trả lời.")


@dataclass(frozen=True, slots=True)
class Act:
    """What one person said in one go, mostly of several pairs. `at` and `person` name it."""

    person: str
    at: dt.datetime
    words: Sequence[Word]

    @property
    def members(self) -> list[str]:
        return sorted({end for word in self.words for end in word.ends})


class Verdicts:
    """Every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def group(self, innovation_id: str) -> Group | None:
        """The group of three and more that one innovation is in."""
        with self._database.read() as connection:
            return next(iter(groups.around(connection, [innovation_id])), None)

    def of_members(self, members: Sequence[str]) -> Group:
        """These innovations with what is held of them, whether they make a group or not."""
        with self._database.read() as connection:
            return groups.of_members(connection, members)

    def acts(self, innovation_id: str) -> list[Act]:
        """What was said in one go of one innovation and others and holds still, the newest first."""
        with self._database.read() as connection:
            return _acts(connection, innovation_id)

    def settle(self, parts: Sequence[Sequence[str]], stamp: str, saying: Saying) -> list[Ends]:
        """Within a part all are one innovation, those of different parts are not; returns the pairs judged.

        With `unsure` as judgement every open pair is left open as seen. Raises Changed when `stamp` is not that of
        the group any more, and SovangError.
        """
        members = [one for part in parts for one in part]
        said = replace(saying, at=now())
        with self._database.write() as connection:
            group = groups.of_members(connection, members)
            if group.stamp != stamp:
                raise Changed(max(group.links, key=lambda link: link.at, default=None))
            if len(members) != len(group.members):
                raise SovangError("Mỗi sáng kiến chỉ thuộc một nhóm: xếp lại rồi trả lời.")
            known = {(one.id_a, one.id_b): one for one in pairs.touching(connection, members)}
            words = _unsure(group) if said.judgement == Judgement.UNSURE else _words(group, parts)
            for ends, judgement in words:
                pairs.judge(connection, known.get(ends) or _unfound(ends), replace(said, judgement=judgement))
        return [ends for ends, _ in words]

    def undo(self, innovation_id: str, act: tuple[str, dt.datetime], person: str) -> list[str]:
        """Takes back what was said in one go, named by who and when; returns its members. Raises SovangError."""
        with self._database.write() as connection:
            found = next((one for one in _acts(connection, innovation_id) if (one.person, one.at) == act), None)
            if found is None:
                raise SovangError("Kết luận này không còn: đã có người bỏ, hoặc đã kết luận lại.")
            for word in found.words:
                pairs.take_back(connection, ordered(*word.ends), word, person)
            return found.members


def _words(group: Group, parts: Sequence[Sequence[str]]) -> list[tuple[Ends, Judgement]]:
    """What is to be said: nothing of pairs of which it holds already."""
    home = {one: number for number, part in enumerate(parts) for one in part}
    said: list[tuple[Ends, Judgement]] = []
    held = Forest()
    for link in group.links:
        same = home[link.ends[0]] == home[link.ends[1]]
        if same:
            held.join(*link.ends)
        settled = link.judgement == Judgement.SAME if same else link.judgement in APART
        if not settled or link.reopened or link.proposed:
            said.append((link.ends, Judgement.SAME if same else Judgement.DIFFERENT))
    for part in parts:
        for one, other in combinations(sorted(part), 2):
            if not held.together(one, other):
                held.join(one, other)
                said.append((ordered(one, other), Judgement.SAME))
    return said


def _unsure(group: Group) -> list[tuple[Ends, Judgement]]:
    return [(link.ends, Judgement.UNSURE) for link in group.links if link.waits_for("")]


def _unfound(ends: Ends) -> Comparison:
    """Stands for a pair that no machine found."""
    return Comparison(id_a=ends[0], id_b=ends[1], score=0.0, verdict="different", reasons=[_TOGETHER])


def _acts(connection: sa.Connection, innovation_id: str) -> list[Act]:
    """Words of one act hang together: from one of its innovations all others are reached."""
    named: dict[tuple[str, dt.datetime], dict[int, Word]] = {}
    known, fresh = set[str](), {innovation_id}
    while fresh:
        words = [word for some in judgements.about(connection, fresh).values() for word in some]
        mine = [word for word in words if not known or (word.person, word.at) in named]
        for word in mine:
            named.setdefault((word.person, word.at), {})[word.id] = word
        known |= fresh
        fresh = {end for word in mine for end in word.ends} - known
    found = [Act(*name, [of[key] for key in sorted(of)]) for name, of in named.items()]
    return sorted(found, key=lambda act: act.at, reverse=True)
