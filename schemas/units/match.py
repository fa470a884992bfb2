"""A noisy text → the unit that it names on a day, with its chance and the evidence; nothing where it is not sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from schemas.text import fold
from schemas.unit import Unit, UnitKind, UnitMatch, UnitName
from schemas.units.catalogue import Catalogue
from schemas.units.compare import CLOSED, Side, likeness
from schemas.units.words import STOCK, Parsed, Vocabulary, parse

SURE = 0.95
ENDED = "đơn vị đã kết thúc ngày"
_WHOLE_COUNTRY = frozenset({UnitKind.CONFEDERATION, UnitKind.PROVINCE})
_TIE = 0.015  # two units nearer than this are told apart by their parents, or not at all
_RIVALS = 5
_COMPARED = 300  # names that are looked at closely


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of the sender. `parent`: the text of the body above it; `home`: the office's own federation."""

    text: str
    day: date | None = None
    parent: str = ""
    home: str | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """One name of one unit. `name` is null for an alias, which is no name of any time."""

    unit: Unit
    name: UnitName | None
    side: Side


@dataclass(slots=True)
class _Hit:
    unit_id: str
    chance: float
    evidence: list[str] = field(default_factory=list)


class Matcher:
    """Made once for a catalogue. `learnt`: writings that a person gave a unit, as (text, unit id)."""

    def __init__(self, catalogue: Catalogue, learnt: Iterable[tuple[str, str]] = ()) -> None:
        self._catalogue = catalogue
        self._learnt: dict[str, list[str]] = {}
        self._parents: dict[Asked, set[str]] = {}  # a few bodies stand above hundreds of units
        for text, unit_id in learnt:
            self._learnt.setdefault(alias_key(text), []).append(unit_id)
        names = [(u, n, text) for u in catalogue.units.values() for n, text in _writings(u)]
        self._vocabulary = Vocabulary(text for _, _, text in names)
        around = {unit.id: self._around(unit) for unit in catalogue.units.values()}
        self._entries = [_Entry(u, n, Side(parse(text), u.kind, *around[u.id])) for u, n, text in names]
        self._by_word: dict[str, list[int]] = {}
        for number, entry in enumerate(self._entries):
            for key in {word.key for word in entry.side.parsed.words}:
                self._by_word.setdefault(key, []).append(number)

    def find(self, asked: Asked) -> UnitMatch:
        """The unit, when it is sure enough and no other is as likely."""
        if not asked.text.strip():
            return UnitMatch()
        learnt = self._chosen(asked)
        if learnt:
            return UnitMatch(unit_id=learnt, chance=1.0, evidence=["người dùng đã chọn cho cách viết này"])
        above = self._parent_ids(asked)
        hits = self._hits(asked, above)
        if not hits:
            return UnitMatch()
        best = self._apart(hits, above, asked)
        rivals = [hit.unit_id for hit in hits[:_RIVALS]]
        if best is None or best.chance < SURE:
            evidence = ["nhiều đơn vị giống nhau"] if best is None else best.evidence
            return UnitMatch(chance=min(hits[0].chance, 0.5), evidence=evidence, rivals=rivals)
        return UnitMatch(unit_id=best.unit_id, chance=min(round(best.chance, 3), 0.999), evidence=best.evidence)

    def names(self, unit_ids: Iterable[str], day: date | None) -> list[str]:
        """Units as people are told of them."""
        return [self._catalogue.name_on(one, day).name for one in unit_ids]

    def _around(self, unit: Unit) -> tuple[frozenset[str], frozenset[str]]:
        """Words of its places; and all that may stand behind its name: these, and the names of those above it."""
        places = _keys(text for p in unit.places for text in (p.province, p.district, p.ward))
        return places, places | _keys(n.name for p in unit.parents for n in self._names_above(p.parent_id))

    def _names_above(self, unit_id: str) -> list[UnitName]:
        chain = [unit_id, *self._catalogue.above(unit_id, None)]
        return [n for one in chain if one in self._catalogue.units for n in self._catalogue.units[one].names]

    def _chosen(self, asked: Asked) -> str | None:
        """A person's choice; of several for one text, that of the unit that lived on the day."""
        known = [one for one in self._learnt.get(alias_key(asked.text), ()) if one in self._catalogue.units]
        living = [one for one in known if asked.day is None or self._catalogue.lives(one, asked.day)]
        found = living if len(known) > 1 else known
        return found[-1] if len(set(found)) == 1 else None

    def _parent_ids(self, asked: Asked) -> set[str]:
        if not asked.parent.strip():
            return set()
        key = Asked(asked.parent, asked.day, home=asked.home)
        if key not in self._parents:
            found = self._hits(key, set())
            sure = {hit.unit_id for hit in found if hit.chance >= SURE and hit.chance >= found[0].chance - _TIE}
            self._parents[key] = sure
        return self._parents[key]

    def _hits(self, asked: Asked, above: set[str]) -> list[_Hit]:
        """Units by falling chance, each by its best name."""
        query = parse(asked.text, self._vocabulary)
        if not query.words and asked.parent and query.head in ("cdcs", "cd"):
            query = _under_employer(query, parse(asked.parent, self._vocabulary))
        found: dict[str, _Hit] = {}
        for entry in self._alike(query):
            judged = likeness(query, entry.side)
            if judged is None:
                continue
            hit = _Hit(entry.unit.id, *judged)
            self._weigh_day(hit, entry, asked.day)
            self._weigh_place(hit, (above, asked.home), query)
            if hit.unit_id not in found or found[hit.unit_id].chance < hit.chance:
                found[hit.unit_id] = hit
        return sorted(found.values(), key=lambda hit: (-hit.chance, hit.unit_id))

    def _below(self, unit_id: str, above: set[str]) -> bool:
        unit = self._catalogue.units[unit_id]
        chain = {unit_id} | {p.parent_id for p in unit.parents}
        chain |= {one for p in unit.parents for one in self._catalogue.above(p.parent_id, None)}
        return bool(chain & above)

    def _weigh_day(self, hit: _Hit, entry: _Entry, day: date | None) -> None:
        if day is None:
            return
        if not self._catalogue.lives(hit.unit_id, day):
            ended = self._catalogue.ended(hit.unit_id, day)
            hit.chance *= 0.96 if ended else 0.9
            when = f"{ENDED} {ended:%d/%m/%Y}" if ended else "đơn vị chưa thành lập vào ngày ghi trên giấy"
            hit.evidence.append(when)
        elif entry.name is not None and not entry.name.holds(day):
            hit.chance *= 0.98
            hit.evidence.append("tên của thời gian khác")

    def _weigh_place(self, hit: _Hit, known: tuple[set[str], str | None], query: Parsed) -> None:
        """Another parent than the paper's, or a unit of another province that the paper does not name."""
        (above, home), unit = known, self._catalogue.units[hit.unit_id]
        if above:
            fits = self._below(unit.id, above)
            hit.chance *= 1.0 if fits else 0.99 if unit.kind in CLOSED else 0.9
            hit.evidence.append("cấp trên khớp" if fits else "cấp trên ghi trên giấy là đơn vị khác")
        own = {word.key for place in unit.places for word in parse(place.province).words}
        if not home or unit.kind in _WHOLE_COUNTRY or own <= {word.key for word in query.words}:
            return
        if not above and not self._below(unit.id, {home}):
            hit.chance *= 0.9
            hit.evidence.append("đơn vị của tỉnh khác")

    def _alike(self, query: Parsed) -> list[_Entry]:
        """Names that share a word with the text, one of their own where there is one; those with the rarest first."""
        keys = {word.key for word in query.words}
        if not keys:
            return [entry for entry in self._entries if not entry.side.parsed.words]
        telling = [key for key in keys - STOCK if key in self._by_word] or list(keys)
        weights: dict[int, float] = {}
        for key in telling:
            having = self._by_word.get(key, ())
            for number in having:
                weights[number] = weights.get(number, 0.0) + 1 / len(having)
        best = sorted(weights, key=lambda number: (-weights[number], number))[:_COMPARED]
        return [self._entries[number] for number in sorted(best)]

    def _apart(self, hits: Sequence[_Hit], above: set[str], asked: Asked) -> _Hit | None:
        """The best of those that are as likely as the likeliest: by their parent, then by the office's own province."""
        alike = [hit for hit in hits if hit.chance >= hits[0].chance - _TIE]
        for known in (above, {asked.home} if asked.home else set()):
            alike = [hit for hit in alike if self._below(hit.unit_id, known)] or alike
        return alike[0] if len(alike) == 1 else None


def alias_key(text: str) -> str:
    """What makes two texts the same writing for a person's choice: all words, accents aside."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def _keys(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word.key for text in texts for word in parse(text).words)


def _writings(unit: Unit) -> list[tuple[UnitName | None, str]]:
    named = [(name, text) for name in unit.names for text in (name.name, name.short_name) if text]
    return [*named, *((None, alias) for alias in unit.aliases)]


def _under_employer(query: Parsed, employer: Parsed) -> Parsed:
    """`SỞ TÀI CHÍNH` over `CÔNG ĐOÀN CƠ SỞ`: the union of that office."""
    if employer.head:
        return query
    return Parsed(query.head, employer.words, employer.levels, query.slips + employer.slips)


def federation_of(catalogue: Catalogue, unit_ids: Iterable[str], day: date | None = None) -> str | None:
    """The provincial federation that most of the units belong to."""
    votes = Counter(f for one in unit_ids if one in catalogue.units and (f := catalogue.federation(one, day)))
    return max(sorted(votes), key=lambda one: votes[one], default=None)
