from __future__ import annotations

from extractors.readers.laid import Word, cell_text, lines_of, split_at_gaps
from extractors.text.lines import LaidLine, join_lines


def words(text: str, x: float, y: float, letter: float = 5.0) -> list[Word]:
    """A line of text set in letters of one width, from x on, at height y."""
    out = []
    for piece in text.split(" "):
        out.append(Word(piece, x, y, x + letter * len(piece), y + 10))
        x += letter * (len(piece) + 1)
    return out


def test_lines_from_scattered_words() -> None:
    scattered = [*words("dòng hai", 0, 20), *words("dòng một", 0, 4)]
    assert [[w.text for w in line] for line in lines_of(scattered)] == [["dòng", "một"], ["dòng", "hai"]]


def test_columns_side_by_side_come_apart() -> None:
    line = [*words("LIÊN ĐOÀN", 0, 0), *words("CỘNG HÒA", 120, 0)]
    assert [" ".join(w.text for w in part) for part in split_at_gaps(line)] == ["LIÊN ĐOÀN", "CỘNG HÒA"]


def test_a_soft_wrap_is_undone_and_a_written_break_stays() -> None:
    # A cell 100 wide: `Trường Tiểu học` (75) leaves room for a short word, so the break after `Kỹ sư` was written.
    cell = [*words("Kỹ sư", 4, 0), *words("Trường Tiểu học", 4, 12), *words("Nghiên", 4, 24)]
    assert cell_text(cell, 0, 100) == "Kỹ sư\nTrường Tiểu học Nghiên"


def test_list_items_are_new_lines_however_full_the_line_before() -> None:
    lines = [LaidLine("- Công ty Cơ khí Bản Mẫu", 0, 98, 5, 4), LaidLine("- 0912 000 111", 0, 60, 5, 4)]
    assert join_lines(lines, 100) == "- Công ty Cơ khí Bản Mẫu\n- 0912 000 111"
