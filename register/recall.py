"""What is remembered of a run's pairs: words about the same contents, and pairs whose contents have changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from register import judgements, lines, mates
from register.contents import Content, contents, records_of
from register.judgements import Held, Keys, Word
from register.judging_tables import judgement
from schemas.content import changes
from schemas.match import Judgement
from schemas.written import day

Ends = tuple[str, str]  # two innovations, in order


@dataclass(frozen=True, slots=True)
class Remembered:
    """`said`: what holds of these pairs as they read now; `changed`: what was said of a pair that reads otherwise."""

    said: Mapping[Ends, Held] = field(default_factory=dict)
    changed: Mapping[Ends, str] = field(default_factory=dict)


def remembered(connection: sa.Connection, compared: Iterable[str], pairs: Iterable[Ends]) -> Remembered:
    """About `pairs`, and about pairs of `compared` ones that only memory knows: their contents came before."""
    if connection.scalar(sa.select(judgement.c.id).where(judgement.c.live).limit(1)) is None:
        return Remembered()
    given, new = {*pairs}, {*compared}
    here = contents(connection, {*new, *(end for ends in given for end in ends)})
    words = judgements.recall(connection, {content.key for content in here.values()})
    said = {ends: found for ends in given if (found := _held(here, words, ends))}
    known = lines.roots(connection, new)
    first = {key for key in new & here.keys() if known.get(key, key) == key}  # a version's word is its first one's
    said |= {
        ends: judgements.held(told) for ends, told in _elsewhere(connection, here, words, first) if ends not in said
    }
    open_ = {ends for ends in given - said.keys() if ends[0] in here and ends[1] in here}
    home = mates.homes(connection, {end for ends in open_ for end in ends})
    open_ = {ends for ends in open_ if ends[0] not in home or home[ends[0]] != home.get(ends[1])}
    before = judgements.about(connection, {end for ends in open_ for end in ends}) if open_ else {}
    earlier = {ends: before[frozenset(ends)] for ends in open_ if frozenset(ends) in before}
    return Remembered(said, {ends: _what_changed(connection, told, here) for ends, told in earlier.items()})


def _held(here: Mapping[str, Content], words: Mapping[Keys, list[Word]], ends: Ends) -> Held | None:
    if ends[0] not in here or ends[1] not in here:
        return None
    told = words.get(judgements.keys_of(here[ends[0]], here[ends[1]]))
    return judgements.held(told) if told else None


def _elsewhere(
    connection: sa.Connection, here: Mapping[str, Content], words: Mapping[Keys, list[Word]], new: set[str]
) -> Iterator[tuple[Ends, list[Word]]]:
    """Pairs of new innovations with those that a word about their content was said of."""
    wanted = {end for told in words.values() for word in told for end in word.ends} - here.keys()
    there = {**here, **contents(connection, wanted)}
    by_key: dict[str, list[str]] = {}
    for key in sorted(new):
        by_key.setdefault(here[key].key, []).append(key)
    for keys, told in words.items():
        if (word := judgements.held(told).word) is None or word.judgement == Judgement.UNSURE:
            continue
        for mine, other in (keys, keys[::-1]):
            twins = {end for one in told for end in one.ends if end in there and there[end].key == other}
            for one in by_key.get(mine, []):
                for two in sorted({*twins, *by_key.get(other, [])} - {one}):
                    yield (min(one, two), max(one, two)), told


def _what_changed(connection: sa.Connection, told: list[Word], here: Mapping[str, Content]) -> str:
    """`Đã thẩm định trước: Không trùng (thu, 21/11/2026); từ đó đã đổi: tên sáng kiến của HS2026-00001-002`."""
    word = max(told, key=lambda one: one.id)
    said = records_of(connection, [*word.readings, *(here[end].reading for end in word.ends)])
    parts = []
    for end, reading in zip(word.ends, word.readings, strict=True):
        if found := changes(said[reading], said[here[end].reading]):
            parts.append(f"{', '.join(found)} của {end}")
    return f"{word.person}, {day(word.at)}: {_ANSWERS[word.judgement]}; từ đó đã đổi {'; '.join(parts)}"


_ANSWERS = {
    Judgement.SAME: "trùng",
    Judgement.DIFFERENT: "không trùng",
    Judgement.SERIES: "cùng tác giả, khác sáng kiến",
    Judgement.COPIED: "nghi sao chép",
    Judgement.UNSURE: "chưa rõ",
}
