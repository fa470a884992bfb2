"""The desk as a web application. `create_app` is all that a server needs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import quote

from fastapi import Depends, FastAPI, HTTPException, Request
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from review.access import ChangeFirst, SignInFirst, gate
from review.api import faults
from review.api.app import PLACE, create_api
from review.desk import Desk
from review.giving import Orders
from review.guard.body import BodyLimit
from review.guard.headers import SafeHeaders
from review.pages import PAGES
from review.render import page

_SAID = {
    403: ("Không được phép", "Tài khoản này không được dùng trang đó, hoặc trang đã mở quá lâu. Tải lại rồi thử lại."),
    404: ("Không có trang này", "Địa chỉ sai, hoặc mục đó không còn. Quay về trang Hôm nay."),
    405: ("Không làm được việc này ở đây", "Quay về trang Hôm nay rồi đi theo các nút."),
    413: ("Tệp quá lớn", "Chia nhỏ tệp rồi gửi lại, hoặc chép thẳng vào thư mục nhận hồ sơ."),
    422: ("Thiếu hoặc sai mục", "Kiểm tra lại các ô vừa điền rồi gửi lại."),
    429: ("Làm quá nhanh", "Việc này vừa được làm quá nhiều lần liền. Chờ một phút rồi thử lại; không có gì bị mất."),
}
_OTHER = ("Có lỗi trong phần mềm", "Việc vừa làm chưa được ghi. Thử lại; nếu vẫn lỗi, báo người quản trị.")


def create_app(desk: Desk) -> FastAPI:
    app = FastAPI(
        title="Sổ vàng sáng kiến",
        dependencies=[Depends(gate)],
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.state.desk, app.state.orders = desk, Orders(desk)
    app.add_middleware(BodyLimit, uploads=("/nhan", f"{PLACE}/dossiers"), most=desk.most)
    app.add_middleware(SafeHeaders)
    app.mount("/static", StaticFiles(directory=Path(__file__).with_name("static")), name="static")
    app.mount(PLACE, create_api(desk), name="api")
    for router in PAGES:
        app.include_router(router)
    app.add_exception_handler(SignInFirst, _to_signin)
    app.add_exception_handler(ChangeFirst, _to_new_password)
    for kind in (StarletteHTTPException, HTTPException, Exception):
        app.add_exception_handler(kind, _told)
    return app


async def _to_signin(request: Request, _: Exception) -> Response:
    wanted = request.url.path if request.method == "GET" else "/"
    return _away(request, f"/dang-nhap?ve={quote(wanted)}")


async def _to_new_password(request: Request, _: Exception) -> Response:
    return _away(request, "/toi")


def _away(request: Request, target: str) -> Response:
    if "hx-request" in request.headers:
        return Response(status_code=401, headers={"hx-redirect": target})
    return RedirectResponse(target, 303)


async def _told(request: Request, error: Exception) -> Response:
    if request.url.path.startswith("/api/"):
        return await faults.told(request, error)
    code = error.status_code if isinstance(error, StarletteHTTPException) else 500
    title, text = _SAID.get(code, _OTHER)
    answer = page(request, "error.html", status=code, title=title, text=text, code=code)
    answer.headers.update((isinstance(error, StarletteHTTPException) and error.headers) or {})
    return answer


Handler = Callable[[Request, Exception], Awaitable[Response]]
