"""Who sent a dossier: the letter's header, its number's symbol, its signature and its sender; two of four settle it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from schemas.dossier import Letter
from schemas.finding import Code, Finding

_PLACES = {"symbol": "ký hiệu", "signature": "phần ký", "sender": "thư gửi"}


@dataclass(frozen=True, slots=True)
class Vote:
    """What one place beside the header says of the issuing unit. `exact`: it writes the very same name."""

    place: Literal["symbol", "signature", "sender"]
    says: str
    agrees: bool
    exact: bool = False


def settle_unit(letter: Letter, votes: Sequence[Vote]) -> Letter:
    """The letter with its doubt about the issuing unit as the votes leave it.

    A name that another place agrees with is asked about no more, unless two places differ on its spelling; one that
    others contradict and none agrees with is.
    """
    against = [vote for vote in votes if not vote.agrees]
    supported = any(vote.agrees for vote in votes)
    exact = any(vote.exact for vote in votes)
    findings = [_settled(f) if exact else f for f in letter.findings if not _of_symbol(f, against)]
    if against and letter.issuing_unit:
        findings.append(_told(letter.issuing_unit, against, ask=not supported))
    asked = {"issuing_unit"} & {f.field for f in findings if f.ask}
    others = [name for name in letter.review_fields if name != "issuing_unit"]
    fields = [*others, *asked]
    return letter.model_copy(update={"findings": findings, "review_fields": fields})


def _of_symbol(finding: Finding, against: Sequence[Vote]) -> bool:
    """The question that the letter's reader asked of the symbol alone: told anew with all places."""
    symbols = [vote.says for vote in against if vote.place == "symbol"]
    return finding.code is Code.UNIT_MISMATCH and any(f"ký hiệu “{says}”" in finding.message for says in symbols)


def _settled(finding: Finding) -> Finding:
    alone = finding.field == "issuing_unit" and finding.code is Code.LOW_CONFIDENCE
    return finding.model_copy(update={"ask": False}) if alone else finding


def _told(unit: str, against: Sequence[Vote], *, ask: bool) -> Finding:
    others = ", ".join(f"{_PLACES[vote.place]} “{vote.says}”" for vote in against)
    end = "; hãy kiểm tra đơn vị gửi" if ask else "; các chỗ khác khớp"
    message = f"Đơn vị ở đầu tờ trình “{unit}” không khớp {others}{end}."
    return Finding(code=Code.UNIT_MISMATCH, field="issuing_unit", message=message, ask=ask)
