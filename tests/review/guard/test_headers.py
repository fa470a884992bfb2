from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from tests.review.browser import Browser


@pytest.mark.parametrize("path", ["/dang-nhap", "/", "/khong-co", "/static/desk.css", "/healthz"])
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "server" not in headers


def test_only_static_files_are_kept_by_the_browser(client: TestClient) -> None:
    assert client.get("/dang-nhap").headers["cache-control"] == "no-store"
    assert "max-age" in client.get("/static/desk.css").headers["cache-control"]


def test_pages_have_no_code_of_their_own_and_call_nobody(browser: Callable[..., Browser]) -> None:
    text = browser().get("/").text
    assert "<script>" not in text
    assert " onclick=" not in text
    assert " style=" not in text
    assert "http://" not in text.replace("http://www.w3.org", "")
    assert "https://" not in text


def test_what_people_write_is_shown_as_text(browser: Callable[..., Browser]) -> None:
    text = browser(shown="<script>alert(1)</script>").get("/").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text
