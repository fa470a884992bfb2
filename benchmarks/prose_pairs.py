"""Noise and look-alikes of the second maker (`prose.py`)."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from benchmarks.prose import STOCK, Paper, Prose, unmarked

Changes = dict[str, Any]
_TYPED = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}


def _fresh_head(maker: Prose, paper: Paper) -> str:
    head = maker.r.choice(STOCK["sentences"]["heads"])
    title = replace(paper.idea, head=head, form=maker.r.choice([paper.idea.form, maker.r.randrange(5)])).title()
    return f"{title} ở {paper.house.name}" if maker.r.random() < 0.3 else title


def next_year(maker: Prose, paper: Paper) -> Changes:
    """Handed in again a year later: other figures, other period, other benefit."""
    r = maker.r
    summary = re.sub(
        r"\d+", lambda found: str(r.randrange(2, 95)) if r.random() < 0.8 else found[0], paper.record.summary
    )
    period = re.sub(r"20\d\d", lambda found: str(int(found[0]) + 1), paper.record.period)
    return {"summary": summary, "period": period, "benefit_vnd": r.choice([0, r.randrange(3, 80) * 1_000_000])}


def ditto(maker: Prose, paper: Paper) -> Changes:
    said = maker.r.choice(["Như trên", "Như năm trước.", "nt", "(Như hồ sơ đã gửi)", "", "Xem báo cáo kèm theo"])
    return {"summary": said, "sender": f"Công đoàn {maker.r.choice(maker.places)}"}


def longer(maker: Prose, paper: Paper) -> Changes:
    body = list(paper.body)
    for _ in range(maker.r.randrange(1, 4)):
        body.insert(maker.r.randrange(len(body) + 1), maker.sentence(paper.idea))
    return {"summary": " ".join(body)}


def shorter(maker: Prose, paper: Paper) -> Changes:
    kept = [text for text in paper.body if maker.r.random() < 0.55] or paper.body[:1]
    return {"summary": " ".join(kept), "benefit": ""}


_FILLERS = ["thì", "cũng", "đã", "được", "rất", "ngay", "luôn", "cùng", "thêm", "nên", "rồi", "vẫn"]


def _reworded(r: random.Random, text: str) -> str:
    """Synonyms, and here and there a word left out, put in or put otherwise."""
    rate = r.uniform(0.0, 0.15)
    words = [r.choice(["", word, r.choice(_FILLERS)]) + " " + word * (r.random() < 0.5) if r.random() < rate else word
             for word in text.split()]  # fmt: skip
    text = " ".join(" ".join(words).split())
    for one, other in STOCK["sentences"]["synonyms"]:
        if r.random() < 0.7:
            text = re.sub(rf"\b{one}\b", other, text)
    return text


def reworded(maker: Prose, paper: Paper) -> Changes:
    r = maker.r
    body = [_reworded(r, text) for text in paper.body]
    r.shuffle(body)
    for _ in range(min(len(body) // 3, r.choice([0, 1, 2]))):
        body[r.randrange(len(body))] = maker.sentence(paper.idea)
    return {"summary": " ".join(body), "title": _fresh_head(maker, paper)}


def retitled(maker: Prose, paper: Paper) -> Changes:
    return {"title": _fresh_head(maker, paper)}


def typed(maker: Prose, paper: Paper) -> Changes:
    """Careless typing: accents left out, letters exchanged, an input method that was off for a while."""
    r = maker.r

    def word(text: str) -> str:
        chance = r.random()
        if chance < 0.12:
            return unmarked(text)
        if chance < 0.15 and len(text) > 3:
            at = r.randrange(len(text) - 1)
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        return "".join(_TYPED.get(sign, sign) for sign in text) if chance < 0.17 else text

    changed = {name: " ".join(map(word, getattr(paper.record, name).split())) for name in ("title", "summary")}
    return changed | {"authors": [r.choice([name.upper(), unmarked(name), name]) for name in paper.record.authors]}


def photographed(maker: Prose, paper: Paper) -> Changes:
    """A bad photo: accents lost, letters and whole words misread, lines broken in words."""
    r, rate = maker.r, maker.r.uniform(0.01, 0.06)

    def sign(one: str) -> str:
        if r.random() >= rate:
            return one
        base = unmarked(one)
        return r.choice(
            [base, base, {"m": "rn", "n": "ri", "h": "li", "d": "cl", "i": "l", "e": "c", "t": "f"}.get(base, base), ""]
        )

    def spoilt(text: str) -> str:
        words = ["".join(map(sign, word)) for word in text.split() if r.random() > rate / 3]
        return " ".join(word[:2] + "-\n" + word[2:] if len(word) > 4 and r.random() < 0.02 else word for word in words)

    return {name: spoilt(getattr(paper.record, name)) for name in ("title", "summary", "benefit", "phone")} | {
        "authors": [spoilt(name) for name in paper.record.authors]
    }


def composed(maker: Prose, paper: Paper) -> Changes:
    """Other code points for the same letters, a title in capitals, a man with his degree."""
    record = paper.record
    names = [maker.r.choice(["ThS. ", "Ông ", "KS. ", ""]) + name for name in record.authors]
    return {"title": record.title.upper(), "summary": unicodedata.normalize("NFD", record.summary), "authors": names}


def chief_first(maker: Prose, paper: Paper) -> Changes:
    """The chief's name first, the principal's after it or nowhere."""
    chief = maker.r.choice([*paper.people[1:], maker.r.choice(paper.house.people)])
    others = [p.name for p in paper.people if p is not chief and maker.r.random() < 0.7]
    return {"authors": [chief.name, *others], "birth_year": chief.birth_year, "phone": chief.phone}


def stolen(maker: Prose, paper: Paper) -> Changes:
    """Other people's paper with another head on it, at times with sentences of their own."""
    r, house = maker.r, maker.r.choice(maker.houses)
    thief, body = r.choice(house.people), list(paper.body)
    for _ in range(r.choice([0, 0, 1, len(body) // 4])):
        body[r.randrange(len(body))] = maker.sentence(paper.idea)
    changes: Changes = {
        "authors": [thief.name],
        "birth_year": thief.birth_year,
        "phone": thief.phone,
        "unit": house.name,
    }
    title = r.choice([_fresh_head(maker, paper), paper.record.title, maker.idea(house.field).title()])
    return changes | {
        "summary": " ".join(body),
        "title": title,
        "benefit": "",
        "period": f"Năm {r.randrange(2019, 2024)}",
    }


def stolen_and_reworded(maker: Prose, paper: Paper) -> Changes:
    """Other people's paper told in other words."""
    told = reworded(maker, paper)["summary"]
    return {**stolen(maker, paper), "summary": told}


NOISE: dict[str, Callable[[Prose, Paper], Changes]] = {
    "next year": next_year, "ditto": ditto, "longer": longer, "shorter": shorter, "reworded": reworded,
    "retitled": retitled, "typed": typed, "photographed": photographed, "composed": composed,
    "chief first": chief_first, "stolen": stolen, "stolen and reworded": stolen_and_reworded,
}  # fmt: skip


def sequel(maker: Prose, paper: Paper) -> Paper:
    """The same author's next one: another object, means or grade, some of the sentences used again."""
    r, old = maker.r, paper.idea
    part = r.choice([*old.shown(), "object", "tool", "grade"])  # what the title does not show may be another thing too
    fresh = maker.idea(old.field)
    while getattr(fresh, part) == getattr(old, part):
        fresh = maker.idea(old.field)
    idea = replace(old, **{part: getattr(fresh, part)})
    keep, new = r.uniform(0.1, 0.65), maker.body(idea)
    body = [
        was.replace(getattr(old, part), getattr(idea, part)) if r.random() < keep else new[at % len(new)]
        for at, was in enumerate(paper.body)
    ]
    return maker.add(paper.house, idea, body, paper.people)


def same_title(maker: Prose, paper: Paper) -> Paper:
    """Other people on the same thing in their own words."""
    house = maker.r.choice(maker.houses)
    return maker.add(house, paper.idea, maker.body(paper.idea), [maker.r.choice(house.people)])


def namesake(maker: Prose, paper: Paper) -> Paper:
    """Another person of the same name, elsewhere, with something else."""
    house = maker.r.choice(maker.houses)
    person = replace(maker.r.choice(house.people), name=paper.people[0].name)
    idea = maker.idea(house.field)
    return maker.add(house, idea, maker.body(idea), [person])


def colleague(maker: Prose, paper: Paper) -> Paper:
    """A colleague's innovation on a neighbouring thing, with sentences borrowed for form's sake."""
    idea = replace(maker.idea(paper.idea.field), verb=paper.idea.verb, form=paper.idea.form, head=paper.idea.head)
    body = [*maker.body(idea)[:-1], *paper.body[-1:]]
    return maker.add(paper.house, idea, body, [maker.r.choice(paper.house.people)])


LOOKALIKES: dict[str, Callable[[Prose, Paper], Paper]] = {
    "sequel": sequel, "sequel too": sequel, "same title": same_title, "namesake": namesake, "colleague": colleague,
}  # fmt: skip
