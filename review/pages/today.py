"""Today: what came, what waits for a person, how far the programmes are, how the last night went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.responses import Response

from register.exports import words
from review.access import KEY_IN, Me, TheDesk
from review.progress import charts
from review.render import page
from schemas.written import OFFICE
from schemas.written import today as office_today

router = APIRouter()
_LATEST = 10
_EVENING = dt.time(17, tzinfo=OFFICE)
_KINDS = {"nightly": "lượt đêm", "ingest": "lượt đọc", "import": "nhập danh sách", "erase": "xóa dữ liệu cá nhân"}
_COUNTED = {
    "received": "hồ sơ mới",
    "read": "hồ sơ đã đọc",
    "rows": "dòng",
    "new_pairs": "cặp nghi trùng mới",
    "set_aside": "tệp để riêng",
}


@router.get("/", name="today")
def today(request: Request, desk: TheDesk, me: Me) -> Response:
    register, on = desk.register, office_today()
    since = dt.datetime.combine(on - dt.timedelta(days=1), _EVENING)
    return page(
        request,
        "today.html",
        since=since,
        arrived=register.recent.waiting.arrived(since, me.units),
        waits=register.recent.waiting.waits(me.units),
        latest=register.recent.dossiers(_LATEST, me.units),
        runs=_runs(register.runs()),
        charts=[] if me.units else charts(desk.services.totals(on)),
        states=words.DOSSIER_STATUS,
        may_key=me.role in KEY_IN and not me.units,
    )


def _runs(found: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """The last nightly run, and the last one of all where that was another."""
    night = next((one for one in found if one["kind"] == "nightly"), None)
    shown = [one for one in (night, *found[:1]) if one is not None]
    return [_run(one) for at, one in enumerate(shown) if one not in shown[:at]]


def _run(one: dict[str, object]) -> dict[str, object]:
    counts = one["counts"] if isinstance(one["counts"], dict) else {}
    told = [f"{counts[name]} {said}" for name, said in _COUNTED.items() if counts.get(name)]
    return {**one, "name": _KINDS.get(str(one["kind"]), str(one["kind"])), "told": told}
