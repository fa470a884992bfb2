from __future__ import annotations

import re
from collections.abc import Callable

from starlette.testclient import TestClient

from register import Register, tokens
from tests.review.browser import Browser

Browsers = Callable[..., Browser]


def made(mine: Browser, label: str = "máy văn thư") -> str:
    answer = mine.post("/toi/ma", {"label": label})
    found = re.search(r"sovang_[\w-]{43}", answer.text)
    assert found, answer.text
    return found[0]


def test_a_token_is_shown_once_and_works_until_it_is_taken_back(browser: Browsers, register: Register) -> None:
    mine = browser()
    secret = made(mine)
    page = mine.get("/toi/ma").text
    assert secret not in page
    assert "máy văn thư" in page
    call = TestClient(mine.client.app, headers={"authorization": f"Bearer {secret}"})
    assert call.get("/api/v1/innovations").status_code == 200
    [held] = register.tokens.of("lan")
    assert mine.post(f"/toi/ma/{held.id}/thu-hoi").status_code == 303
    assert call.get("/api/v1/innovations").status_code == 401


def test_nobody_takes_back_the_token_of_another(browser: Browsers, register: Register) -> None:
    made(browser("lan"))
    [held] = register.tokens.of("lan")
    assert browser("minh").post(f"/toi/ma/{held.id}/thu-hoi").status_code == 404
    assert register.tokens.of("lan") == [held]


def test_a_token_without_a_name_and_one_too_many_are_refused(browser: Browsers, register: Register) -> None:
    mine = browser()
    assert mine.post("/toi/ma", {"label": "  "}).status_code == 422
    for n in range(tokens.MOST):
        register.tokens.make(f"dấu {n}", "lan", f"máy {n}", "lan")
    answer = mine.post("/toi/ma", {"label": "thêm"})
    assert answer.status_code == 409
    assert "Thu hồi mã không dùng" in answer.text
