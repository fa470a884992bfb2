"""Titles: how much topic they share, and what stands in one only."""

from __future__ import annotations

from rapidfuzz import fuzz

from matchers.compare.evidence import Evidence, listed, percent
from matchers.compare.overlap import Overlap, overlap
from matchers.normal import Prepared
from matchers.statistics import Statistics
from matchers.tokens import find_runs, spelled
from matchers.vocabulary import vocabulary

_TONE_LOSS = 0.15  # of a shared word that is spelled with other accents: an OCR slip, or another word


def _topic(side: Prepared) -> frozenset[str]:
    """The title's words without places; all its words when nothing else is left."""
    words = frozenset(side.title)
    return words - side.place or words


def _titles(a: Prepared, b: Prepared, stats: Statistics) -> Overlap | None:
    return overlap(_topic(a), _topic(b), stats) if a.title and b.title else None


def _tones_differ(a: Prepared, b: Prepared) -> list[str]:
    """Words spelled with accents on both sides, but with other ones."""
    one_side, other_side = spelled(a.record.title), spelled(b.record.title)
    both = one_side.keys() & other_side.keys()
    pairs = ((one_side[word], other_side[word], word) for word in sorted(both))
    return [word for one, other, word in pairs if one != other and word not in (one, other)]


def title(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """Share of the topic words that both titles have; the words of units and places left aside."""
    found = _titles(a, b, stats)
    if found is None:
        return None
    loss = _TONE_LOSS * stats.mass(_tones_differ(a, b))
    score = max(0.0, found.shared - loss / max(found.common + found.left_a + found.left_b, 0.1))
    if score < 0.8:  # blanks that OCR lost leave no word in common
        score = max(score, _run_together(a, b))
    return Evidence(score, f"Tên sáng kiến giống nhau {percent(score)}")


def _run_together(a: Prepared, b: Prepared) -> float:
    likeness = fuzz.ratio("".join(a.title), "".join(b.title), score_cutoff=88) / 100
    return likeness * 0.9


def swapped(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """Words exchanged between two titles that are otherwise alike: another object, subject, department.

    1: nothing exchanged; 0: most of the topic. Words that only one title adds do not count.
    """
    found = _titles(a, b, stats)
    if found is None or not found.common:
        return None
    lost = min(found.left_a, found.left_b)
    score = 1 - lost / (lost + found.common)
    if not found.only_a or not found.only_b:
        return Evidence(1.0, "Tên không có từ nào bị thay")
    one, other = _as_written(a, found.only_a), _as_written(b, found.only_b)
    return Evidence(score, f"Tên khác nhau ở: “{one}” – “{other}”")


def topic(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """As `swapped`, but in topic words and not as a share: one object exchanged for another is one, in any title.

    1: nothing; 0.5: one rare word for one rare word.
    """
    found = _titles(a, b, stats)
    if found is None:
        return None
    stock = vocabulary().stock
    lost = min(stats.mass(found.only_a - stock), stats.mass(found.only_b - stock))
    one, other = _as_written(a, found.only_a - stock), _as_written(b, found.only_b - stock)
    line = f"Tên nói về việc khác: “{one}” – “{other}”" if one and other else "Tên cùng nói về một việc"
    return Evidence(1 / (1 + lost), line)


def _as_written(side: Prepared, words: frozenset[str]) -> str:
    ordered = dict.fromkeys(word for word in side.title if word in words)
    return listed([spelled(side.record.title).get(word, word) for word in ordered])


def place(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """Places that the titles name; None unless both do."""
    del stats
    openers = {word for run in vocabulary().place_openers for word in run}
    one, other = a.place - b.unit - openers, b.place - a.unit - openers
    if not a.place or not b.place:
        return None
    if not one or not other or one <= other or other <= one:
        return Evidence(1.0, "Tên nêu cùng địa điểm")
    score = len(one & other) / len(one | other)
    return Evidence(score, f"Tên nêu địa điểm khác: “{_as_written(a, one)}” – “{_as_written(b, other)}”")


def subject(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """School subjects that the titles name; None unless both do."""
    del stats
    if not a.subjects or not b.subjects:
        return None
    if a.subjects & b.subjects:
        return Evidence(1.0, "Cùng môn học trong tên")
    return Evidence(0.0, f"Khác môn học: {_spelled(a)} – {_spelled(b)}")


def _spelled(side: Prepared) -> str:
    runs = tuple(tuple(run.split()) for run in side.subjects)
    found = (run for _, run in find_runs(list(side.title), runs))
    return listed([" ".join(spelled(side.record.title).get(word, word) for word in run) for run in found])
