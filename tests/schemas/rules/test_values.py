from __future__ import annotations

import pytest

from schemas.dossier import Letter
from schemas.innovation import Author, Reading, Source
from schemas.rules.values import ages, filled_in
from tests.schemas.cases import case, codes, day, row


def test_what_the_form_asks_for_and_the_row_lacks() -> None:
    empty = Reading(source=Source(file="a", sha256="0" * 64))
    assert set(codes(list(filled_in(empty, case())))) == {
        "missing-title", "missing-authors", "missing-application_period", "missing-summary", "missing-effect"
    }  # fmt: skip
    assert set(codes(list(filled_in(empty, case(columns=set()))))) == {"missing-title", "missing-authors"}
    assert not list(filled_in(row(), case()))


@pytest.mark.parametrize(
    ("born", "odd"), [(2005, False), (2006, True), (1946, False), (1945, True), (None, False), (2030, True)]
)
def test_an_age_at_which_nobody_works(born: int | None, odd: bool) -> None:
    found = list(ages(row(authors=[Author(full_name="A"), Author(full_name="B", birth_year=born)]), case()))
    assert codes(found) == ["birth-year-implausible"] * odd
    assert all(f.field == "authors[1].birth_year" and f.ask for f in found)


def test_without_a_period_the_letters_day_counts() -> None:
    old = row(None, authors=[Author(full_name="A", birth_year=1940)])
    assert codes(list(ages(old, case(letter=Letter(date=day("2021-04-01")))))) == ["birth-year-implausible"]
    assert not list(ages(old, case()))
