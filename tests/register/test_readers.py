"""Several people read while one load writes: nobody is turned away, and nobody sees half a dossier."""

from __future__ import annotations

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from register import Register
from register.search.query import Query
from tests.register.builders import reading, received, result

ROWS, DOSSIERS, READERS = 20, 10, 3
THINKING = 0.02  # seconds between two looks


def test_readers_go_on_during_a_load(register: Register) -> None:
    rows = result(*(reading(n, f"Cải tiến máy cắt rãnh gỗ {n}") for n in range(1, ROWS + 1)))
    begun, ended = threading.Event(), threading.Event()

    def load() -> None:
        for number in range(DOSSIERS):
            register.save(received(register, b"%d" % number), rows)
            begun.set()
        ended.set()

    def look() -> int:
        begun.wait(30)
        seen = 0
        while not ended.is_set():
            counted = Counter(one.dossier.id for one in register.innovations())
            assert {*counted.values()} <= {ROWS}
            assert register.finder.page(Query(words="may cat")).hits
            assert sum(register.counts().innovations.values()) % ROWS == 0
            seen += 1
            time.sleep(THINKING)
        return seen

    with ThreadPoolExecutor(READERS + 1) as pool:
        readers = [pool.submit(look) for _ in range(READERS)]
        pool.submit(load).result()
        assert all(reader.result() for reader in readers)
    assert sum(register.counts().innovations.values()) == ROWS * DOSSIERS
    assert register.verify() == []
