"""Measures the matcher on invented registers of several makers, and fits its weights.

    python -m benchmarks.matching measure --maker registers --records 1000 --seeds 101-104
    python -m benchmarks.matching fit

`fit` remakes `matchers/model.json` byte for byte from `TRAINING`; seeds from 100 on are for measuring, and so is every
seed of the makers `lists` and `offices`, which nothing was ever fitted on.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

import matchers.model
from benchmarks import lists, offices, planted, prose, workplaces
from benchmarks.fitting import Sample, design, fit
from benchmarks.registers import Register, random_world
from matchers import find_duplicates
from matchers.compare import scored
from matchers.compare.batch import Batch
from matchers.compare.gate import worth_comparing
from matchers.compare.joint import strangers
from matchers.corpus import Corpus
from matchers.index import Caps
from matchers.ranges import candidates
from matchers.statistics import Statistics
from schemas.match import Comparison

MODEL = Path(matchers.model.__file__).with_name("model.json")
MAKERS: dict[str, Callable[[int, int], Register]] = {
    "registers": lambda records, seed: planted.make(random_world(records, seed)),
    "prose": prose.make,
    "lists": lists.make,
    "offices": offices.make,
    "workplaces": workplaces.make,
}
TRAINING = (
    ("registers", "300,400,700,1200", "1-12"),
    ("prose", "400,500,900,2000", "1-13"),
    ("workplaces", "1200,2000", "1-4"),
    ("prose", "10000", "14"),  # in a large register words and passages are as rare as in life
)
_BLOCK = 2000  # pairs
_EASY_KEPT = 10  # one of so many pairs that nobody planted is fitted on, and counts for all


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
    records = sorted(register.records, key=lambda record: record.id)
    corpus = Corpus.of(records)
    stats, pairs = Statistics.of(corpus), np.stack(candidates(corpus, Caps()), axis=1)
    pairs = pairs[worth_comparing(corpus, pairs[:, 0], pairs[:, 1])]
    made = []
    for start in range(0, len(pairs), _BLOCK):
        batch = Batch(corpus, pairs[start : start + _BLOCK], stats)
        scores, others = scored(batch), strangers(scored(batch))
        for at in range(len(batch)):
            one, other = batch.records(at)
            easy = (one.id, other.id) not in register.duplicates and (one.id, other.id) not in register.alike
            if easy and (start + at) % _EASY_KEPT:
                continue
            said = {code: float(some[at]) for code, some in scores.items() if not np.isnan(some[at])}
            part, true = "strangers" if others[at] else "people", (one.id, other.id) in register.duplicates
            made.append(Sample(part, said, true, _EASY_KEPT if easy else 1.0))
    return made


def training() -> list[Sample]:
    plan = ((maker, sizes, seed) for maker, sizes, seeds in TRAINING for seed in _seeds(seeds))
    return [sample for maker, sizes, seed in plan for sample in samples(MAKERS[maker](_size(sizes, seed), seed))]


def refit(drawn: list[Sample]) -> str:
    """The text of `model.json` with its knots and thresholds kept and its weights fitted from nothing."""
    data = json.loads(MODEL.read_text(encoding="utf-8"))
    sets = [_refit_set(name, old, [s for s in drawn if s.part == name]) for name, old in data["sets"].items()]
    joined = ",\n".join(sets)
    return f'{{\n "same": {data["same"]},\n "sets": {{\n{joined}\n }}\n}}\n'


def _refit_set(name: str, old: dict[str, Any], drawn: list[Sample]) -> str:
    """One set of curves, fitted, as it stands in the file."""
    knots = {code: line["knots"] for code, line in old["curves"].items()}
    found, at = fit(design(drawn, knots), drawn, knots), 1
    curves = {}
    for code, places in knots.items():
        weights = [round(float(weight), 2) + 0.0 for weight in found[at : at + len(places)]]
        curves[code] = {"knots": places, "weights": weights}
        at += len(places)
    lines = ",\n".join(f"    {json.dumps(code)}: {json.dumps(line)}" for code, line in curves.items())
    print(f"{name}: {len(drawn)} pairs, {sum(sample.true for sample in drawn)} duplicates")
    head = f'"bias": {found[0]:.2f},\n   "review": {old["review"]},'
    return f'  {json.dumps(name)}: {{\n   {head}\n   "curves": {{\n{lines}\n   }}\n  }}'


def _seeds(text: str) -> list[int]:
    first, _, last = text.partition("-")
    return list(range(int(first), int(last or first) + 1))


def _size(text: str, seed: int) -> int:
    sizes = [int(size) for size in text.split(",")]
    return sizes[seed % len(sizes)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["measure", "fit"])
    parser.add_argument("--maker", default="registers", choices=list(MAKERS))
    parser.add_argument("--records", default="1000", help="sizes, taken in turn: 300,300,3000")
    parser.add_argument("--seeds", default="101-104")
    args = parser.parse_args()
    if args.what == "fit":
        MODEL.write_text(refit(training()), encoding="utf-8")
        return
    for seed in _seeds(args.seeds):
        register, start = MAKERS[args.maker](_size(args.records, seed), seed), time.process_time()
        figures = measure(register)
        seconds, peak = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(args.maker, len(register.records), seed, f"{seconds:.1f} CPU s, peak {peak} MB")
        print("  " + ", ".join(f"{name} {value:.3f}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
