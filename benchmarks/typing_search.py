"""How long the search for duplicates of a row that is being typed takes, against an index of many records.

    python -m benchmarks.typing_search --records 100000

Prints CPU milliseconds of one question, the median and the 95th of a hundred: wall times mean little on a busy machine.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.prose import make
from flows.asking import Asking
from flows.index import FOLDER
from matchers.store import Store
from register import Register

ASKED = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    records = make(given.records, given.seed).records
    with tempfile.TemporaryDirectory() as place:
        store = Store(Path(place) / FOLDER)
        with store.changing():
            store.reserve(len(records))
            store.append(records, [*range(1, len(records) + 1)])
        register = Register.open(Path(place))
        asking, found = Asking(Path(place), register.settings), 0
        took: list[float] = []
        for at in range(ASKED + 1):
            typed = records[at * len(records) // (ASKED + 1)].model_copy(update={"id": ""})
            begun = time.process_time()
            found += bool(asking.like(typed))
            took.append(1000 * (time.process_time() - begun))
    one, late = np.percentile(took[1:], (50, 95))
    print(
        f"{len(records)} records: p50 {one:.0f} ms, p95 {late:.0f} ms; first {took[0]:.0f} ms; {found} of {ASKED + 1}"
    )


if __name__ == "__main__":
    main()
