"""The golden book's lines: registered innovations in the book's order, numbered anew in each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flows.office import Office
from flows.senders import Senders, day_of
from register.exports.book import Line
from register.exports.confidential import outgoing
from register.exports.innovations import recognition_text
from register.listing import Wanted
from schemas.innovation import Author, Innovation, Status


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    year: int
    programme: str
    came: int  # place in the register
    id: str


class Book:
    """Two walks over the register: the order first, then the lines, so that no size fills the memory."""

    def __init__(self, office: Office, senders: Senders, wanted: Wanted, year: int | None = None) -> None:
        self._office, self._senders, self._wanted = office, senders, wanted
        mine = office.register.listing.innovations(replace(wanted, statuses=[Status.REGISTERED]))
        places = (_Place(_year(item), _programme(item), n, item.id) for n, item in enumerate(mine))
        every = sorted(places)
        self.known = sorted({place.year for place in every})  # years that have something, also those not asked for
        self._places = [place for place in every if year in (None, place.year)]

    @property
    def years(self) -> Sequence[int]:
        return sorted({place.year for place in self._places})

    def __iter__(self) -> Iterator[Line]:
        register, year, number = self._office.register, None, 0
        items = map(self._wanted.alone, register.listing.in_order([place.id for place in self._places]))
        for item in outgoing(items, register.listing.secrets()):
            number = number + 1 if _year(item) == year else 1
            year = _year(item)
            yield _line(item, number, self._senders)


def _line(item: Innovation, number: int, senders: Senders) -> Line:
    return Line(
        number=number,
        year=_year(item),
        programme=item.programme,
        innovation=item.id,
        title=item.title,
        authors="\n".join(map(author_line, item.authors)),
        unit="\n".join(_units(item, senders)),
        applied=item.application_period,
        summary=item.summary,
        effect=item.effect,
        benefit=item.benefit_vnd_per_year,
        decision=recognition_text(item),
    )


def _units(item: Innovation, senders: Senders) -> list[str]:
    """All that sent it, the own first: several rows may have been put together in one."""
    others = [sent.unit or "" for sent in item.submitters if sent.dossier != item.dossier.id]
    return [unit for unit in dict.fromkeys([senders.name(item.dossier), *others]) if unit]


def author_line(author: Author) -> str:
    """`Bà Lò Thử (1980), Tổ trưởng, Xưởng Mẫu`; several authors with their shares."""
    name = f"{author.honorific} {author.full_name}".strip() + (f" ({author.birth_year})" if author.birth_year else "")
    return ", ".join(part for part in (name, author.position, author.workplace) if part)


def _year(item: Innovation) -> int:
    """Of the decision, else of the first use, else of the letter. Secrets keep the letter's: nothing else leaves."""
    decided = item.recognition.date if item.recognition and not item.confidential else None
    used = None if item.confidential else item.applied_from
    return (decided or used or day_of(item.dossier)).year


def _programme(item: Innovation) -> str:
    return item.programme or "~"  # those outside the programmes come last
