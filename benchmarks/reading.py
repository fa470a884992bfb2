"""Reads the samples from scratch and scores every dossier: `python -m benchmarks.reading [FOLDER]`."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.quality import Score, score, stem, truths_in
from flows import steps
from flows.intake import items_in
from flows.office import Office, open_office

SAMPLES = Path(__file__).parent.parent / "samples"
COLUMNS = ("rows", "extra", "fields", "cer", "silent", "asked", "letter", "letter_silent")


def read_samples(office: Office, folder: Path = SAMPLES) -> dict[str, Score]:
    """Runs the whole road over a folder's inbox; dossier name → its score, and `all`."""
    steps.ingest(office, items_in([f"{folder / 'inbox'}/"]))
    innovations, dossiers = list(office.register.innovations()), list(office.register.dossiers())
    truths = truths_in(folder / "expected")
    out = {}
    for name, truth in truths.items():
        mine = [i for i in innovations if stem(i.dossier.source_name) == name]
        out[name] = score({name: truth}, mine, dossiers)
    out["all"] = score(truths, innovations, dossiers)
    return out


def table(scores: dict[str, Score]) -> str:
    """The scores as lines of text."""
    lines = [f"{'dossier':<52}" + "".join(f"{name:>14}" for name in COLUMNS)]
    for name, found in scores.items():
        shares = found.shares()
        cells = (f"{shares[c]:14.0f}" if c == "extra" else f"{100 * shares[c]:14.1f}" for c in COLUMNS)
        lines.append(f"{name[:50]:<52}" + "".join(cells))
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    folder = Path(arguments[0]) if arguments else SAMPLES
    with tempfile.TemporaryDirectory() as data:
        office = open_office(Path(data))
        start = time.monotonic()
        scores = read_samples(office, folder)
        print(table(scores))
        print("\n".join(scores["all"].wrong))
        print(f"{time.monotonic() - start:.1f} s for {len(scores) - 1} dossiers, {office.hands} at a time")
        office.register.close()


if __name__ == "__main__":
    main(sys.argv[1:])
