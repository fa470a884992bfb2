"""The store against the batch over the same rows: the same candidates, counts and decisions, whatever happened."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from matchers.corpus import Corpus
from matchers.find import MatchSettings, duplicates_among
from matchers.index import Caps
from matchers.ranges import candidates
from matchers.statistics import Statistics
from matchers.store import Store, manifest, merging
from matchers.store.comparing import compared
from schemas.match import Comparison, Record
from tests.matchers.test_index import drawn

CAPS = Caps(best=3, best_text=2, small=20, holders=9, looked_at=12)
SETTINGS = MatchSettings(caps=CAPS)
IN_ORDER = sorted


def batch(rows: list[Record]) -> list[Comparison]:
    """What comparing all rows at once finds, in the order of the list."""
    by_id = IN_ORDER(rows, key=lambda record: record.id)
    place = {record.id: at for at, record in enumerate(by_id)}
    older, newer = candidates(Corpus.of(rows), CAPS)
    ends = np.array([place[record.id] for record in rows], dtype=np.int64)
    pairs = np.sort(np.stack([ends[older], ends[newer]], axis=1), axis=1)
    return duplicates_among(Corpus.of(by_id), pairs, Statistics.of(Corpus.of(rows)), SETTINGS)


def same_counts(store: Store, rows: list[Record]) -> None:
    plain, kept, corpus = Statistics.of(Corpus.of(rows)), store.statistics(), Corpus.of(rows)
    words = np.unique(corpus["summary"].flat).astype(np.uint64)
    people = np.unique(corpus["who"].flat).astype(np.uint64)
    runs = np.arange(4000, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    assert kept.total == plain.total == len(rows)
    assert kept.weights(words).tolist() == plain.weights(words).tolist()
    assert kept.bearers(people).tolist() == plain.bearers(people).tolist()
    assert kept.run_counts(runs).tolist() == plain.run_counts(runs).tolist()


def all_rows(store: Store) -> np.ndarray:
    return store.alive(0, store.manifest.rows)


def add(store: Store, records: list[Record], stamps: list[int]) -> np.ndarray:
    first = store.manifest.rows
    with store.changing():
        store.reserve(len(records))
        first = store.manifest.rows
        store.append(records, stamps)
    return store.alive(first, store.manifest.rows)


@pytest.mark.parametrize("seed", range(4))
def test_a_store_that_grows_says_of_new_rows_what_the_batch_says(tmp_path: Path, seed: int) -> None:
    rows, by_chance, at = drawn(90, seed), random.Random(seed), 0
    by_chance.shuffle(rows)  # rows come in no order of their ids
    while at < len(rows):
        end = min(len(rows), at + by_chance.randint(1, 25))
        store = Store(tmp_path)  # opened anew each time
        found = compared(store, add(store, rows[at:end], [*range(at, end)]), SETTINGS)
        new = {record.id for record in rows[at:end]}
        assert found == [pair for pair in batch(rows[:end]) if {pair.id_a, pair.id_b} & new]
        at = end
    same_counts(Store(tmp_path), rows)
    assert compared(Store(tmp_path), all_rows(Store(tmp_path)), SETTINGS) == batch(rows)


@pytest.mark.parametrize("seed", range(4))
def test_rows_that_step_back_or_change_leave_no_trace(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "_MOST_PARTS", 3)
    monkeypatch.setattr(merging, "_MOST_GONE", 12)
    monkeypatch.setattr(merging, "_DENSE", 20)
    by_chance, stock = random.Random(seed), drawn(200, seed)
    rows: list[Record] = []
    for step in range(14):
        store = Store(tmp_path)
        gone = by_chance.sample(rows, min(len(rows) // 3, by_chance.randint(0, 6)))
        changed = [r.model_copy(update={"summary": by_chance.choice(stock).summary}) for r in gone[::2]]
        fresh = [*changed, *(stock.pop() for _ in range(by_chance.randint(0, 12)))]
        rows = [*(row for row in rows if row not in gone), *fresh]
        with store.changing():
            store.step_back(store.rows_of([record.id for record in gone]))
            if fresh:
                store.reserve(len(fresh))
                store.append(fresh, [step] * len(fresh))
            store.settle()
        assert len(store) == len(rows)
        assert [*store.stamps()] == [record.id for record in rows]
    assert len(store.manifest.parts) <= 4
    same_counts(store, rows)
    assert compared(store, all_rows(store), SETTINGS) == batch(rows)


def test_a_row_is_found_by_its_id_and_known_by_its_stamp(tmp_path: Path) -> None:
    store = Store(tmp_path)
    add(store, [Record(id="à", title="một"), Record(id="b")], [7, 9])
    assert store.rows_of(["b", "không có", "à"]).tolist() == [0, 1]
    with store.changing():
        store.step_back(store.rows_of(["à"]))
    assert (store.stamps(), store.total_stamp(), len(store)) == ({"b": 9}, 9, 1)
    add(store, [Record(id="à", title="hai")], [11])
    assert store.rows_of(["à"]).tolist() == [2]
    assert Store(tmp_path).stamps() == {"b": 9, "à": 11}


def test_an_empty_store_is_no_error(tmp_path: Path) -> None:
    store = Store(tmp_path / "index")
    assert (len(store), store.made_anew, store.stamps(), store.damaged()) == (0, True, {}, [])
    assert compared(store, all_rows(store), SETTINGS) == []
    with store.changing():
        store.settle()
        store.clear()


@pytest.mark.parametrize("harm", ["cut", "gone", "manifest", "other version"])
def test_what_is_damaged_is_not_used(tmp_path: Path, harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    add(store, drawn(9, 1), [*range(9)])
    [file] = [tmp_path / part.file.name for part in store.manifest.parts]
    if harm == "cut":
        file.write_bytes(file.read_bytes()[:-1])
    elif harm == "gone":
        file.unlink()
    elif harm == "manifest":
        path = tmp_path / manifest.NAME
        path.write_bytes(path.read_bytes().replace(b'"rows":9', b'"rows":8'))
    else:
        monkeypatch.setattr(manifest, "made_by", lambda: "a later version")
    again = Store(tmp_path)
    assert (len(again), again.made_anew) == (0, True)


def test_a_changed_byte_is_told(tmp_path: Path) -> None:
    store = Store(tmp_path)
    add(store, drawn(9, 1), [*range(9)])
    assert store.damaged() == []
    name = store.manifest.parts[0].file.name
    data = bytearray((tmp_path / name).read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / name).write_bytes(data)
    assert store.damaged() == [name]


GROWING = """
import sys; from pathlib import Path
from matchers.store import Store, merging
from tests.matchers.test_index import drawn
merging._MOST_PARTS = 2
store, rows = Store(Path(sys.argv[1])), drawn(400, 2)
print("ready", flush=True)
for at in range(0, 400, 2):
    with store.changing():
        store.step_back(store.rows_of([rows[at - 3].id]) if at > 3 else store.alive(0, 0))
        store.reserve(2); store.append(rows[at : at + 2], [at, at + 1]); store.settle()
"""


@pytest.mark.parametrize("seed", range(5))
def test_a_kill_leaves_a_store_that_holds_together(tmp_path: Path, seed: int) -> None:
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
    child = subprocess.Popen([sys.executable, "-c", GROWING, tmp_path], stdout=subprocess.PIPE, env=environment)
    assert child.stdout is not None
    child.stdout.readline()
    time.sleep(random.Random(seed).uniform(0.02, 0.9))
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    store, known = Store(tmp_path), {record.id: record for record in drawn(400, 2)}
    assert store.damaged() == []
    rows = [known[key] for key in store.stamps()]
    with store.changing():
        store.settle()  # as the next change does: killed half-way, its tables have the size of what was planned
    same_counts(store, rows)
    assert compared(store, all_rows(store), SETTINGS) == batch(rows)
    with store.changing():
        assert {path.name for path in tmp_path.iterdir()} - {"lock", manifest.NAME} == {
            file.name for file in store.manifest.files
        }


def test_what_was_looked_at_is_given_back(tmp_path: Path) -> None:
    store = Store(tmp_path)
    add(store, drawn(400, 1), [*range(400)])

    def held() -> int:
        lines = Path("/proc/self/smaps").read_text().split("\n")
        at = [number for number, line in enumerate(lines) if line.endswith(store.manifest.parts[0].file.name)]
        return sum(int(line.split()[1]) for n in at for line in lines[n : n + 6] if line.startswith("Rss:"))

    total = sum(int(array.sum()) for array in store.segments[0].arrays.values())
    assert held() > 300  # KiB
    store.release()
    assert held() < 100
    assert sum(int(array.sum()) for array in store.segments[0].arrays.values()) == total
