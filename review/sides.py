"""Two innovations as two columns: each field of both, word by word, authors beside the ones they may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from register.exports import words
from review.difference import Word, difference, plain
from schemas import masking
from schemas.innovation import Author, Innovation
from schemas.text import fold
from schemas.written import day, money

_TEXTS = ("title", "application_period", "summary", "effect", "scope", "awards")


@dataclass(frozen=True, slots=True)
class Line:
    """One field of both, word by word."""

    label: str
    left: Sequence[Word]
    right: Sequence[Word]

    @property
    def same(self) -> bool:
        return [word.text for word in self.left] == [word.text for word in self.right]

    @property
    def kinds(self) -> list[str]:
        """What really differs, in words: `lớp`, `số`."""
        return list(dict.fromkeys(word.what for word in (*self.left, *self.right) if word.what))


def lines(one: Innovation, other: Innovation) -> list[Line]:
    """Fields that neither has are left out."""
    return [line for line in _every(one, other) if line.left or line.right]


def _every(one: Innovation, other: Innovation) -> Iterator[Line]:
    yield _line("title", one.title, other.title)
    for left, right in _beside(one.authors, other.authors):
        yield Line(words.field("authors"), *difference(_author(left), _author(right), names=True))
    for name in _TEXTS[1:]:
        yield _line(name, _text(one, name), _text(other, name))
    yield _line("benefit_vnd", _benefit(one), _benefit(other))
    yield _line("recognition", _recognition(one), _recognition(other))
    yield Line("Đơn vị gửi", plain(_unit(one)), plain(_unit(other)))
    yield Line("Tờ trình", plain(_letter(one)), plain(_letter(other)))
    yield Line("Ngày nhận", plain(day(one.dossier.received_at)), plain(day(other.dossier.received_at)))
    yield Line(words.field("programme"), plain(words.programme(one.programme)), plain(words.programme(other.programme)))


def _line(name: str, one: str, other: str) -> Line:
    return Line(words.field(name), *difference(one, other))


def _text(one: Innovation, name: str) -> str:
    held = getattr(one, name)
    return masking.text("; ".join(held) if isinstance(held, list) else str(held or ""))


def _beside(ours: Sequence[Author], theirs: Sequence[Author]) -> Iterator[tuple[Author | None, Author | None]]:
    """Those of one name stand beside each other, the others in their order."""
    free = [*theirs]
    rest: list[Author] = []
    for author in ours:
        twin = next((one for one in free if fold(one.full_name) == fold(author.full_name)), None)
        if twin is None:
            rest.append(author)
        else:
            free.remove(twin)
            yield author, twin
    for at in range(max(len(rest), len(free))):
        yield rest[at] if at < len(rest) else None, free[at] if at < len(free) else None


def _author(of: Author | None) -> str:
    if of is None:
        return ""
    said = (of.full_name, str(of.birth_year or ""), of.position, of.workplace, masking.phone(of.phone))
    return ", ".join(filter(None, said))


def _benefit(of: Innovation) -> str:
    period = words.PERIODS.get(of.benefit_period or "", "")
    return " mỗi ".join(filter(None, (money(of.benefit_vnd), period))) if of.benefit_vnd else ""


def _recognition(of: Innovation) -> str:
    held = of.recognition
    return " ".join(filter(None, (held.number, day(held.date), held.authority))) if held else ""


def _unit(of: Innovation) -> str:
    return of.dossier.unit or of.dossier.source_name


def _letter(of: Innovation) -> str:
    return " ngày ".join(filter(None, (of.dossier.number, day(of.dossier.date))))
