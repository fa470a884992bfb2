"""Speed of reading scans.

    python -m benchmarks.scanning [--pages 24] [--write]     contestants on the same pages, side by side
    python -m benchmarks.scanning long [--pages 200]         one long run: memory, files, promised time

`--write` keeps the table in RESULTS.md. img2table is no dependency of sovang: it gets an environment of its own in
.venv/img2table, and its row is skipped where that cannot be made.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

_RESULTS = Path(__file__).with_name("RESULTS.md")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scanning", description=__doc__)
    parser.add_argument("what", nargs="?", choices=["peers", "long"], default="peers")
    parser.add_argument("--pages", type=int)
    parser.add_argument("--write", action="store_true", help="keep the table in RESULTS.md")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        told = (
            _long(Path(folder), given.pages or 200) if given.what == "long" else _peers(Path(folder), given.pages or 24)
        )
    print(f"\n{told}")
    if given.write:
        _keep(given.what, told)


def _peers(folder: Path, pages: int) -> str:
    from benchmarks.scanning import compare
    from benchmarks.scanning.pages import make

    make(folder, pages)
    return compare.told(compare.compare(folder), pages)


def _long(folder: Path, pages: int) -> str:
    from benchmarks.scanning import long

    return long.told(long.run(folder, pages))


def _keep(what: str, told: str) -> None:
    """Puts a table under its heading, the others stay."""
    parts = (
        dict(part.split("\n\n", 1) for part in _RESULTS.read_text("utf-8").split("## ")[1:])
        if _RESULTS.exists()
        else {}
    )
    parts[what] = f"{told}\n\n"
    body = "".join(f"## {name}\n\n{text.rstrip()}\n\n" for name, text in sorted(parts.items(), reverse=True))
    _RESULTS.write_text(f"# How fast scans are read\n\n{body.rstrip()}\n", "utf-8")


if __name__ == "__main__":
    main()
