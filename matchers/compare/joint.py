"""Evidence that lies in several fields together; made from what the single comparators said."""

from __future__ import annotations

from collections.abc import Mapping

from matchers.compare.evidence import Evidence, percent
from matchers.normal import Prepared
from matchers.tokens import bag

_LONG = 24  # different words: shorter texts agree by chance
_VERBATIM = 0.85
_ACQUAINTED = 0.6


def strangers(said: Mapping[str, Evidence]) -> bool:
    """No author in common and no phone: everything else must then weigh far more. Unknown authors are strangers."""
    people = said["authors"].score if "authors" in said else 0.0
    phone = said["phone"].score if "phone" in said else 0.0
    return people < _ACQUAINTED and phone < 1.0


def copied(a: Prepared, b: Prepared, said: Mapping[str, Evidence]) -> Evidence | None:
    """Title, summary and effect nearly word for word, long, and by other people. None unless all of that holds."""
    if not strangers(said) or min(len(bag(a.summary)), len(bag(b.summary))) < _LONG:
        return None
    texts = [said[code].score for code in ("whole", "effect") if code in said]
    if not texts or min(texts) < _VERBATIM or "whole" not in said:
        return None
    return Evidence(min(texts), "Văn bản gần như chép nguyên văn, nhưng tác giả khác")


def same_case(a: Prepared, b: Prepared, said: Mapping[str, Evidence]) -> Evidence | None:
    """Other people, but the same period, benefit and unit: the circumstances were copied along with the text."""
    del a, b
    if not strangers(said):
        return None
    known = [said[code].score for code in ("period", "benefit", "unit") if code in said]
    score = sum(known) / len(known) if len(known) > 1 else 0.0
    return Evidence(score, f"Thời gian, giá trị làm lợi, đơn vị trùng {percent(score)}") if len(known) > 1 else None
