"""The fourth maker of registers: offices of a province, large if asked.

An innovation is a list of facts, told in one of three manners (a tale, officialese, telegrams), so that who tells it
anew keeps no sentence and changes no fact.

Names are as common as they are in life, a fifth of the phones are an office's, and places, codes and English product
names stand in the texts. Material in `offices.toml`; what is filed twice in `offices_pairs.py`.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.registers import Person, Register
from schemas.match import Record

STOCK: dict[str, Any] = tomllib.loads(Path(__file__).with_name("offices.toml").read_text(encoding="utf-8"))
MANNERS = STOCK["manners"]
TALE, OFFICIAL, TELEGRAM = range(3)


@dataclass(frozen=True)
class Fact:
    """`kind`: told, troubled or resulted; `parts`: what fills the frames."""

    kind: str
    parts: dict[str, str]


@dataclass(frozen=True)
class Office:
    name: str
    sector: dict[str, Any]
    people: list[Person]
    phone: str


@dataclass(frozen=True)
class Idea:
    sector: dict[str, Any]
    thing: str
    act: str
    tool: str
    group: str
    form: str
    head: str

    def title(self) -> str:
        text = self.form.format(h=self.head, a=self.act, x=self.thing, g=self.group, t=self.tool)
        return text[0].upper() + text[1:]


@dataclass(frozen=True)
class Paper:
    record: Record
    office: Office
    idea: Idea
    facts: list[Fact]
    manner: int
    people: list[Person]


def often(words: str) -> list[str]:
    """`Lan*3 Mơ` → Lan Lan Lan Mơ; a hyphen stands for a blank."""
    pairs = (word.partition("*") for word in words.split())
    return [name.replace("-", " ") for name, _, times in pairs for _ in range(int(times or 1))]


_NAMES = {part: often(words) for part, words in STOCK["people"].items()}


class Province:
    """One register in the making; how long texts are, which manners and how many models go round differs by seed."""

    def __init__(self, records: int, seed: int) -> None:
        self.r = r = random.Random(f"offices {seed}")
        self.places = STOCK["places"]["names"].split(", ")
        self.manners = r.choice([[TALE], [OFFICIAL], [TELEGRAM], [TALE, OFFICIAL, TELEGRAM], [TALE, OFFICIAL]])
        self.length = r.choice([(2, 4), (3, 7), (5, 12)])
        self.missing = r.choice([0.02, 0.15, 0.4])
        self.dull = r.choice([0.05, 0.3])
        self.models = [self.facts(self.idea(r.choice(STOCK["sector"]))) for _ in range(r.choice([0, 1, 3]))]
        self.offices = [self._office() for _ in range(max(8, records // r.choice([8, 25, 60])))]
        self.papers: list[Paper] = []
        self.taken: set[tuple[str, str, str]] = set()

    def person(self) -> Person:
        r = self.r
        sex = r.choice(["women", "men"])
        name = " ".join(r.choice(_NAMES[part]) for part in ("family", sex, f"given_{sex}"))
        return Person(name.replace("’ ", "’"), r.randrange(1966, 2003), self.phone())

    def phone(self) -> str:
        return self.r.choice(["0905", "0914", "0935", "0978", "0386", "0777"]) + f"{self.r.randrange(10**6):06d}"

    def _office(self) -> Office:
        sector = self.r.choice(STOCK["sector"])
        name = self.r.choice(sector["units"]).format(p=self.r.choice(self.places))
        return Office(name, sector, [self.person() for _ in range(self.r.randrange(4, 20))], self.phone())

    def idea(self, sector: dict[str, Any]) -> Idea:
        r = self.r
        parts = (r.choice(sector[name]) for name in ("things", "acts", "tools", "groups"))
        form = r.choice(MANNERS["dull"]) if r.random() < getattr(self, "dull", 0.1) else r.choice(MANNERS["titles"])
        return Idea(sector, *parts, form, r.choice(MANNERS["heads"]))

    def fact(self, idea: Idea, kind: str = "told") -> Fact:
        r, sector = self.r, idea.sector
        act = idea.act if r.random() < 0.25 else r.choice(sector["acts"])
        tool = idea.tool if r.random() < 0.25 else r.choice(sector["tools"])
        code = f"{r.choice('ABCDEHKMT')}{r.randrange(1, 40)}"
        parts = {
            "a": act, "t": tool, "w": r.choice(sector["who"]), "e": r.choice(MANNERS["when"]), "x": idea.thing,
            "n": str(r.randrange(2, 90)), "d": r.choice(MANNERS["where"]).format(c=code), "m": str(r.randrange(2, 60)),
            "k": r.choice(sector["results"]), "p": r.choice(sector["trouble"]),
        }  # fmt: skip
        return Fact(kind, parts | {part.upper(): parts[part].capitalize() for part in "ate"})

    def facts(self, idea: Idea) -> list[Fact]:
        r = self.r
        middle = [self.fact(idea) for _ in range(r.randint(*getattr(self, "length", (3, 6))))]
        return [self.fact(idea, "troubled"), *middle, *([self.fact(idea, "resulted")] if r.random() < 0.7 else [])]

    def tell(self, facts: list[Fact], manner: int) -> list[str]:
        """One sentence for a fact, put otherwise each time."""
        lines = [self.r.choice(MANNERS[fact.kind][manner]).format(**fact.parts) for fact in facts]
        return [" ".join(line.replace(" ,", ",").replace(" .", ".").split()) for line in lines]

    def text(self, lines: list[str]) -> str:
        r = self.r
        joiner = "\n" if lines[0].startswith("-") else " "
        return joiner.join([*lines, *r.sample(MANNERS["ritual"], r.choice([0, 0, 1, 2]))])

    def add(self, office: Office, idea: Idea, facts: list[Fact], people: list[Person], **own: Any) -> Paper:
        r, lead, manner = self.r, people[0], self.r.choice(self.manners)
        money = r.choice([None, None, r.randrange(10, 95) * 1_000_000, r.randrange(100, 2000) * 500_000])
        record = Record(
            id=f"O{len(self.papers):06d}",
            title=idea.title() + (f" tại {office.name}" if r.random() < 0.25 else ""),
            authors=[person.name for person in people],
            birth_year=lead.birth_year if r.random() >= self.missing else None,
            unit=office.name,
            sender=f"Công đoàn cơ sở {office.name}",
            phone="" if r.random() < self.missing else office.phone if r.random() < 0.2 else lead.phone,
            period=self.period(),
            summary=own.get("summary") or self.text(self.tell(facts, manner)),
            benefit=f"Làm lợi {money:,} đồng/năm.".replace(",", ".") if money else r.choice(["", "Không tính được"]),
            benefit_vnd=money,
        )
        return self.keep(Paper(record, office, idea, facts, manner, people))

    def keep(self, paper: Paper) -> Paper:
        self.papers.append(paper)
        return paper

    def period(self) -> str:
        r = self.r
        month, year = r.randrange(1, 13), r.randrange(2018, 2025)
        forms = ["{m:02d}/{y}", "Tháng {m} năm {y}", "Năm {y}", "Từ 01/{m:02d}/{y} đến nay", "", "Quý {q}/{y}"]
        return r.choice(forms).format(m=month, y=year, q=(month + 2) // 3)

    def plain(self) -> None:
        """Nobody writes twice of one thing here."""
        r = self.r
        office = r.choice(self.offices)
        idea, people = self.idea(office.sector), r.sample(office.people, r.choice([1, 1, 1, 2, 3]))
        claims = {(person.name, person.phone, idea.thing) for person in people}
        if not claims & self.taken:
            self.taken |= claims
            self.add(office, idea, self.facts(idea), people)

    def model(self) -> None:
        """A model text that went round the province, filled in with the office's own figures."""
        office, facts = self.r.choice(self.offices), self.r.choice(self.models)
        filled = [
            Fact(f.kind, f.parts | {"n": str(self.r.randrange(2, 90)), "m": str(self.r.randrange(2, 60))})
            for f in facts
        ]
        told = self._model_text(facts, filled)
        self.add(office, self.idea(office.sector), filled, [self.person()], summary=told)

    def _model_text(self, facts: list[Fact], filled: list[Fact]) -> str:
        frames = random.Random(facts[0].parts["p"] + facts[0].parts["d"] + facts[-1].parts["k"])
        return " ".join(frames.choice(MANNERS[f.kind][OFFICIAL]).format(**f.parts) for f in filled)


def make(records: int, seed: int) -> Register:
    """As `benchmarks.prose.make`."""
    from benchmarks.offices_pairs import LOOKALIKES, NOISE

    maker = Province(records, seed)
    r, some = maker.r, int(records * 0.06)
    for _ in range(r.choice([5, 20, 60]) if maker.models else 0):
        maker.model()
    first = len(maker.papers)
    while len(maker.papers) < records - 2 * some:
        maker.plain()
    sources, true, alike = maker.papers[first:], {}, {}
    for _ in range(some):
        kind, origin = r.choice(list(LOOKALIKES)), r.choice(sources)
        alike[_pair(origin, LOOKALIKES[kind](maker, origin))] = kind
    for origin in r.sample(sources, some):
        kind = r.choice(list(NOISE))
        changed = {**NOISE[kind](maker, origin), "id": f"O{len(maker.papers):06d}"}
        record = origin.record.model_copy(update=changed)
        copy = Paper(record, origin.office, origin.idea, origin.facts, origin.manner, origin.people)
        true[_pair(origin, maker.keep(copy))] = kind
    made = [paper.record for paper in maker.papers]
    r.shuffle(made)
    return Register(made, true, alike)


def _pair(a: Paper, b: Paper) -> tuple[str, str]:
    low, high = sorted((a.record.id, b.record.id))
    return low, high
