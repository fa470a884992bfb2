import pytest

from extractors.fields.author import parse_authors
from extractors.fields.author_values import split_values

NAMES = "Lò Thị Én (60%)\nVi Văn Kham (40%)"


def asked(columns: dict[str, str]) -> set[str]:
    return {finding.field for finding in parse_authors("", columns).findings if finding.ask}


def test_parallel_lines_and_one_unit_for_all():
    authors = parse_authors("", {
        "full_name": NAMES, "birth_year": "1974\n1971", "position": "Giáo viên\nPhó Hiệu trưởng",
        "workplace": "Trường Tiểu học\nNà Mười", "phone": "0912.000.11\n1\n0912.000.22\n2",
    }).authors  # fmt: skip
    assert [a.birth_year for a in authors] == [1974, 1971]
    assert [a.position for a in authors] == ["Giáo viên", "Phó Hiệu trưởng"]
    assert [a.workplace for a in authors] == ["Trường Tiểu học Nà Mười"] * 2
    assert [a.phone for a in authors] == ["+84912000111", "+84912000222"]
    assert [a.share_percent for a in authors] == [60.0, 40.0]
    assert [a.is_principal for a in authors] == [True, False]


def test_a_sheets_own_numbers():
    authors = parse_authors("", {"full_name": "Lò Thị Én\nVi Văn Kham", "share_percent": "0.6\n0.4", "phone": ""})
    assert [a.share_percent for a in authors.authors] == [60.0, 40.0]
    one = parse_authors("", {"full_name": "Lò Thị Én", "birth_year": "1985.0", "phone": "912345678.0"}).authors[0]
    assert (one.birth_year, one.phone) == (1985, "+84912345678")


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({"full_name": NAMES, "phone": "0912000111"}, "authors"),
        ({"full_name": NAMES, "birth_year": "1974\n1971\n1980"}, "authors"),
        ({"full_name": NAMES, "workplace": "Phòng Kỹ thuật\nCông ty Gạch Tân Lập"}, "authors[0].workplace"),
        ({"full_name": NAMES, "position": "Kỹ sư\nĐiều phối dự án"}, "authors[1].position"),
        ({"full_name": "Lò Thị Én", "birth_year": "31168"}, "authors[0].birth_year"),
        ({"full_name": "", "birth_year": "1980"}, "authors"),
    ],
)
def test_counts_that_disagree_are_asked_about(columns, field):
    assert field in asked(columns)


def test_a_unit_beside_the_post_and_a_phone_in_the_unit():
    one = parse_authors("", {"full_name": "Lò Thị Én", "position": "Giáo viên, Trường Tiểu học Nà Mười"}).authors[0]
    assert (one.position, one.workplace) == ("Giáo viên", "Trường Tiểu học Nà Mười")
    two = parse_authors("", {"full_name": "Lò Thị Én", "workplace": "Sở Nội vụ, ĐT: 0912345678"}).authors[0]
    assert (two.workplace, two.phone) == ("Sở Nội vụ", "+84912345678")


@pytest.mark.parametrize(
    ("text", "key", "texts"),
    [
        ("Phó Chủ\ntịch\nCông chức\nVăn hóa -\nXã hội", "position", ["Phó Chủ tịch", "Công chức Văn hóa - Xã hội"]),
        ("Giáo\nviên", "position", ["Giáo viên", "Giáo viên"]),
        ("giáo viên\nnhân viên", "position", ["giáo viên", "nhân viên"]),
        ("GV\nGV", "position", ["GV", "GV"]),
        ("- Giáo viên\n- Thủ thư", "position", ["Giáo viên", "Thủ thư"]),
        ("Trưởng phòng; Thủ thư", "position", ["Trưởng phòng", "Thủ thư"]),
        ("Trường\nTHPT\nTân An", "workplace", ["Trường THPT Tân An"] * 2),
        ("Điện lực\nTân An\nSở Nội vụ", "workplace", ["Điện lực Tân An", "Sở Nội vụ"]),
    ],
)
def test_lines_of_a_narrow_column(text, key, texts):
    values = split_values(text, 2, key)
    assert values.texts == texts
    assert values.sure


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Agribank Tân An\nVietcombank Tân An", "workplace"),
        ("Khoa Nội\nBệnh viện Đa khoa", "workplace"),
        ("Kỹ sư\nPha chế", "position"),
        ("Kỹ sư\nGiáo viên\nVăn thư", "position"),
    ],
)
def test_lines_that_cannot_be_told_apart_are_not_sure(text, key):
    assert not split_values(text, 2, key).sure
