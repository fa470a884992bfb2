"""A process that puts together and takes apart, killed at any moment: it is one or the other, never half."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from register import Register
from schemas.match import Judgement
from tests.register.builders import NINE, TITLES, alike, reading, received, result

ROOT = Path(__file__).parent.parent.parent
WORK = """
import sys
from pathlib import Path
from register import Register
register = Register.open(Path(sys.argv[1]))
while True:
    if register.merging.away():
        register.merging.undo(sys.argv[2], "thu")
    print("apart", flush=True)
    register.merging.apply(register.merging.plan(sys.argv[2:]), "thu")
    print("together", flush=True)
"""
_KILLS = 5


def test_killed_at_any_moment_it_is_whole_or_not_at_all(tmp_path: Path) -> None:
    register = Register.open(tmp_path)
    ids = []
    for n, summary in enumerate(("Hàn.", "Hàn thêm cữ chặn.", "Hàn lại.")):
        key = received(register, bytes([n]), NINE.replace(day=8 + n))
        register.save(key, result(reading(1, TITLES[0], summary=summary)))
        ids.append(f"{key}-001")
    for other in ids[1:]:
        register.judge(alike(ids[0], other), Judgement.SAME, "thu")
    apart = list(register.innovations())
    register.merging.apply(register.merging.plan(ids), "thu")
    together = list(register.innovations())
    chance = random.Random(5)
    for _ in range(_KILLS):
        command = [sys.executable, "-c", WORK, str(tmp_path), *ids]
        running = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
        assert running.stdout is not None
        for _ in range(chance.randint(1, 4)):
            assert running.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.05))
        running.kill()
        running.wait()
        running.stdout.close()
        found = list(register.innovations())
        assert found in (apart, together)
        assert (register.merging.away() == {*ids[1:]}) == (found == together)
        assert register.verify() == []
    register.close()
