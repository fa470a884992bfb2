"""How well a set of dossiers was read, against its truth: rows, fields, and the two figures that people feel.

SILENT is the share of fields that are wrong and that nobody is asked about; ASKED the share that somebody is asked
about. Truth is a folder of JSON files as `samples/expected` has them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from schemas.dossier import Dossier
from schemas.innovation import Innovation
from schemas.text import one_line, same_tone

LONG = ("summary", "effect")  # right when at most one letter in a hundred is wrong
SHORT = ("title", "applied_from", "applied_to", "benefit_vnd", "benefit_period")
AUTHOR = ("full_name", "birth_year", "position", "workplace", "phone", "share_percent")
LETTER = ("number", "date", "issuing_unit", "signatory", "signatory_title", "programme")


@dataclass(slots=True)
class Score:
    """Counts over dossiers; shares come from the properties."""

    rows: int = 0
    found: int = 0
    extra: int = 0
    fields: int = 0
    right: int = 0
    asked: int = 0
    silent: int = 0
    letter_fields: int = 0
    letter_right: int = 0
    letter_silent: int = 0
    letters: int = 0  # of long and short texts
    slips: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def shares(self) -> dict[str, float]:
        return {
            "rows": self.found / max(1, self.rows),
            "extra": float(self.extra),
            "fields": self.right / max(1, self.fields),
            "cer": self.slips / max(1, self.letters),
            "silent": self.silent / max(1, self.fields),
            "asked": self.asked / max(1, self.fields),
            "letter": self.letter_right / max(1, self.letter_fields),
            "letter_silent": self.letter_silent / max(1, self.letter_fields),
        }


def plain(value: object) -> str:
    """A value as it is compared: case, tone placement, blanks and outer punctuation do not count."""
    return same_tone(one_line("" if value is None else str(value))).casefold().replace("–", "-").strip(" .;,:-")


def score(
    truths: Mapping[str, dict[str, Any]], innovations: Iterable[Innovation], dossiers: Iterable[Dossier]
) -> Score:
    """`truths`: dossier name without ending → its truth."""
    out = Score()
    rows: dict[str, list[Innovation]] = {}
    for innovation in innovations:
        rows.setdefault(stem(innovation.dossier.source_name), []).append(innovation)
    letters = {stem(d.source_name): d for d in dossiers}
    for name, truth in truths.items():
        if "set_aside" in truth:
            continue
        _rows(name, truth["innovations"], rows.get(name, []), out)
        if "dossier" in truth:
            _letter(name, truth["dossier"], letters.get(name), out)
    return out


def stem(name: str) -> str:
    """A dossier's name without a file's ending (folders may have dots of their own)."""
    path = Path(name)
    return path.stem if path.suffix.lower() in (".docx", ".pdf", ".eml", ".tif", ".xlsx") else name


def truths_in(folder: Path) -> dict[str, dict[str, Any]]:
    return {p.stem: json.loads(p.read_text("utf-8")) for p in sorted(folder.glob("*.json")) if p.stem != "duplicates"}


def matched(truth: Sequence[dict[str, Any]], got: Sequence[Any]) -> list[tuple[dict[str, Any], Any]]:
    """Each row of the truth with the reading or innovation that has its title; those without one are left out."""
    free, out = list(got), []
    for want in truth:
        best = min(free, key=lambda g: _slip(want["title"], _values(g).title), default=None)
        if best is not None and _slip(want["title"], _values(best).title) < 0.5:
            free.remove(best)
            out.append((want, best))
    return out


def _values(row: Any) -> Any:
    return getattr(row, "accepted", row)


def _rows(name: str, truth: list[dict[str, Any]], got: list[Innovation], out: Score) -> None:
    found = {id(want): best for want, best in matched(truth, got)}
    out.rows += len(truth)
    out.found += len(found)
    for index, want in enumerate(truth, 1):
        best = found.get(id(want))
        asked = set(best.review_fields) if best else set()
        if "application_period" in asked:
            asked |= {"applied_from", "applied_to"}
        for path, wanted, value in pairs(want, best):
            _count(f"{name} #{index} {path}", path, (wanted, value), asked, out)
    used = {id(best) for best in found.values()}
    free = [row for row in got if id(row) not in used]
    out.extra += len(free)
    out.fields += 8 * len(free)  # a row that is not on the paper
    out.silent += 8 * sum("*" not in row.review_fields for row in free)


def pairs(want: dict[str, Any], got: Any) -> Iterator[tuple[str, Any, Any]]:
    """(path, wanted, read) of every field of a row that is scored; `got`: an innovation's values, or None."""
    for name in (*SHORT, *LONG):
        yield name, want[name], getattr(got, name, None)
    authors = got.authors if got else []
    for index, author in enumerate(want["authors"]):
        read = authors[index] if index < len(authors) else None
        for name in AUTHOR:
            yield f"authors[{index}].{name}", author[name], getattr(read, name, None)


def is_right(path: str, wanted: Any, value: Any) -> bool:
    """Whether a value is the wanted one; long texts may differ in one letter of a hundred."""
    leaf = path.rpartition(".")[2]
    if leaf == "phone":
        wanted, value = _national(wanted), _national(value)
    return _slip(wanted, value) <= (0.01 if leaf in LONG else 0.0) or _number(wanted, value)


def _count(label: str, path: str, values: tuple[Any, Any], asked: set[str], out: Score) -> None:
    wanted, value = values
    leaf = path.rpartition(".")[2]
    if leaf == "phone":
        wanted, value = _national(wanted), _national(value)
    slip = _slip(wanted, value)
    if leaf in (*LONG, "title", "full_name", "position", "workplace"):
        out.letters += max(1, len(plain(wanted)))
        out.slips += slip * max(1, len(plain(wanted)))
    right = is_right(path, wanted, value)
    flagged = bool({path, path.split("[", maxsplit=1)[0], "*"} & asked)
    out.fields += 1
    out.right += right
    out.asked += flagged
    if not right:
        out.silent += not flagged
        out.wrong.append(f"{label}{' (asked)' if flagged else ''}: {wanted!r} read as {value!r}")


def _number(wanted: Any, value: Any) -> bool:
    return isinstance(wanted, int | float) and isinstance(value, int | float) and float(wanted) == float(value)


def _national(phone: str | None) -> str:
    return (phone or "").replace("+84", "0").replace(" ", "").replace(".", "")


def _slip(wanted: Any, value: Any) -> float:
    a, b = plain(wanted), plain(value)
    return 0.0 if a == b else min(1.0, Levenshtein.distance(a, b) / max(1, len(a)))


def _letter(name: str, want: dict[str, Any], got: Dossier | None, out: Score) -> None:
    asked = set(got.review_fields) if got else set()
    for path in LETTER:
        value = getattr(got, path, None)
        right = plain(want[path]) == plain(value)
        out.letter_fields += 1
        out.letter_right += right
        if not right:
            out.letter_silent += path not in asked
            out.wrong.append(
                f"{name} letter {path}{' (asked)' if path in asked else ''}: {want[path]!r} read as {value!r}"
            )
