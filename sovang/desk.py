"""`sovang desk`: serves the review desk."""

from __future__ import annotations

import sys

from register.existing import open_existing
from review.app import create_app
from review.desk import Desk
from schemas.errors import SetupError
from sovang.desk_services import services_of
from sovang.faults import LOGS
from sovang.settings import Settings

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
