"""Runs each contestant in a child process and sets the figures side by side."""

from __future__ import annotations

import datetime as dt
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.data import Truth, truth
from benchmarks.peers.score import Accuracy, accuracy, read
from benchmarks.scanning.memory import watched

ROOT = Path(__file__).parents[2]
OTHERS = ROOT / ".venv" / "peers"  # `make peers` puts them there; they are no dependencies of sovang
_NEEDS = {"rensa": "rensa", "sparse_dot_topn": "sparse_dot_topn", "rapidfuzz": "rapidfuzz", "splink": "splink"}
_LOOK = 0.2  # seconds between looks at memory
_MEANING = """\
- Peers get texts in lower case without accents, and the threshold that serves them best on this very truth; sovang
  gets the texts as they are and its fixed thresholds (`same` and `review` count as flagged).
- *CPU s*, *wall s*: the whole child, start, reading and index included. *peak MB*: it and its children, shared once."""


@dataclass(frozen=True)
class Result:
    cpu: float
    wall: float
    peak: float
    accuracy: Accuracy


def compare(folder: Path, tools: Iterable[str], limit: float) -> dict[str, Result | str]:
    """Every tool's figures over the register in `folder`, or why there are none."""
    known, out = truth(folder), {}
    for tool in tools:
        out[tool] = _measured(tool, folder, known, limit)
        print(f"{tool}: {out[tool]}", flush=True)
    return out


def python_for(tool: str) -> str | None:
    """The Python that has a tool; None where it is not installed."""
    if tool not in _NEEDS:
        return sys.executable
    for python in (str(OTHERS / "bin" / "python"), sys.executable):
        if (
            Path(python).exists()
            and not subprocess.run(
                [python, "-c", f"import {_NEEDS[tool]}"], capture_output=True, check=False
            ).returncode
        ):
            return python
    return None


def _measured(tool: str, folder: Path, known: Truth, limit: float) -> Result | str:
    python = python_for(tool)
    if python is None:
        return "not installed (`make peers` installs it)"
    out = folder / f"{tool}.csv"
    command = [python, "-m", "benchmarks.peers.tools", tool, str(folder), str(out)]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    child = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, cwd=ROOT, stderr=subprocess.PIPE)
    with child, watched(child.pid, _LOOK) as watch:
        try:
            said = child.communicate(timeout=limit)[1]
        except subprocess.TimeoutExpired:
            child.kill()
            return f"not done in {limit:.0f} s"
    if child.returncode:
        return f"ended with {child.returncode}: {(said.decode(errors='replace').splitlines() or [''])[-1][:120]}"
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - start
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Result(cpu, wall, watch.peak, accuracy(read(out), known))


def told(results: dict[str, Result | str], known: Truth, what: str) -> str:
    """The figures as markdown: one table of all, one of recall by kind of noise and false matches by look-alike."""
    done = {tool: result for tool, result in results.items() if isinstance(result, Result)}
    head = [
        "| | threshold | precision | recall | F1 | `same` P | review/1000 | CPU s | wall s | peak MB |",
        "|---|" + "---:|" * 9,
    ]
    rows = [_row(tool, result) for tool, result in results.items()]
    kinds = [f"| | {' | '.join(done)} |", "|---|" + "---:|" * len(done)]
    for label, pairs in (("found", known.pairs), ("false", known.alike)):
        for kind in sorted(set(pairs.values())):
            count = sum(value == kind for value in pairs.values())
            shares = [(r.accuracy.by_kind if label == "found" else r.accuracy.false)[kind] for r in done.values()]
            kinds.append(f"| {label}: {kind} ({count}) | {' | '.join(f'{share:.3f}' for share in shares)} |")
    return "\n".join([_machine(what), "", *head, *rows, "", *kinds, "", _MEANING])


def _row(tool: str, result: Result | str) -> str:
    if isinstance(result, str):
        return f"| {tool} | {result} |" + " |" * 8
    found = result.accuracy
    threshold = "fixed" if found.threshold is None else f"best: {found.threshold:.2f}"
    same = "–" if found.same_precision is None else f"{found.same_precision:.3f}"
    review = "–" if found.review is None else f"{found.review:.1f}"
    cost = f"{result.cpu:.1f} | {result.wall:.1f} | {result.peak:.0f}"
    right = f"{found.precision:.3f} | {found.recall:.3f} | **{found.f1:.3f}**"
    return f"| {tool} | {threshold} | {right} | {same} | {review} | {cost} |"


def _machine(what: str) -> str:
    installed = sorted(path.name for path in OTHERS.glob("lib/*/site-packages/*.dist-info"))
    names = [name.removesuffix(".dist-info").replace("-", " ") for name in installed]
    tools = [name for name in names if name.split()[0] in (*_NEEDS.values(), "duckdb")]
    cores = len(os.sched_getaffinity(0))
    return f"{dt.date.today()}, {what}, Python {platform.python_version()}, {cores} cores; {', '.join(tools)}."
