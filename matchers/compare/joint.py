"""Evidence that lies in several fields together; made from what the single comparators said."""

from __future__ import annotations

from collections.abc import Mapping

from matchers.compare.evidence import Evidence
from matchers.normal import Prepared
from matchers.tokens import bag

_LONG = 24  # different words: shorter texts agree by chance
_VERBATIM = 0.85


def copied(a: Prepared, b: Prepared, said: Mapping[str, Evidence]) -> Evidence | None:
    """Title, summary and effect nearly word for word, long, and by other people. None unless all of that holds."""
    if "authors" not in said or said["authors"].score >= 0.6 or min(len(bag(a.summary)), len(bag(b.summary))) < _LONG:
        return None
    texts = [said[code].score for code in ("whole", "effect") if code in said]
    if not texts or min(texts) < _VERBATIM or "whole" not in said:
        return None
    return Evidence(min(texts), "Văn bản gần như chép nguyên văn, nhưng tác giả khác")


def same_case(a: Prepared, b: Prepared, said: Mapping[str, Evidence]) -> Evidence | None:
    """Other people, but the same period, benefit and unit: the circumstances were copied along with the text."""
    del a, b
    if "authors" not in said or said["authors"].score >= 0.6:
        return None
    known = [said[code].score for code in ("period", "benefit", "unit", "effect") if code in said]
    score = sum(known) / len(known) if len(known) > 1 else 0.0
    return Evidence(score, "Thời gian, giá trị làm lợi, đơn vị, hiệu quả cũng trùng") if len(known) > 1 else None


def person_and_text(a: Prepared, b: Prepared, said: Mapping[str, Evidence]) -> Evidence | None:
    """The weaker of `same people` and `same topic`: one alone makes no duplicate. None with no author known."""
    del a, b
    if "authors" not in said:
        return None
    people = max(said["authors"].score, said["phone"].score if "phone" in said else 0.0)
    topic = max((said[code].score for code in ("title", "wording") if code in said), default=0.0)
    return Evidence(
        min(people, topic),
        "Cùng người và cùng nội dung" if min(people, topic) > 0.5 else "Không vừa cùng người vừa cùng nội dung",
    )
