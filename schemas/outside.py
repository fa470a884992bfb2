"""What is said of dossiers that a reader may not know of: taken out of findings and of a dossier's own history."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from schemas.dossier import Dossier
from schemas.finding import Code, Finding

_ID = re.compile(r"\b([A-Z]{1,6}\d{4}-\d{5,9})(?:-\d{3,9})?\b")  # of a dossier, or of an innovation in it
_HIDDEN = "của đơn vị khác"
_WHOLE = "Có liên quan đến hồ sơ của đơn vị khác; người phụ trách cả tỉnh xem được."

Known = Callable[[str], bool]  # a dossier's id → whether the reader may know that it is there


def named_in(findings: Iterable[Finding]) -> set[str]:
    """The dossiers that messages name, themselves or by an innovation of theirs."""
    return {found[1] for finding in findings for found in _ID.finditer(finding.message)}


def findings_within(findings: Iterable[Finding], known: Known) -> list[Finding]:
    """The same findings: a message that names an unknown dossier tells only that there is one."""
    held = list(findings)
    strange = {key for key in named_in(held) if not known(key)}
    if not strange:
        return held
    resent = any(one.code is Code.RESUBMISSION and named_in([one]) & strange for one in held)
    return [_within(one, strange, resent=resent) for one in held]


def _within(one: Finding, strange: set[str], *, resent: bool) -> Finding:
    """What was sent before by somebody unknown is quoted in all findings about it, not only where it is named."""
    if one.code is Code.SAME_FILE:
        told = _ID.sub(lambda found: _HIDDEN if found[1] in strange else found[0], one.message)
        return one.model_copy(update={"message": re.sub(rf"{_HIDDEN}(?:, {_HIDDEN})+", _HIDDEN, told)})
    if named_in([one]) & strange or (resent and one.code is Code.RESUBMISSION):
        return one.model_copy(update={"message": _WHOLE})
    return one


def dossier_within(item: Dossier, known: Known) -> Dossier:
    """A dossier that tells of no unknown one."""
    return item.model_copy(
        update={
            "findings": findings_within(item.findings, known),
            "version_of": item.version_of if item.version_of and known(item.version_of) else None,
            "versions": [key for key in item.versions if key == item.id or known(key)],
        }
    )
