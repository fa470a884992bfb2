"""What two records must share to be compared at all, as far as people are concerned. Accents and case never count."""

from __future__ import annotations

from collections.abc import Iterator

from matchers.known import Known
from matchers.normal import Prepared
from matchers.people import skeleton
from matchers.runs import blended, stable_hash, word_key

_MOST_TITLE_WORDS = 8


def person_keys(record: Prepared) -> list[int]:
    """Exact keys of people: phones, names with birth year, names with a word of the title."""
    return sorted({*_person_keys(record)})


def _person_keys(record: Prepared) -> Iterator[int]:
    yield from map(stable_hash, record.who)
    words = [word_key(word) for word in record.topic[:_MOST_TITLE_WORDS]]
    for author in record.names:
        whole, *parts = _parts[author.bare]
        yield from (blended(whole, word) for word in words)
        if record.born:
            yield from (blended(part, record.born) for part in (whole, *parts))


def _parts_of(bare: str) -> tuple[int, ...]:
    """Keys of a whole name, and of the name without its first or last word: OCR may have spoilt either."""
    words = bare.split()
    parts = [" ".join(words[1:]), " ".join(words[:-1])] if len(words) > 2 else []
    return (stable_hash(f"whole {skeleton(bare)}"), *map(stable_hash, parts))


_parts = Known(_parts_of)
