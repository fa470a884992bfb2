"""Measures the matcher on invented registers, and fits its weights.

    python -m benchmarks.matching measure --records 1000 --seeds 101-104
    python -m benchmarks.matching fit --records 500,500,500,4000 --seeds 1-32
    python -m benchmarks.matching time --records 10000

`fit` rewrites `matchers/model.json`; seeds that were fitted on are never measured on.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

import matchers.model
from benchmarks.fitting import Sample, design, fit
from benchmarks.planted import make
from benchmarks.registers import Register, random_world
from matchers import find_duplicates
from matchers.compare import evidence
from matchers.compare.gate import worth_comparing
from matchers.index import Caps, candidates
from matchers.model import weight_set
from matchers.normal import prepare
from matchers.statistics import Statistics
from schemas.match import Comparison

MODEL = Path(matchers.model.__file__).with_name("model.json")
_EASY_KEPT = 7  # one of so many pairs that share little is fitted on, and counts for all


def measure(register: Register) -> dict[str, float]:
    """Precision, recall and F1 of what is flagged, precision and recall of `same`, false matches by kind."""
    found = {(c.id_a, c.id_b): c for c in find_duplicates(register.records)}
    true, same = register.duplicates.keys(), {pair for pair, c in found.items() if c.verdict == "same"}
    hits = len(found.keys() & true)
    figures = {
        "precision": hits / max(1, len(found)),
        "recall": hits / max(1, len(true)),
        "same precision": len(same & true) / max(1, len(same)),
        "same recall": len(same & true) / max(1, len(true)),
        "review per 1000": 1000 * (len(found) - len(same)) / len(register.records),
    }
    figures["f1"] = 2 * hits / max(1, len(found) + len(true))
    return figures | _by_kind("recall of", register.duplicates, found) | _by_kind("false", register.alike, found)


def _by_kind(
    label: str, pairs: dict[tuple[str, str], str], found: dict[tuple[str, str], Comparison]
) -> dict[str, float]:
    total = Counter(pairs.values())
    hits = Counter(kind for pair, kind in pairs.items() if pair in found)
    return {f"{label} {kind}": hits[kind] / total[kind] for kind in sorted(total)}


def samples(register: Register) -> list[Sample]:
    records = [prepare(record) for record in sorted(register.records, key=lambda record: record.id)]
    stats, made = Statistics.of(records), []
    for number, (i, j) in enumerate(candidates(records, len(records), Caps())):
        one, other = records[i], records[j]
        pair = (one.record.id, other.record.id)
        easy = pair not in register.duplicates and pair not in register.alike
        if (easy and number % _EASY_KEPT) or not worth_comparing(one, other):
            continue
        said = evidence(one, other, stats)
        scores = {code: item.score for code, item in said.items()}
        made.append(Sample(weight_set(said), scores, pair in register.duplicates, _EASY_KEPT if easy else 1.0))
    return made


def refit(registers: list[Register], pull: float) -> None:
    data = json.loads(MODEL.read_text(encoding="utf-8"))
    drawn = [sample for register in registers for sample in samples(register)]
    sets = [_refit_set(name, old, [s for s in drawn if s.part == name], pull) for name, old in data["sets"].items()]
    joined = ",\n".join(sets)
    MODEL.write_text(f'{{\n "same": {data["same"]},\n "sets": {{\n{joined}\n }}\n}}\n', encoding="utf-8")


def _refit_set(name: str, old: dict[str, Any], drawn: list[Sample], pull: float) -> str:
    """One set of curves, fitted, as it stands in the file."""
    knots = {code: line["knots"] for code, line in old["curves"].items()}
    start = np.array([old["bias"], *(w for line in old["curves"].values() for w in line["weights"])], dtype=float)
    groups, at = [], 1
    for places in knots.values():
        groups.append(slice(at, at + len(places)))
        at += len(places)
    found = fit(design(drawn, knots), drawn, start, groups, pull)
    curves = {
        code: {"knots": knots[code], "weights": [round(float(w), 2) for w in found[group]]}
        for code, group in zip(knots, groups, strict=True)
    }
    lines = ",\n".join(f"    {json.dumps(code)}: {json.dumps(line)}" for code, line in curves.items())
    print(f"{name}: {len(drawn)} pairs, {sum(sample.true for sample in drawn)} duplicates")
    head = f'"bias": {found[0]:.2f},\n   "review": {old["review"]},'
    return f'  {json.dumps(name)}: {{\n   {head}\n   "curves": {{\n{lines}\n   }}\n  }}'


def _seeds(text: str) -> list[int]:
    first, _, last = text.partition("-")
    return list(range(int(first), int(last or first) + 1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["measure", "fit", "time"])
    parser.add_argument("--records", default="1000", help="sizes, taken in turn: 300,300,3000")
    parser.add_argument("--seeds", default="101-104")
    parser.add_argument("--pull", type=float, default=1e-4)
    args = parser.parse_args()
    sizes = [int(size) for size in args.records.split(",")]
    worlds = [random_world(sizes[seed % len(sizes)], seed) for seed in _seeds(args.seeds)]
    if args.what == "fit":
        refit([make(world) for world in worlds], args.pull)
        return
    for world in worlds if args.what == "measure" else worlds[:1]:
        register, start = make(world), time.process_time()
        figures = measure(register)
        seconds, peak = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(world, f"{seconds:.1f} CPU s, peak {peak} MB")
        print("  " + ", ".join(f"{name} {value:.3f}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
