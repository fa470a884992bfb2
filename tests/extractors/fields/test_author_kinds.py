import pytest

from extractors.fields.author_kinds import cut_points, kind_of, unit_inside
from extractors.fields.author_lines import unwrap


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Đoàn Thị Ban", "name"),
        ("Ông Y Thông", "name"),
        ("Rcom Hlem", "maybe"),
        ("Phó Hiệu trưởng", "post"),
        ("TRƯỞNG PHÒNG", "post"),
        ("PHT", "post"),
        ("Trường Tiểu học Kim Đồng", "unit"),
        ("UBND xã Tân An", "unit"),
        ("xã Tân An", "place"),
        ("Xã hội", "other"),
        ("Tập thể Phòng Kế hoạch", "group"),
    ],
)
def test_kinds(text, kind):
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Nông Văn An Giáo viên", ["Nông Văn An ", "Giáo viên"]),
        ("Nông Văn An và Trần Thị Bé", ["Nông Văn An và ", "Trần Thị Bé"]),
        ("Đỗ Trường Giang", ["Đỗ Trường Giang"]),
        ("Phó Giám đốc Công ty Sao Mai", ["Phó Giám đốc Công ty Sao Mai"]),
        ("Phòng Văn hóa và Thông tin", ["Phòng Văn hóa và Thông tin"]),
    ],
)
def test_texts_that_run_together_are_cut(text, pieces):
    ends = [*cut_points(text), len(text)]
    assert [text[a:b] for a, b in zip([0, *ends], ends, strict=False)] == pieces


def test_a_unit_inside_a_post():
    assert unit_inside("Giáo viên Trường Kim Đồng") == len("Giáo viên ")
    assert unit_inside("Trưởng phòng Kỹ thuật") == 0


def test_forced_line_ends_are_undone_and_written_ones_stay():
    assert unwrap("Nông Văn An\nGiáo viên") == "Nông Văn An\nGiáo viên"
    assert unwrap("Cán bộ khuyến\nnông\nTrạm Khuyến nông") == "Cán bộ khuyến nông\nTrạm Khuyến nông"
    assert unwrap("- Phó Hiệu\ntrưởng\n- Sở Nội\nvụ") == "- Phó Hiệu trưởng\n- Sở Nội vụ"
