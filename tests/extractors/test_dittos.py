from __future__ import annotations

import pytest

from extractors.dittos import is_ditto, undo_dittos
from extractors.tables import Piece, TableRow


@pytest.mark.parametrize("mark", ["nt", "-nt-", "- nt -", "nt.", "n/t", "Như trên", '"', "„", "''", "//", '-"-', "〃"])
def test_marks(mark: str) -> None:
    assert is_ditto(mark)


@pytest.mark.parametrize("text", ["-", "", "Nt 5", "Trên", "x", "Như trên đã nêu, giảm chi phí", "'"])
def test_no_marks(text: str) -> None:
    assert not is_ditto(text)


def row(**fields: list[str]) -> TableRow:
    return TableRow(1, 1, 1, {name: [Piece(t, 1, "a") for t in texts] for name, texts in fields.items()})


def test_a_mark_stands_for_what_is_above() -> None:
    below = row(workplace=["nt"])
    assert undo_dittos(below, row(workplace=["Trạm", "Bản Mẫu"]).fields) == []
    assert [(p.text, p.written) for p in below.fields["workplace"]] == [("Trạm\nBản Mẫu", "nt")]


def test_the_second_authors_mark_stands_for_the_first_authors_fact() -> None:
    both = row(workplace=["Trạm Bản Mẫu", "nt"])
    assert undo_dittos(both, {}) == []
    assert [p.text for p in both.fields["workplace"]] == ["Trạm Bản Mẫu", "Trạm Bản Mẫu"]


@pytest.mark.parametrize("mark", ["nt", "Như số 1", "Xem mục 3", "Giống như dòng trên", "(Trùng với sáng kiến số 2)"])
def test_marks_with_nothing_to_repeat_are_told(mark: str) -> None:
    assert undo_dittos(row(position=[mark], note=["nt"]), {}) == ["position"]


@pytest.mark.parametrize(
    "text", ["Như Ý", "Trung tâm Y tế Hà Đông", "Trung tâm Chuyển đổi số", "Giống lúa vụ đông", "Trung đội 3"]
)
def test_units_and_names_point_nowhere(text: str) -> None:
    assert undo_dittos(row(workplace=[text]), {}) == []


def test_a_long_row_of_dots_costs_no_time() -> None:
    assert undo_dittos(row(effect=["như trên" + "." * 90_000 + "a"]), {}) == []
