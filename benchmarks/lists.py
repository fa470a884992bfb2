"""The third maker of registers: terse lists of small units, much left out. Nothing is ever fitted on it."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.prose import unmarked
from benchmarks.registers import Register
from schemas.match import Record

_STOCK: dict[str, Any] = tomllib.loads(Path(__file__).with_name("lists.toml").read_text(encoding="utf-8"))
_PLACES = [f"{one} {other}" for one in ("Khuổi", "Lũng", "Pù", "Hảo") for other in ("Nhàng", "Cải", "Lãng", "Kỳ")]


@dataclass(frozen=True)
class Row:
    record: Record
    work: int
    thing: str
    act: str
    way: str
    sentences: list[str]


class Lists:
    def __init__(self, seed: int) -> None:
        self.r = random.Random(f"lists {seed}")
        self.rows: list[Row] = []
        self.taken: set[tuple[str, str]] = set()

    def person(self) -> dict[str, Any]:
        r, people = self.r, _STOCK["people"]
        name = f"{r.choice(people['first'].split())} {r.choice(people['last'].split(', '))}"
        phone = f"09{r.randrange(10**8):08d}" if r.random() < 0.6 else ""
        return {"authors": [name], "birth_year": r.choice([None, r.randrange(1965, 2000)]), "phone": phone}

    def sentences(self, work: int, thing: str, act: str, way: str) -> list[str]:
        r, kind, texts = self.r, _STOCK["work"][work], _STOCK["texts"]
        said = {"t": thing, "T": thing.capitalize(), "a": act, "y": way, "W": r.choice(["Việc", "Cách", "Mẹo"])}
        lines = [r.choice(texts["plain"]), *r.sample(texts["more"], r.choice([0, 1, 1, 2, 3]))]
        filled = [
            line.format(**said, m=r.choice(kind["aims"]), n=r.randrange(2, 60), t2=r.choice(kind["things"]))
            for line in lines
        ]
        return [*filled, *r.sample(texts["stock"], r.choice([0, 1]))]

    def row(self, of: Row | None = None, **fixed: Any) -> Row:
        """A new row; `of` and `fixed` give what it has in common with another."""
        r = self.r
        work = of.work if of else r.randrange(len(_STOCK["work"]))
        kind = _STOCK["work"][work]
        thing, act, way = (fixed.get(name) or r.choice(kind[f"{name}s"]) for name in ("thing", "act", "way"))
        person = fixed.get("person") or self.person()
        claim = (person["authors"][0], thing)
        if claim in self.taken and "person" not in fixed:
            return self.row(of, **fixed)
        self.taken.add(claim)
        sentences = fixed.get("sentences") or self.sentences(work, thing, act, way)
        record = Record(
            id=f"L{len(self.rows):06d}",
            title=f"{act} {thing} {way}".capitalize(),
            unit=fixed.get("unit") or r.choice(kind["units"]).format(p=r.choice(_PLACES)),
            period=f"{r.randrange(1, 13)}/{r.randrange(2020, 2025)}" if r.random() < 0.7 else "",
            summary=" ".join(sentences),
            benefit_vnd=r.choice([None, None, r.randrange(1, 60) * 1_000_000]),
            **person,
        )
        return self.keep(Row(record, work, thing, act, way, sentences))

    def keep(self, row: Row) -> Row:
        self.rows.append(row)
        return row


def _who(row: Row) -> dict[str, Any]:
    return {name: getattr(row.record, name) for name in ("authors", "birth_year", "phone")}


def _spoilt(r: random.Random, text: str) -> str:
    rate = r.uniform(0.01, 0.05)
    swap = {"ơ": "o", "ư": "u", "đ": "d", "ô": "o", "i": "1", "m": "nn", "c": "e", "g": "q", " ": ""}
    return "".join(swap.get(sign, unmarked(sign)) if r.random() < rate else sign for sign in text)


def _renumbered(r: random.Random, text: str) -> str:
    return re.sub(r"\d+", lambda _: str(r.randrange(2, 60)), text)


NOISE: dict[str, Callable[[Lists, Row], dict[str, Any]]] = {
    "sent twice": lambda lists, row: {"unit": f"Công đoàn {lists.r.choice(_PLACES)}", "phone": ""},
    "next year": lambda lists, row: {"summary": _renumbered(lists.r, row.record.summary), "period": "2025"},
    "no accents": lambda lists, row: {
        "title": unmarked(row.record.title).upper(), "summary": unmarked(row.record.summary)},
    "scan": lambda lists, row: {name: _spoilt(lists.r, getattr(row.record, name)) for name in ("title", "summary")},
    "ditto": lambda lists, row: {"summary": lists.r.choice(["Như trên", "nt", "như báo cáo năm trước", ""])},
    "cut": lambda lists, row: {"summary": row.sentences[0], "birth_year": None},
    "added": lambda lists, row: {"summary": " ".join([*lists.sentences(row.work, row.thing, row.act, row.way)[1:],
                                                       *row.sentences])},
    "title turned": lambda lists, row: {"title": f"{row.thing} – cách {row.act} {row.way}".capitalize()},
    "second author first": lambda lists, row: {
        **lists.person(), "authors": [lists.person()["authors"][0], *row.record.authors]},
    "copied": lambda lists, row: lists.person() | {"unit": f"Đội {lists.r.choice(_PLACES)}"},
}  # fmt: skip
LOOKALIKES: dict[str, Callable[[Lists, Row], Row]] = {
    "same title": lambda lists, row: lists.row(row, thing=row.thing, act=row.act, way=row.way),
    "next thing": lambda lists, row: lists.row(
        row, person=_who(row), unit=row.record.unit, act=row.act, way=row.way, thing=_other(lists, row, "thing")
    ),
    "next way": lambda lists, row: lists.row(
        row, person=_who(row), unit=row.record.unit, act=row.act, thing=row.thing, way=_other(lists, row, "way")
    ),
    "colleague": lambda lists, row: lists.row(row, unit=row.record.unit, act=row.act),
}


def _other(lists: Lists, row: Row, part: str) -> str:
    known = [item for item in _STOCK["work"][row.work][f"{part}s"] if item != getattr(row, part)]
    return str(lists.r.choice(known))


def make(records: int, seed: int) -> Register:
    """As `benchmarks.prose.make`."""
    lists = Lists(seed)
    r, some = lists.r, int(records * 0.06)
    for _ in range(r.choice([0, 20, 58])):
        lists.row(sentences=[_STOCK["texts"]["model"]])
    start = len(lists.rows)
    while len(lists.rows) < records - 2 * some:
        lists.row()
    sources, true, alike = lists.rows[start:], {}, {}
    for _ in range(some):
        kind, origin = r.choice(list(LOOKALIKES)), r.choice(sources)
        alike[_pair(origin, LOOKALIKES[kind](lists, origin))] = kind
    for origin in r.sample(sources, some):
        kind = r.choice(list(NOISE))
        changed = {**NOISE[kind](lists, origin), "id": f"L{len(lists.rows):06d}"}
        copy = Row(origin.record.model_copy(update=changed), origin.work, origin.thing, origin.act, origin.way, [])
        true[_pair(origin, lists.keep(copy))] = kind
    made = [row.record for row in lists.rows]
    r.shuffle(made)
    return Register(made, true, alike)


def _pair(a: Row, b: Row) -> tuple[str, str]:
    low, high = sorted((a.record.id, b.record.id))
    return low, high
