"""Comparing what is new in the register with all of it; what is found is suggested, never decided."""

from __future__ import annotations

from flows.office import Office
from matchers.find import find_duplicates


def match(office: Office, *, everything: bool = False) -> int:
    """Compares innovations that were not compared yet (or all anew); returns how many pairs are new or changed."""
    records = office.register.records()
    new = records if everything else office.register.uncompared()
    if not new:
        return 0
    found = find_duplicates(new, against=records)
    return office.register.save_pairs(found, [record.id for record in new])
