"""Comparators, one file per kind of field. A new one is a function and a line in these lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from matchers.compare import figures, joint, persons, text, title
from matchers.compare.evidence import Comparator, Evidence
from matchers.normal import Prepared
from matchers.statistics import Statistics

COMPARATORS: dict[str, Comparator] = {
    "title": title.title,
    "title-swapped": title.swapped,
    "title-topic": title.topic,
    "place": title.place,
    "subject": title.subject,
    "grades": figures.grades,
    "years": figures.years,
    "words": text.words,
    "wording": text.wording,
    "whole": text.whole,
    "extent": text.extent,
    "passages": text.passages,
    "model-text": text.model_text,
    "effect": text.effect,
    "figures": figures.figures,
    "authors": persons.authors,
    "birth-year": persons.birth_year,
    "phone": persons.phone,
    "unit": persons.unit,
    "period": figures.period,
    "benefit": figures.benefit,
}
JOINT: dict[str, Callable[[Prepared, Prepared, Mapping[str, Evidence]], Evidence | None]] = {
    "copied": joint.copied,
    "same-case": joint.same_case,
}


def all_evidence(a: Prepared, b: Prepared, stats: Statistics) -> dict[str, Evidence]:
    """All that can be said of a pair, by code; what cannot be told is left out."""
    found = {code: compare(a, b, stats) for code, compare in COMPARATORS.items()}
    said = {code: item for code, item in found.items() if item is not None}
    for code, combine in JOINT.items():
        item = combine(a, b, said)
        if item is not None:
            said[code] = item
    return said
