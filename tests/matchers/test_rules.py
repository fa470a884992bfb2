from __future__ import annotations

from matchers import compare, find_duplicates, statistics_of
from schemas.match import Record

CASING = (
    "Bố trí bàn khai báo có mái che tại cổng trạm, phát thẻ ba màu theo mức độ nguy cơ; người sốt và ho đi lối riêng "
    "vào phòng khám sàng lọc, không qua sảnh chờ chung của trạm y tế xã."
)
OTHERS = [
    Record(id=f"x{n}", title=title, authors=[name], summary=text)
    for n, (title, name, text) in enumerate(
        [
            (
                "Giá phơi chè nhiều tầng",
                "Lò Văn Một",
                "Dùng khung tre và lưới thép làm giá phơi chè nhiều tầng quay được.",
            ),
            ("Sổ tay vận hành trạm bơm", "Vàng Thị Hai", "Soạn sổ tay có ảnh từng bước vận hành, treo tại trạm bơm."),
            ("Tủ sách lưu động", "Hà Văn Ba", "Đóng tủ sách có bánh xe, mỗi tuần chuyển tới một điểm trường lẻ."),
        ]
    )
]


def test_a_text_lifted_by_other_people_is_always_shown() -> None:
    mine = Record(
        id="a", title="Phân luồng người bệnh từ cổng", authors=["Nông Thị Mẫu"], summary=CASING, benefit="Bớt chờ."
    )
    theirs = Record(
        id="b", title="Chia lối đi cho người bệnh", authors=["Lục Thị Thử"], summary=CASING, benefit="An toàn."
    )
    [pair] = find_duplicates([mine, theirs, *OTHERS])
    assert (pair.id_a, pair.id_b, pair.verdict) == ("a", "b", "review")
    assert "must-be-seen" in {reason.code for reason in pair.reasons}


def test_the_same_person_speaking_of_the_same_things_is_always_shown() -> None:
    person = {"authors": ["Lù A Thử"], "birth_year": 1976, "phone": "0912000764"}
    first = Record(
        id="a", title="Ủ chua thân cây ngô cho trâu, bò trong mùa rét", period="Tháng 3/2021", **person,
        summary="Thân ngô tươi băm nhỏ, trộn muối và cám gạo, nén chặt trong túi hai lớp, ba tuần sau cho bò ăn.",
    )  # fmt: skip
    again = Record(
        id="b", title="Dự trữ thức ăn cho gia súc từ phụ phẩm cây ngô", period="Tháng 2/2022", **person,
        summary="Băm ngắn thân, lá ngô, trộn cám gạo và muối, nén kín túi hai lớp cho trâu, bò ăn mùa rét.",
    )  # fmt: skip
    other = Record(
        id="c", title="Máng uống tự động cho đàn gà", period="Tháng 3/2021", **person,
        summary="Dùng ống nhựa và van phao cũ làm máng uống tự động, nước luôn sạch, không phải thay bằng tay.",
    )  # fmt: skip
    stats = statistics_of([first, again, other, *OTHERS])
    assert compare(first, again, stats).verdict != "different"
    assert compare(first, other, stats).verdict == "different"
    assert compare(again, other, stats).verdict == "different"


def test_another_grade_is_another_innovation_whatever_is_shared() -> None:
    person = {"authors": ["Lò Thị Thử"], "birth_year": 1985, "phone": "0912000111", "summary": CASING}
    one = Record(id="a", title="Dạy phép chia cho học sinh lớp 3", **person)
    two = Record(id="b", title="Dạy phép chia cho học sinh lớp 5", **person)
    assert "must-be-seen" not in {r.code for r in compare(one, two, statistics_of([one, two])).reasons}


def test_another_subject_of_another_teacher_is_not_accused() -> None:
    """Two teachers of one school fill one title and one text with their subjects."""
    title, text = (
        "Một số biện pháp nâng cao chất lượng dạy học môn {} cho học sinh lớp 3",
        "{} Môn {} được dạy theo nhóm.",
    )
    rows = [
        Record(id=key, title=title.format(subject), authors=[name], summary=text.format(CASING, subject))
        for key, subject, name in (("a", "Tiếng Anh", "Lò Văn Một"), ("b", "Tin học", "Vàng Thị Hai"))
    ]
    assert compare(*rows, statistics_of(rows)).verdict == "different"
    assert find_duplicates(rows) == []


NAMES = ["Sáu", "Bảy", "Tám", "Chín", "Mười", "Lan", "Cúc", "Đào", "Mai", "Sen", "Huệ", "Hồng"]


def test_a_copy_that_came_with_effect_and_period_is_shown_though_others_have_the_text() -> None:
    said = {
        "title": "Phân luồng người bệnh từ cổng",
        "summary": CASING,
        "benefit": "Người bệnh bớt chờ hai giờ mỗi lượt.",
    }
    crowd = [
        Record(id=f"m{n}", authors=[f"Họ {name}"], period=f"Năm {2000 + n}", **said) for n, name in enumerate(NAMES)
    ]
    copied = [
        Record(id=key, authors=[name], period="Từ tháng 3/2022", **said)
        for key, name in (("a", "Nông Thị Mẫu"), ("b", "Lục Thị Thử"))
    ]
    stats = statistics_of([*crowd, *copied])
    assert compare(*copied, stats).verdict == "review"
    assert compare(crowd[0], crowd[5], stats).verdict == "different"


def test_a_text_taken_whole_under_nearly_the_same_title_is_shown_though_the_copier_added_to_it() -> None:
    more = f"{CASING} Nhân viên trực thay nhau ghi sổ, cuối tuần báo cáo số lượt người bệnh cho ban lãnh đạo bệnh viện."
    mine = Record(id="a", title="Quy trình phân luồng người bệnh từ cổng viện", authors=["Nông Thị Mẫu"], summary=more)
    theirs = Record(id="b", title="Quy trình phân luồng người bệnh từ cổng", authors=["Lục Thị Thử"], summary=CASING)
    [pair] = find_duplicates([mine, theirs, *OTHERS])
    assert pair.verdict == "review"
    assert "must-be-seen" in {reason.code for reason in pair.reasons}
