"""What programs are told when something does not go: a stable code, and a Vietnamese line for whoever looks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import HTTPException, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.responses import JSONResponse, Response


class Fault(BaseModel):
    """`field`: what of the request it is about, where it is about one thing."""

    code: str
    message: str
    field: str | None = None


class Failure(BaseModel):
    error: Fault


_SAID: Mapping[int, tuple[str, str]] = {
    400: ("bad-request", "Yêu cầu viết sai: xem mô tả ở /api/v1/openapi.json."),
    401: ("no-token", "Thiếu mã truy cập, hoặc mã đã hết hạn hay bị thu hồi. Tạo mã mới ở trang Thiết lập của tôi."),
    403: ("not-allowed", "Vai trò của tài khoản này không được làm việc đó. Nhờ người quản trị."),
    404: ("not-found", "Không có mục này, hoặc nó nằm ngoài phạm vi đơn vị của tài khoản."),
    405: ("method-not-allowed", "Địa chỉ này không nhận cách gọi đó: xem mô tả ở /api/v1/openapi.json."),
    409: ("changed-since", "Mục này vừa thay đổi. Lấy lại rồi làm tiếp."),
    413: ("too-large", "Tệp gửi lên quá lớn. Chia nhỏ rồi gửi lại, hoặc chép thẳng vào thư mục nhận hồ sơ."),
    415: ("not-multipart", "Gửi tệp dưới dạng multipart/form-data, mỗi tệp một mục tên “files”."),
    422: ("invalid", "Thiếu hoặc sai mục: xem mô tả ở /api/v1/openapi.json."),
    429: ("too-fast", "Gọi quá nhanh. Chờ một phút rồi gọi tiếp."),
}
_OTHER = ("internal-error", "Có lỗi trong phần mềm; việc vừa gọi chưa được ghi. Thử lại; nếu vẫn lỗi, báo quản trị.")
ANSWERS: dict[int | str, dict[str, Any]] = {
    code: {"model": Failure, "description": _SAID[code][1]} for code in (400, 401, 403, 404, 422, 429)
}


class Refused(HTTPException):
    """A refusal with a code and a line of its own."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(status, message)
        self.code = code


def answer(status: int, *, said: tuple[str, str] | None = None, field: str | None = None) -> JSONResponse:
    code, message = said or _SAID.get(status, _OTHER)
    told = Failure(error=Fault(code=code, message=message, field=field))
    return JSONResponse(told.model_dump(exclude_none=True), status)


async def told(_: Request, error: Exception) -> Response:
    """Every error as JSON, whatever raised it."""
    if isinstance(error, RequestValidationError):
        return answer(422, field=_first(error))
    if isinstance(error, Refused):
        return answer(error.status_code, said=(error.code, str(error.detail)))
    status = error.status_code if isinstance(error, StarletteHTTPException) else 500
    found = answer(status)
    found.headers.update((isinstance(error, StarletteHTTPException) and error.headers) or {})
    return found


def _first(error: RequestValidationError) -> str | None:
    """The first thing that is wrong, as the description names it; never what was sent."""
    where = next((one["loc"] for one in error.errors()), ())
    return ".".join(str(part) for part in where[1:])[:100] or None
