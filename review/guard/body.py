"""How much a request may send: little, but for uploads."""

from __future__ import annotations

from collections.abc import Collection

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

USUAL = 2**20  # bytes
_TOO_MUCH = "Tệp gửi lên quá lớn. Chia nhỏ rồi gửi lại, hoặc chép thẳng vào thư mục nhận hồ sơ."


class TooMuch(Exception):
    """More came than was allowed."""


def _refusal(scope: Scope) -> Response:
    if scope["path"].startswith("/api/"):
        return JSONResponse({"error": {"code": "too-large", "message": _TOO_MUCH}}, 413)
    return PlainTextResponse(_TOO_MUCH, 413)


class BodyLimit:
    """Middleware. What says beforehand that it is too large is refused at once, what is so in secret is cut off."""

    def __init__(self, app: ASGIApp, uploads: Collection[str], most: int) -> None:
        self.app, self.uploads, self.most = app, uploads, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        allowed = self.most if scope["path"] in self.uploads else USUAL
        told = dict(scope["headers"]).get(b"content-length", b"0")
        if told.isdigit() and int(told) > allowed:
            await _refusal(scope)(scope, receive, send)
            return
        came, answered = 0, False

        async def receiving() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > allowed:
                raise TooMuch
            return message

        async def sending(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await self.app(scope, receiving, sending)
        except TooMuch:
            if not answered:
                await _refusal(scope)(scope, receive, send)
