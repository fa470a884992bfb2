"""The rows of imported lists that are not in the register, beside it as .csv: kept, looked through, forgotten."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from register.exports.atomic import replacing
from register.exports.safe import clean, guarded
from register.whereabouts import Mention
from schemas.imported import ListRow
from schemas.redaction import Mask

FOLDER = "import"
TABLE = "refused"  # what a mention calls these files
_ENDING = "-dong-loi.csv"
_HEADINGS = ("Trang", "Dòng", "Lý do", "Các ô")
_LETTERS = 10_000_000  # of a cell: the writer cuts them long before


@dataclass(slots=True)
class Refused:
    """Rows as they stood, with the reason: a .csv to mend and bring in."""

    path: Path
    stream: Any = None

    def tell(self, row: ListRow) -> None:
        if row.reading is not None:
            return
        if self.stream is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            new = not self.path.exists()
            self.stream = self.path.open("a", encoding="utf-8-sig" if new else "utf-8", newline="")
            if new:
                csv.writer(self.stream).writerow(_HEADINGS)
        cells = [guarded(clean(cell)) for cell in row.cells]
        csv.writer(self.stream).writerow([row.sheet, row.number, row.bad, *cells])

    def flush(self) -> None:
        """What is left out before a batch is on the disk before it."""
        if self.stream is not None:
            self.stream.flush()
            os.fsync(self.stream.fileno())


@contextmanager
def refused(data: Path, dossier_id: str, *, again: bool) -> Iterator[Refused]:
    """Rows that a stopped run told of after its last batch are told twice: better than not at all."""
    out = Refused(path_of(data, dossier_id))
    if not again:
        out.path.unlink(missing_ok=True)
    try:
        yield out
    finally:
        if out.stream is not None:
            out.stream.close()


def path_of(data: Path, dossier_id: str) -> Path:
    return data / FOLDER / f"{dossier_id}{_ENDING}"


def mentions(data: Path, mask: Mask) -> list[Mention]:
    """The rows that name a person or give his number."""
    found = []
    for path in _files(data):
        dossier = path.name.removesuffix(_ENDING)
        for row in _rows(path):
            if _names(row, mask):
                key = " ".join(row[:2])
                found.append(Mention(TABLE, key, dossier, "; ".join(cell for cell in row[3:] if cell)))
    return found


def forget_person(data: Path, mask: Mask) -> int:
    """Writes the files anew without the rows that name him; one without rows goes. Returns how many rows went."""
    gone = 0
    for path in _files(data):
        rows = [*_rows(path)]
        kept = [row for row in rows if not _names(row, mask)]
        if len(kept) < len(rows):
            gone += len(rows) - len(kept)
            _write(path, kept)
    return gone


def forget_dossiers(data: Path, dossier_ids: Iterable[str]) -> int:
    """Deletes the files of these imports; returns how many there were."""
    there = [path for one in dossier_ids if (path := path_of(data, one)).is_file()]
    for path in there:
        path.unlink()
    return len(there)


def held(data: Path, dossier_ids: Iterable[str]) -> list[Path]:
    """Those of these imports that have such a file."""
    return [path for one in dossier_ids if (path := path_of(data, one)).is_file()]


def _files(data: Path) -> list[Path]:
    return sorted((data / FOLDER).glob(f"*{_ENDING}"))


def _rows(path: Path) -> Iterator[list[str]]:
    csv.field_size_limit(_LETTERS)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        table = csv.reader(stream)
        next(table, None)
        yield from (row for row in table if row)


def _write(path: Path, rows: list[list[str]]) -> None:
    if not rows:
        path.unlink()
        return
    with replacing(path) as coming, coming.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([[*_HEADINGS], *rows])


def _names(row: list[str], mask: Mask) -> bool:
    return any(mask.text(cell) != cell for cell in row[2:])
