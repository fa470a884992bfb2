"""What is compared of a record: its fields without wrapping, case, abbreviations and the names of places."""

from __future__ import annotations

import re

from matchers.known import Known, once
from matchers.packed import words_packed
from matchers.people import Name, name, phones
from matchers.tokens import find_runs, folded, folded_keys
from matchers.vocabulary import vocabulary
from schemas.match import Record

_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LABELLED = re.compile(r"(lop|khoi|tuoi|quy|so|giai doan)? ?(\d+[a-z]*)(?: (kv|kw|kva|tuoi|thang|tan|hp|mm|cm|ha))?\b")
_MONTH = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])\s*[/.\-]\s*((?:19|20)\d\d)")
_LABEL = 12  # letters and a blank
_MOST_DITTO = 9  # words
_MOST_LETTERS = 30_000  # of a text: some twelve pages; what comes after is not compared
_MOST_NAMES = 40
_MOST_DIGITS = 18  # of a phone
_MOST_BENEFIT = 10**18  # đồng
_MONEY = re.compile(r"\d[\d. ,]*(?:trieu|ty|ti|nghin|ngan)?\s*(?:dong|vnd|d)\b")


class Prepared:
    """One record ready for comparison, each part made when first asked for; texts are folded words joined by blanks."""

    def __init__(self, record: Record) -> None:
        self.record = record

    @once
    def title(self) -> tuple[str, ...]:
        return tuple(_said(self.record.title))

    @once
    def title_text(self) -> str:
        return " ".join(self.title)

    @once
    def unit(self) -> frozenset[str]:
        return _units[self.record.unit]

    @once
    def place(self) -> frozenset[str]:
        """Words of the title that name a place or a body."""
        return _place(self.title, self.unit)

    @once
    def topic(self) -> tuple[str, ...]:
        """Different words of the title but stock and places, in order."""
        stock, place = vocabulary().stock, self.place
        return tuple([word for word in dict.fromkeys(self.title) if word not in stock and word not in place])

    @once
    def grades(self) -> frozenset[str]:
        """Numbers of the title with what they count: `lop 4`, `35kv`."""
        return _grades(self._numbered) if self._numbered else frozenset()

    @once
    def years(self) -> frozenset[str]:
        """Years in the title."""
        return frozenset(_YEAR.findall(self._numbered) if self._numbered else ())

    @once
    def _numbered(self) -> str:
        """The title from the label of its first number on: most titles have none."""
        text = self.title_text
        digit = _DIGIT.search(text)
        return text[max(0, digit.start() - _LABEL) :] if digit else ""

    @once
    def subjects(self) -> frozenset[str]:
        return frozenset(" ".join(run) for _, run in find_runs(self.title, vocabulary().subjects))

    @once
    def summary(self) -> str:
        return " ".join(_said(self.record.summary))

    @property
    def summary_keys(self) -> bytes:
        """Keys of the summary's words, packed."""
        keys = folded_keys(self.record.summary[:_MOST_LETTERS])
        return keys if len(keys) > 4 * _MOST_DITTO else words_packed(_said(self.record.summary))

    @once
    def effect(self) -> str:
        words = " ".join(_said(self.record.benefit))
        return " ".join(_MONEY.sub(" ", words).split()) if _DIGIT.search(words) else words

    @once
    def names(self) -> tuple[Name, ...]:
        return tuple(filter(None, map(name, self.record.authors[:_MOST_NAMES])))

    @once
    def phones(self) -> tuple[str, ...]:
        found = phones(self.record.phone)
        return tuple(phone for phone in found if len(phone) <= _MOST_DIGITS)[:_MOST_NAMES]

    @once
    def who(self) -> list[str]:
        """Names as OCR leaves them, and phones: what makes two records those of one person."""
        return sorted({*(f"name {author.skeleton}" for author in self.names), *(f"phone {n}" for n in self.phones)})

    @property
    def born(self) -> int | None:
        year = self.record.birth_year
        return year if year and 1800 <= year <= 2200 else None

    @once
    def months(self) -> frozenset[str]:
        """`2021-03` and bare years of the period."""
        return _months[self.record.period]

    @once
    def dates(self) -> tuple[str, ...]:
        """All numbers of the period in order, and whether it is open to this day."""
        return _dates[self.record.period]

    @property
    def benefit(self) -> int | None:
        told = self.record.benefit_vnd
        return told if told and 0 < told <= _MOST_BENEFIT else None


def prepare(record: Record) -> Prepared:
    return Prepared(record)


def _said(text: str) -> list[str]:
    """A text's words; none when it only points elsewhere (`như trên`, `như hồ sơ đã gửi năm 2021`)."""
    words = folded(text[:_MOST_LETTERS])
    if len(words) <= _MOST_DITTO and all(word in vocabulary().ditto or word.isdecimal() for word in words):
        return []
    return words


def _place(words: tuple[str, ...], unit: frozenset[str]) -> frozenset[str]:
    """The title's tail after `tại`, `ở`, `của` … when a kind of place follows, and every word of the record's own unit.

    A department (`tại Khoa Nhi`) is no place: it tells two innovations of one hospital apart.
    """
    known = vocabulary()
    found = {word for word in words if word in unit and word not in known.unit_common and word not in known.stock}
    for at, run in find_runs(words, known.place_openers):
        tail = words[at + len(run) :]
        if run[-1] == "vuc" or (tail and tail[0] in known.place_kinds):
            found.update(run, tail)
            break
    return frozenset(found)


def _grades(text: str) -> frozenset[str]:
    found = (" ".join(filter(None, match.groups())) for match in _LABELLED.finditer(text))
    return frozenset(re.sub(r"(\d) (k|h|m|c)", r"\1\2", item) for item in found if not _YEAR.fullmatch(item))


def _months_of(period: str) -> frozenset[str]:
    found = {f"{year}-{int(month):02d}" for month, year in _MONTH.findall(period)}
    return frozenset(found | set(_YEAR.findall(period)))


def _dates_of(period: str) -> tuple[str, ...]:
    plain = folded(period)
    return (*(str(int(word)) for word in plain if word.isdecimal()), *(["nay"] if "nay" in plain else []))


# A register has few units, and few ways to tell a period.
_units = Known(lambda text: frozenset(folded(text)))
_months = Known(_months_of)
_dates = Known(_dates_of)
