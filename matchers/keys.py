"""What two records must share to be compared at all, as far as people are concerned. Accents and case never count."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from matchers.normal import Prepared
from matchers.people import Name
from matchers.runs import Keys, stable_hash
from matchers.vocabulary import vocabulary

_MOST_TITLE_WORDS = 8


def who(record: Prepared) -> list[str]:
    """Names as OCR leaves them, and phones: what makes two records those of one person."""
    return sorted({*(f"name {author.skeleton}" for author in record.names), *(f"phone {n}" for n in record.phones)})


def person_keys(record: Prepared) -> Keys:
    """Exact keys of people: phones, names with birth year, names with a word of the title."""
    return np.array(sorted({stable_hash(text) for text in _person_texts(record)}), dtype=np.uint64)


def _person_texts(record: Prepared) -> Iterator[str]:
    yield from who(record)
    stock = vocabulary().stock
    topic = [word for word in dict.fromkeys(record.title) if word not in stock and word not in record.place]
    for author in record.names:
        yield from (f"topic {author.skeleton} {word}" for word in topic[:_MOST_TITLE_WORDS])
        if record.record.birth_year:
            yield from (f"born {part} {record.record.birth_year}" for part in _parts(author))


def _parts(author: Name) -> list[str]:
    """The whole name, and the name without its first or last word: OCR may have spoilt either."""
    words = author.bare.split()
    return [author.skeleton, *([" ".join(words[1:]), " ".join(words[:-1])] if len(words) > 2 else [])]
