"""`sovang read`: what the readers see in files, without a register."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from extractors.worker import Sandbox
from schemas.code_words import of_item
from schemas.errors import ADVICE, ItemCode, SetAside
from schemas.grid import Cell, Grid, Line, Page, Transcript
from schemas.source import Kind, Limits, SourceFile

SURE = 0.9  # of a decoding, below which people are told

_TRANSCRIPT = TypeAdapter(Transcript)


@dataclass(slots=True)
class Seen:
    """One named file: what its leaves say with their kinds, and (name, code) of what was set aside."""

    name: str
    transcripts: list[tuple[Kind, Transcript]] = field(default_factory=list)
    aside: list[tuple[str, ItemCode]] = field(default_factory=list)


def read(paths: Sequence[Path], limits: Limits, *, as_json: bool) -> int:
    """Prints what the files say. Returns the exit status: 1 when a file, or a part of one, was set aside."""
    if folders := [str(path) for path in paths if path.is_dir()]:
        print(f"Lỗi: đây là thư mục, hãy nêu từng tệp: {', '.join(folders)}", file=sys.stderr)
        return 2
    missing = [str(path) for path in paths if not path.is_file()]
    if missing:
        print(f"Lỗi: không có tệp: {', '.join(missing)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="sovang-read-") as folder:
        sandbox = _sandbox(Path(folder), limits)
        seen = []
        for path in paths:
            seen.append(_see(sandbox, path))
            _tell(seen[-1])
            if not as_json:
                print(_text(seen[-1], named=len(paths) > 1), flush=True)
    if as_json:
        print(json.dumps([_dump(one) for one in seen], ensure_ascii=False, indent=1))
    return int(any(one.aside for one in seen))


def _sandbox(folder: Path, limits: Limits) -> Sandbox:
    hands = len(os.sched_getaffinity(0))
    return Sandbox(folder, limits, threading.Event(), hands, threading.BoundedSemaphore(hands))


def _see(sandbox: Sandbox, path: Path) -> Seen:
    seen = Seen(path.name)
    try:
        answer = sandbox.open_item(_source(path), sandbox.scratch / "parts")
    except SetAside as error:
        seen.aside.append((path.name, error.code))
        return seen
    except OSError:
        seen.aside.append((path.name, ItemCode.UNREADABLE))
        return seen
    seen.aside += [(str(problem["name"]), ItemCode(str(problem["code"]))) for problem in answer["problems"]]
    for item in answer["leaves"]:
        leaf = SourceFile.model_validate(item)
        try:
            transcript = sandbox.read(leaf, sandbox.scratch / "pages", _unseen)
        except SetAside as error:
            seen.aside.append((leaf.name, error.code))
            continue
        seen.transcripts.append((leaf.kind, transcript))
    return seen


def _source(path: Path) -> SourceFile:
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    return SourceFile(name=path.name, sha256=sha256, size=path.stat().st_size, kind=Kind.UNKNOWN, path=path.resolve())


def _unseen(done: int, total: int) -> None:
    """Nobody watches."""


def _tell(seen: Seen) -> None:
    """What people must know besides the text, on stderr."""
    for name, code in seen.aside:
        print(f"{name} [{of_item(code)}]: {ADVICE[code]}", file=sys.stderr)
    for _, transcript in seen.transcripts:
        for note in (*transcript.notes, *transcript.lost):
            print(f"{transcript.name}: {note}", file=sys.stderr)
        if transcript.encoding and transcript.encoding_confidence < SURE:
            share = f"{transcript.encoding_confidence:.0%}"
            print(f"{transcript.name}: giải mã chữ {transcript.encoding} chắc {share}; hãy xem lại.", file=sys.stderr)


def _text(seen: Seen, *, named: bool) -> str:
    out = [f"== {seen.name} =="] if named else []
    for _, transcript in seen.transcripts:
        if len(seen.transcripts) > 1:
            out.append(f"-- {transcript.name} --")
        for page in transcript.pages:
            out += [*_lines(page), ""]
    return "\n".join(out)


def _lines(page: Page) -> Iterator[str]:
    """The text in its order, then what has no place in it: stamps, headers, footers, notes, text boxes."""
    for n, block in enumerate(page.blocks):
        if isinstance(block, Line):
            if not block.floating:
                yield _typed(block)
        elif block.inside is None:
            yield from _rows(block, _nested(page.blocks[n + 1 :]))
    floating = sorted((line for line in page.lines if line.floating), key=lambda line: line.turn or 0)
    yield from (_typed(line) for line in (*page.stamps, *page.margins, *floating))


def _nested(blocks: Sequence[Line | Grid]) -> list[Grid]:
    """The tables in the cells of the table before `blocks`."""
    inner = takewhile(lambda block: isinstance(block, Grid) and block.inside is not None, blocks)
    return [block for block in inner if isinstance(block, Grid)]


def _rows(grid: Grid, nested: Sequence[Grid] = ()) -> Iterator[str]:
    """A line for each row, its cells at their columns; breaks and tabs inside a cell are blanks.

    A table in a cell stands under the row of that cell.
    """
    rows: dict[int, dict[int, str]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, {})[cell.col] = " ".join(_typed(cell).split())
    for row, cells in sorted(rows.items()):
        yield "\t".join(cells.get(col, "") for col in range(max(cells) + 1))
        for inner in nested:
            if inner.inside == row or (row == max(rows) and (inner.inside or 0) > row):
                yield from _rows(inner)


def _typed(said: Line | Cell) -> str:
    """As it was typed: capitals that only the font shows are its looks, and nobody typed them.

    With what tracked changes took out, as Word shows it too: who looks into a file wants to see all that is in it.
    """
    if said.crossed is not None:
        return said.crossed
    return said.decoding.typed if said.decoding else said.text


def _dump(seen: Seen) -> dict[str, Any]:
    parts = [{"kind": str(kind), **_TRANSCRIPT.dump_python(found, mode="json")} for kind, found in seen.transcripts]
    for part in parts:
        for page in part["pages"]:
            page["picture"] = None  # it lay in a folder that is gone
    aside = [{"name": name, "code": str(code), "message": ADVICE[code]} for name, code in seen.aside]
    return {"file": seen.name, "parts": parts, "set_aside": aside}
