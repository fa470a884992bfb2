"""How likely it is that a field of a scanned row was read right, and below which chance a person is asked.

A logistic sum of the evidence, one for texts, one for long texts, one for values that are parsed; weights and the
lines below which people are asked are fitted on invented pages (`benchmarks.trust`).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from extractors.doubts import LONG, disagreements, slip
from extractors.forms.headings import AUTHOR_PARTS
from schemas.grid import Doubt
from schemas.innovation import Accepted, Author, FieldReading
from schemas.text import one_line

EVIDENCE = ("lost", "root of lost", "lost beside", "differs", "slip", "least sure")
GROUPS: Mapping[str, tuple[str, ...]] = {
    "text": ("title", "full_name", "position", "workplace", "awards"),
    "long": LONG,
    "parsed": ("birth_year", "phone", "share_percent", "application_period", "benefit_vnd", "benefit_period"),
}
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "benefit_vnd": ("benefit", "effect"),
    "benefit_period": ("benefit", "effect"),
    "effect": ("effect", "benefit"),
    "scope": ("scope", "effect"),
}
_AUTHOR_COLUMNS = ("authors", "mixed", *AUTHOR_PARTS)
_NUMBER = re.compile(r"\d+")
_MONEY = re.compile(r"\d|đồng|triệu|nghìn|ngàn|tỷ|tỉ|/|năm|tháng|quý|ngày")
_MOST = 6.0  # evidence beyond this adds nothing


@dataclass(frozen=True, slots=True)
class Weighed:
    """The evidence for one field; `leaf` is the last part of its path, `words` its own that are in doubt."""

    path: str
    leaf: str
    values: tuple[float, ...]
    words: tuple[Doubt, ...]
    differs: bool

    @property
    def chance(self) -> float:
        """The probability (0..1) that the field is right."""
        fitted = _fitted()
        group = next(name for name, leaves in GROUPS.items() if self.leaf in leaves)
        weights = (fitted[group].get(name, 0.0) for name in EVIDENCE)  # new evidence has none until it is fitted
        total = fitted["bias"][self.leaf] + sum(w * v for w, v in zip(weights, self.values, strict=True))
        fitted_to = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
        # Hardly a figure is wrong on the pages of the fitting: there the words themselves have to be heard.
        heard = math.exp(-self.values[0] / 2) if group == "parsed" else 1.0
        return round(min(fitted_to, heard), 4)

    @property
    def doubtful(self) -> bool:
        """Whether a person is to be asked. Figures that two readers saw differently always are: no sense tells them."""
        return (self.differs and self.leaf in GROUPS["parsed"]) or self.chance < float(_fitted()["ask"][self.leaf])


def weighed(accepted: Accepted, second: Accepted, fields: Mapping[str, FieldReading]) -> Iterator[Weighed]:
    """The evidence for every field that a scanned row fills; `second`: the values as the second reader saw them."""
    apart = set(disagreements(accepted, second))
    for leaf in ("title", "awards", "application_period", "benefit_vnd", "benefit_period", *LONG):
        value = getattr(accepted, leaf)
        cells = [fields[name] for name in _COLUMNS.get(leaf, (leaf,)) if name in fields]
        if value and cells:
            yield _weigh(leaf, leaf, (value, getattr(second, leaf)), cells, leaf in apart)
    cells = [fields[name] for name in _AUTHOR_COLUMNS if name in fields]
    for index, author in enumerate(accepted.authors):
        other = second.authors[index] if index < len(second.authors) else Author(full_name="")
        for leaf in ("full_name", "birth_year", "position", "workplace", "phone", "share_percent"):
            if value := getattr(author, leaf):
                path = f"authors[{index}].{leaf}"
                yield _weigh(path, leaf, (value, getattr(other, leaf)), cells, path in apart or "authors" in apart)


def _weigh(path: str, leaf: str, values: tuple[Any, Any], cells: Sequence[FieldReading], differs: bool) -> Weighed:
    value, other = values
    doubts = [doubt for cell in cells for doubt in cell.doubts]
    belongs = _belonging(leaf, value)
    mine, rest = [d for d in doubts if belongs(d)], [d for d in doubts if not belongs(d)]
    length = len(one_line(str(value)))
    per = max(1.0, length / 100) if leaf in LONG else 1.0  # of a long text one wrong letter in a hundred is no matter
    apart = slip(value, other or "") if leaf in LONG else 0.0
    least = min(0.985, max(0.02, min((cell.confidence for cell in cells), default=0.985)))
    words = sum(len(one_line(cell.as_read).split()) for cell in cells)
    share = min(1.0, len(one_line(str(value)).split()) / max(1, words)) * sum(cell.rest for cell in cells)
    lost = min(_MOST, _loss(mine) + share) / per
    evidence = (lost, math.sqrt(lost), _loss(rest) / per, float(differs), min(apart * 100, _MOST))
    worst = tuple(sorted(mine, key=lambda doubt: doubt.chance))
    return Weighed(path, leaf, (*evidence, math.log((1 - least) / least)), worst, differs)


def _loss(doubts: Sequence[Doubt]) -> float:
    """-ln of the chance that all these words are right."""
    return min(_MOST, -sum(math.log(max(1e-3, doubt.chance)) for doubt in doubts))


def _belonging(leaf: str, value: Any) -> Callable[[Doubt], bool]:
    """Which words of a cell a value was made of."""
    if leaf in ("benefit_vnd", "benefit_period"):
        return lambda doubt: bool(_MONEY.search(doubt.text))
    if leaf in ("application_period", *LONG):
        return lambda doubt: True
    if leaf in ("birth_year", "phone", "share_percent"):
        digits = _digits(leaf, value)
        return lambda doubt: any(run in digits for run in _NUMBER.findall(doubt.text))
    words = {_bare(word) for word in one_line(" ".join(value) if isinstance(value, list) else str(value)).split()}
    return lambda doubt: _bare(doubt.text) in words


def _digits(leaf: str, value: Any) -> str:
    if leaf == "phone":
        return "0" + str(value).removeprefix("+84")
    return f"{value:g}" if isinstance(value, float) else str(value)


def _bare(word: str) -> str:
    return word.strip(" .,;:-–()\"'“”").casefold()


@cache
def _fitted() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = json.loads((files("extractors") / "certainty.json").read_text("utf-8"))
    return found
