"""Words that look right and may not be: accents that both readers lose, letters that a wrong conversion lost."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extractors.text.mangled import is_mangled
from extractors.text.pairs import Pair, pairs_in, spellings, syllables_by_letters
from schemas.dossier import Letter
from schemas.finding import Code, Finding
from schemas.grid import Page, Transcript
from schemas.innovation import Reading
from schemas.text import fold, one_line, same_tone

_LETTER_WORDS = ("issuing_unit", "parent_unit", "signatory", "signatory_title", "subject", "recipients")
_WORD = re.compile(r"[^\W\d_]+")
_USUAL = 2  # how often another spelling must stand in these rows, and how many times as often as this one

Counts = Mapping[Pair, Counter[Pair]]  # letters without accents → how often each spelling stands here


def doubt_odd_spellings(readings: Sequence[Reading]) -> None:
    """Asks about fields with two words that usually, or elsewhere in these rows, stand together with other accents.

    `Khám bênh` where other rows have `Khám bệnh`; a pair that stands nowhere else says nothing.
    """
    here: defaultdict[Pair, Counter[Pair]] = defaultdict(Counter)
    for pair in (pair for reading in readings for _, text in _texts(reading) for pair in pairs_in(text)):
        here[fold(pair[0]), fold(pair[1])][pair] += 1
    for reading in readings:
        for path, text in _texts(reading):
            if path in reading.review_fields or path.split("[")[0] in reading.review_fields:
                continue
            odd = next((found for pair in pairs_in(text) if (found := _usual(pair, here))), None)
            if odd is not None:
                message = f"Chữ này thường viết “{odd[0]} {odd[1]}”: hãy đối chiếu dấu với ảnh."
                reading.findings.append(Finding(code=Code.LOW_CONFIDENCE, field=path, message=message))
                reading.review_fields = sorted({*reading.review_fields, path})


def doubt_mangled(transcript: Transcript, readings: Sequence[Reading], letter: Letter | None = None) -> None:
    """Asks about all that a file says when letters were lost before it came here: what is left looks like words."""
    texts = (text for page in transcript.pages if page.source != "ocr" for text in _written(page))
    if not is_mangled("\n".join(texts)):
        return
    message = "Chữ trong tệp đã bị đổi mã sai (như “cơng đồn”, “ngời”): hãy hỏi đơn vị bản gốc hoặc sửa theo bản giấy."
    for reading in readings:
        reading.findings.append(Finding(code=Code.ENCODING_DOUBTFUL, field="*", message=message))
        reading.review_fields = sorted({*reading.review_fields, "*"})
    if letter is not None:
        asked = [name for name in _LETTER_WORDS if getattr(letter, name)]
        letter.findings += [Finding(code=Code.ENCODING_DOUBTFUL, field=name, message=message) for name in asked]
        letter.review_fields = list(dict.fromkeys([*letter.review_fields, *asked]))


def _written(page: Page) -> Iterator[str]:
    yield from (line.text for line in page.lines)
    yield from (cell.text for grid in page.grids for cell in grid.cells)


def odd_words(text: str) -> list[str]:
    """Words in small letters that no everyday word has, where one has the same letters with other accents."""
    plain = [same_tone(word) for word in _WORD.findall(one_line(text)) if word.islower()]
    return [word for word in plain if word not in syllables_by_letters().get(fold(word), {word})]


def _usual(pair: Pair, here: Counts) -> Pair | None:
    """The everyday spelling of a pair, else the one that stands here far more often; None where it is this one."""
    counts = here[fold(pair[0]), fold(pair[1])]
    if everyday := spellings(pair):
        # A scanner that loses a mark loses it in every row: everyday words outweigh any number of rows.
        return None if pair in everyday else max(everyday, key=lambda other: counts[other])
    usual, times = counts.most_common(1)[0]
    return usual if usual != pair and times >= _USUAL * counts[pair] else None


def _texts(reading: Reading) -> Iterator[tuple[str, str]]:
    accepted = reading.accepted
    for name in ("title", "summary", "effect"):
        yield name, getattr(accepted, name)
    for index, author in enumerate(accepted.authors):
        for name in ("position", "workplace"):
            yield f"authors[{index}].{name}", getattr(author, name)
