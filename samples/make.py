"""Writes the sample inbox and its expected results, the same bytes each time: `python samples/make.py [--out DIR]`."""

from __future__ import annotations

import argparse
from pathlib import Path

from maker.build import build


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="folder for inbox/ and expected/")
    written = build(parser.parse_args().out)
    size = sum(path.stat().st_size for path in written)
    print(f"{len(written)} files, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
