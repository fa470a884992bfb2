"""Several threads, several processes, and processes that are killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from register import Register
from register.db import Database, batches
from schemas.errors import SetupError
from schemas.source import Channel
from tests.register.builders import NINE, received, result, stored

# Takes in twelve dossiers, then reads all that waits; run again and again until nothing is left to do.
WORKER = """
import sys
from pathlib import Path
from register import Register
from tests.register.builders import received, result
register = Register.open(Path(sys.argv[1]), *sys.argv[2:])
print("open", flush=True)
for number in range(12):
    received(register, b"%d" % number)
for dossier_id in register.pending():
    register.begin(dossier_id)
    register.save(dossier_id, result())
    register.save_pairs([], [r.id for r in register.uncompared()])
"""


def start(data: Path, url: str | None) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WORKER, str(data), *([url] if url else [])]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_threads_write_at_the_same_time_and_nothing_is_lost(register: Register) -> None:
    def work(number: int) -> str:
        content = stored(register, str(number // 2).encode())  # every content comes twice
        dossier, _ = register.receive(f"ho-so-{number}", Channel.FOLDER, [content], NINE)
        register.save(dossier.id, result())
        return dossier.id

    with ThreadPoolExecutor(6) as pool:
        ids = set(pool.map(work, range(20)))
    assert len(ids) == 10
    assert sorted(d.id for d in register.dossiers()) == sorted(ids)
    assert len(list(register.innovations())) == 30
    assert register.counts().received_again == 10
    assert register.verify() == []


def test_readers_are_not_stopped_by_a_writer(register: Register) -> None:
    dossier_id = received(register)
    with register.database.write() as connection:
        connection.execute(sa.text("UPDATE dossier SET status = 'complete'"))
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(register.pending).result(timeout=5) == [dossier_id]
    assert register.pending() == []


def test_an_error_inside_a_transaction_takes_all_of_it_back(database: Database) -> None:
    def half() -> None:
        with database.write() as connection:
            connection.execute(sa.text("INSERT INTO counter (name, value) VALUES ('x', 1)"))
            raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        half()
    with database.read() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM counter WHERE name = 'x'")) == 0


def test_foreign_keys_are_enforced(database: Database) -> None:
    with pytest.raises(sa.exc.DatabaseError), database.write() as connection:
        row = "(99, 0, 'ten', 'sha', NULL, 'pdf', 'read', NULL, 0, NULL)"
        connection.execute(sa.text(f"INSERT INTO part VALUES {row}"))


def test_processes_open_and_fill_a_new_register_together(tmp_path: Path, empty_url: str | None) -> None:
    workers = [start(tmp_path, empty_url) for _ in range(3)]
    assert [worker.wait(60) for worker in workers] == [0, 0, 0]
    register = Register.open(tmp_path, empty_url)
    assert len(list(register.innovations())) == 36
    assert register.verify() == []
    register.close()


def test_a_killed_process_loses_and_doubles_nothing(tmp_path: Path, url: str | None) -> None:
    chance = random.Random(7)
    for _ in range(5):
        worker = start(tmp_path, url)
        assert worker.stdout is not None
        if worker.stdout.readline():
            time.sleep(chance.uniform(0, 0.25))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    register = Register.open(tmp_path, url)
    for dossier_id in register.pending():  # some were cut short more often than a live one ever is
        register.retry(dossier_id, "thu")
    register.close()
    assert start(tmp_path, url).wait(60) == 0
    register = Register.open(tmp_path, url)
    assert {d.status for d in register.dossiers()} == {"complete"}
    assert len(list(register.dossiers())) == 12
    assert len({i.id for i in register.innovations()}) == len(list(register.innovations())) == 36
    assert [p for p in register.verify() if p.what != "temporary"] == []
    register.close()


def test_writers_wait_for_each_other(register: Register) -> None:
    held, done = threading.Event(), threading.Event()

    def slow() -> None:
        with register.database.write():
            held.set()
            done.wait(0.3)

    thread = threading.Thread(target=slow)
    thread.start()
    held.wait()
    received(register)
    thread.join()
    assert len(register.pending()) == 1


def test_a_folder_that_cannot_be_made_stops_with_advice(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SetupError, match="Không mở được sổ"):
        Register.open(tmp_path / "file" / "data")


def test_batches_are_small_and_complete() -> None:
    found = list(batches(range(1201)))
    assert [len(b) for b in found] == [500, 500, 201]
    assert found[2][-1] == 1200


def test_originals_lie_beside_the_database(tmp_path: Path) -> None:
    register = Register.open(tmp_path)
    assert stored(register).path.is_relative_to(tmp_path / "originals")
    assert (tmp_path / "sovang.db").exists()
    register.close()
