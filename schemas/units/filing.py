"""Which unit filed a dossier: the text as filed beside the unit found, and the finding where a person must say."""

from __future__ import annotations

import hashlib
import json
from datetime import date

from pydantic import BaseModel, Field

from schemas.finding import Code, Finding
from schemas.unit import UnitKind
from schemas.units.catalogue import Catalogue
from schemas.units.match import ENDED, Asked, Matcher

MATCHER = "1"  # raised when the same text may be matched otherwise


class Sender(BaseModel):
    """What a dossier says of who sent it. `day`: the letter's (`dated`), else the nearest that is known."""

    dossier_id: str
    text: str
    parent: str = ""
    day: date | None = None
    dated: bool = False


class Filing(BaseModel):
    """`basis`: what the answer rests on; the same basis gives the same answer. `person`: who said so."""

    dossier_id: str
    text: str
    unit_id: str | None = None
    chance: float = 0.0
    evidence: list[str] = Field(default_factory=list)
    rivals: list[str] = Field(default_factory=list)
    findings: list[Finding] = Field(default_factory=list)
    basis: str = ""
    person: str | None = None

    @property
    def asks(self) -> bool:
        return any(finding.ask for finding in self.findings)


def basis_of(sender: Sender, home: str | None, version: str) -> str:
    """`version`: the catalogue's and the learnt writings'."""
    content = [MATCHER, sender.model_dump(mode="json"), home, version]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def file_under(matcher: Matcher, sender: Sender, home: str | None, own: Catalogue) -> Filing:
    """`own`: what the office imported: only an office that listed its units is told of those that are not listed."""
    found = matcher.find(Asked(sender.text, sender.day, sender.parent, home))
    named = [found.unit_id] if found.unit_id else found.rivals
    findings = [_ended(sender, why) for why in found.evidence if sender.dated and why.startswith(ENDED)]
    if not found.unit_id and own.units:
        findings = [_unknown(sender, matcher.names(named[:3], sender.day), own)]
    return Filing(dossier_id=sender.dossier_id, text=sender.text, findings=findings, **found.model_dump())


def _ended(sender: Sender, why: str) -> Finding:
    """Late letters of unions that are no more are taken in; people should know."""
    message = f"“{sender.text}”: {why}, tờ trình ghi ngày {sender.day:%d/%m/%Y}."
    return Finding(code=Code.UNIT_UNKNOWN, field="issuing_unit", message=message, ask=False)


def _unknown(sender: Sender, rivals: list[str], own: Catalogue) -> Finding:
    """Asked only where the grassroots are listed too: in a list of upper unions most senders must be missing."""
    near = f" Gần giống: {'; '.join(rivals)}." if rivals else ""
    message = f"Chưa rõ “{sender.text}” là đơn vị nào trong danh mục.{near}"
    listed = any(unit.kind is UnitKind.GRASSROOTS for unit in own.units.values())
    return Finding(code=Code.UNIT_UNKNOWN, field="issuing_unit", message=message, ask=listed)
