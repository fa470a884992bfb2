"""How much of the true cells a contestant found: two rules, the same for everybody.

Texts are compared in NFC with blanks folded and quotes and dashes unified. Cells under four characters (row numbers)
are left out: such a text is found anywhere on a page.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

_LEAST = 4
_SIGNS = str.maketrans("“”„«»‘’´`–—−", '"""""\'\'\'\'---')


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).translate(_SIGNS)).strip()


def truths(cells: Sequence[str]) -> list[str]:
    return [text for text in map(folded, cells) if len(text) >= _LEAST]


def word_errors(cells: Sequence[str], found: Sequence[str]) -> int:
    """Words of the true cells and found words paired one to one, likest first, wherever they stand.

    Kind to whole-page texts: the order of words, and what was read besides them, costs nothing.
    """
    return _paired([word for cell in truths(cells) for word in cell.split()], " ".join(map(folded, found)).split())


def cell_errors(cells: Sequence[str], found: Sequence[str]) -> int:
    """True cells and found cells paired one to one, likest first."""
    return _paired(truths(cells), [text for text in map(folded, found) if text])


def _paired(true: list[str], found: list[str]) -> int:
    """Edit distances of the pairs; a true text without a partner costs its length."""
    left = Counter(found)
    lost = []
    for text in true:
        if left[text]:
            left[text] -= 1
        else:
            lost.append(text)
    others = list(left.elements())
    if not lost or not others:
        return sum(map(len, lost))
    far = process.cdist(lost, others, scorer=Levenshtein.distance, dtype=np.int64)
    share = far / np.maximum.outer([len(t) for t in lost], [len(t) for t in others])
    costs = np.array([len(t) for t in lost])
    free = np.ones(len(others), bool)
    open_ = np.ones(len(lost), bool)
    for place in np.argsort(share, axis=None, kind="stable"):
        i, j = divmod(int(place), len(others))
        if open_[i] and free[j] and share[i, j] < 1:
            costs[i], open_[i], free[j] = min(costs[i], far[i, j]), False, False
    return int(costs.sum())


def letters(cells: Sequence[str]) -> int:
    return sum(map(len, truths(cells)))
