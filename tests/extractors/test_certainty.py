"""The chance of a field: by its own words, and never higher for more doubt."""

from __future__ import annotations

import pytest

from extractors.certainty import EVIDENCE, GROUPS, Weighed, weighed
from schemas.grid import Doubt
from schemas.innovation import Accepted, Author, FieldReading

CELL = "Lò Văn Mẫu, sinh năm 1980, Kỹ sư, Trạm Khuyến nông, ĐT 0912 000 111"


def row(*doubts: Doubt) -> dict[str, Weighed]:
    """A row whose author cell has these words in doubt, both readers agreeing on all values."""
    person = Author(full_name="Lò Văn Mẫu", birth_year=1980, position="Kỹ sư", workplace="Trạm Khuyến nông")
    person.phone = "+84912000111"
    accepted = Accepted(authors=[person], title="Cải tiến lò sấy", effect="Tiết kiệm 35 triệu đồng", benefit_vnd=35)
    fields = {
        "authors": FieldReading(as_read=CELL, doubts=list(doubts)),
        "title": FieldReading(as_read="Cải tiến lò sấy"),
        "effect": FieldReading(as_read="Tiết kiệm 35 triệu đồng"),
    }
    return {found.path: found for found in weighed(accepted, accepted.model_copy(deep=True), fields)}


@pytest.mark.parametrize(
    ("word", "path"),
    [
        ("Mẫu,", "authors[0].full_name"),
        ("1980,", "authors[0].birth_year"),
        ("sư,", "authors[0].position"),
        ("Khuyến", "authors[0].workplace"),
        ("0912", "authors[0].phone"),
    ],
)
def test_a_word_in_doubt_counts_where_it_stands(word: str, path: str) -> None:
    plain, doubted = row(), row(Doubt(word, 0.3))
    fallen = {p for p in plain if doubted[p].chance < plain[p].chance - 0.05}
    assert fallen == {path}
    assert [doubt.text for doubt in doubted[path].words] == [word]


def test_more_doubt_never_makes_a_field_likelier() -> None:
    for group, leaves in GROUPS.items():
        for place in range(len(EVIDENCE)):
            values = [[0.2] * len(EVIDENCE) for _ in range(3)]
            for step, line in enumerate(values):
                line[place] = 0.5 * step
            chances = [Weighed("x", leaves[0], tuple(line), (), differs=False).chance for line in values]
            assert chances == sorted(chances, reverse=True), (group, EVIDENCE[place])


def test_figures_that_differ_are_doubtful_whatever_their_chance() -> None:
    sure = tuple([0.0] * len(EVIDENCE))
    assert Weighed("authors[0].phone", "phone", sure, (), differs=True).doubtful
    assert not Weighed("authors[0].phone", "phone", sure, (), differs=False).doubtful


def test_empty_fields_are_not_weighed() -> None:
    assert "application_period" not in row()
    assert "authors[0].share_percent" not in row()
