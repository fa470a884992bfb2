"""Tables sent again, settled after reading and before matching: only what differs is left for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from flows.basis import basis_of, few
from flows.office import Office
from flows.related import related
from flows.resubmission import families
from flows.rows import Face, pair_rows
from flows.settling import answer, compare, settle
from register.exports import words
from schemas.changes import same, shown
from schemas.dossier import Letter
from schemas.finding import Code, Finding
from schemas.innovation import Reading
from schemas.match import APART, Judgement
from schemas.version import DossierVersion, Held, RowVersion, Versions

_NAMED, _SHOWN = 10, 120  # rows that a finding names, letters of their titles
_OF_LETTER = ("number", "date", "signatory", "signatory_title", "announced_count")


@dataclass(slots=True)
class _Line:
    """The versions of one row so far; `closed`: a person said that it is not to be registered."""

    members: list[Held]
    closed: bool = False


@dataclass(slots=True)
class _Family:
    """One family in work."""

    letters: dict[str, Letter]
    rows: dict[str, list[Held]]
    judged: dict[tuple[str, str], Judgement]
    lines: list[_Line] = field(default_factory=list)


def settle_versions(office: Office) -> None:
    """Links all that was sent again, from what the register holds now: the order of reading makes no difference.

    Looks at what changed since the last time only, and at what hangs on it: that gives what looking at all would.
    """
    waiting = office.register.unsettled.waiting("versions", basis_of(office))
    changed = few(waiting.dossiers)
    if changed != []:
        _settle(office, None if changed is None else related(office, changed))
    office.register.unsettled.settled(waiting)


def _settle(office: Office, only: Sequence[str] | None) -> None:
    """`only`: with every dossier all that may be a version of it; None for the whole register."""
    sent, keys = office.register.sent_again.sent(only)
    found = Versions()
    judged = office.register.sent_again.judged(only)
    twins = {end for ends, said in judged.items() if said == Judgement.SAME for end in ends}
    letters = {one.id: one.letter for one in sent}
    for dossiers in families(sent, keys):
        rows: dict[str, list[Held]] = {key: [] for key in dossiers}
        for held in office.register.sent_again.held(dossiers, twins):
            held.force = held.force if held.person else held.read.model_copy()
            rows[held.dossier].append(held)
        _walk(_Family(letters, rows, judged), dossiers, found)
    office.register.sent_again.save(found, only)


def _walk(family: _Family, dossiers: Sequence[str], found: Versions) -> None:
    family.lines = [_Line([held], held.closed) for held in family.rows[dossiers[0]]]
    linked = {later: _next(family, later) for later in dossiers[1:]}
    for number, (earlier, later) in enumerate(pairwise(dossiers), start=2):
        findings = _told(family, earlier, later, linked[later])
        found.rows += linked[later]
        found.dossiers.append(DossierVersion(later, earlier, number, findings))
    for held in (held for line in family.lines for held in line.members):
        if not held.person and held.force != held.read:
            found.readings[held.innovation] = held.force


def _next(family: _Family, dossier: str) -> list[RowVersion]:
    """Puts a version's rows to their lines; rows that stand in none begin one."""
    rows = family.rows[dossier]
    lines = list(family.lines)
    apart = {
        (i, j)
        for i, line in enumerate(lines)
        for j, row in enumerate(rows)
        if any(_said(family, old, row) in APART for old in line.members)
    }
    pairs = _pair([line.members[-1] for line in lines], rows, apart)
    links = []
    for j, row in enumerate(rows):
        if j not in pairs:
            family.lines.append(_Line([row], row.closed))
            continue
        line = lines[pairs[j]]
        changed = _compare(line, row)
        links.append(RowVersion(row.innovation, line.members[-1].innovation, line.members[0].innovation, changed))
        line.members.append(row)
        line.closed = line.closed or row.closed
    return links


def _compare(line: _Line, row: Held) -> bool:
    """Whether a row says something else than the version before; doubts of both are settled where one is sure."""
    latest = line.members[-1]
    found = compare(latest, row)
    answer(latest, row, found)
    for older in line.members[:-1]:
        answer(older, row, compare(older, row))
    settle(latest, row, found)
    return bool(found.changed)


def _pair(old: Sequence[Held], new: Sequence[Held], apart: set[tuple[int, int]]) -> dict[int, int]:
    """New row → old row: as they were read, and what is left as people have it."""
    pairs = pair_rows([Face.of(held.read) for held in old], [Face.of(held.read) for held in new], apart)
    left = [i for i in range(len(old)) if i not in pairs.values()]
    free = [j for j in range(len(new)) if j not in pairs]
    if any(held.person for held in (*(old[i] for i in left), *(new[j] for j in free))):
        away = {(left.index(i), free.index(j)) for i, j in apart if i in left and j in free}
        faces = [Face.of(old[i].force) for i in left], [Face.of(new[j].force) for j in free]
        pairs |= {free[j]: left[i] for j, i in pair_rows(*faces, away).items()}
    return pairs


def _said(family: _Family, one: Held, other: Held) -> Judgement | None:
    low, high = sorted((one.innovation, other.innovation))
    return family.judged.get((low, high))


def _told(family: _Family, earlier: str, later: str, links: Sequence[RowVersion]) -> list[Finding]:
    """What a person should know of the newer version as a whole."""
    new = len(family.rows[later]) - len(links)
    changed = sum(link.changed for link in links)
    gone = _gone(family, earlier)
    message = (
        f"Đơn vị gửi lại hồ sơ {earlier}: {len(links) - changed} dòng không đổi (không ghi sổ lần nữa), "
        f"{changed} dòng có sửa, {new} dòng mới, {len(gone)} dòng không còn."
    )
    out = [Finding(code=Code.RESUBMISSION, message=message, ask=False)]
    if differing := _letters_differ(family.letters[earlier], family.letters[later]):
        out.append(Finding(code=Code.RESUBMISSION, message=f"Tờ trình gửi lại khác trước: {differing}.", ask=False))
    if gone:
        named = "; ".join(_named(held.force, held.innovation) for held in gone[:_NAMED])
        more = f" và {len(gone) - _NAMED} dòng nữa" if len(gone) > _NAMED else ""
        message = f"Bản gửi lại không còn: {named}{more}. Hỏi đơn vị có rút không; dòng cũ vẫn giữ trong sổ."
        out.append(Finding(code=Code.RESUBMISSION, field="innovations", message=message))
    return out


def _gone(family: _Family, earlier: str) -> list[Held]:
    """Rows of the version before that no newer one has, but those that a person has closed."""
    last = [line.members[-1] for line in family.lines if not line.closed]
    return [held for held in last if held.dossier == earlier]


def _named(read: Reading, innovation: str) -> str:
    return f"TT {read.accepted.ordinal} “{read.accepted.title[:_SHOWN]}” ({innovation})"


def _letters_differ(old: Letter, new: Letter) -> str:
    """What a re-sent letter says otherwise, where both say it."""
    parts = []
    for name in _OF_LETTER:
        was, now = getattr(old, name), getattr(new, name)
        if was is not None and now is not None and not same(was, now):
            before, after = shown(was, now)
            parts.append(f"{words.field(name).lower()} “{before}” → “{after}”")
    return "; ".join(parts)
