"""Eight people read while one load writes ten thousand rows: who waits, and for how long.

    python -m benchmarks.readers [--rows 10000] [--per 50] [--there 2000] [--readers 8] [--database URL]

`--per`: rows in one dossier, which is one transaction. Each reader is a process that looks something up, thinks for a
fifth of a second, and looks up the next. Prints, for each kind of look-up, milliseconds on the clock and of CPU.
"""

from __future__ import annotations

import argparse
import multiprocessing as mp
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from register import Register
from register.search.query import Query
from schemas.dossier import DossierResult
from tests.register.builders import reading, received, result

PAUSE = 0.2
WORDS = ("máy cắt", "lo hoi", "phần mềm chấm công", "giá treo", "cai tien", "Lò Thử")


def rows_of(number: int, per: int) -> DossierResult:
    chance = random.Random(number)
    rows = []
    for row in range(1, per + 1):
        words = " ".join(chance.choice(WORDS) for _ in range(3))
        summary = " ".join(chance.choice(WORDS) for _ in range(60))
        rows.append(reading(row, f"{words} {number}-{row}", ("effect",) if row % 5 == 0 else (), summary=summary))
    return result(*rows)


def load(register: Register, start: int, rows: int, per: int) -> float:
    """Seconds of the longest transaction."""
    longest = 0.0
    for number in range(start, start + rows // per):
        dossier_id = received(register, b"%d" % number)
        found = rows_of(number, per)
        begun = time.monotonic()
        register.save(dossier_id, found)
        longest = max(longest, time.monotonic() - begun)
    return longest


def looks(register: Register, chance: random.Random) -> dict[str, Callable[[], object]]:
    known = [d.id for d in register.dossiers(["HS2021-00001", "HS2021-00002", "HS2021-00003"])]
    return {
        "find": lambda: register.finder.page(Query(words=chance.choice(WORDS))),
        "newest": lambda: register.finder.page(Query()),
        "dossier": lambda: list(register.innovations([chance.choice(known)])),
        "status": register.counts,
    }


def read(data: Path, url: str | None, seed: int, stop: Any, told: Any) -> None:
    register, chance = Register.open(data, url), random.Random(seed)
    times: list[tuple[str, float, float]] = []
    errors: list[str] = []
    actions = looks(register, chance)
    while not stop.is_set():
        name = chance.choice([*actions])
        begun, worked = time.monotonic(), time.process_time()
        try:
            actions[name]()
        except Exception as error:  # whatever it is, it is what is looked for
            errors.append(f"{type(error).__name__}: {str(error)[:100]}")
        times.append((name, time.monotonic() - begun, time.process_time() - worked))
        time.sleep(PAUSE)
    told.put((times, errors))
    register.close()


def measure(data: Path, url: str | None, asked: argparse.Namespace) -> tuple[list[tuple[str, float, float]], list[str]]:
    register = Register.open(data, url)
    load(register, 0, asked.there, min(50, asked.there))
    context = mp.get_context("spawn")
    stop, told = context.Event(), context.Queue()
    readers = [context.Process(target=read, args=(data, url, n, stop, told)) for n in range(asked.readers)]
    for one in readers:
        one.start()
    time.sleep(3)  # until they have begun
    begun, worked = time.monotonic(), time.process_time()
    longest = load(register, 1_000_000, asked.rows, asked.per)
    seconds, cpu = time.monotonic() - begun, time.process_time() - worked
    stop.set()
    found = [told.get() for _ in readers]
    for one in readers:
        one.join()
    register.close()
    print(f"{asked.rows} rows in {seconds:.1f} s ({cpu:.1f} s CPU), longest transaction {longest:.2f} s")
    return [t for times, _ in found for t in times], [e for _, errors in found for e in errors]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("rows", 10_000), ("per", 50), ("there", 2_000), ("readers", 8)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--database")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="readers") as folder:
        times, errors = measure(Path(folder), asked.database, asked)
    for name in ("find", "newest", "dossier", "status", ""):
        mine = [(wall, cpu) for kind, wall, cpu in times if name in ("", kind)]
        wall, cpu = (sorted(value * 1000 for value in values) for values in zip(*mine, strict=True))
        cut = int(len(wall) * 0.95)
        print(
            f"{name or 'all':8} {len(wall):6} looks  clock p50 {wall[len(wall) // 2]:6.1f}  p95 {wall[cut]:6.1f}  "
            f"max {wall[-1]:7.1f} ms   CPU p95 {cpu[cut]:6.1f} ms"
        )
    print(f"{len(errors)} errors", *sorted(set(errors))[:5], sep="\n  ")


if __name__ == "__main__":
    main()
