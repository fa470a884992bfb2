"""Invented registers with planted duplicates and look-alikes, for fitting and measuring the matcher.

Every register is another world: texts drawn from a few set sentences of a topic (as when a union hands out a model
text) or written freely; many or few topics, units and years; clean or damaged. Look-alikes are part of every world.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schemas.match import Record

STOCK: dict[str, Any] = tomllib.loads(Path(__file__).with_name("registers.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class World:
    """How a register comes about; shares from 0 to 1."""

    records: int
    seed: int
    model_text: float  # share of sentences taken from the topic's set ones, word for word
    topics: int
    units: int
    duplicates: float
    alike: float
    years: int
    months: int  # of a year in which things are applied: a programme's window is short
    forms: int  # ways to write a period
    slips: float  # share of copies whose period, benefit or phone is told otherwise


@dataclass
class Person:
    name: str
    birth_year: int
    phone: str


@dataclass
class Unit:
    name: str
    domain: dict[str, Any]
    place: str
    people: list[Person]


@dataclass
class Topic:
    domain: dict[str, Any]
    object: str
    subject: str
    variant: str
    title: str
    set_body: list[str] = field(default_factory=list)
    set_effect: list[str] = field(default_factory=list)


@dataclass
class Entry:
    """A record with what it was made of, so that copies and look-alikes can be made from it."""

    record: Record
    unit: Unit
    topic: Topic
    body: list[str]
    effect: list[str]
    people: list[Person]


@dataclass
class Register:
    records: list[Record]
    duplicates: dict[tuple[str, str], str]
    alike: dict[tuple[str, str], str]


def random_world(records: int, seed: int) -> World:
    """Texts are handed round among many or hardly at all: a text that two strangers alone share is a copied one."""
    r = random.Random(f"world {seed}")
    model_text = r.choice([0.0, 0.15, 0.5, 0.95, 1.0])
    return World(
        records=records,
        seed=seed,
        model_text=model_text,
        topics=r.choice([9, 30, 200, 5000] if model_text < 0.5 else [9, 30]),
        units=max(6, int(records * r.choice([0.03, 0.1, 0.3]))),
        duplicates=r.choice([0.05, 0.1]),
        alike=r.choice([0.05, 0.1]),
        years=r.choice([1, 3, 6]),
        months=r.choice([3, 4, 12]),
        forms=r.choice([2, 6]),
        slips=r.choice([0.0, 0.2, 0.5]),
    )


def _person(r: random.Random) -> Person:
    people = STOCK["people"]
    name = " ".join(r.choice(people[part].split()) for part in ("family", "middle", "given"))
    if r.random() < 0.2:
        name = name.replace(" ", f" {r.choice(people['middle'].split())} ", 1)
    return Person(name, r.randrange(1962, 2001), r.choice(["090", "0912", "0386", "077"]).ljust(10, "x"))


def _phone(r: random.Random, person: Person) -> Person:
    person.phone = "".join(str(r.randrange(10)) if sign == "x" else sign for sign in person.phone)
    return person


def a_person(r: random.Random) -> Person:
    return _phone(r, _person(r))


def _unit(r: random.Random) -> Unit:
    domain = r.choice(STOCK["domain"])
    place = f"{r.choice(STOCK['places']['first'].split())} {r.choice(STOCK['places']['second'].split())}"
    people = [a_person(r) for _ in range(r.randrange(3, 14))]
    return Unit(r.choice(domain["units"]).format(p=place), domain, place, people)


def _topic(r: random.Random, domain: dict[str, Any]) -> Topic:
    topic = Topic(domain, *(r.choice(domain[part]) for part in ("objects", "subjects", "variants")), "")
    topic.title = r.choice(domain["titles"])
    topic.set_body = [sentence(r, "body", topic) for _ in range(r.randrange(2, 5))]
    topic.set_effect = [sentence(r, "effect", topic) for _ in range(r.randrange(2, 4))]
    return topic


def sentence(r: random.Random, kind: str, topic: Topic) -> str:
    domain = topic.domain
    text: str = r.choice(STOCK["sentences"][kind]).format(
        o=topic.object, g=topic.variant, t=r.choice(domain["tools"]), t2=r.choice(domain["tools"]),
        w=r.choice(domain["who"]), n=r.randrange(10, 99), m=r.randrange(100, 900), k=r.randrange(2, 9),
    )  # fmt: skip
    return text[0].upper() + text[1:]


def title(r: random.Random, topic: Topic, head: str, place: str) -> str:
    text = topic.title.format(h=head, o=topic.object, s=topic.subject, g=topic.variant)
    return f"{text} {r.choice(['tại', 'ở'])} {place}" if place else text


class Maker:
    """One register in the making."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.r = random.Random(world.seed)
        self.units = [_unit(self.r) for _ in range(world.units)]
        per_domain = max(2, world.topics // len(STOCK["domain"]))
        self.topics = {d["name"]: [_topic(self.r, d) for _ in range(per_domain)] for d in STOCK["domain"]}
        self.entries: list[Entry] = []
        self.taken: set[tuple[str, int]] = set()

    def entry(self, unit: Unit, topic: Topic, people: list[Person], text: tuple[list[str], list[str]]) -> Entry:
        r, lead = self.r, people[0]
        place = unit.name if r.random() < 0.35 else ""
        money = r.choice([0, 0, r.randrange(5, 90) * 1_000_000, r.randrange(100, 999) * 1_000_000])
        record = Record(
            id=f"T{len(self.entries):06d}",
            title=title(r, topic, r.choice(topic.domain["heads"]), place),
            authors=[person.name for person in people],
            birth_year=lead.birth_year if r.random() < 0.93 else None,
            unit=unit.name,
            sender=f"Công đoàn {r.choice(STOCK['places']['first'].split())}",
            phone=lead.phone if r.random() < 0.88 else "",
            period=self.period(),
            summary=" ".join(text[0]),
            benefit=" ".join([*text[1], f"Làm lợi {money // 1_000_000} triệu đồng."] if money else text[1]),
            benefit_vnd=money,
        )
        made = Entry(record, unit, topic, *text, people)
        self.entries.append(made)
        return made

    def period(self) -> str:
        r = self.r
        year, month = 2023 - r.randrange(self.world.years), r.randrange(1, 1 + self.world.months)
        forms = [
            "Từ tháng {m}/{y}",
            "{m:02d}/{y} - {e:02d}/{y}",
            "Năm {y}",
            "Tháng {m}/{y}",
            "15/{m:02d}/{y}",
            "Năm học {y}-{z}",
        ]
        return str(r.choice(forms[: self.world.forms])).format(m=month, e=min(12, month + 2), y=year, z=year + 1)

    def people(self, unit: Unit) -> list[Person]:
        return self.r.sample(unit.people, self.r.choice([1, 1, 1, 2, 3]))

    def text(self, topic: Topic) -> tuple[list[str], list[str]]:
        r, share = self.r, self.world.model_text

        def some(kind: str, stored: list[str], count: int) -> list[str]:
            drawn = r.sample(stored, min(count, len(stored)))
            fresh = [sentence(r, kind, topic) for _ in range(count)]
            return [drawn.pop() if drawn and r.random() < share else fresh.pop() for _ in range(count)]

        body = some("body", topic.set_body, r.randrange(2, 7))
        opening = [sentence(r, "open", topic)] if r.random() > share else []
        return [*opening, *body, *r.sample(STOCK["sentences"]["stock"], r.choice([0, 0, 1, 2]))], some(
            "effect", topic.set_effect, r.randrange(1, 3)
        )

    def plain(self) -> Entry:
        """Nobody files one topic twice here: that would be a duplicate without a label."""
        for _ in range(1000):
            unit = self.r.choice(self.units)
            topic, people = self.r.choice(self.topics[unit.domain["name"]]), self.people(unit)
            claims = {(person.name, id(topic)) for person in people}
            if not claims & self.taken:
                break
        else:
            people = [a_person(self.r)]
        self.taken |= {(person.name, id(topic)) for person in people}
        return self.entry(unit, topic, people, self.text(topic))
