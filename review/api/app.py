"""The JSON interface as an application of its own, mounted at /api/v1."""

from __future__ import annotations

from fastapi import Depends, FastAPI, HTTPException
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException as StarletteHTTPException

from review.api import description, dossiers, exports, innovations
from review.api.faults import ANSWERS, told
from review.api.gate import api_gate
from review.desk import Desk

PLACE = "/api/v1"
ROUTERS = (description.router, dossiers.router, innovations.router, exports.router)
_ABOUT = """Giao diện cho phần mềm khác. Mỗi lần gọi gửi kèm `Authorization: Bearer MÃ`; mã mang vai trò và phạm vi đơn
vị của tài khoản đã tạo ra nó. Số điện thoại luôn bị che. Xem docs/api.md."""


def create_api(desk: Desk) -> FastAPI:
    api = FastAPI(
        title="Sổ vàng sáng kiến",
        version="1",
        description=_ABOUT,
        dependencies=[Depends(api_gate)],
        servers=[{"url": PLACE}],
        responses=ANSWERS,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    api.state.desk = desk
    for router in ROUTERS:
        api.include_router(router)
    for kind in (StarletteHTTPException, HTTPException, RequestValidationError, Exception):
        api.add_exception_handler(kind, told)
    return api
