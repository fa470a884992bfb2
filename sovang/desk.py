"""`sovang desk`: serves the review desk."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date

from register.register import Register
from review.app import create_app
from review.desk import Desk
from review.services import Services
from schemas.errors import SetupError
from schemas.units.totals import Total
from sovang.settings import Settings

_LOCAL = ("127.0.0.1", "::1", "localhost")


def desk(settings: Settings, host: str, port: int) -> int:
    """Serves until it is stopped; returns the exit status. Raises SetupError when nobody could sign in."""
    import uvicorn

    register = Register.open(settings.data, settings.database)
    try:
        if not any(not one.disabled for one in register.accounts.all()):
            raise SetupError(
                "Chưa có tài khoản nào. Thêm trước: `sovang user add TÊN --name 'Họ và tên' --role admin`."
            )
        print(f"Bàn thẩm định: http://{host}:{port}/ (Ctrl-C để dừng)", file=sys.stderr)
        if host not in _LOCAL:
            print("Lưu ý: đang mở cho cả mạng; nên đặt sau một máy chủ https.", file=sys.stderr)
        served = Desk(register, settings.data / "pages", Services(totals=_totals(settings)), office=settings.office)
        uvicorn.run(
            create_app(served), host=host, port=port, log_level="warning", access_log=False, server_header=False
        )
    finally:
        register.close()
    return 0


def _totals(settings: Settings):  # type: ignore[no-untyped-def]
    from flows.office import open_office
    from flows.progress import report

    def totals(on: date) -> list[Total]:
        office = replace(open_office(settings.data, settings.database), province=settings.province)
        try:
            return report(office, on).totals
        finally:
            office.register.close()

    return totals
