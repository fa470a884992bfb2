from matchers.compare.alignment import alignment
from matchers.compare.batch import Batch
from tests.matchers.records import EFFECT, SUMMARY, record, said

A = record()
ANEW = (
    "Nắp lật được gắn cho từng khoang nên rửa nhanh; máng tự rót thì bố trí dọc chuồng. Cám đổ buổi sáng, người nuôi "
    "làm một lần là xong. Phao báo cạn và lưới chắn chim sẻ cũng được gắn, nhờ thế cám không rơi vãi."
)
OWN_ENDS = [
    "Hố ủ phân bên cạnh dùng men vi sinh, che bạt đen hai lớp, sau bốn tuần đem bón cho vườn bưởi của hợp tác xã.",
    "Đàn vịt bầu thả ở ao dưới được ăn thêm bèo tấm phơi héo trộn bột ngô, tối lùa về chuồng có đèn sưởi.",
]


def test_a_part_has_nothing_of_its_own() -> None:
    part = record("b", summary=SUMMARY.split(". ")[0] + ".")
    assert said("own", A, part).score == 1.0
    assert said("own", A, part).detail == "Bản này nằm trọn trong bản kia"
    assert said("passages", A, part).score == 1.0


def test_one_author_s_next_work_has_passages_of_its_own_on_both_sides() -> None:
    one, other = (record(name, summary=f"{SUMMARY} {end}") for name, end in zip("ab", OWN_ENDS, strict=True))
    found = said("own", one, other)
    assert found.score < 0.45
    assert "đoạn riêng" in found.detail
    assert said("own", one, A).score > 0.9


def test_other_numbers_are_no_other_text() -> None:
    last, this = (
        f"Đội {n} lắp {n} phao ở {n} khoang, sau {n} tháng giảm {n} công mỗi lứa so với năm {n}." for n in (7, 9)
    )
    assert said("own", record(summary=last), record("b", summary=this)).score == 1.0


def test_things_named_side_by_side_stay_so_in_other_sentences() -> None:
    anew, something_else = record("b", summary=ANEW), record("b", summary=" ".join(OWN_ENDS))
    assert said("things", A, anew).score > 0.3 > said("things", A, something_else).score
    assert said("wording", A, anew).score < 0.4


def test_short_texts_say_nothing() -> None:
    short = record("b", summary="Như trên.")
    assert [said(code, A, short) for code in ("own", "passages", "things")] == [None] * 3


def test_what_is_found_of_a_pair_depends_on_no_other_pair() -> None:
    alone = Batch.of_two(A, record("b", summary=EFFECT)).made(alignment)
    turned = Batch.of_two(record("a", summary=EFFECT), record("b")).made(alignment)
    assert [float(mass[0]) for mass in alone.own] == [float(mass[0]) for mass in reversed(turned.own)]
