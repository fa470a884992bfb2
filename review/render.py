"""Templates → pages: escaped, in the reader's language, with what every page shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from review.desk import desk_of
from review.difference import runs
from review.guard.sessions import form_token, secret_of
from review.languages import preferred, translations
from review.navigation import places
from review.work import trail
from schemas import masking
from schemas.account import Account
from schemas.code_words import of_finding, of_item
from schemas.office import ABOUT
from schemas.written import day, grouped, moment, money, today

_HERE = Path(__file__).parent


@cache
def environment_of(lang: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Not the new style: that takes every text, also what somebody typed, for safe markup with % in it.
    environment.install_gettext_translations(translations(lang), newstyle=False)  # type: ignore[attr-defined]
    environment.filters.update(day=day, moment=moment, money=money, grouped=grouped, runs=runs)
    environment.filters.update(masked=masking.phone, masked_text=masking.text)
    environment.filters.update(finding_words=of_finding, item_words=of_item)
    environment.globals.update(stamp=_stamp(), dict=dict)
    return environment


@cache
def _stamp() -> str:
    """Changes when a static file does, so that browsers do not keep an old one."""
    newest = max(path.stat().st_mtime for path in (_HERE / "static").rglob("*") if path.is_file())
    return f"{int(newest):x}"


def _just(request: Request) -> str:
    """The page of what was done just before, where the queue leads on: a path of ours or nothing."""
    told = request.query_params.get("vua", "")
    return told if re.fullmatch(r"/(?:cap/[A-Za-z0-9-]+/|sang-kien/|ho-so/|cum/|gop/)[A-Za-z0-9-]+", told) else ""


def _office(request: Request) -> str:
    """The office's name: what the machine's environment says holds over what was set at the desk."""
    desk = desk_of(request)
    kept = None if desk.office else desk.register.settings.get(ABOUT)
    return str(kept.data.get("name", "")) if kept and kept.data else desk.office


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a page is shown again instead of doing what was asked. `at`: the field that it is about."""

    text: str = ""
    status: int = 200
    at: str = ""


NONE = Trouble()


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A whole page, or the part that htmx asks for: the template decides by `partial`."""
    account: Account | None = getattr(request.state, "account", None)
    lang = account.lang if account else preferred(request.headers.get("accept-language", ""))
    shared = {
        "me": account,
        "lang": lang,
        "office": _office(request),
        "token": form_token(secret_of(request)) if account else "",
        "places": places(account, request.url.path),
        "partial": "hx-request" in request.headers and "hx-boosted" not in request.headers,
        "today": today(),
        "query": f"?{urlencode(trail(request))}" if trail(request) else "",
        "just": _just(request),
    }
    return HTMLResponse(environment_of(lang).get_template(template).render(**shared, **values), status)
