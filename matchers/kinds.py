"""Which case a pair is, and where its two records came from; both in words for the reviewer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from matchers.compare.evidence import Evidence
from schemas.content import plain
from schemas.match import Across, Kind, Reason, Record

_ACQUAINTED, _SAME = 0.6, 0.95  # names
_RELATED = 0.4  # titles or texts: of a name alone nobody knows whose it is
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def kind_of(said: Mapping[str, Evidence], verdict: str) -> Kind | None:
    """`series` is no duplicate: the same person's other innovation. None: two that have nothing to do with each other.

    Where one record names no author nobody can be said to have copied.
    """
    if verdict != "different":
        strangers = _score(said, "authors", 1.0) < _ACQUAINTED and _score(said, "phone") < 1.0
        return Kind.COPIED if strangers else Kind.DUPLICATE
    known = _score(said, "birth-year") >= 1.0 or _score(said, "phone") >= 1.0
    near = max(_score(said, code) for code in ("title", "words", "wording")) >= _RELATED
    return Kind.SERIES if _score(said, "authors") >= _SAME and (known or near) else None


def across(a: Record, b: Record) -> dict[Across, Reason]:
    """Where the two came from, with a line for people; what is not known of both is left out."""
    if a.dossier and a.dossier == b.dossier:
        return {Across.DOSSIER: _told("same-dossier", "Hai dòng trong cùng một hồ sơ")}
    return dict(_between(a, b))


def _between(a: Record, b: Record) -> Iterator[tuple[Across, Reason]]:
    units = (a.sender, b.sender) if a.sender and b.sender else (a.unit, b.unit)
    if all(units) and plain(units[0]) != plain(units[1]):
        yield Across.UNITS, _told("other-unit", f"Hai đơn vị: {units[0]} – {units[1]}")
    if a.programme and b.programme and a.programme != b.programme:
        yield Across.PROGRAMMES, _told("other-programme", "Hai chương trình khác nhau")
    one, other = _years(a), _years(b)
    if one and other and not one & other:
        yield Across.YEARS, _told("other-year", f"Hai năm: {max(one)} – {max(other)}")


def _years(record: Record) -> set[str]:
    """Of handing in, else of the period."""
    return {str(record.year)} if record.year else {*_YEAR.findall(record.period)}


def _score(said: Mapping[str, Evidence], code: str, default: float = 0.0) -> float:
    return said[code].score if code in said else default


def _told(code: str, text: str) -> Reason:
    return Reason(code=code, text=text, weight=0.0)
