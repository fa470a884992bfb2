"""`sovang desk`: serves the review desk."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from register.existing import open_existing
from register.register import Register
from review.app import create_app
from review.desk import Desk
from review.services import Made, Services, Taken
from schemas.errors import SetupError
from schemas.export import Asked
from schemas.source import Channel
from schemas.units.totals import Total
from sovang.background import Background
from sovang.faults import LOGS
from sovang.settings import Settings

if TYPE_CHECKING:
    from flows.office import Office

_LOCAL = ("127.0.0.1", "::1", "localhost")


def desk(settings: Settings, host: str, port: int) -> int:
    """Serves until it is stopped; returns the exit status. Raises SetupError when nobody could sign in."""
    import uvicorn

    register = open_existing(settings.data, settings.database)
    try:
        if not any(not one.disabled for one in register.accounts.all()):
            raise SetupError(
                "Chưa có tài khoản nào. Thêm trước: `sovang user add TÊN --name 'Họ và tên' --role admin`."
            )
        print(f"Bàn thẩm định: http://{host}:{port}/ (Ctrl-C để dừng)", file=sys.stderr)
        if host not in _LOCAL:
            print("Lưu ý: đang mở cho cả mạng; nên đặt sau một máy chủ https.", file=sys.stderr)
        served = Desk(register, settings.data / "pages", services_of(settings, register), office=settings.office)
        uvicorn.run(create_app(served), host=host, port=port, log_config=LOGS, access_log=False, server_header=False)
    finally:
        register.close()
    return 0


def services_of(settings: Settings, register: Register) -> Services:
    """What the desk asks of the flows; these are loaded when they are first asked."""
    empty = settings.data / "uploads" / "none"
    empty.mkdir(parents=True, exist_ok=True)
    # In the environment: what stands in a command line everybody on the machine can read.
    place = {"SOVANG_DATA": str(settings.data), **({"SOVANG_DATABASE": settings.database} if settings.database else {})}
    background = Background(["ingest", f"{empty}/", "--json"], place, lambda: bool(register.pending()))

    @contextmanager
    def office() -> Iterator[Office]:
        from flows.office import open_office

        opened = replace(open_office(settings.data, settings.database), province=settings.province)
        try:
            yield opened
        finally:
            opened.register.close()

    def totals(on: date) -> list[Total]:
        from flows.progress import report

        with office() as opened:
            return report(opened, on).totals

    def programmes() -> dict[str, str]:
        with office() as opened:
            return {one.id: one.name for one in opened.programmes}

    def take(items: Sequence[Path]) -> Taken:
        from flows.intake import take_in

        with office() as opened:
            found = take_in(replace(opened, limits=settings.limits), items, channel=Channel.UPLOAD)
        return Taken(found.new, found.again, found.refused, found.ignored)

    def give(what: str, asked: Asked, target: tuple[str, Path]) -> Made:
        from flows.giving import give as run

        with office() as opened:
            given = run(opened, what, asked, target)
        return Made(given.rows, given.remarks)

    if register.pending():
        background.wake()
    return Services(totals, programmes, take, background.wake, give)
