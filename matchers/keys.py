"""What two records must share to be compared at all: runs of words, people, phones. Accents and case never count."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from matchers.normal import Prepared
from matchers.people import Name
from matchers.vocabulary import vocabulary

Keys = npt.NDArray[np.uint64]
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))
_MOST_TITLE_WORDS = 8


@lru_cache(1 << 18)
def stable_hash(text: str) -> int:
    """The same 64 bits in every process and year: keys may be kept on disk."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def word_runs(words: list[str] | tuple[str, ...]) -> Keys:
    """A key for every run of three words (all the words, when there are fewer), in order."""
    if len(words) < 3:
        return np.array([stable_hash(" ".join(words))] if words else [], dtype=np.uint64)
    hashes = np.fromiter(map(stable_hash, words), dtype=np.uint64, count=len(words))
    return mixed(hashes[:-2], hashes[1:-1], hashes[2:])


def mixed(*parts: Keys) -> Keys:
    """One key of several, their order kept."""
    total = np.zeros_like(parts[0])
    for part, factor in zip(parts, _MIX, strict=False):
        total = (total ^ part) * factor
        total ^= total >> np.uint64(29)
    return total


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
