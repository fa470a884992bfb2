"""The desk in a real browser: Debian's Chromium, driven headless, on a desk served from this process."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from starlette.testclient import TestClient

from schemas.account import Role
from tests.review.conftest import PASSWORD

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
HOW_TO_GET = "Chromium is missing: apt-get install chromium (docs/design.md, “How are the screens tested?”)"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip(HOW_TO_GET)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # As root Chromium needs --no-sandbox; it only ever opens our own pages.
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def served(client: TestClient) -> Iterator[str]:
    """The desk's address."""
    assert isinstance(client.app, FastAPI)
    config = uvicorn.Config(client.app, port=0, log_level="warning", access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
        assert thread.is_alive(), "the desk did not start"
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def screen(chromium: Any, served: str, person: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """Somebody signed in, looking at a page of his own."""
    opened = []

    def signed_in(name: str = "lan", role: Role = Role.ADMIN, **more: Any) -> Any:
        width, height = more.pop("size", (1366, 768))
        scripts = more.pop("scripts", True)
        scheme = more.pop("scheme", "light")
        person(name, role, **more)
        context = chromium.new_context(
            base_url=served,
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            color_scheme=scheme,
            locale="vi-VN",
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto("/dang-nhap")
        page.fill("#name", name)
        page.fill("#password", PASSWORD)
        page.click("button.main")
        page.wait_for_url("**/")
        return page

    yield signed_in
    for context in opened:
        context.close()
