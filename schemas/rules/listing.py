"""Which innovations a dossier's decisions list: found by title or author, also in lists of thousands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

from schemas.dossier import Recognised
from schemas.innovation import Accepted
from schemas.text import fold

_ALIKE = 0.85  # of two titles: slips of typing and reading, another word's abbreviation
_OTHER = 0.5  # less alike than this, one person's two titles are two innovations
_LONG = 15  # letters of a title that may stand inside a longer one
_NEAREST = 12  # entries whose titles are compared letter by letter
_COMMON = 200  # entries in which a word may stand and still tell something


class Listing:
    """The entries of all decisions, by name and by the words of their titles."""

    def __init__(self, entries: Sequence[Recognised]) -> None:
        self.entries = list(entries)
        self._titles = [_key(entry.title) for entry in self.entries]
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_title: dict[str, list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            if entry.name:
                self._by_name[fold(entry.name)].append(number)
            if self._titles[number]:
                self._by_title[self._titles[number]].append(number)
            for word in set(self._titles[number].split()):
                self._by_word[word].append(number)

    def __bool__(self) -> bool:
        return bool(self.entries)

    def holding(self, accepted: Accepted) -> list[int]:
        """The numbers of the entries that mean this innovation.

        Its title; or an author's name, where the titles do not speak against it.
        """
        key = _key(accepted.title)
        if exact := self._by_title.get(key):
            return exact
        named = {n for author in accepted.authors for n in self._by_name.get(fold(author.full_name), ())}
        found = {n for n in named if not self._titles[n]}
        words = set(key.split())
        titled = sorted(named - found, key=lambda n: -len(words & set(self._titles[n].split())))[:_NEAREST]
        found |= {n for n in titled if _alike(key, self._titles[n], _OTHER)}
        found |= {n for n in self._near(words) if _alike(key, self._titles[n], _ALIKE)}
        return sorted(found)

    def _near(self, words: set[str]) -> list[int]:
        shared: Counter[int] = Counter()
        for word in words:
            if len(numbers := self._by_word.get(word, ())) <= _COMMON:
                shared.update(numbers)
        return [number for number, _ in shared.most_common(_NEAREST)]


def _alike(one: str, other: str, ratio: float) -> bool:
    a, b = sorted((one, other), key=len)
    if len(a) >= _LONG and a in b:
        return True
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.real_quick_ratio() >= ratio and matcher.quick_ratio() >= ratio and matcher.ratio() >= ratio


def _key(title: str) -> str:
    return " ".join(re.findall(r"\w+", fold(title[:600])))[:300]
