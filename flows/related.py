"""The dossiers on which a change may tell, as far as versions go: few, however many the register holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flows.office import Office
from flows.resubmission import may_be_same, may_be_versions, tables_of
from register.versions import SentAgain
from schemas.version import SentBy


def related(office: Office, changed: Iterable[str]) -> list[str]:
    """These, all that may be versions of one of them, all that may be versions of those, and so on.

    Whether two dossiers are versions hangs on nothing but these two: the families of what is found here are those that
    looking at the whole register would give.
    """
    sent_again, known, fresh = office.register.sent_again, set[str](), {*changed}
    names = sent_again.names() if fresh else {}
    while fresh:
        linked = sent_again.linked(fresh)
        known |= fresh
        fresh = (linked | _near(sent_again, linked, names)) - known
    return sorted(known)


def _near(sent_again: SentAgain, dossiers: set[str], names: Mapping[str, list[SentBy]]) -> set[str]:
    """Those of senders that may be the same, with enough authors in common."""
    senders = sent_again.senders(dossiers)
    alike = {one: [o for o in names.get(one.programme, ()) if may_be_same(one, o)] for one in {*senders.values()}}
    others = {one: sent_again.sent_by(writings) for one, writings in alike.items()}
    wanted = sorted({*dossiers, *(key for found in others.values() for key in found)})
    tables = tables_of(sent_again.sent_rows(wanted))
    found = set()
    for key, sender in senders.items():
        mine = tables.get(key, [])
        found |= {o for o in others[sender] if o != key and may_be_versions(mine, tables.get(o, []))}
    return found
