"""What words are worth: the tables of `words.toml`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from matchers.runs import Keys, distinct, word_keys

Runs = Mapping[str, list[tuple[str, ...]]]  # runs of words by their first word, the longest first


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Accent-folded word lists. `abbreviations` maps one token to the tokens that it stands for."""

    stock: frozenset[str]
    stock_share: float
    subjects: Runs
    place_openers: Runs
    place_kinds: frozenset[str]
    ditto: frozenset[str]  # words of a cell that only points to another one
    unit_common: frozenset[str]
    abbreviations: dict[str, tuple[str, ...]]


def by_first_word(lines: Iterable[str]) -> Runs:
    table: dict[str, list[tuple[str, ...]]] = {}
    for run in sorted((tuple(line.split()) for line in lines), key=lambda words: (-len(words), words)):
        table.setdefault(run[0], []).append(run)
    return table


@cache
def vocabulary() -> Vocabulary:
    """The project's own lists, from the file beside this module."""
    data = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    return Vocabulary(
        stock=frozenset(data["stock"]["words"].split()),
        stock_share=data["stock"]["share"],
        subjects=by_first_word(data["subjects"]["names"]),
        place_openers=by_first_word(data["place"]["openers"]),
        place_kinds=frozenset(data["place"]["kinds"].split()),
        ditto=frozenset(data["ditto"]["words"].split()),
        unit_common=frozenset(data["unit"]["common"].split()),
        abbreviations={short: tuple(full.split()) for short, full in data["abbreviations"].items()},
    )


@cache
def stock_keys() -> Keys:
    """Sorted keys of the words that carry no topic."""
    return _sorted_keys(vocabulary().stock)


@cache
def opener_keys() -> Keys:
    return _sorted_keys(word for runs in vocabulary().place_openers.values() for run in runs for word in run)


@cache
def unit_common_keys() -> Keys:
    return _sorted_keys(vocabulary().unit_common)


def _sorted_keys(words: Iterable[str]) -> Keys:
    return distinct(word_keys([*words]))
