"""Comparing what is new in the register with all of it; what is found is suggested, never decided."""

from __future__ import annotations

from flows.index import catch_up, open_index
from flows.models import model_for
from flows.office import Office
from matchers.find import MatchSettings
from matchers.model_file import version_of
from matchers.store.comparing import compared


def match(office: Office, *, everything: bool = False) -> int:
    """Compares innovations that were not compared yet (or all anew); returns how many pairs are new or changed.

    Of a row that was sent again only the version that counts is compared, of rows put together only the one that
    stands for all: nobody is asked twice about one innovation.
    New ones are compared with the index beside the register; to compare all, the index is made anew first.
    """
    comparing, versions = office.register.comparing, office.register.sent_again
    asked = comparing.stamps() if everything else comparing.uncompared()
    if not asked:
        return 0
    others = aside(office)
    model = model_for(office.data, office.register.settings)
    with open_index(office) as index:
        if everything:
            index.clear()
        found = compared(index, catch_up(office, index, asked, others), MatchSettings(model=model))
    roots = versions.roots([*others])
    told = {*versions.judged()}
    judged = {frozenset((roots.get(a, a), roots.get(b, b))) for a, b in told} if roots else set()
    fresh = [
        c
        for c in found
        if (c.id_a, c.id_b) in told or frozenset((roots.get(c.id_a, c.id_a), roots.get(c.id_b, c.id_b))) not in judged
    ]
    return office.register.save_pairs(fresh, [*asked], version_of(model))


def aside(office: Office) -> set[str]:
    """Innovations that are not compared because another one is: versions, and rows put together."""
    replaced, waiting = office.register.sent_again.aside()
    return replaced | waiting | office.register.merging.away()
