"""A table sent again, corrected: the same unit and programme, and most rows as in an earlier dossier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

from flows.office import Office
from register.slots import principal
from schemas.dossier import Letter
from schemas.finding import Code, Finding
from schemas.innovation import Reading
from schemas.text import fold

_ALIKE = 0.9  # of two titles: a word mended, not another idea
_MOST = 0.5  # of the rows: fewer are duplicates to be judged one by one


def resubmissions(office: Office, dossier_id: str, letter: Letter, readings: Sequence[Reading]) -> list[Finding]:
    """One finding for each earlier dossier of the same unit and programme that had most of these rows."""
    rows = [(principal(r.accepted.authors), fold(r.accepted.title)) for r in readings]
    mine = [(author.full_name, title) for author, title in rows if author]
    if not letter.issuing_unit or not mine:
        return []
    theirs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for other, author, title in office.register.rows_by([author for author, _ in mine], dossier_id):
        theirs[other].append((author, fold(title)))
    found = []
    for other, their_letter in sorted(office.register.letters(list(theirs)).items()):
        again = sum(any(_same(row, old) for old in theirs[other]) for row in mine)
        if _sender(their_letter) == _sender(letter) and again > _MOST * len(readings):
            new = len(readings) - again
            message = f"Đơn vị gửi lại: {again} dòng đã có trong hồ sơ {other}, {new} dòng mới hoặc đã sửa."
            found.append(Finding(code=Code.RESUBMISSION, message=message, ask=False))
    return found


def _sender(letter: Letter) -> tuple[str, str | None]:
    return fold(letter.issuing_unit or ""), letter.programme


def _same(row: tuple[str, str], old: tuple[str, str]) -> bool:
    return row[0] == old[0] and SequenceMatcher(None, row[1], old[1], autojunk=False).ratio() >= _ALIKE
