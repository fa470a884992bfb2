"""What two records must share to be compared at all: runs of words, people, phones. Accents and case never count."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from matchers.normal import Prepared
from matchers.people import Name
from matchers.runs import Keys, stable_hash, word_runs
from matchers.vocabulary import vocabulary

_MOST_TITLE_WORDS = 8


def text_keys(record: Prepared) -> Keys:
    """Runs of words of title, summary and effect, in order; they are told apart by rarity later."""
    runs = [word_runs(record.title), word_runs(record.summary.split()), word_runs(record.effect.split())]
    return np.concatenate(runs)


def person_keys(record: Prepared) -> Keys:
    """Exact keys of people: phones, names with birth year, names with a word of the title."""
    return np.fromiter(map(stable_hash, sorted(set(_person_texts(record)))), dtype=np.uint64)


def _person_texts(record: Prepared) -> Iterator[str]:
    yield from (f"phone {number}" for number in record.phones)
    stock = vocabulary().stock
    topic = [word for word in dict.fromkeys(record.title) if word not in stock and word not in record.place]
    for author in record.names:
        yield f"name {author.skeleton}"
        yield from (f"topic {author.skeleton} {word}" for word in topic[:_MOST_TITLE_WORDS])
        if record.record.birth_year:
            yield from (f"born {part} {record.record.birth_year}" for part in _parts(author))


def _parts(author: Name) -> list[str]:
    """The whole name, and the name without its first or last word: OCR may have spoilt either."""
    words = author.bare.split()
    return [author.skeleton, *([" ".join(words[1:]), " ".join(words[:-1])] if len(words) > 2 else [])]
