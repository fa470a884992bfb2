"""Runs every contestant over the same pages and sets the figures side by side."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import compress
from pathlib import Path

from benchmarks.scanning.memory import watched
from benchmarks.scanning.peers import PEERS
from benchmarks.scanning.score import cell_errors, letters, word_errors

ROOT = Path(__file__).parents[2]
# Beside this project's environment, so that img2table's own OpenCV never meets ours.
OTHERS = ROOT / ".venv" / "img2table"
_LOOK = 0.1  # seconds between looks at memory
_TABLES = "img2table + Tesseract"
_MEANING = """\
- *× floor*: CPU against bare recognition, by one reader, of the lines of the same cells; sovang reads them twice.
- *there*: CPU s a page on the pages on which img2table found a table; where it finds none, it reads nothing.
- *pages*: on which anything was found. *peak MB*: the process and those it starts, shared parts counted once.
- *CER words*: the true cells' words, each paired with the likest word found anywhere on the page.
- *CER cells*: the true cells, each paired with the likest cell found. Texts under four letters are left out of both."""
_WITHOUT_CELLS = ("pytesseract psm 3", "pytesseract psm 11")


@dataclass(frozen=True, slots=True)
class Result:
    """CPU seconds of each page, wall seconds a page, MB, shares of wrong letters (`cells`: None without cells), and
    on which pages anything was found.
    """

    cpus: list[float]
    wall: float
    peak: float
    words: float
    cells: float | None
    found: list[bool]

    @property
    def cpu(self) -> float:
        return sum(self.cpus) / len(self.cpus)

    def cpu_on(self, chosen: Sequence[bool]) -> float:
        """CPU seconds a page over the chosen pages."""
        return sum(compress(self.cpus, chosen)) / max(1, sum(chosen))


def compare(folder: Path) -> dict[str, Result | str]:
    """Every contestant's figures over the pages in `folder`, or why there are none."""
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    out: dict[str, Result | str] = {}
    for name in PEERS:
        python = _img2table() if name == _TABLES else sys.executable
        out[name] = _measured(name, python, folder, truth) if python else "img2table could not be installed: skipped"
        print(f"{name}: {out[name]}", flush=True)
    return out


def _measured(name: str, python: str, folder: Path, truth: dict[str, list[str]]) -> Result | str:
    limits = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    command = [python, "-m", "benchmarks.scanning.peers", name, str(folder)]
    child = subprocess.Popen(command, env=os.environ | limits, stdout=subprocess.PIPE, text=True)
    with child, watched(child.pid, _LOOK) as watch:
        said = child.communicate()[0]
    if child.returncode:
        return f"ended with {child.returncode}"
    found = json.loads(said.splitlines()[-1])
    whole = sum(map(letters, truth.values()))
    read = list(zip(truth.values(), found["texts"], strict=True))
    words = sum(word_errors(cells, texts) for cells, texts in read) / whole
    cells = None if name in _WITHOUT_CELLS else sum(cell_errors(cells, texts) for cells, texts in read) / whole
    anything = [any(texts) for texts in found["texts"]]
    return Result(found["cpu"], found["wall"] / len(truth), watch.peak, words, cells, anything)


def _img2table() -> str | None:
    """The Python of an environment that has img2table, made on demand; None where it cannot be made."""
    python = OTHERS / "bin" / "python"
    if not python.exists():
        uv = [sys.executable, "-m", "uv"]
        made = subprocess.run([*uv, "venv", "--quiet", str(OTHERS)], check=False).returncode == 0
        install = [*uv, "pip", "install", "--quiet", "--python", str(python), "img2table", "pillow"]
        if not made or subprocess.run(install, check=False).returncode:
            return None
    return str(python)


def told(results: dict[str, Result | str], pages: int) -> str:
    """The figures as a markdown table."""
    floor, table = results["floor"], results[_TABLES]
    chosen = table.found if isinstance(table, Result) else [True] * pages
    lines = [
        "| | CPU s a page | × floor | there | wall s a page | peak MB | pages | CER words % | CER cells % |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, result in results.items():
        if isinstance(result, str):
            lines.append(f"| {name} | {result} |" + " |" * 7)
            continue
        ratio = f"{result.cpu / floor.cpu:.2f}" if isinstance(floor, Result) else "–"
        cells = "–" if result.cells is None else f"{100 * result.cells:.2f}"
        cpu = f"{result.cpu:.2f} | {ratio} | {result.cpu_on(chosen):.2f} | {result.wall:.2f} | {result.peak:.0f}"
        lines.append(f"| {name} | {cpu} | {sum(result.found)} | {100 * result.words:.2f} | {cells} |")
    return "\n".join([_machine(pages), "", *lines, "", _MEANING])


def _machine(pages: int) -> str:
    tesseract = subprocess.run(["tesseract", "--version"], capture_output=True, text=True, check=False).stdout.split()
    packages = [f"{name} {version(name)}" for name in ("tesserocr", "pytesseract", "opencv-python-headless")]
    other = sorted(path.name for path in OTHERS.glob("lib/*/site-packages/img2table-*.dist-info"))
    versions = [*packages, *(name.removesuffix(".dist-info").replace("-", " ") for name in other)]
    programs = f"Tesseract {tesseract[1] if len(tesseract) > 1 else 'missing'}"
    cores = f"{len(os.sched_getaffinity(0))} cores, {_processor()}"
    return (
        f"{dt.date.today()}, {pages} pages, Python {platform.python_version()}, {cores}, {programs}, "
        f"{', '.join(versions)}."
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
