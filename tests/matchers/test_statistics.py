import numpy as np
import pytest

from matchers import statistics
from matchers.corpus import Corpus
from matchers.runs import word_keys
from matchers.statistics import Statistics
from schemas.match import Record
from tests.matchers.records import record

ROWS = [record(f"r{n}", summary=f"{record().summary} Riêng hộ thứ {n} dùng máng gỗ lim.") for n in range(300)]
STATS = Statistics.of(Corpus.of(ROWS))


def test_a_rare_word_weighs_more_than_a_common_one_and_an_unknown_one_most() -> None:
    common, rare = Record(id="x", title="Ươm ba kích"), Record(id="y", title="Ươm sa nhân")
    stats = Statistics.of(Corpus.of([*ROWS, *(common.model_copy(update={"id": f"x{n}"}) for n in range(40)), rare]))
    weights = stats.weights(word_keys(["mang", "kich", "sa", "chua"])).tolist()
    assert weights[0] < weights[1] < weights[2] <= weights[3] <= 1.0


def test_without_a_register_stock_words_weigh_least() -> None:
    stock, ordinary = Statistics().weights(word_keys(["bien", "chuong"]))
    assert 0.05 <= stock < ordinary <= 1.0
    assert Statistics().bearers(word_keys(["ai"])).tolist() == [1]


def test_passages_that_stand_everywhere_are_counted_up_to_a_limit() -> None:
    assert int(STATS.runs.max()) == statistics.MOST_COUNTED


def test_counting_in_parts_by_several_processes_counts_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics, "_CHUNK", 37)
    monkeypatch.setattr(statistics, "_SLOTS", 1000)
    monkeypatch.setattr(statistics, "cores", lambda: 3)
    parts = Statistics.of(Corpus.of(ROWS))
    for name in ("total", "words", "word_counts", "people", "people_counts", "runs"):
        np.testing.assert_array_equal(getattr(parts, name), getattr(STATS, name), err_msg=name)
