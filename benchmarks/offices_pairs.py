"""What is filed twice, and what only looks alike, in the fourth maker's registers (`offices.py`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from benchmarks.offices import MANNERS, TELEGRAM, Fact, Paper, Province
from benchmarks.prose import unmarked

Changes = dict[str, Any]
_LOOKS_LIKE = {"rn": "m", "m": "rn", "l": "I", "ơ": "o'", "ư": "u'", "đ": "d", "ộ": "ô", "ế": "é", "ắ": "ă", "0": "O",
               "5": "S", "c": "e", "h": "b", "ữ": "ũ", "ấ": "á", "ạ": "a", "ị": "i", "ể": "ế"}  # fmt: skip


def _headed(maker: Province, paper: Paper) -> str:
    """The same idea under another head, at times with other parts told."""
    forms = [paper.idea.form, maker.r.choice(MANNERS["titles"])]
    return replace(paper.idea, head=maker.r.choice(MANNERS["heads"]), form=maker.r.choice(forms)).title()


def upper_union(maker: Province, paper: Paper) -> Changes:
    """Through another union: its name and phone, a form without birth years."""
    other = maker.r.choice(maker.offices)
    return {"unit": f"Công đoàn ngành, {paper.office.name}", "phone": other.phone, "birth_year": None, "period": ""}


def every_year(maker: Province, paper: Paper) -> Changes:
    """The same text with this year's figures."""
    r = maker.r

    def facts() -> list[str]:
        return [re.sub(r"(?<![\w.,])\d+(?![\w.,])", lambda _: str(r.randrange(2, 90)), line) for line in _lines(paper)]

    money = r.choice([None, r.randrange(10, 95) * 1_000_000])
    return {"summary": "\n".join(facts()), "period": maker.period(), "benefit_vnd": money, "benefit": ""}


def _lines(paper: Paper) -> list[str]:
    return re.split(r"\n|(?<=[.;])\s+", paper.record.summary)


def told_anew(maker: Province, paper: Paper) -> Changes:
    """The same facts in the same manner, each sentence put otherwise; one fact more or less."""
    r, facts = maker.r, list(paper.facts)
    if len(facts) > 3 and r.random() < 0.5:
        facts.pop(r.randrange(1, len(facts)))
    if r.random() < 0.5:
        facts.insert(r.randrange(1, len(facts) + 1), maker.fact(paper.idea))
    return {"summary": maker.text(maker.tell(facts, paper.manner)), "title": _headed(maker, paper)}


def other_manner(maker: Province, paper: Paper) -> Changes:
    """A clerk puts the author's tale into another manner, under the same title."""
    manner = (paper.manner + maker.r.choice([1, 2])) % 3
    return {"summary": maker.text(maker.tell(paper.facts, manner)), "period": maker.period()}


def digest(maker: Province, paper: Paper) -> Changes:
    """The first sentences, or some of them, of a longer text."""
    lines = _lines(paper)
    kept = lines[: max(1, len(lines) // 2)] if maker.r.random() < 0.5 else [s for s in lines if maker.r.random() < 0.5]
    return {"summary": " ".join(kept or lines[:2]), "benefit": ""}


def team(maker: Province, paper: Paper) -> Changes:
    """Each member hands the work in: another one leads, with own phone and year of birth."""
    others = [person for person in paper.office.people if person not in paper.people]
    lead = maker.r.choice(paper.people[1:] or others)
    names = [lead.name, *(person.name for person in paper.people if person is not lead)]
    changes: Changes = {"authors": names, "birth_year": lead.birth_year, "phone": lead.phone}
    return changes | ({"title": _headed(maker, paper)} if maker.r.random() < 0.3 else {})


def sister(maker: Province, paper: Paper) -> Changes:
    """Another office's people with the whole text, names of offices exchanged."""
    office = maker.r.choice(maker.offices)
    thief = maker.r.choice(office.people)
    said = {name: getattr(paper.record, name).replace(paper.office.name, office.name) for name in ("title", "summary")}
    who: Changes = {"authors": [thief.name], "birth_year": thief.birth_year, "phone": thief.phone, "unit": office.name}
    return said | who | {"period": maker.period(), "sender": f"Công đoàn cơ sở {office.name}"}


def scan(maker: Province, paper: Paper) -> Changes:
    r, rate = maker.r, maker.r.uniform(0.01, 0.07)

    def spoilt(text: str) -> str:
        signs = [_LOOKS_LIKE.get(s, unmarked(s)) if r.random() < rate else s for s in text]
        return "".join("" if s == " " and r.random() < rate / 2 else s for s in signs)

    fields = {name: spoilt(getattr(paper.record, name)) for name in ("title", "summary", "unit", "phone")}
    return fields | {"authors": [spoilt(name) for name in paper.record.authors]}


def unaccented(maker: Province, paper: Paper) -> Changes:
    fields = {name: unmarked(getattr(paper.record, name)).lower() for name in ("title", "summary", "unit")}
    return fields | {"authors": [unmarked(name) for name in paper.record.authors]}


def shortened(maker: Province, paper: Paper) -> Changes:
    out = {}
    for name in ("title", "summary"):
        text = getattr(paper.record, name)
        for long, brief in MANNERS["short"]:
            text = re.sub(rf"\b{long}\b", brief, text)
        out[name] = text
    return out | {"phone": re.sub(r"(\d{4})(\d{3})(\d{3})", r"\1 \2 \3", paper.record.phone)}


def noted(maker: Province, paper: Paper) -> Changes:
    return {"summary": maker.r.choice(MANNERS["noted"]), "benefit": "", "birth_year": None}


def joined(maker: Province, paper: Paper) -> Changes:
    """The next row's cell ran into this one."""
    other = maker.r.choice(maker.papers).record.summary
    return {"summary": f"{paper.record.summary} {' '.join(other.split()[:25])}"}


def renamed(maker: Province, paper: Paper) -> Changes:
    """Only the title is new, in words that the first one did not have."""
    form = maker.r.choice([*MANNERS["titles"], *MANNERS["dull"]])
    return {"title": replace(paper.idea, form=form, head=maker.r.choice(MANNERS["heads"])).title()}


NOISE: dict[str, Callable[[Province, Paper], Changes]] = {
    "upper union": upper_union, "every year": every_year, "told anew": told_anew, "other manner": other_manner,
    "digest": digest, "team": team, "sister": sister, "scan": scan, "unaccented": unaccented, "shortened": shortened,
    "noted": noted, "joined": joined, "renamed": renamed,
}  # fmt: skip


def _next(maker: Province, paper: Paper, part: str) -> Paper:
    """The same author, style and some of the facts; another `part` of the idea, told by the title."""
    r, old = maker.r, paper.idea
    some = [item for item in old.sector[f"{part}s"] if item != getattr(old, part)]
    form = old.form if _SHOWN[part] in old.form else r.choice([f for f in MANNERS["titles"] if _SHOWN[part] in f])
    idea = replace(old, **{part: r.choice(some), "form": form})
    share = r.uniform(0.1, 0.6)
    facts = [_about(fact, idea) if r.random() < share else maker.fact(idea, fact.kind) for fact in paper.facts]
    return maker.add(paper.office, idea, facts, paper.people, summary=maker.text(_kept(maker, paper, facts)))


_SHOWN = {"thing": "{x}", "group": "{g}", "act": "{a}"}


def _about(fact: Fact, idea: Any) -> Fact:
    return Fact(fact.kind, fact.parts | {"x": idea.thing})


def _kept(maker: Province, paper: Paper, facts: list[Fact]) -> list[str]:
    """Sentences of facts that stay are the old ones, word for word but for the thing."""
    old = dict(zip((tuple(f.parts.items())[:6] for f in paper.facts), _lines(paper), strict=False))
    fresh = maker.tell(facts, paper.manner)
    return [
        old.get(tuple(f.parts.items())[:6], line).replace(paper.idea.thing, f.parts["x"])
        for f, line in zip(facts, fresh, strict=True)
    ]


def series_thing(maker: Province, paper: Paper) -> Paper:
    return _next(maker, paper, "thing")


def series_group(maker: Province, paper: Paper) -> Paper:
    return _next(maker, paper, "group")


def same_title(maker: Province, paper: Paper) -> Paper:
    """Elsewhere, by others, in their own words: the title alone is shared."""
    offices = [office for office in maker.offices if office.sector is paper.idea.sector and office is not paper.office]
    office = maker.r.choice(offices or maker.offices)
    return maker.add(office, paper.idea, maker.facts(paper.idea), [maker.r.choice(office.people)])


def namesake(maker: Province, paper: Paper) -> Paper:
    """Another person of that name in the same trade."""
    office = maker.r.choice([o for o in maker.offices if o.sector is paper.idea.sector])
    person = replace(maker.person(), name=paper.people[0].name)
    idea = replace(maker.idea(office.sector), form=paper.idea.form, head=paper.idea.head)
    return maker.add(office, idea, maker.facts(idea), [person])


def desk_mate(maker: Province, paper: Paper) -> Paper:
    """A colleague with the office's phone and a sentence or two of the first one's text."""
    idea = replace(maker.idea(paper.idea.sector), form=paper.idea.form, head=paper.idea.head)
    facts = maker.facts(idea)
    lines = [*_lines(paper)[:1], *maker.tell(facts, paper.manner), *_lines(paper)[-1:]]
    mate = replace(maker.r.choice(paper.office.people), phone=paper.office.phone)
    return maker.add(
        paper.office, idea, facts, [mate], summary="\n".join(lines) if paper.manner == TELEGRAM else " ".join(lines)
    )


LOOKALIKES: dict[str, Callable[[Province, Paper], Paper]] = {
    "next thing": series_thing, "next group": series_group, "same title": same_title, "namesake": namesake,
    "desk mate": desk_mate,
}  # fmt: skip
