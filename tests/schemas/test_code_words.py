"""Every code has its words, and no page or list shows a code."""

from __future__ import annotations

import re
from pathlib import Path

from schemas.code_words import FINDINGS, ITEMS, finding_of, of_finding, of_item
from schemas.errors import ItemCode
from schemas.finding import Code

ROOT = Path(__file__).parents[2]


def test_every_code_has_words_of_its_own() -> None:
    assert {*FINDINGS} == {*Code}
    assert {*ITEMS} == {*ItemCode}
    for words in (FINDINGS, ITEMS):
        assert len({*words.values()}) == len(words)
        assert not [said for said in words.values() if re.search(r"[a-z]-[a-z]|_", said)]


def test_a_finding_is_known_by_its_words_too() -> None:
    assert finding_of("Thiếu bảng tổng hợp") == finding_of("thieu bang tong hop") == Code.MISSING_TABLE
    assert finding_of("missing-table") == Code.MISSING_TABLE
    assert finding_of("thiếu") is None
    assert (of_finding("missing-table"), of_item("encrypted"), of_item("later")) == (
        "thiếu bảng tổng hợp",
        "có mật khẩu",
        "later",
    )


def test_no_page_of_the_desk_shows_a_code() -> None:
    shown = re.compile(r"\{\{\s*[\w.]*(finding|error)\.code\s*\}\}")
    pages = (ROOT / "review" / "templates").glob("*.html")
    assert [page.name for page in pages if shown.search(page.read_text("utf-8"))] == []
