"""What happens to an innovation that is filed twice: other unit, other title, other words, bad scan, bad faith."""

from __future__ import annotations

import random
import re
import tomllib
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.registers import sentence
from schemas.text import fold

Changes = dict[str, Any]
Damage = Callable[[random.Random, Any, Any, Any], Changes]
_STOCK = tomllib.loads(Path(__file__).with_name("registers.toml").read_text(encoding="utf-8"))
_ALIKE = {
    "l": "1",
    "i": "l",
    "o": "0",
    "e": "c",
    "c": "e",
    "n": "u",
    "u": "n",
    "h": "b",
    "m": "rn",
    "t": "f",
    "a": "o",
    "g": "q",
}
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _scan(r: random.Random, text: str, rate: float) -> str:
    """Letters taken for others, tone marks lost or exchanged, blanks lost."""
    out = []
    for sign in text:
        if r.random() >= rate:
            out.append(sign)
            continue
        parts = unicodedata.normalize("NFD", sign)
        if len(parts) > 1:
            kept = "".join(part for part in parts if part not in _TONES)
            out.append(unicodedata.normalize("NFC", kept + r.choice(["", *_TONES])))
        else:
            out.append("" if sign == " " else _ALIKE.get(sign, sign))
    return "".join(out)


def _reorder(r: random.Random, words: str) -> str:
    sentences = re.split(r"(?<=[.])\s+", words)
    r.shuffle(sentences)
    return " ".join(sentences)


def _reworded_text(r: random.Random, text: str) -> str:
    for old, new in _STOCK["sentences"]["synonyms"]:
        if r.random() < 0.6:
            text = re.sub(rf"\b{old}\b", new, text)
    return text


def _replaced(r: random.Random, entry: Any, text: str, most: int) -> str:
    """Some sentences exchanged for new ones on the same thing."""
    sentences = re.split(r"(?<=[.])\s+", text)
    for _ in range(r.randrange(most + 1) if len(sentences) > 2 * most else 0):
        sentences[r.randrange(len(sentences))] = sentence(r, "body", entry.topic)
    return " ".join(sentences)


def _retitled_text(r: random.Random, entry: Any) -> str:
    domain, topic = entry.topic.domain, entry.topic
    form = r.choice([topic.title, topic.title, *domain["titles"]])
    text = form.format(h=r.choice(domain["heads"]), o=topic.object, s=topic.subject, g=topic.variant)
    return f"{text} tại {entry.unit.name}" if r.random() < 0.4 else text


def _foreign_title(r: random.Random, entry: Any, other: Any) -> str:
    """The copyist's own topic, or the stolen one in other words."""
    if r.random() < 0.5:
        return _retitled_text(r, entry)
    domain = other.domain
    own = {part: r.choice(domain[name]) for part, name in (("o", "objects"), ("s", "subjects"), ("g", "variants"))}
    return str(r.choice(domain["titles"])).format(h=r.choice(domain["heads"]), **own)


def again(r: random.Random, entry: Any, other: Any, stranger: Any) -> Changes:
    """The same paper through another union."""
    return {
        "sender": f"Công đoàn ngành {other.place}",
        "unit": r.choice([entry.record.unit, f"{entry.record.unit}, {other.place}"]),
    }


def refiled(r: random.Random, entry: Any, other: Any, stranger: Any) -> Changes:
    """The author has moved: other unit, other year, other form."""
    return {"unit": other.name, "period": f"Năm {r.randrange(2018, 2025)}", "benefit": "", "benefit_vnd": 0}


def retitled(r: random.Random, entry: Any, other: Any, stranger: Any) -> Changes:
    return {"title": _retitled_text(r, entry)}


def reworded(r: random.Random, entry: Any, other: Any, stranger: Any) -> Changes:
    text = _replaced(r, entry, _reworded_text(r, _reorder(r, entry.record.summary)), 2)
    if r.random() < 0.5:
        text = f"{text.rsplit('. ', 1)[0]}. {r.choice(_STOCK['sentences']['stock'])}"
    if r.random() < 0.5:
        text = re.sub(r"\d+", lambda found: str(r.randrange(2, 99)) if r.random() < 0.4 else found[0], text)
    return {"summary": text, "benefit": _reorder(r, entry.record.benefit), "title": _retitled_text(r, entry)}


def cut(r: random.Random, entry: Any, other: Any, stranger: Any) -> Changes:
    words = entry.record.summary.split()
    return {"summary": " ".join(words[: max(9, int(len(words) * r.uniform(0.2, 0.6)))]), "benefit": ""}


def colleague(r: random.Random, entry: Any, other: Any, stranger: Any) -> Changes:
    """Another of the group stands first, with own birth year and phone."""
    lead = r.choice(entry.people[1:] or entry.unit.people)
    rest = [person.name for person in entry.people if person is not lead]
    names = [lead.name, *(rest if r.random() < 0.8 else [])]
    return {"authors": names, "birth_year": lead.birth_year, "phone": lead.phone}


def bare(r: random.Random, entry: Any, other: Any, stranger: Any) -> Changes:
    """Typed without accents, perhaps in capitals."""
    record = entry.record
    plain = {part: fold(getattr(record, part)) for part in ("title", "summary", "benefit", "unit")}
    names = [fold(name).upper() for name in record.authors]
    return {**plain, "authors": names}


def scanned(r: random.Random, entry: Any, other: Any, stranger: Any) -> Changes:
    rate, record = r.uniform(0.01, 0.08), entry.record
    texts = {part: _scan(r, getattr(record, part), rate) for part in ("title", "summary", "benefit", "unit")}
    return {
        **texts,
        "authors": [_scan(r, name, rate) for name in record.authors],
        "phone": _scan(r, record.phone, rate / 2),
    }


def shortened(r: random.Random, entry: Any, other: Any, stranger: Any) -> Changes:
    record, out = entry.record, {}
    for part in ("title", "summary", "unit"):
        text = getattr(record, part)
        for long, short in _STOCK["sentences"]["short"]:
            text = text.replace(long, short)
        out[part] = text
    return {**out, "period": ""}


def copied(r: random.Random, entry: Any, other: Any, stranger: Any) -> Changes:
    """A stranger hands in the whole paper."""
    changes = {"authors": [stranger.name], "birth_year": stranger.birth_year, "phone": stranger.phone}
    if r.random() < 0.5:
        changes |= {"unit": other.name, "title": entry.record.title.replace(entry.unit.name, other.name)}
    return changes


def borrowed(r: random.Random, entry: Any, other: Any, stranger: Any) -> Changes:
    """A stranger hands in the summary under an own title, year and benefit."""
    changes = copied(r, entry, other, stranger) | {"unit": other.name, "title": _foreign_title(r, entry, other)}
    summary = entry.record.summary
    if r.random() < 0.5:
        summary = _replaced(r, entry, _reworded_text(r, _reorder(r, summary)), 2)
    return changes | {"summary": summary, "benefit": "", "benefit_vnd": 0, "period": f"Năm {r.randrange(2018, 2025)}"}


DAMAGES: dict[str, Damage] = {
    "again": again, "refiled": refiled, "retitled": retitled, "reworded": reworded, "cut": cut,
    "colleague": colleague, "bare": bare, "scanned": scanned, "shortened": shortened,
    "copied": copied, "borrowed": borrowed,
}  # fmt: skip
