import os
import subprocess
import sys

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


_MADE = """
from matchers.corpus import Corpus
from matchers.columns import COLUMNS
from tests.matchers.records import record
rest = {"summary": "Ủ phân cho HS", "period": "03/2021 - 12/2023", "authors": ["Lù Văn Tý", "Sầm Thị Lựu"]}
titles = [f"Dạy Toán lớp {n}, khối {n + 1} năm học 2019-2020, 2021-2022 tại Nà Sim" for n in range(1, 9)]
rows = [record(title=title, **rest) for title in titles]
corpus = Corpus.of(rows)
print([corpus[name].flat.tolist() for name in COLUMNS])
"""


def test_every_process_makes_the_same_columns() -> None:
    """An index is written by one and verified by another, and each orders its sets in its own way."""
    seen = {
        subprocess.run(
            [sys.executable, "-c", _MADE], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in "123"
    }
    assert len(seen) == 1
