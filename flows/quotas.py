"""How many innovations each unit sent to a programme over all its dossiers; told on the newest of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from extractors.fields.unit import unit_key
from flows.office import Office
from flows.programmes import programme_of
from schemas.dossier import Dossier
from schemas.finding import ACROSS, Finding
from schemas.rules.quota import check_quota, level_of, quota_of
from schemas.text import fold
from schemas.unit import Unit
from schemas.units.seed import seed

_ALIKE = 0.9  # of two titles by one author: sent again with a word mended
_COMPARED = 100  # titles of one author: nobody has more, and nobody waits for more


@dataclass(frozen=True, slots=True)
class _Senders:
    """Who sent what, as far as the catalogue knows: dossier → unit's id."""

    units: Mapping[str, Unit]
    filed: Mapping[str, str]

    def unit(self, dossier: Dossier) -> Unit | None:
        return self.units.get(self.filed.get(dossier.id, ""))

    def key(self, dossier: Dossier) -> str:
        """One unit in the catalogue, or in its usual writings."""
        unit = self.unit(dossier)
        return unit.id if unit else unit_key(dossier.issuing_unit or "")


def tell_quotas(office: Office) -> int:
    """Puts every unit's count right in the register, also after a killed run; returns how many dossiers changed."""
    filed = {k: filing.unit_id for k, filing in office.register.units.filings().items() if filing.unit_id}
    senders = _Senders((seed() | office.register.units.own()).units, filed)
    groups: dict[tuple[str, str], list[Dossier]] = defaultdict(list)
    for dossier in office.register.dossiers():
        if dossier.issuing_unit and dossier.programme and dossier.innovations:
            groups[senders.key(dossier), dossier.programme].append(dossier)
        elif _told(dossier):
            office.register.tell(dossier.id, [])
    return sum(_tell(office, group, senders.unit(group[-1])) for group in groups.values())


def _tell(office: Office, group: Sequence[Dossier], unit: Unit | None) -> int:
    newest, changed = group[-1], 0
    found = _found(office, group, unit)
    for dossier in group:
        wanted = found if dossier is newest else []
        if _told(dossier) != wanted:
            office.register.tell(dossier.id, wanted)
            changed += 1
    return changed


def _found(office: Office, group: Sequence[Dossier], unit: Unit | None) -> list[Finding]:
    newest, ids = group[-1], [dossier.id for dossier in group]
    if newest.programme not in {p.id for p in office.programmes if p.quotas or any(v.quotas for v in p.variants)}:
        return []
    letter = office.register.letters([newest.id])[newest.id]
    programme = programme_of(office.programmes, letter, office.province)
    level = level_of(newest.issuing_unit or "", unit.kind if unit else None)
    if programme is None or quota_of(programme, level) is None:
        return []
    return list(check_quota(programme, level, _distinct(office.register.titles_of(ids)), ids))


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


def _told(dossier: Dossier) -> list[Finding]:
    return [finding for finding in dossier.findings if finding.code in ACROSS]
