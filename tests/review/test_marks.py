from __future__ import annotations

import pytest

from review.marks import marked, passage, wanted

TEXT = "Máy lọc bụi cho xưởng gỗ"


def hits(text: str, query: str) -> list[str]:
    return [piece.text for piece in marked(text, wanted(query)) if piece.hit]


@pytest.mark.parametrize(
    ("query", "found"),
    [("may", ["Máy"]), ("BỤI gỗ", ["bụi", "gỗ"]), ("lọ", []), ("", []), ("“lọc”,", ["lọc"]), ("%_*", [])],
)
def test_whole_words_are_marked_with_and_without_accents(query: str, found: list[str]) -> None:
    assert hits(TEXT, query) == found


def test_nothing_of_a_text_is_lost() -> None:
    for query in ("may loc", "go", "", "xưởng"):
        assert "".join(piece.text for piece in marked(TEXT, wanted(query))) == TEXT


def test_a_passage_is_short_and_around_the_first_mark() -> None:
    text = f"{'đầu ' * 60}Tìm thấy {'cuối ' * 60}"
    found = passage(text, wanted("thay"))
    whole = "".join(piece.text for piece in found)
    assert len(whole) < 200
    assert whole.startswith("…")
    assert [piece.text for piece in found if piece.hit] == ["thấy"]
    assert passage(text, wanted("khác")) == []
