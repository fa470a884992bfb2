import numpy as np

from matchers.columns import COLUMNS
from matchers.normal import prepare
from matchers.runs import word_keys
from tests.matchers.records import record


def test_no_column_of_an_ordinary_record_is_empty() -> None:
    side = prepare(record(title="Dạy Toán lớp 4 năm học 2021-2022 tại Hợp tác xã Nà Sim"))
    rows = {name: column.of(side) for name, column in COLUMNS.items()}
    assert [name for name, row in rows.items() if not row] == []


def test_words_of_the_summary_and_their_keys_are_in_step() -> None:
    for text in ("Như trên.", "", "Kỹ thuật\u00a0ủ–phân cho HS; đảo_đều 2 lần/tuần " * 3, "Hoà giải"):
        side = prepare(record(summary=text))
        assert np.frombuffer(side.summary_keys, ">u4").tolist() == word_keys(side.summary.split()).tolist()


def test_hostile_numbers_are_left_out() -> None:
    side = prepare(record(birth_year=-5, benefit_vnd=10**30, phone="9" * 400, authors=["Lù Văn Tý"] * 1000))
    assert [len(COLUMNS[name].of(side)) for name in ("born", "benefit", "phones")] == [0, 0, 0]
    assert len(COLUMNS["authors"].of(side)) < 800
    assert len(prepare(record(summary="chữ " * 10**6)).summary_keys) < 40_000
