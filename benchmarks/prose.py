"""The second maker of registers: texts put together from clauses, national templates, resends with other numbers.

It shares neither material nor noise with the first one (`registers.py`), so weights fitted on both lean on neither.
"""

from __future__ import annotations

import random
import re
import tomllib
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.registers import Person, Register
from schemas.match import Record

STOCK: dict[str, Any] = tomllib.loads(Path(__file__).with_name("prose.toml").read_text(encoding="utf-8"))
_WORDS = {name: [[word.strip() for word in f[name].split(",")] for f in STOCK["field"]] for name in
          ("actors", "verbs", "objects", "tools", "grades")}  # fmt: skip


@dataclass(frozen=True)
class House:
    name: str
    field: int
    people: list[Person]


@dataclass(frozen=True)
class Idea:
    """What an innovation is about, and how its title is put."""

    field: int
    verb: str
    object: str
    tool: str
    grade: str
    form: int
    head: str

    def title(self) -> str:
        text = str(STOCK["sentences"]["titles"][self.form]).format(
            h=self.head, v=self.verb, o=self.object, O=_first(self.object), t=self.tool, g=self.grade
        )
        return _first(text)

    def shown(self) -> list[str]:
        """The parts that the title tells."""
        form = STOCK["sentences"]["titles"][self.form]
        return [name for name, slot in (("object", "{o}"), ("tool", "{t}"), ("grade", "{g}")) if slot in form.lower()]


@dataclass(frozen=True)
class Paper:
    record: Record
    house: House
    idea: Idea
    body: list[str]
    people: list[Person]


def _first(text: str) -> str:
    return text[0].upper() + text[1:]


def _person(r: random.Random) -> Person:
    part = {name: r.choice(words.split()) for name, words in STOCK["people"].items()}
    phone = r.choice(["091", "098", "036", "083", "070"]) + "".join(r.choice("0123456789") for _ in range(7))
    return Person(f"{part['family']} {part['middle']} {part['given']}", r.randrange(1964, 2002), phone)


class Prose:
    """One register in the making; how much is missing, how long texts are and how far models go differs by seed."""

    def __init__(self, records: int, seed: int) -> None:
        self.r = r = random.Random(f"prose {seed}")
        self.total = records
        self.template_size = r.choice([0, 8, 25, 60])
        self.missing = r.choice([0.0, 0.1, 0.4])
        self.headed = r.random() < 0.4
        self.length = r.choice([(2, 4), (3, 8), (6, 13)])
        self.places = STOCK["places"]["names"].split(", ")
        self.houses = [self._house() for _ in range(max(6, int(records * r.choice([0.04, 0.12, 0.3]))))]
        self.papers: list[Paper] = []
        self.taken: set[tuple[str, str, str]] = set()

    def _house(self) -> House:
        field = self.r.randrange(len(STOCK["field"]))
        name = self.r.choice(STOCK["field"][field]["units"]).format(p=self.r.choice(self.places))
        return House(name, field, [_person(self.r) for _ in range(self.r.randrange(3, 16))])

    def idea(self, field: int) -> Idea:
        r = self.r
        chosen = (r.choice(_WORDS[name][field]) for name in ("verbs", "objects", "tools", "grades"))
        forms, heads = len(STOCK["sentences"]["titles"]), STOCK["sentences"]["heads"]
        return Idea(field, *chosen, r.randrange(forms), r.choice(heads))

    def sentence(self, idea: Idea, kind: str = "forms") -> str:
        r = self.r
        some = {name: r.choice(words[idea.field]) for name, words in _WORDS.items()}
        own = r.random() < 0.5
        text = r.choice(STOCK["sentences"][kind]).format(
            a=some["actors"], A=_first(some["actors"]), v=idea.verb if own else some["verbs"], v2=some["verbs"],
            o=idea.object if own else some["objects"], O=_first(idea.object), o2=some["objects"],
            t=idea.tool if r.random() < 0.4 else some["tools"], t2=some["tools"], n=r.randrange(2, 95),
            d=r.choice(STOCK["when"]["phrases"]), D=_first(r.choice(STOCK["when"]["phrases"])),
        )  # fmt: skip
        return f"{text[:-1]} đối với {idea.grade}." if r.random() < 0.15 else text

    def body(self, idea: Idea) -> list[str]:
        r = self.r
        made = [self.sentence(idea) for _ in range(r.randint(*self.length))]
        if self.headed:
            made = [f"{STOCK['sentences']['headings'][i % 4]} {text}" if i < 4 else text for i, text in enumerate(made)]
        return [*made, *r.sample(STOCK["sentences"]["polite"], r.choice([0, 0, 1, 2]))]

    def add(self, house: House, idea: Idea, body: list[str], people: list[Person]) -> Paper:
        r = self.r
        lead, money = people[0], r.choice([0, 0, r.randrange(3, 80) * 1_000_000, r.randrange(80, 900) * 1_000_000])
        record = Record(
            id=f"P{len(self.papers):06d}",
            title=idea.title() + (f" tại {house.name}" if r.random() < 0.2 else ""),
            authors=[person.name for person in people],
            birth_year=lead.birth_year if r.random() >= self.missing else None,
            unit=house.name,
            sender=f"Công đoàn {r.choice(self.places)}",
            phone=lead.phone if r.random() >= self.missing else "",
            period=f"{r.choice(['Tháng', 'Từ tháng'])} {r.randrange(1, 13)}/{r.randrange(2019, 2024)}",
            summary=" ".join(body),
            benefit=" ".join(self.sentence(idea, "effects") for _ in range(r.choice([0, 1, 2]))),
            benefit_vnd=money,
        )
        return self.keep(Paper(record, house, idea, body, people))

    def keep(self, paper: Paper) -> Paper:
        self.papers.append(paper)
        return paper

    def plain(self) -> Paper:
        """Nobody writes twice of one object by one means here."""
        while True:
            house = self.r.choice(self.houses)
            idea, people = self.idea(house.field), self.r.sample(house.people, self.r.choice([1, 1, 2, 3]))
            claims = {(person.name, idea.object, idea.verb) for person in people}
            if not claims & self.taken:
                self.taken |= claims
                return self.add(house, idea, self.body(idea), people)

    def template(self) -> None:
        """One national model text, filled in by many units with their own names and figures."""
        idea = self.idea(self.r.randrange(len(STOCK["field"])))
        model = [self.sentence(idea) for _ in range(self.r.randrange(4, 10))]
        for _ in range(self.template_size):
            house = self.r.choice(self.houses)
            own = [re.sub(r"\d+", lambda _: str(self.r.randrange(2, 95)), text) for text in model]
            if self.r.random() < 0.5:
                own.append(f"Đơn vị thực hiện là {house.name}.")
            self.add(
                house, replace(idea, head=self.r.choice(["Hưởng ứng", "Thực hiện", idea.head])), own, [_person(self.r)]
            )


def make(records: int, seed: int) -> Register:
    """A register with `records` records; pairs of the same innovation, and pairs that only look alike, by kind."""
    from benchmarks.prose_pairs import LOOKALIKES, NOISE

    maker = Prose(records, seed)
    r, some = maker.r, int(records * 0.1)
    maker.template()
    original = len(maker.papers)
    while len(maker.papers) < records - 2 * some:
        maker.plain()
    sources = maker.papers[original:]
    alike: dict[tuple[str, str], str] = {}
    for _ in range(some):
        kind, origin = r.choice(list(LOOKALIKES)), r.choice(sources)
        alike[_pair(origin, LOOKALIKES[kind](maker, origin))] = kind
    true: dict[tuple[str, str], str] = {}
    for origin in r.sample(sources, min(some, len(sources))):
        kind = r.choice(list(NOISE))
        changed = {**NOISE[kind](maker, origin), "id": f"P{len(maker.papers):06d}"}
        copy = replace(origin, record=origin.record.model_copy(update=changed))
        true[_pair(origin, maker.keep(copy))] = kind
    made = [paper.record for paper in maker.papers]
    r.shuffle(made)
    return Register(made, true, alike)


def _pair(a: Paper, b: Paper) -> tuple[str, str]:
    low, high = sorted((a.record.id, b.record.id))
    return low, high


def unmarked(text: str) -> str:
    """Without accents."""
    split = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in split if not unicodedata.combining(sign))
