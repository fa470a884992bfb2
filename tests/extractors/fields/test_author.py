import pytest

from extractors.fields.author import Authors, parse_authors
from schemas.finding import Code


def row(authors: Authors) -> list[tuple[object, ...]]:
    return [(a.full_name, a.birth_year, a.position, a.workplace, a.phone, a.share_percent) for a in authors.authors]


def asked(authors: Authors) -> set[str]:
    return {finding.field for finding in authors.findings if finding.ask}


ONE = [("Giàng A Páo", 1990, "Phó Hiệu trưởng", "Trường TH Nà Mười", "+84983111222", None)]


@pytest.mark.parametrize(
    "text",
    [
        "- Giàng A Páo\n- 1990\n- Phó Hiệu trưởng\n- Trường TH Nà Mười\n- 0983.111.222",
        "- Giàng A Páo - 1990 - Phó Hiệu trưởng - Trường TH Nà Mười - 0983.111.222",
        "- Giàng A\nPáo\n- 1990\n- Phó Hiệu\ntrưởng\n- Trường TH\nNà Mười\n- 0983.111.\n222",
        "Giàng A Páo\nSinh năm: 1990\nChức vụ: Phó Hiệu trưởng\nĐơn vị: Trường TH Nà Mười\nĐT: 0983111222",
        "Họ tên: Giàng A Páo Năm sinh: 1990 Chức danh: Phó Hiệu trưởng Nơi công tác: Trường TH Nà Mười SĐT: 0983111222",
        "Giàng A Páo, sinh năm 1990, Phó Hiệu trưởng, Trường TH Nà Mười, ĐT 0983 111 222",
        "Giàng A Páo, sinh\nnăm 1990, Phó Hiệu\ntrưởng, Trường\nTH Nà Mười,\nĐT 0983 111 222",
        "Ông Giàng A Páo (SN 1990); Chức vụ: Phó Hiệu trưởng; Đơn vị công tác: Trường TH Nà Mười; SĐT: 0983111222",
        "Ông Giàng A Páo (SN\n1990); Chức vụ:\nPhó Hiệu trưởng; Đơn vị\ncông tác: Trường TH\n"
        "Nà Mười; SĐT: 0983 111\n222",
        "1. Họ và tên: Giàng A Páo\n2. Năm sinh: 1990\n3. Chức vụ: Phó Hiệu trưởng\n"
        "4. Đơn vị: Trường TH Nà Mười\n5. Điện thoại: 0983111222",
    ],
)
def test_one_author_in_every_style(text):
    authors = parse_authors(text, {})
    assert row(authors) == ONE
    assert authors.authors[0].is_principal
    assert not asked(authors)
    assert authors.leftover == ""


TWO = [
    ("Lò Thị Én", 1987, "Giáo viên", "Trường Hoa Ban", "+84912000111", 40.0),
    ("Vi Văn Kham", 1979, "Tổ trưởng chuyên môn", "Trường Hoa Ban", "+84912000222", 60.0),
]


@pytest.mark.parametrize(
    "text",
    [
        "1. Lò Thị Én (40%), sinh năm 1987, Giáo viên, Trường Hoa Ban, ĐT 0912000111\n"
        "2. Vi Văn Kham (60%), sinh năm 1979, Tổ trưởng chuyên môn, Trường Hoa Ban, ĐT 0912000222",
        "- 1. Lò Thị Én (40%)\n- 1987\n- Giáo viên\n- Trường Hoa Ban\n- 0912.000.111\n"
        "- 2. Vi Văn Kham (60%)\n- 1979\n- Tổ trưởng chuyên môn\n- Trường Hoa Ban\n- 0912.000.222",
        "1. Bà Lò Thị Én (40%) (SN 1987); Chức vụ: Giáo viên; Đơn vị: Trường Hoa Ban; SĐT: 0912000111 "
        "2. Ông Vi Văn Kham (60%) (SN 1979); Chức vụ: Tổ trưởng chuyên môn; Đơn vị: Trường Hoa Ban; SĐT: 0912000222",
        "Họ và tên: Lò Thị Én\nTỷ lệ đóng góp: 40%\nNăm sinh: 1987\nChức vụ: Giáo viên\nĐơn vị: Trường Hoa Ban\n"
        "ĐT: 0912000111\nHọ và tên: Vi Văn Kham\nTỷ lệ đóng góp: 60%\nNăm sinh: 1979\nChức vụ: Tổ trưởng chuyên môn\n"
        "Đơn vị: Trường Hoa Ban\nĐT: 0912000222",
    ],
)
def test_two_authors_and_the_larger_share_leads(text):
    authors = parse_authors(text, {})
    assert row(authors) == TWO
    assert [author.is_principal for author in authors.authors] == [False, True]
    assert not asked(authors)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Nhóm tác giả: Phạm Văn Đức, Vũ Thị Lan và Đỗ Quang Huy (Khoa Nội)",
            ["Phạm Văn Đức", "Vũ Thị Lan", "Đỗ Quang Huy"],
        ),
        ("Nguyễn Văn An (chủ nhiệm); thành viên: Trần Bình, Lê Chi", ["Nguyễn Văn An", "Trần Bình", "Lê Chi"]),
        ("Hồ Thị Kăn Sương\nH'Hen Niê\nY Thông", ["Hồ Thị Kăn Sương", "H'Hen Niê", "Y Thông"]),
        ("BSCKII. Trần Văn Nam, ThS. Lê Thị Mai", ["Trần Văn Nam", "Lê Thị Mai"]),
        ("NGUYỄN THỊ THUỶ", ["NGUYỄN THỊ THUỶ"]),
        ("Nguyễn Văn Trường, Đoàn Thị Ban", ["Nguyễn Văn Trường", "Đoàn Thị Ban"]),
    ],
)
def test_lists_of_names(text, names):
    authors = parse_authors(text, {})
    assert [author.full_name for author in authors.authors] == names
    assert sum(author.is_principal for author in authors.authors) == 1
    assert not asked(authors)


def test_a_unit_behind_bare_names_is_everybodys():
    authors = parse_authors("Nông Văn Tâm\nTrần Thị Bích\nPhòng Kỹ thuật - Công ty Gạch Tân Lập", {})
    assert {author.workplace for author in authors.authors} == {"Phòng Kỹ thuật - Công ty Gạch Tân Lập"}
    assert not asked(authors)


def test_titles_before_the_name_are_kept_apart():
    author = parse_authors("ThS. BSCKII. Trần Văn Nam - Trưởng khoa Nội - Bệnh viện Đa khoa tỉnh", {}).authors[0]
    assert (author.honorific, author.full_name, author.position) == ("ThS. BSCKII.", "Trần Văn Nam", "Trưởng khoa Nội")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Lê Thị Mai và cộng sự", "authors"),
        ("Tập thể Phòng Kế hoạch", "authors"),
        ("Nguyễn Văn An (60%)\nTrần Văn Bé (30%)", "authors"),
        ("Nguyễn Văn An, SN 1885, Giáo viên", "authors[0].birth_year"),
        ("Nguyễn Văn An, SN l985, Giáo viên", "authors[0].birth_year"),
        ("Nguyễn Văn An - SĐT: 0912.345.67", "authors[0].phone"),
        ("Nguyễn Văn An, ĐT O912.345.678", "authors[0].phone"),
        ("Nguyễn Văn An, Giáo viên Trường Tiểu học Kim Đồng", "authors[0].workplace"),
        ("Nguyễn Văn An Trần Thị Nguyễn Bé", "authors[0].full_name"),
        ("- 1985\n- Giáo viên", "authors"),
        ("1. Nguyễn Văn An\nSN 1980\n2. Lê Thị Bé\nSN 1985\nTrường Tiểu học Kim Đồng", "authors[0].workplace"),
        ("", "authors"),
        ("Không", "authors"),
    ],
)
def test_doubts_are_asked_about(text, field):
    assert field in asked(parse_authors(text, {}))


def test_absent_facts_are_noted_but_not_asked_about():
    authors = parse_authors("Nguyễn Văn An", {})
    assert {f.code for f in authors.findings} == {
        Code.MISSING_BIRTH_YEAR, Code.MISSING_POSITION, Code.MISSING_WORKPLACE, Code.MISSING_PHONE,
    }  # fmt: skip
    assert not asked(authors)


def test_what_found_no_place_is_left_over():
    assert parse_authors("Nguyễn Văn An\nĐT: hỏi văn phòng\nChức vụ: Giáo viên", {}).leftover == "hỏi văn phòng"


def test_named_ignores_are_not_left_over():
    authors = parse_authors("Nguyễn Văn An, Giới tính: Nam, Dân tộc: Tày, Chức vụ: Giáo viên, Email: an@truong.vn", {})
    assert authors.authors[0].position == "Giáo viên"
    assert authors.leftover == ""
