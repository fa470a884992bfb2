"""The fifth maker of registers: hand-written works of many trades, written before the matcher was looked at.

Each work is told in wordings of its own, not by filling slots; every sender has its way to fill in the form: no
summaries, no phones, capitals, no accents, a national template around each text, scans.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.registers import Register
from benchmarks.workplaces_forms import Sender, Telling, written_phone
from schemas.match import Record

STOCK: dict[str, Any] = tomllib.loads(Path(__file__).with_name("workplaces.toml").read_text(encoding="utf-8"))
_FIGURES = {"n": (12, 48), "m": (3, 11), "d": (2, 9), "p": (55, 98), "N": (110, 980)}
_MOBILE = (*range(32, 40), 70, *range(76, 80), *range(81, 87), 88, 90, 91, 93, 94, *range(96, 99))
_DUPLICATES, _ALIKE = 0.055, 0.075
_TRIES = 60
_AS_IT_IS = Telling()
_OWN_HEAD = re.compile("Một|Biện pháp|Giải pháp|Kinh nghiệm|Nâng|Đổi mới|Xây dựng|Vài")


@dataclass
class Topic:
    domain: str
    slots: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, list[list[str]]] = field(default_factory=lambda: {"T": [], "P": [], "M": [], "R": []})

    @property
    def titles(self) -> list[str]:
        return self.texts["T"][0]

    @property
    def weight(self) -> float:
        """How often it is taken: more often where its titles name one of many things."""
        forms = 1
        for slot, values in self.slots.items():
            forms *= len(values) if any(f"{{{slot}}}" in title for title in self.titles) else 1
        return 2 * min(forms, 24) ** 0.75 if forms > 1 else 4.0


def _topics() -> list[Topic]:
    found: list[Topic] = []
    for line in Path(__file__).with_name("workplaces.txt").read_text(encoding="utf-8").splitlines():
        kind, rest = line[:1], line[2:]
        if kind == "@":
            found.append(Topic(rest))
        elif kind == "L":
            slot, values = rest.split(":")
            found[-1].slots[slot] = [value.strip() for value in values.split(";")]
        elif kind in ("T", "P", "M", "R"):
            found[-1].texts[kind].append([wording.strip() for wording in rest.split("|")])
    return found


TOPICS = _topics()


@dataclass
class Unit:
    domain: str
    place: str
    town: str
    name: str
    later: str  # its name since communes were merged
    phone: str
    people: list[str]


@dataclass
class Work:
    topic: Topic
    slots: dict[str, str]
    unit: Unit
    authors: list[str]
    seed: int  # of its own wordings and figures
    lines: list[tuple[list[str], str]]  # wordings of each sentence, and what it is counted as
    title: int
    head: str
    year: int
    benefit: int | None
    sender: Sender | None = None


class Workplaces:
    def __init__(self, records: int, seed: int) -> None:
        self.r = random.Random(f"workplaces {seed}")
        towns = STOCK["places"]["towns"]
        self.senders = [Sender.drawn(self.r, town, STOCK["texts"]["senders"]) for town in towns for _ in range(2)]
        many = {"mn", "th", "cs", "yt"}
        self.units = [
            self.unit(domain)
            for domain in STOCK["units"]
            for _ in range(max(3, records * (1 + (domain in many)) // 400))
        ]
        self.persons: dict[str, tuple[str, int, str]] = {}
        self.claimed: set[Any] = set()
        self.told: dict[int, list[set[str]]] = {}
        self.rows: list[dict[str, Any]] = []
        self.duplicates: dict[tuple[int, int], str] = {}
        self.alike: dict[tuple[int, int], str] = {}

    def unit(self, domain: str) -> Unit:
        r, places = self.r, STOCK["places"]
        place, town, school = (r.choice(places[kind]) for kind in ("communes", "towns", "schools"))
        name = r.choice(STOCK["units"][domain]).format(P=place, D=town, H=school)
        later = name.replace(place, r.choice(places["communes"])) if r.random() < 0.4 else name
        later = later.replace("Trung tâm Y tế huyện", "Trung tâm Y tế khu vực")
        phone = f"0{r.choice(['255', '269', '218', '292'])}3{r.randrange(10**6):06d}"
        return Unit(domain, place, town, name, later, phone, [self.person() for _ in range(r.randint(8, 40))])

    def person(self) -> str:
        r, stock = self.r, STOCK["people"]
        if r.random() < 0.05:
            return str(r.choice(stock["highland"]))
        sex = r.choice(["women", "men"])
        parts = (r.choice(stock["surnames"].split()), r.choice(stock[f"middle_{sex}"]), r.choice(stock[sex].split()))
        return " ".join(filter(None, parts))

    def about(self, person: str, domain: str) -> tuple[str, int, str]:
        """A person's phone, year of birth and position, the same in every row."""
        if person not in self.persons:
            r, group = self.r, STOCK["groups"].get(domain, "tec")
            phone = f"0{r.choice(_MOBILE)}{r.randrange(10**7):07d}" if r.random() < 0.9 else ""
            self.persons[person] = (phone, r.randint(1964, 1999), r.choice(STOCK["positions"][group]))
        return self.persons[person]

    def work(self, **fixed: Any) -> Work:
        """A new work; `fixed` gives what it has in common with another."""
        r = self.r
        topic: Topic = fixed.get("topic") or r.choices(TOPICS, [one.weight for one in TOPICS])[0]
        unit = fixed.get("unit") or r.choice([one for one in self.units if one.domain == topic.domain])
        slots = fixed.get("slots") or {slot: r.choice(values) for slot, values in topic.slots.items()}
        authors = fixed.get("authors") or r.sample(unit.people, r.choice([1, 1, 1, 1, 2, 2, 3, 4]))
        extras = STOCK["extras"][STOCK["groups"].get(topic.domain, "tec")]
        lines = [(wordings, "P") for wordings in topic.texts["P"] if r.random() < 0.7]
        lines += [(one, one[0]) for one in r.sample(topic.texts["M"], min(len(topic.texts["M"]), r.choice([1, 2, 3])))]
        lines += [(one, one[0]) for one in r.sample(extras, r.choice([0, 1, 2, 2, 3, 3, 4]))]
        lines += [(wordings, "R") for wordings in topic.texts["R"] if r.random() < 0.7]
        benefit = r.choice([None, None, r.randint(3, 900) * 10**6, r.randint(20, 999) * 10**5])
        title, head = r.randrange(len(topic.titles)), r.choice([""] * 5 + STOCK["titles"]["heads"])
        work = Work(
            topic, slots, unit, authors, r.randrange(1 << 40), lines, title, head, r.randint(2017, 2025), benefit
        )
        work.sender = fixed.get("sender") or r.choice([one for one in self.senders if one.town == unit.town])
        return work

    def fresh(self) -> Work:
        """A work that nobody of its unit told before, and that is not told with mostly another's sentences."""
        for attempt in range(4 * _TRIES):
            work = self.work()
            if self.claim(work, strict=attempt < _TRIES):
                return work
        raise ValueError("more records than there are works")

    def claim(self, work: Work, strict: bool = True) -> bool:
        """No person tells of one topic twice: that would be the same work, or nobody could say."""
        wanted = {(id(work.topic), author) for author in work.authors}
        mine = {line for _, line in self.chosen(work)}
        others = self.told.setdefault(id(work.topic), [])
        near = any(len(mine & other) > max(2, 0.67 * min(len(mine), len(other))) for other in others)
        if wanted & self.claimed or (strict and near):
            return False
        self.claimed |= wanted
        others.append(mine)
        return True

    def chosen(self, work: Work, telling: Telling = _AS_IT_IS) -> list[tuple[int, str]]:
        """The wording of each sentence, with a seed for its figures."""
        r, out = random.Random(work.seed), []
        for wordings, _ in work.lines:
            other = telling.wording if self.r.random() < telling.reworded else 0
            at, seed = (r.randrange(len(wordings)) + other) % len(wordings), r.randrange(1 << 40)
            out.append((seed ^ telling.figures, wordings[at]))
        return out

    def sentences(self, work: Work, telling: Telling) -> list[str]:
        return [filled(line, work.slots, random.Random(seed)) for seed, line in self.chosen(work, telling)]

    def title(self, work: Work, wording: int) -> str:
        titles = work.topic.titles
        text = filled(titles[(work.title + wording) % len(titles)], work.slots, random.Random(work.seed))
        head = self.r.choice(["", work.head, *STOCK["titles"]["heads"]]) if wording else work.head
        if not head or (_OWN_HEAD.match(text) and not head.endswith(": ")):
            return text
        return head + (text if head.endswith(": ") or text[:2].isupper() else text[0].lower() + text[1:])

    def tell(self, work: Work, telling: Telling = _AS_IT_IS) -> int:
        """Writes a row, as its sender does; its number."""
        r, sender = self.r, telling.sender or work.sender
        assert sender is not None
        authors = telling.authors or work.authors
        phone, born, position = self.about(work.authors[0], work.topic.domain)
        year = work.year + telling.later
        title = self.title(work, telling.wording if telling.title is None else telling.title)
        title += telling.tail.format(year=year, next=year + 1)
        if r.random() < 0.12:
            title += r.choice([*STOCK["titles"]["tails"], f" tại {work.unit.name}"])
        summary = sender.summary(r, self.sentences(work, telling), telling, STOCK["texts"])
        spell = sender.spelling(r, telling)
        phone = work.unit.phone if sender.office_phone else telling.phone or phone
        unit = sender.unit(work.unit.later if telling.renamed else work.unit.name, work.unit.place)
        self.rows.append(
            {
                "title": sender.title(spell(telling.shortened(r, title))),
                "authors": [spell(sender.person(author)) for author in authors],
                "birth_year": None if sender.no_birth_years else born,
                "position": position,
                "unit": spell(unit),
                "sender": sender.name,
                "phone": "" if sender.no_phones or telling.no_phone or not phone else written_phone(r, phone, sender),
                "period": sender.period(r, year),
                "summary": spell(summary),
                "benefit_vnd": None if sender.no_benefits else telling.benefit or work.benefit,
                "awards": r.choice(STOCK["texts"]["awards"]),
            }
        )
        return len(self.rows) - 1

    def register(self) -> Register:
        """The rows in no order."""
        order = list(range(len(self.rows)))
        self.r.shuffle(order)
        ids = {row: f"B{place:06d}" for place, row in enumerate(order)}

        def named(pairs: dict[tuple[int, int], str]) -> dict[tuple[str, str], str]:
            return {(min(ids[a], ids[b]), max(ids[a], ids[b])): kind for (a, b), kind in pairs.items()}

        records = [Record(id=ids[row], **self.rows[row]) for row in order]
        return Register(records, named(self.duplicates), named(self.alike))


def filled(text: str, slots: dict[str, str], r: random.Random) -> str:
    def value(found: re.Match[str]) -> str:
        name = found[1]
        return slots[name] if name in slots else str(r.randint(*_FIGURES[name])) if name in _FIGURES else found[0]

    return re.sub(r"\{(\w+)\}", value, text)


def make(records: int, seed: int) -> Register:
    """About so many records, the same for the same seed."""
    from benchmarks.workplaces_pairs import LOOKALIKES, NOISE

    maker = Workplaces(records, seed)
    while len(maker.rows) < records:
        work, chance = maker.fresh(), maker.r.random()
        row = maker.tell(work)
        if chance < _DUPLICATES:
            kinds = [maker.r.choice([*NOISE]) for _ in range(1 + (maker.r.random() < 0.12))]
            rows = [row, *(maker.tell(work, NOISE[kind](maker, work)) for kind in kinds)]
            for at, kind in enumerate(kinds, 1):
                maker.duplicates |= {(rows[before], rows[at]): kind for before in range(at)}
        elif chance < _DUPLICATES + _ALIKE:
            kind = maker.r.choice([*LOOKALIKES])
            if other := LOOKALIKES[kind](maker, work):
                maker.alike[row, maker.tell(*other)] = kind
    return maker.register()
