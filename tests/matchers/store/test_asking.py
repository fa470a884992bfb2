"""What is said of a row that is being typed is what would be said of it had it come last."""

from __future__ import annotations

from pathlib import Path

from matchers.corpus import columns_of
from matchers.store import Store
from matchers.store.asking import likely, older, reopened
from matchers.store.comparing import candidates_of
from tests.matchers.store.test_store import SETTINGS, add
from tests.matchers.test_index import drawn


def test_a_question_says_what_comparing_would(tmp_path: Path) -> None:
    records = drawn(120, 3)
    store = Store(tmp_path)
    add(store, records, [*range(1, len(records) + 1)])
    told = 0
    for one in records[::7]:
        typed = one.model_copy(update={"id": "zz"})
        other = Store(tmp_path / one.id)
        rows = add(other, [*records, typed], [*range(1, len(records) + 2)])
        came_last = candidates_of(other, rows[-1:], SETTINGS)[:, 0]
        assert older(store, columns_of([typed]), SETTINGS).tolist() == came_last.tolist()
        asked = {(c.id_a, c.id_b): c.score for c in likely(store, typed, SETTINGS)}
        assert asked.get((one.id, "zz"), 0.0) > 0.5, "a row that is there already is found"
        told += len(asked)
    assert told > 10


def test_asking_writes_nothing_and_sees_what_came_meanwhile(tmp_path: Path) -> None:
    records = drawn(30, 5)
    store = Store(tmp_path)
    assert likely(store, records[0]) == []
    add(Store(tmp_path), records, [*range(1, 31)])
    before = sorted((path.name, path.stat().st_mtime_ns) for path in tmp_path.iterdir())
    fresh = reopened(store)
    assert len(fresh) == 30
    assert reopened(fresh) is fresh
    assert all(records[3].id not in (c.id_a, c.id_b) or c.id_a != c.id_b for c in likely(fresh, records[3]))
    assert sorted((path.name, path.stat().st_mtime_ns) for path in tmp_path.iterdir()) == before
