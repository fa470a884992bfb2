"""Who wrote it and where: authors, birth year, phone, unit."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from matchers.compare.evidence import Evidence
from matchers.normal import Prepared
from matchers.people import Name
from matchers.statistics import Statistics
from matchers.vocabulary import vocabulary

# Two people, one name but for its tone marks (Thúy, Thủy): as likely as an OCR slip.
_OTHER_TONES = 0.7
_OCR_RATIO = 84.0


def likeness(a: Name, b: Name) -> float:
    """1 the same letters and tones; 0.95 when one has no accents; less for other tones and OCR slips; else 0."""
    if a.spelled == b.spelled:
        return 1.0
    if a.bare == b.bare:
        return 0.95 if a.bare in (a.spelled, b.spelled) else _OTHER_TONES
    if a.skeleton == b.skeleton:
        return 0.8
    ratio = fuzz.ratio(a.skeleton, b.skeleton, score_cutoff=_OCR_RATIO)
    return 0.0 if not ratio or _other_given_name(a, b) else 0.3 + 0.4 * ratio / 100


def _other_given_name(a: Name, b: Name) -> bool:
    """Lan and Loan are two people, though the rest of their names is one: whole words exchanged are no OCR slip."""
    one, other = a.bare.split(), b.bare.split()
    if len(one) != len(other):
        return False
    unlike = [(x, y) for x, y in zip(one, other, strict=True) if x != y]
    return len(unlike) == 1 and Levenshtein.distance(*unlike[0]) > 1


def _best(a: Prepared, b: Prepared) -> tuple[float, Name, Name] | None:
    pairs = [(likeness(x, y), x, y) for x in a.names for y in b.names]
    return max(pairs, key=lambda found: found[0]) if pairs else None


def authors(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """The most alike pair of authors, whoever stands first; a name that many records have counts a little less."""
    best = _best(a, b)
    if best is None:
        return None
    score, one, other = best
    if score == 0:
        return Evidence(0.0, f"Khác tác giả: {a.names[0].shown} – {b.names[0].shown}")
    if score >= 0.95:
        common = stats.bearers("name", one.skeleton) > max(6, stats.total // 2000)
        return Evidence(score - (0.1 if common else 0.0), f"Cùng tác giả {one.shown}")
    return Evidence(score, f"Tên tác giả gần giống: {one.shown} – {other.shown}")


def birth_year(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """The principal authors' birth years; None unless the principals bear alike names: it is said of no one else."""
    del stats
    one, other = a.record.birth_year, b.record.birth_year
    if not one or not other or not a.names or not b.names or likeness(a.names[0], b.names[0]) == 0:
        return None
    if one == other:
        return Evidence(1.0, f"Cùng năm sinh {one}")
    near = abs(one - other) == 1 or sum(x != y for x, y in zip(str(one), str(other), strict=False)) == 1
    return Evidence(0.5 if near else 0.0, f"Năm sinh khác: {one} – {other}")


def phone(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """Phones, of which only the last three digits are shown; a number that many people give is an office's."""
    if not a.phones or not b.phones:
        return None
    shared = sorted(set(a.phones) & set(b.phones))
    if shared:
        office = stats.bearers("phone", shared[0]) > 4
        return Evidence(0.8 if office else 1.0, f"Cùng số điện thoại (…{shared[0][-3:]})")
    near = any(Levenshtein.distance(x, y, score_cutoff=1) <= 1 for x in a.phones for y in b.phones)
    return Evidence(0.6, "Số điện thoại chỉ lệch một chữ số") if near else Evidence(0.0, "Khác số điện thoại")


def unit(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """Words of the units' names that tell units apart."""
    common = vocabulary().unit_common
    one, other = a.unit - common, b.unit - common
    if not one or not other:
        return None
    score = stats.mass(one & other) / max(min(stats.mass(one), stats.mass(other)), 0.05)
    if score >= 0.99:
        return Evidence(1.0, f"Cùng đơn vị: {a.record.unit}")
    return Evidence(score, f"Đơn vị khác: {a.record.unit} – {b.record.unit}")
