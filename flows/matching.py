"""Comparing what is new in the register with all of it; what is found is suggested, never decided."""

from __future__ import annotations

from flows.office import Office
from matchers.find import find_duplicates


def match(office: Office, *, everything: bool = False) -> int:
    """Compares innovations that were not compared yet (or all anew); returns how many pairs are new or changed.

    Of a row that was sent again only the version that counts is compared, of rows put together only the one that
    stands for all: nobody is asked twice about one innovation.
    """
    if not everything and not office.register.uncompared():
        return 0  # a large register is not loaded for nothing
    versions = office.register.sent_again
    replaced, waiting = versions.aside()
    others = replaced | waiting | office.register.merging.away()
    every = office.register.records()
    asked = every if everything else office.register.uncompared()
    new = [record for record in asked if record.id not in others]
    found = find_duplicates(new, against=[record for record in every if record.id not in others])
    roots = versions.roots([*others])
    told = {*versions.judged()}
    judged = {frozenset((roots.get(a, a), roots.get(b, b))) for a, b in told} if roots else set()
    fresh = [
        c
        for c in found
        if (c.id_a, c.id_b) in told or frozenset((roots.get(c.id_a, c.id_a), roots.get(c.id_b, c.id_b))) not in judged
    ]
    return office.register.save_pairs(fresh, [record.id for record in asked])
