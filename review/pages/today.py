"""Today: what came, what waits for a person, how far the programmes are."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from register.exports import words
from register.exports.units import days, missing_words
from review.access import Me, TheDesk
from review.render import page
from schemas.units.totals import Total
from schemas.written import today as office_today

router = APIRouter()
_LATEST = 12


@router.get("/", name="today")
def today(request: Request, desk: TheDesk, me: Me) -> Response:
    register = desk.register
    on = office_today()
    return page(
        request,
        "today.html",
        counts=register.counts(),
        latest=register.recent.dossiers(_LATEST, me.units),
        run=next(iter(register.runs()), None),
        totals=[_shown(t) for t in desk.services.totals(on) if t.row == "whole" and not t.phase],
    )


def _shown(total: Total) -> dict[str, object]:
    """One programme's progress as the page draws it."""
    missing = total.units_expected - total.units_filed
    notes = [f"chưa gửi {missing} đơn vị ({missing_words(total)})" if missing else "", days(total.days_left)]
    return {
        "name": words.programme(total.programme),
        "filed": total.units_filed,
        "expected": total.units_expected,
        "counted": total.innovations,
        "target": total.target,
        "note": ", ".join(filter(None, notes)),
    }
