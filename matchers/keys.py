"""What two records must share to be compared at all, as far as people are concerned. Accents and case never count."""

from __future__ import annotations

from collections.abc import Iterator

from matchers.normal import Prepared
from matchers.people import Name
from matchers.runs import blended, stable_hash, word_key

_MOST_TITLE_WORDS = 8


def who(record: Prepared) -> list[str]:
    """Names as OCR leaves them, and phones: what makes two records those of one person."""
    return sorted({*(f"name {author.skeleton}" for author in record.names), *(f"phone {n}" for n in record.phones)})


def person_keys(record: Prepared) -> list[int]:
    """Exact keys of people: phones, names with birth year, names with a word of the title."""
    return sorted({*_person_keys(record)})


def _person_keys(record: Prepared) -> Iterator[int]:
    yield from map(stable_hash, who(record))
    words = [word_key(word) for word in record.topic[:_MOST_TITLE_WORDS]]
    for author in record.names:
        name = stable_hash(f"topic {author.skeleton}")
        yield from (blended(name, word) for word in words)
        if record.born:
            yield from (blended(stable_hash(f"born {part}"), record.born) for part in _parts(author))


def _parts(author: Name) -> list[str]:
    """The whole name, and the name without its first or last word: OCR may have spoilt either."""
    words = author.bare.split()
    return [author.skeleton, *([" ".join(words[1:]), " ".join(words[:-1])] if len(words) > 2 else [])]
