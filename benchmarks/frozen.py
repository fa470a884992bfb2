"""Makes `matchers/frozen.json.gz`, the registers on which `sovang retrain` tries a model before it is used.

    python -m benchmarks.frozen

Seeds that nothing is fitted on and nothing else is measured on. Once made it does not change with its makers, so that
figures of years lie side by side.
"""

from __future__ import annotations

import gzip
import json

from benchmarks.matching import MAKERS
from matchers.regression import FROZEN

TESTS = (
    ("registers", 300, 901),
    ("registers", 300, 905),
    ("prose", 400, 902),
    ("lists", 400, 903),
    ("offices", 400, 904),
)
ANCHORS = (
    ("registers", 300, 911),
    ("registers", 300, 915),
    ("prose", 300, 912),
    ("lists", 300, 913),
    ("offices", 300, 914),
)


def _part(use: str, maker: str, records: int, seed: int) -> dict[str, object]:
    made = MAKERS[maker](records, seed)
    rows = [record.model_dump(mode="json", exclude_defaults=True) for record in made.records]
    return {"use": use, "maker": maker, "seed": seed, "records": rows, "duplicates": sorted(made.duplicates)}


def main() -> None:
    parts = [_part("test", *part) for part in TESTS] + [_part("anchor", *part) for part in ANCHORS]
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    FROZEN.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(FROZEN, FROZEN.stat().st_size)


if __name__ == "__main__":
    main()
