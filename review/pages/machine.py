"""Whether the machine and the register are well: for an administrator, in plain words."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from register.audit_log import AuditLog
from review.access import TheDesk
from review.desk import Desk
from review.render import page
from schemas.errors import SovangError

router = APIRouter()
_OLD_BACKUP, _OLD_NIGHT = timedelta(days=2), timedelta(days=2)


@dataclass(slots=True)
class _Looked:
    """The last look at everything; one at a time."""

    at: datetime | None = None
    checks: list[dict[str, Any]] = field(default_factory=list)
    trouble: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)


@router.get("/thiet-lap/may", name="machine")
def machine(request: Request, desk: TheDesk) -> Response:
    facts, now, looked = desk.services.machine(), datetime.now(UTC), _looked(request)
    night = next((run for run in desk.register.runs() if run["kind"] == "nightly"), None)
    return page(
        request,
        "machine.html",
        facts=facts,
        night=night,
        night_old=night is None or now - _moment(night["started"]) > _OLD_NIGHT,
        backup_old=facts.backup is None or now - facts.backup[1] > _OLD_BACKUP,
        backup_days=(now - facts.backup[1]).days if facts.backup else 0,
        verified=AuditLog(desk.register.database).latest("verified"),
        uncompared=desk.register.counts().uncompared,
        looked=looked,
    )


@router.post("/thiet-lap/may", name="machine_check")
def check(request: Request, desk: TheDesk) -> Response:
    looked = _looked(request)
    with looked.lock:
        _look(desk, looked)
    return RedirectResponse("/thiet-lap/may#kiem-tra", 303)


def _look(desk: Desk, looked: _Looked) -> None:
    try:
        looked.checks, looked.trouble = desk.services.checks(), ""
    except SovangError as error:
        looked.checks, looked.trouble = [], str(error)
    looked.at = datetime.now(UTC)


def _looked(request: Request) -> _Looked:
    state = request.app.state
    if not hasattr(state, "looked"):
        state.looked = _Looked()
    looked: _Looked = state.looked
    return looked


def _moment(value: object) -> datetime:
    assert isinstance(value, datetime)
    return value
