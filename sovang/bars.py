"""The live display: one bar for the run, one line for each dossier in work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from flows.office import Watcher
from schemas import masking
from sovang.pace import Pace, in_words
from sovang.progress import in_short

_LEFT = TextColumn("{task.fields[left]}")


class Bars(Watcher):
    """rich's Progress locks itself, so threads may call at will."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._run = progress.add_task("Hồ sơ", total=None, left="")
        self._pace = Pace()
        self._rows: dict[str, tuple[TaskID, str]] = {}

    def plan(self, pages: Mapping[str, int]) -> None:
        self._pace.plan(pages)
        self._progress.update(self._run, total=len(pages), description="Hồ sơ" if pages else "Không có hồ sơ mới")

    def begin(self, dossier: str, name: str) -> None:
        self._rows[dossier] = self._progress.add_task(escape(name[:50]), total=None, left=""), name

    def page(self, dossier: str, file: str, done: int, total: int) -> None:
        self._pace.page(dossier, file, done, total)
        self._progress.update(self._run, left=in_words(self._pace.left()).removeprefix(", "))
        if dossier in self._rows:
            task, name = self._rows[dossier]
            label = name if file == name else f"{name} › {file}"
            self._progress.update(task, description=escape(masking.text(label[-60:])), completed=done, total=total)

    def end(self, dossier: str, rows: int, trouble: str | None) -> None:
        task, name = self._rows.pop(dossier, (None, dossier))
        if task is not None:
            self._progress.remove_task(task)
        mark = "✗" if trouble else "✓"
        self._progress.console.print(f"{mark} {escape(masking.text(name))}: {escape(in_short(rows, trouble))}")
        self._pace.end(dossier)
        self._progress.update(self._run, advance=1, left=in_words(self._pace.left()).removeprefix(", "))

    def note(self, line: str) -> None:
        self._progress.console.print(escape(masking.text(line)))


@contextmanager
def bars_on(out: TextIO) -> Iterator[Watcher]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), _LEFT)
    with Progress(*columns, console=Console(file=out), transient=True) as progress:
        yield Bars(progress)
