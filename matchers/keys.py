"""What two records must share to be compared at all, as far as people are concerned. Accents and case never count."""

from __future__ import annotations

import numpy as np

from matchers.known import Known
from matchers.normal import Prepared
from matchers.people import skeleton
from matchers.runs import Ragged, blended, stable_hash, word_key

_MOST_TITLE_WORDS = 8


def person_parts(record: Prepared) -> list[int]:
    """What exact keys of people are made of (phones, names with birth year, names with a word of the title): couples of
    numbers, one after the other; where the second is 0 the first is the key.
    """
    found = [number for who in record.who for number in (stable_hash(who), 0)]
    words = [word_key(word) for word in record.topic[:_MOST_TITLE_WORDS]]
    for author in record.names:
        whole, *parts = _parts[author.bare]
        found += [number for word in words for number in (whole, word)]
        if record.born:
            found += [number for part in (whole, *parts) for number in (part, record.born)]
    return found


def person_keys(parts: Ragged) -> Ragged:
    """The keys of rows of `person_parts`, each once, the lowest first."""
    one, other = parts.flat[::2], parts.flat[1::2]
    keys, owner = (
        np.where(other == 0, one, blended(one, other)),
        np.repeat(np.arange(len(parts)), np.diff(parts.starts) // 2),
    )
    order = np.lexsort((keys, owner))
    keys, owner = keys[order], owner[order]
    first = np.r_[True, (keys[1:] != keys[:-1]) | (owner[1:] != owner[:-1])][: len(keys)]
    sizes = np.bincount(owner[first], minlength=len(parts))
    return Ragged(keys[first], np.r_[0, np.cumsum(sizes)])


def _parts_of(bare: str) -> tuple[int, ...]:
    """Keys of a whole name, and of the name without its first or last word: OCR may have spoilt either."""
    words = bare.split()
    parts = [" ".join(words[1:]), " ".join(words[:-1])] if len(words) > 2 else []
    return (stable_hash(f"whole {skeleton(bare)}"), *map(stable_hash, parts))


_parts = Known(_parts_of)
