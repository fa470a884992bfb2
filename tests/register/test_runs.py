"""The lease: one run at a time, and a dead one is noticed."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
import sqlalchemy as sa

from register import Register, runs
from register.clock import now
from register.tables import run


def states(register: Register) -> list[str]:
    return [str(r["state"]) for r in register.runs()]


def gone_process() -> int:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def change(register: Register, **values: object) -> None:
    with register.database.write() as connection:
        connection.execute(run.update().values(values))


def test_a_run_is_kept_with_its_counts(register: Register) -> None:
    with register.run("nightly") as current:
        assert states(register) == ["running"]
        current.counts["read"] = 3
    kept = register.runs()[0]
    assert (kept["kind"], kept["state"], kept["counts"]) == ("nightly", "done", {"read": 3})
    assert isinstance(kept["finished"], dt.datetime)


def test_a_second_run_is_told_who_works(register: Register) -> None:
    with register.run("nightly"), pytest.raises(runs.Busy, match=r"Đang có một lượt xử lý khác \(nightly"):
        register.run("ingest").__enter__()
    with register.run("ingest"):
        pass
    assert states(register) == ["done", "done"]


def test_other_leases_do_not_exclude_each_other(register: Register) -> None:
    with register.run("nightly"), register.run("backup", lease="backup"):
        assert states(register) == ["running", "running"]


@pytest.mark.parametrize(("error", "state"), [(ValueError, "failed"), (KeyboardInterrupt, "interrupted")])
def test_a_run_that_breaks_off_says_so(register: Register, error: type[BaseException], state: str) -> None:
    with pytest.raises(error), register.run("nightly"):
        raise error
    assert states(register) == [state]


def test_a_killed_run_is_marked_at_the_next_start(register: Register) -> None:
    left = register.run("nightly")
    left.__enter__()
    change(register, pid=gone_process())
    with register.run("nightly"):
        assert states(register) == ["running", "interrupted"]
    assert "run-interrupted" in [line["action"] for line in register.audit()]


def test_a_run_on_another_machine_dies_by_silence_only(register: Register) -> None:
    left = register.run("nightly")
    left.__enter__()
    change(register, host="may-khac", pid=gone_process())
    with pytest.raises(runs.Busy):
        register.run("nightly").__enter__()
    change(register, heartbeat=now() - dt.timedelta(minutes=5))
    with register.run("nightly"):
        pass


def test_a_living_run_gives_signs_of_life(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "BEAT", 0.01)
    with register.run("nightly"):
        change(register, heartbeat=now() - dt.timedelta(hours=1))
        for _ in range(200):
            if beat_age(register) < dt.timedelta(minutes=1):
                break
    assert beat_age(register) < dt.timedelta(minutes=1)


def beat_age(register: Register) -> dt.timedelta:
    with register.database.read() as connection:
        return now() - connection.execute(sa.select(run.c.heartbeat)).scalar_one()
