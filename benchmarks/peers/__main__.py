"""sovang beside rensa, sparse_dot_topn, rapidfuzz and Splink on one register.

    python -m benchmarks.peers                                   1000 records of the maker `offices`
    python -m benchmarks.peers --maker lists --size 10000 --write
    python -m benchmarks.peers --records r.jsonl --pairs pairs.csv [--alike alike.csv]     any register
    python -m benchmarks.peers --tools sovang,rensa --size 100000

`--write` keeps the tables in RESULTS.md. `make peers` installs the tools beside sovang's environment; one that is not
installed is named and left out.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.matching import MAKERS
from benchmarks.peers import data, run
from benchmarks.peers.tools import TOOLS

_RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.peers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--maker", default="offices", choices=list(MAKERS))
    parser.add_argument("--size", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=301)
    parser.add_argument("--records", type=Path)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--alike", type=Path)
    parser.add_argument("--tools", default=",".join(TOOLS))
    parser.add_argument("--limit", type=float, default=600, help="seconds for each tool")
    parser.add_argument("--write", action="store_true", help="keep the tables in RESULTS.md")
    given = parser.parse_args()
    if given.records and not given.pairs:
        parser.error("--records needs --pairs")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given.records:
            data.take(folder, given.records, given.pairs, given.alike)
            what = given.records.name
        else:
            data.make(folder, given.maker, given.size, given.seed)
            what = f"maker {given.maker}, seed {given.seed}"
        known = data.truth(folder)
        what += f", {known.records:,} records"
        told = run.told(run.compare(folder, given.tools.split(","), given.limit), known, what)
    print(f"\n{told}")
    if given.write:
        _keep(what, told)


def _keep(what: str, told: str) -> None:
    """Puts a register's tables under its heading, the others stay."""
    text = _RESULTS.read_text("utf-8") if _RESULTS.exists() else ""
    parts = dict(part.split("\n\n", 1) for part in text.split("## ")[1:])
    parts[what] = f"{told}\n\n"
    body = "".join(f"## {name}\n\n{text.rstrip()}\n\n" for name, text in sorted(parts.items()))
    _RESULTS.write_text(f"# Duplicates: sovang beside other tools\n\n{body.rstrip()}\n", "utf-8")


if __name__ == "__main__":
    main()
