"""What is kept of every record to find and compare it by: one line a column, a row of unsigned whole numbers each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from matchers.keys import person_keys, who
from matchers.normal import Prepared
from matchers.runs import Keys, word_keys
from matchers.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Column:
    """`of`: a record's entries, in order; `kept`: the numbers they are kept as."""

    of: Callable[[Prepared], Keys]
    kept: type[np.unsignedinteger[Any]]


def _topic(side: Prepared) -> Keys:
    """Words of the title but stock and places."""
    stock = vocabulary().stock
    return word_keys(sorted({word for word in side.title if word not in stock and word not in side.place}))


COLUMNS: dict[str, Column] = {
    "title": Column(lambda side: word_keys(side.title), np.uint32),
    "summary": Column(lambda side: word_keys(side.summary.split()), np.uint32),
    "effect": Column(lambda side: word_keys(side.effect.split()), np.uint32),
    "people": Column(person_keys, np.uint64),  # keys that persons give
    "who": Column(lambda side: word_keys(who(side)), np.uint32),  # names and phones
    "topic": Column(_topic, np.uint32),
}
