"""Vietnamese is the source; English says the same."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from review.languages import preferred, translations
from review.render import environment_of
from schemas.account import Role
from tests.review.browser import Browser
from tools import messages

ALMOST = 0.95  # of all texts: pages that were added since the last `python -m tools.messages` may lack theirs


def test_english_has_what_the_pages_say() -> None:
    """What is listed here: `python -m tools.messages`, then translate it in review/locale/en.po."""
    lacking = messages.missing()
    whole = len(messages.wanted())
    assert whole > 300
    assert len(lacking) <= (1 - ALMOST) * whole, lacking


def test_no_translation_loses_what_it_has_to_carry() -> None:
    """Commands, placeholders and line ends are the same on both sides."""
    kept = re.compile(r"`[^`]+`|%\(\w+\)s|\{\w*\}|\n")
    for message in messages.catalogue():
        if message.id and message.string:
            assert sorted(kept.findall(str(message.id))) == sorted(kept.findall(str(message.string))), message.id


def test_nothing_stands_in_the_catalogue_that_no_page_says() -> None:
    said = {message.id for message in messages.wanted()}
    spare = [message.id for message in messages.catalogue() if message.id and message.id not in said]
    assert len(spare) <= (1 - ALMOST) * len(said), spare


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("", "vi"),
        ("en-GB,en;q=0.9", "en"),
        ("fr, en;q=0.5, vi;q=0.8", "vi"),
        ("vi,en", "vi"),
        ("de", "vi"),
        ("en;q=x;;,,," * 100, "en"),
        ("*", "vi"),
    ],
)
def test_before_signing_in_the_browser_chooses(header: str, lang: str) -> None:
    assert preferred(header) == lang


def test_an_account_chooses_its_language(browser: Callable[..., Browser], client: TestClient) -> None:
    mine = browser(role=Role.ADMIN, lang="en")
    text = mine.get("/so").text
    assert '<html lang="en">' in text
    assert "Register of innovations" in text
    assert "Sổ sáng kiến" not in text
    assert '<html lang="vi">' in browser("minh").get("/so").text
    assert "Sign in" in client.get("/dang-nhap", headers={"accept-language": "en"}).text


@pytest.mark.parametrize("lang", ["vi", "en", "xx"])
def test_what_somebody_typed_is_never_markup_nor_a_pattern(lang: str) -> None:
    shown = environment_of(lang).from_string("{{ _(said) }}").render(said="<b>100% %(x)s</b>")
    assert shown == "&lt;b&gt;100% %(x)s&lt;/b&gt;"


def test_an_unknown_text_stays_what_it_is() -> None:
    assert translations("en").gettext("chữ không ai dịch") == "chữ không ai dịch"
