"""Words of worn pages with their evidence, and whether they were read right."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein

from benchmarks.quality import plain
from benchmarks.trust.logistic import Floats
from extractors.imaging.cells import ink_in, read_cells
from extractors.imaging.page import straightened
from extractors.imaging.picture import Picture
from extractors.imaging.render import load_picture, open_document, picture_of
from extractors.imaging.ruling import tables_of
from extractors.imaging.trust import evidence, page_of
from schemas.source import Limits
from schemas.text import one_line

_ALIKE = 0.4  # share of letters by which a cell may differ from the text it was printed from
_OTHER = 0.7  # by which a word is another word: the cells were matched wrongly, not read wrongly

Seen = tuple[list[float], bool]


def words(folders: Sequence[Path], hands: int) -> tuple[Floats, Floats]:
    """(evidence, right) of every word in the tables of the folders' pages."""
    files = [file for folder in folders for file in sorted((folder / "inbox").iterdir())]
    with ProcessPoolExecutor(hands) as pool:
        seen = [word for found in pool.map(_words_in, files) for word in found]
    return np.array([values for values, _ in seen]), np.array([float(right) for _, right in seen])


def _words_in(file: Path) -> list[Seen]:
    truth = json.loads((file.parent.parent / "expected" / f"{file.stem}.json").read_text("utf-8"))
    return [seen for picture in _pictures(file) for seen in _on_page(picture, truth["cells"])]


def _pictures(file: Path) -> Iterator[Picture]:
    if file.suffix == ".pdf":
        yield from (picture_of(page, Limits()) for page in open_document(file))
    else:
        yield from load_picture(file, Limits())


def _on_page(picture: Picture, texts: Sequence[str]) -> Iterator[Seen]:
    page = straightened(picture)
    lattices, unruled = tables_of(page.gray, page.ruling)
    for lattice in lattices:
        inks = [ink_in(unruled, spot.box) for spot in lattice.spots]
        cells = [words for words, _ in read_cells(unruled, inks)]
        whole = page_of([word for cell in cells for word in cell], page.scale)
        for cell in cells:
            read = [word.text for word in cell]
            for index, right in _labels(read, texts):
                yield evidence(cell, read, index, whole), right


def _labels(read: Sequence[str], texts: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """Which words of a cell are right, by the text that it was printed from; nothing where that is not found."""
    text = " ".join(read)
    if not text:
        return
    meant = min(texts, key=lambda t: Levenshtein.normalized_distance(plain(t), plain(text)))
    if len(meant) < 3 or Levenshtein.normalized_distance(plain(meant), plain(text)) > _ALIKE:
        return
    one, other = [plain(word) for word in read], [plain(word) for word in one_line(meant).split()]
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from ((index, True) for index in range(a, b))
        elif kind == "replace" and b - a == d - c:
            pairs = zip(range(a, b), other[c:d], strict=True)
            yield from ((i, False) for i, word in pairs if Levenshtein.normalized_distance(one[i], word) <= _OTHER)
