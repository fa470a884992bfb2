"""Kills commands at random points and looks whether anything was lost or left half done.

    python -m benchmarks.kills [--points 1000] [--seed 1] [--only move,backup]

Stops at the first that was, and says which. The move to PostgreSQL is among them where
its programs are installed.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests import postgres
from tests.kills import prepared


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="names, with commas")
    asked = parser.parse_args()
    with ExitStack() as stack:
        programs = postgres.programs()
        url = None
        if programs:
            url = stack.enter_context(stack.enter_context(postgres.server(programs)).database())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kills")))
        scenarios = [
            one
            for one in stack.enter_context(prepared(folder, url))
            if not asked.only or one.folder.name in asked.only.split(",")
        ]
        chance, begun = random.Random(asked.seed), time.monotonic()
        killed = dict.fromkeys((one.folder.name for one in scenarios), 0)
        for number in range(asked.points):
            scenario = scenarios[number % len(scenarios)]
            killed[scenario.folder.name] += scenario.kill(chance)
            if number % 50 == 49:
                print(f"{number + 1} points, {time.monotonic() - begun:.0f} s", flush=True)
    print(f"{asked.points} points, {sum(killed.values())} killed before the end, nothing lost: {killed}")


if __name__ == "__main__":
    main()
