"""A change that another site sends, or that carries no token of ours, is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.review.browser import OWN, Browser


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://xau.example"},
        {"origin": "null"},
    ],
)
def test_another_site_changes_nothing(browser: Callable[..., Browser], headers: dict[str, str]) -> None:
    mine = browser()
    assert mine.post("/dang-xuat", headers=headers).status_code == 403
    assert mine.get("/").status_code == 200  # still signed in


def test_a_form_without_the_token_changes_nothing(browser: Callable[..., Browser]) -> None:
    mine = browser()
    for values in ({}, {"_token": ""}, {"_token": "0" * 64}, {"_token": "không"}):
        assert mine.client.post("/dang-xuat", data=values, headers=OWN).status_code == 403
    assert mine.get("/").status_code == 200


def test_the_token_of_another_session_is_worthless(browser: Callable[..., Browser]) -> None:
    mine, other = browser("lan"), browser("minh")
    answer = mine.client.post("/dang-xuat", data={"_token": other.token()}, headers=OWN)
    assert answer.status_code == 403


def test_a_script_sends_the_token_in_a_header(browser: Callable[..., Browser]) -> None:
    mine = browser()
    headers = {**OWN, "x-sovang-token": mine.token()}
    assert mine.client.post("/dang-xuat", headers=headers).status_code == 303
    assert mine.get("/").status_code == 303  # signed out
