"""How like a text is to one name: the words they share, what is left over on either side, and what that costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.unit import UnitKind
from schemas.units.words import FORMS, LIGHT, STOCK, Parsed, Word, within_one

# Kinds of which all are known: a slip in one's name leads to no other.
CLOSED = frozenset(
    {UnitKind.CONFEDERATION, UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.SECTOR, UnitKind.OFFICIALS, UnitKind.ZONES}
)
_HEADS = {
    ("cd", "cdcs"): 0.995,
    ("cd", "cdn"): 0.995,
    ("cdcs", "cd"): 0.995,
    ("cdn", "cd"): 0.995,
    ("", "cdcs"): 0.98,
    ("", "cd"): 0.98,
    ("cdcs", ""): 0.985,
    ("cd", ""): 0.985,
}
_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Side:
    """A name of the catalogue. `places`: words of where it is; `around`: these, and the names of those above it."""

    parsed: Parsed
    kind: UnitKind
    places: frozenset[str]
    around: frozenset[str]


def likeness(query: Parsed, side: Side) -> tuple[float, list[str]] | None:
    """Chance and evidence; None when the text cannot mean this name."""
    chance = 1.0 if query.head == side.parsed.head else _HEADS.get((query.head, side.parsed.head), 0.0)
    if not chance or _other_level(query, side):
        return None
    mine, theirs = _left_over(query.words, side.parsed.words)
    foreign = [w for w in mine if w.key not in side.around | LIGHT]
    missing = [w for w in theirs if w.key not in LIGHT and not _omissible(w, side)]
    if abs(len(foreign) - len(missing)) > 1:
        return None
    evidence: list[str] = []
    chance *= _near(foreign, missing, evidence) * _forms(mine, theirs)
    if not _tells(query, side, mine, theirs):
        return None
    if any(w.key not in LIGHT for w in theirs):
        chance *= 0.99
        evidence.append("không ghi địa danh")
    if query.levels == () and side.parsed.levels and side.parsed.head == "ldld":
        chance *= 0.96
    chance *= 0.985 ** min(query.slips, 3) * _accents(query, side, evidence)
    if query.slips:
        evidence.append("chữ đọc sai đã sửa theo danh mục")
    return (chance, evidence or ["đúng tên"]) if chance >= _LEAST else None


def _other_level(query: Parsed, side: Side) -> bool:
    """`huyện Na Rì` is no `thành phố`; behind a federation's name the first level is its own."""
    mine, theirs = query.levels, side.parsed.levels
    if not mine or not theirs:
        return False
    if side.parsed.head == "ldld":
        return mine[0] != theirs[0]
    return not set(mine) & set(theirs)


def _left_over(one: Sequence[Word], other: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The words of each that the other has not, as often as they stand."""
    return _without(one, Counter(w.key for w in other)), _without(other, Counter(w.key for w in one))


def _without(words: Sequence[Word], taken: Counter[str]) -> list[Word]:
    out = []
    for word in words:
        if taken[word.key] > 0:
            taken[word.key] -= 1
        else:
            out.append(word)
    return out


def _omissible(word: Word, side: Side) -> bool:
    """A place that goes without saying; that of a federation never does."""
    return side.parsed.head != "ldld" and word.key in side.places


def _near(foreign: list[Word], missing: list[Word], evidence: list[str]) -> float:
    """What each word costs that only one of both has; one letter apart is less than another word."""
    cost = 1.0
    for word in list(foreign):
        twin = next((w for w in missing if len(w.key) >= 4 and within_one(w.key, word.key)), None)
        if twin:
            foreign.remove(word)
            missing.remove(twin)
            cost *= 0.9
            evidence.append(f"“{word.spelt}” gần giống “{twin.spelt}”")
    return float(cost * 0.6 ** max(len(foreign), len(missing)))


def _forms(mine: Sequence[Word], theirs: Sequence[Word]) -> float:
    """`cổ phần` against `TNHH`: another company; named on one side only: a short writing."""
    here, there = {w.key for w in mine} & FORMS, {w.key for w in theirs} & FORMS
    if here and there:
        return 0.8
    return 0.985 if here or there else 1.0


def _tells(query: Parsed, side: Side, mine: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether what both share says which unit it is: a word of its own, or the whole of a name."""
    left = {id(w) for w in mine}
    shared = {w.key for w in query.words if id(w) not in left}
    omitted = [w for w in theirs if w.key not in LIGHT]
    if not omitted:
        return bool(shared) or not side.parsed.words
    if side.kind in CLOSED or "tinh" in {*query.levels} & {*side.parsed.levels}:  # a province has one of each
        return bool(shared)
    return bool(shared - STOCK - side.places)


def _accents(query: Parsed, side: Side, evidence: list[str]) -> float:
    """Words of other accents are other words, unless the reader slipped; words without any lost them."""
    own = {w.key: w for w in side.parsed.words}
    cost, bare = 1.0, False
    for word in query.words:
        twin = own.get(word.key)
        if twin is None or word.mended or word.spelt == twin.spelt or word.key in STOCK:
            continue
        if word.accented:
            cost *= 0.98 if side.kind in CLOSED else 0.93
            evidence.append(f"dấu khác: “{word.spelt}”, “{twin.spelt}”")
        else:
            bare = True
    return cost * (0.99 if bare else 1.0)
