"""Layouts as data: a small file is enough, and a wrong one says what is wrong."""

from __future__ import annotations

import pytest

from extractors.forms import FORMS, is_repeat
from extractors.forms.form import find_layout
from extractors.forms.layouts import form_of, layout
from tests.extractors.factory import grid_of

WORKSHOP = """
name = "Phiếu xưởng"
needs = [["authors"], ["title"], ["summary"]]
[headings]
"Thợ nghĩ ra" = "authors"
"Món cải tiến" = "title"
"Làm thế nào" = "summary"
"""
ROWS = [["TT", "Thợ nghĩ ra", "Món cải tiến", "Làm thế nào"], ["1", "Nông Văn Thử", "Giá đỡ cáp", "Hàn giá ba chân."]]


def test_a_layout_brings_its_own_wordings() -> None:
    found = find_layout(grid_of(ROWS), [*FORMS, form_of("workshop", WORKSHOP)])
    assert found is not None
    assert found.form.id == "workshop"
    assert found.columns == {0: "ordinal", 1: "authors", 2: "title", 3: "summary"}
    assert is_repeat(grid_of(ROWS).row(0), found)


def test_wordings_of_one_layout_mean_nothing_in_the_others() -> None:
    assert find_layout(grid_of(ROWS), FORMS) is None


def test_every_layout_has_a_name_of_its_own() -> None:
    assert len({form.id for form in FORMS}) == len({form.name for form in FORMS}) == len(FORMS)


def test_a_wrong_file_names_itself_and_its_fault() -> None:
    with pytest.raises(ValueError, match=r"layouts/no-such-paper\.toml"):
        layout("no-such-paper")
    with pytest.raises(ValueError, match="neds"):
        form_of("odd", 'name = "x"\nneds = [["title"]]')
