"""Fits and checks the readers' chances.

    python -m benchmarks.paper.make A 4 1 ; python -m benchmarks.paper.other B 6
    python -m benchmarks.trust words A      weights of words   → extractors/imaging/trust.json
    python -m benchmarks.trust fields A     weights of fields and the lines below which people are asked
                                            → extractors/certainty.json
    python -m benchmarks.trust check A B    how well the chances hold on each; benchmarks/trust/reliability.svg

After new weights of words, raise `extractors.ENGINE` before fitting fields: kept readings hold the old chances.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.trust.chart import diagram
from benchmarks.trust.fields import Field, fields
from benchmarks.trust.logistic import Bin, Floats, bins, caught, chances, fit, fit_falling
from benchmarks.trust.words import words
from extractors import certainty
from extractors.imaging import trust

ROOT = Path(__file__).parents[2]
# The chance below which a person is asked: when one answer in so many corrects something, the question was worth it.
# Names, titles and figures make the register; a slip in a long text is seen by whoever reads it.
ASK = {"text": 0.92, "long": 0.9, "parsed": 0.95, "full_name": 0.94, "title": 0.91}
# Where few fields are wrong, as among figures, the weights stay near these: about the product of the words' chances.
_TOWARDS = {
    "lost": -1.0,
    "root of lost": -0.5,
    "lost beside": -0.05,
    "differs": -0.5,
    "slip": -0.5,
    "least sure": -0.1,
}
_FIGURES = 3.0  # times as much for figures, of which hardly one is wrong on the pages: a doubt must still be felt
_HANDS = os.cpu_count() or 1


def fit_words(folders: Sequence[Path]) -> None:
    values, right = words(folders, _HANDS)
    weights = fit(values, right)
    _show("words", chances(values, weights), right)
    found = {name: round(float(weight), 4) for name, weight in zip(trust.EVIDENCE, weights, strict=True)}
    (ROOT / "extractors/imaging/trust.json").write_text(json.dumps(found, indent=1) + "\n")


def fit_fields(folders: Sequence[Path]) -> None:
    cases = [case for case in fields(folders, _HANDS) if not case.asked]
    fitted: dict[str, dict[str, float]] = {"bias": {}, "ask": {}}
    for group, leaves in certainty.GROUPS.items():
        mine = [case for case in cases if case.weighed.leaf in leaves]
        seen = [leaf for leaf in leaves if any(case.weighed.leaf == leaf for case in mine)]
        values, right = _matrix(mine, seen), np.array([float(case.right) for case in mine])
        times = _FIGURES if group == "parsed" else 1.0
        towards = np.array([0.0] * len(seen) + [times * _TOWARDS[name] for name in certainty.EVIDENCE])
        weights = fit_falling(values, right, towards)
        said = chances(values, weights)
        _show(group, said, right)
        names = zip(certainty.EVIDENCE, weights[len(seen) :], strict=True)
        fitted[group] = {name: round(float(weight), 4) for name, weight in names}
        for leaf in leaves:
            # Kinds that no page of the fitting has are taken for the first of their group.
            fitted["bias"][leaf] = round(
                float(weights[0] + (weights[seen.index(leaf)] if leaf in seen[1:] else 0.0)), 4
            )
            fitted["ask"][leaf] = ASK.get(leaf, ASK[group])
    (ROOT / "extractors/certainty.json").write_text(json.dumps(fitted, indent=1) + "\n")


def _matrix(cases: Sequence[Field], leaves: Sequence[str]) -> Floats:
    """A bias, one column for each kind but the first, and the evidence."""
    rows = []
    for case in cases:
        kinds = [float(case.weighed.leaf == leaf) for leaf in leaves[1:]]
        rows.append([1.0, *kinds, *case.weighed.values])
    return np.array(rows)


def check(folders: Sequence[Path]) -> None:
    curves: dict[str, list[Bin]] = {}
    for folder in folders:
        cases = fields([folder], _HANDS)
        said = np.array([case.weighed.chance for case in cases])
        right = np.array([float(case.right) for case in cases])
        _show(folder.name, said, right)
        asked = np.array([case.asked or case.weighed.doubtful for case in cases])
        silent = float(((1 - right) * ~asked).mean())
        told = f"right {right.mean():.4f}, ASKED {asked.mean():.4f}, SILENT {silent:.4f}"
        print(f"{folder.name}: {len(cases)} fields, {told}")
        curves[folder.name] = bins(said, right)
    (Path(__file__).parent / "reliability.svg").write_text(diagram(curves), "utf-8")


def _show(name: str, said: Floats, right: Floats) -> None:
    print(
        f"{name}: {len(right)} cases, {int((1 - right).sum())} wrong; Brier {float(((said - right) ** 2).mean()):.5f}"
    )
    shares = ", ".join(
        f"{100 * share:g}%: {100 * caught(said, right, share):.0f}%" for share in (0.01, 0.02, 0.05, 0.1)
    )
    print(f"  of the wrong ones among the least sure {shares}")
    for one in bins(said, right):
        print(f"  said {one.said:.4f}  was {one.was:.4f}  of {one.cases}")


def main(arguments: Sequence[str]) -> None:
    run = {"words": fit_words, "fields": fit_fields, "check": check}[arguments[0]]
    run([Path(argument) for argument in arguments[1:]])


if __name__ == "__main__":
    main(sys.argv[1:])
