"""How many innovations each unit sent to a programme over all its dossiers; told on the newest of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from flows.basis import basis_of, few
from flows.office import Office
from flows.programmes import programme_of
from register.brief import Sending
from register.db import batches
from schemas.finding import Finding
from schemas.programme import Level, Programme, Quota
from schemas.rules.quota import check_quota, level_of, quota_of
from schemas.text import fold
from schemas.unit import Unit
from schemas.units.seed import seed
from schemas.units.words import unit_key

_ALIKE = 0.9  # of two titles by one author: sent again with a word mended
_COMPARED = 100  # titles of one author: nobody has more, and nobody waits for more


@dataclass(frozen=True, slots=True)
class _Senders:
    """Who sent what, as far as the catalogue knows: dossier → unit's id."""

    units: Mapping[str, Unit]
    filed: Mapping[str, str]

    def unit(self, sending: Sending) -> Unit | None:
        return self.units.get(self.filed.get(sending.dossier, ""))

    def key(self, sending: Sending) -> str:
        """One unit in the catalogue, or in its usual writings."""
        unit = self.unit(sending)
        return unit.id if unit else _nameless(sending.unit)


@dataclass(frozen=True, slots=True)
class _Group:
    """What one unit sent to one programme, in the order it came, and the rules that hold for it."""

    sendings: Sequence[Sending]
    programme: Programme | None = None
    level: Level | None = None

    @property
    def quota(self) -> Quota | None:
        return quota_of(self.programme, self.level) if self.programme else None


def tell_quotas(office: Office) -> int:
    """Puts every unit's count right in the register, also after a killed run; returns how many dossiers changed.

    Counts anew only the units of which a dossier changed since the last time.
    """
    waiting = office.register.unsettled.waiting("quotas", basis_of(office, office.register.units.version()))
    changed = few(waiting.dossiers)
    told = 0 if changed == [] else _tell_all(office, None if changed is None else _Wanted.of(office, changed))
    office.register.unsettled.settled(waiting)
    return told


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The groups that changed dossiers are of, or ever were; `dossiers`: these, and all that are of such a group."""

    keys: frozenset[tuple[str, str]]
    dossiers: list[str]

    @classmethod
    def of(cls, office: Office, changed: Sequence[str]) -> _Wanted:
        sent_again, units = office.register.sent_again, office.register.units.ever_filed_as(changed)
        names = sent_again.ever_sent_by(changed)
        keys = {(_nameless(one.name), one.programme) for one in names}
        keys |= {(unit, one.programme) for unit in units for one in names}
        every = sent_again.names()
        near = (one for programme in {one.programme for one in names} for one in every.get(programme, []))
        theirs = sent_again.sent_by(one for one in near if (_nameless(one.name), one.programme) in keys)
        return cls(frozenset(keys), sorted({*changed, *theirs, *office.register.units.filed_by(units)}))


def _tell_all(office: Office, wanted: _Wanted | None) -> int:
    """`wanted`: None for all that the register holds."""
    only = wanted.dossiers if wanted else None
    senders = _Senders((seed() | office.register.units.own()).units, office.register.units.named(only))
    groups: dict[tuple[str, str], list[Sending]] = defaultdict(list)
    changed = 0
    for sending in office.register.brief.sendings(only):
        if sending.unit and sending.programme and sending.rows:
            groups[senders.key(sending), sending.programme].append(sending)
        elif sending.told:
            office.register.tell(sending.dossier, [])
            changed += 1
    whole = {key: group for key, group in groups.items() if wanted is None or key in wanted.keys}
    limited = {p.id for p in office.programmes if p.quotas or any(v.quotas for v in p.variants)}
    ruled = (_ruled(office, group, senders) if key[1] in limited else _Group(group) for key, group in whole.items())
    return changed + sum(_tell(office, some) for some in batches(ruled))


def _nameless(name: str) -> str:
    """The group of a unit that the catalogue does not have."""
    return f"? {unit_key(name)}"


def _ruled(office: Office, group: Sequence[Sending], senders: _Senders) -> _Group:
    newest = group[-1]
    unit = senders.unit(newest)
    programme = programme_of(office.programmes, newest.whole_letter(), office.province)
    return _Group(group, programme, level_of(newest.unit, unit.kind if unit else None))


def _tell(office: Office, groups: Sequence[_Group]) -> int:
    ids = [one.dossier for group in groups if group.quota for one in group.sendings]
    rows, changed = office.register.brief.counted(ids) if ids else {}, 0
    for group in groups:
        found = _found(group, rows)
        for sending in group.sendings:
            wanted = found if sending is group.sendings[-1] else []
            if sending.told != wanted:
                office.register.tell(sending.dossier, wanted)
                changed += 1
    return changed


def _found(group: _Group, rows: Mapping[str, Sequence[tuple[str, str]]]) -> list[Finding]:
    if group.programme is None or group.quota is None:
        return []
    ids = [one.dossier for one in group.sendings]
    count = _distinct(row for key in ids for row in rows.get(key, ()))
    return list(check_quota(group.programme, group.level, count, ids))


def _distinct(rows: Iterable[tuple[str, str]]) -> int:
    """Innovations that were sent again in a later dossier count once."""
    titles: dict[str, list[str]] = defaultdict(list)
    for author, title in rows:
        own, key = titles[fold(author)], fold(title)
        if key not in own and not any(_alike(key, other) for other in own[-_COMPARED:]):
            own.append(key)
    return sum(map(len, titles.values()))


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one[:300], other[:300], autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
