"""One long run over the real road: do memory, processes and files stay flat, and is the promised time true?"""

from __future__ import annotations

import os
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from statistics import mean

from PIL import Image

from benchmarks.paper.rows import rows
from benchmarks.paper.sheets import printed
from benchmarks.scanning.memory import Process, watched
from flows import steps
from flows.intake import items_in
from flows.office import Watcher, open_office
from samples.maker import raster
from sovang.pace import Pace

_DPI = 150
_QUARTERS = (0.25, 0.5, 0.75)
_LOOK = 0.5


def make(inbox: Path, pages: int, seed: int = 5) -> None:
    """One PDF of three tenths of the pages, one fax of two tenths, and many dossiers of one to three pages."""
    inbox.mkdir()
    sheets = [_sheet(seed * 10_000 + n) for n in range(pages)]
    long, fax = pages * 3 // 10, pages * 2 // 10
    _write(inbox / "50-long.pdf", sheets[:long])
    _write(inbox / "51-fax.tif", sheets[long : long + fax])
    rest, number = sheets[long + fax :], 0
    while rest:
        some, rest = rest[: 1 + number % 3], rest[1 + number % 3 :]
        _write(inbox / f"{number:02d}-few{'.tif' if number % 4 == 3 else '.pdf'}", some)
        number += 1


def _sheet(seed: int) -> Image.Image:
    pdf, _ = printed(rows(seed, 1), random.Random(seed))
    return raster.pages(pdf, _DPI)[0].convert("L")


def _write(path: Path, sheets: list[Image.Image]) -> None:
    if path.suffix == ".pdf":
        path.write_bytes(raster.scanned_pdf(sheets, _DPI, 60))
    else:
        path.write_bytes(raster.tiff([sheet.convert("1") for sheet in sheets], _DPI))


@dataclass(slots=True)
class Account:
    """What was seen of a run: looks at its processes, files in its scratch folder at each page, how long it took."""

    samples: list[list[Process]]
    scratch: list[int]
    wall: float
    pages: int
    promised: list[tuple[float, float | None]]  # at each page: when, seconds left
    left: int  # files in the scratch folder after the run


@dataclass(slots=True)
class _Counting(Watcher):
    """Counts pages and files in scratch, and notes what time would be promised."""

    scratch: Path
    pages: int = 0
    seen: list[int] = field(default_factory=list)
    pace: Pace = field(default_factory=Pace)
    promised: list[tuple[float, float | None]] = field(default_factory=list)  # at each page: when, seconds left

    def plan(self, pages: Mapping[str, int]) -> None:
        self.pace.plan(pages)

    def end(self, dossier: str, rows: int, trouble: str | None) -> None:
        self.pace.end(dossier)

    def page(self, dossier: str, file: str, done: int, total: int) -> None:
        self.pace.page(dossier, file, done, total)
        if done:
            self.pages += 1
            self.seen.append(_held(self.scratch))
            self.promised.append((time.monotonic(), self.pace.left()))


def _held(folder: Path) -> int:
    held = 0
    with suppress(OSError):  # folders come and go meanwhile
        held = sum(1 for _ in folder.rglob("*"))
    return held


def run(folder: Path, pages: int) -> Account:
    # In a process of its own: what drawing pages leaves behind in memory is not the road's.
    maker = get_context("spawn").Process(target=make, args=(folder / "inbox", pages))
    maker.start()
    maker.join()
    data = folder / "data"
    counting = _Counting(data / "scratch")
    office = open_office(data, watcher=counting)
    start = time.monotonic()
    with watched(os.getpid(), _LOOK) as watch:
        steps.ingest(office, items_in([f"{folder / 'inbox'}/"]))
    wall = time.monotonic() - start
    office.register.close()
    return Account(watch.samples, counting.seen, wall, counting.pages, counting.promised, _held(data / "scratch"))


def told(account: Account) -> str:
    samples = account.samples
    quarter = max(1, len(samples) // 4)
    first, last = samples[:quarter], samples[-quarter:]
    lines = [
        f"{account.pages} pages in {account.wall:.0f} s wall ({account.wall / account.pages:.2f} s a page)",
        "",
        "| | first quarter | last quarter | most |",
        "|---|---:|---:|---:|",
    ]
    for name, look in _LOOKS.items():
        figures = (mean(map(look, first)), mean(map(look, last)), max(map(look, samples)))
        lines.append(f"| {name} | " + " | ".join(f"{figure:.0f}" for figure in figures) + " |")
    life = max(_lives(samples), key=len)
    part = max(1, len(life) // 4)
    figures = (mean(life[1 : 1 + part]), mean(life[-part:]), max(life))
    lines.append("| the longest-lived worker, MB resident | " + " | ".join(f"{f:.0f}" for f in figures) + " |")
    held = (mean(account.scratch[:quarter]), mean(account.scratch[-quarter:]), max(account.scratch))
    lines.append("| files in scratch | " + " | ".join(f"{number:.0f}" for number in held) + " |")
    lines += ["", "| pages read | promised s | took s |", "|---:|---:|---:|", *_promises(account.promised)]
    return "\n".join([*lines, "", f"Left in scratch after the run: {account.left} files."])


def _promises(promised: Sequence[tuple[float, float | None]]) -> Iterator[str]:
    """What was promised at the quarters, and how long it took from there to the last page."""
    end = promised[-1][0]
    for share in _QUARTERS:
        when, left = promised[int(share * len(promised))]
        yield f"| {100 * share:.0f} % | {'–' if left is None else f'{left:.0f}'} | {end - when:.0f} |"


def _workers(sample: Sequence[Process]) -> list[Process]:
    """The children that read: those of the fork server, which is the process that has children of its own."""
    below = {p.pid for p in sample if p.parent == sample[0].pid}
    servers = {p.parent for p in sample} & below
    return [p for p in sample if p.parent in servers]


def _most(processes: Sequence[Process]) -> float:
    return max((p.resident for p in processes), default=0.0)


_LOOKS = {
    "parent, MB resident": lambda sample: sample[0].resident,
    "largest worker, MB resident": lambda sample: _most(_workers(sample)),
    "all together, MB (shared parts once)": lambda sample: sum(p.own for p in sample),
    "processes": len,
    "open files of the parent": lambda sample: sample[0].files,
}


def _lives(samples: Sequence[Sequence[Process]]) -> list[list[float]]:
    lives: dict[int, list[float]] = defaultdict(list)
    for sample in samples:
        for process in _workers(sample):
            lives[process.pid].append(process.resident)
    return list(lives.values()) or [[0.0, 0.0]]
