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
        served = Desk(register, settings.data / "pages", _services(settings), office=settings.office)
        uvicorn.run(
            create_app(served), host=host, port=port, log_level="warning", access_log=False, server_header=False
        )
    finally:
        register.close()
    return 0


def _services(settings: Settings) -> Services:
    """What the desk asks of the flows; these are loaded when they are first asked."""
    from flows.office import Office, open_office
    from flows.progress import report

    def office() -> Office:
        return replace(open_office(settings.data, settings.database), province=settings.province)

    def totals(on: date) -> list[Total]:
        opened = office()
        try:
            return report(opened, on).totals
        finally:
            opened.register.close()

    def programmes() -> dict[str, str]:
        opened = office()
        try:
            return {one.id: one.name for one in opened.programmes}
        finally:
            opened.register.close()

    return Services(totals, programmes)
