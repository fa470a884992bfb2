"""A change must come from one of our own pages."""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from starlette.requests import Request

from review.guard.sessions import form_token, secret_of

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
HEADER, FIELD = "x-sovang-token", "_token"


def from_elsewhere(request: Request) -> bool:
    """Whether the browser itself says that another site sent the request; old browsers say nothing."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


async def token_is_right(request: Request) -> bool:
    """The token in the header (scripts) or in the form (plain pages)."""
    given = request.headers.get(HEADER)
    if given is None:
        form = await request.form()
        given = str(form.get(FIELD, ""))
    return hmac.compare_digest(given.encode(), form_token(secret_of(request)).encode())
