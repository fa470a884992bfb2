"""A corpus on disk: segments of rows in the order in which they came, and which of the rows stepped back.

Rows are never changed: a record that changed is a new row, and its old row steps back. Reading needs no lock; who adds
or takes away holds it. A crash leaves the store as it was before or after a change, never between.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from matchers.entries import ROWS, entries
from matchers.index import Gone
from matchers.processes import spread
from matchers.runs import Ints, Keys, Ragged
from matchers.statistics import slots_for
from matchers.store import manifest as manifests
from matchers.store.arrays import Array, mapped, sound
from matchers.store.counts import StoredStatistics, counted
from matchers.store.manifest import Manifest, Part
from matchers.store.segment import Coming, Segment, id_keys, lines, ragged_of, write
from schemas.match import Record

CHUNK = 20_000  # rows worked on at a time


class Store:
    """`made_anew`: nothing could be used of what was there, if anything was."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made_anew = not self._open()

    def _open(self) -> bool:
        found = manifests.read(self.folder)
        try:
            if found is not None:
                self.load(found)
                return True
        except (OSError, ValueError):
            pass
        self.load(Manifest(made_by=manifests.made_by()))
        return False

    def load(self, manifest: Manifest) -> None:
        """Raises OSError, ValueError when a file is not as the manifest says."""
        firsts = np.cumsum([0, *(part.rows for part in manifest.parts)]).tolist()
        segments = [Segment.open(self.folder, part, first) for part, first in zip(manifest.parts, firsts, strict=False)]
        minus: Mapping[str, Array] = mapped(self.folder, manifest.minus) if manifest.minus else {}
        self.manifest, self.segments, self.minus = manifest, segments, minus
        self.gone = Gone(np.array(manifest.dead, dtype=np.int64), minus["entries"]) if minus else None

    def __len__(self) -> int:
        """How many rows are in force."""
        return self.manifest.rows - len(self.manifest.dead)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Waits for its turn; until it ends nobody else changes the store."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.made_anew = not self._open()  # another process may have changed it meanwhile
            manifests.sweep(self.folder, self.manifest)
            yield

    def release(self) -> None:
        """Gives back the memory of what was looked at; it is read again when it is asked for."""
        for segment in self.segments:
            segment.release()

    def put(self, manifest: Manifest) -> None:
        """Puts a manifest in force, and removes what it no longer names."""
        manifests.replace(self.folder, manifest)
        self.load(manifest)
        manifests.sweep(self.folder, manifest)

    def name(self, kind: str) -> str:
        self.manifest.number += 1
        return f"{kind}-{self.manifest.number:06d}.bin"

    # Rows

    def alive(self, first: int, last: int) -> Ints:
        """The rows in force from `first` to before `last`."""
        rows = np.arange(first, last)
        return rows if self.gone is None else rows[~np.isin(rows, self.gone.rows)]

    def rows_of(self, ids: Sequence[str]) -> Ints:
        """The rows in force of some records, in order."""
        keys, found = id_keys(ids), []
        for segment in self.segments:
            at, rows = segment.find(keys)
            own, place = np.unique(rows, return_inverse=True)
            names = lines(segment.taken("id", own))
            same = [names[name] == ids[asked] for name, asked in zip(place.tolist(), at.tolist(), strict=True)]
            found.append(segment.first + np.unique(rows[np.array(same, dtype=bool)]))
        rows = np.concatenate([np.zeros(0, dtype=np.int64), *found])
        return rows if self.gone is None else np.setdiff1d(rows, self.gone.rows)

    def stamps(self) -> dict[str, int]:
        """The stamp of every record in force, by id."""
        found: dict[str, int] = {}
        for segment in self.segments:
            rows = self.alive(segment.first, segment.first + segment.rows) - segment.first
            stamps = segment.arrays["stamps"][rows].tolist()
            found.update(zip(lines(segment.taken("id", rows)), stamps, strict=True))
        return found

    def total_stamp(self) -> int:
        """The sum of all stamps in force: equal to the register's sum when both hold the same readings."""
        dead = 0 if self.gone is None else int(self.taken_stamps(self.gone.rows).sum())
        return sum(int(segment.arrays["stamps"].sum()) for segment in self.segments) - dead

    def taken_stamps(self, rows: Ints) -> Ints:
        parts = [segment.arrays["stamps"][own - segment.first] for segment, own in self.split(rows)]
        return np.concatenate([np.zeros(0, dtype=np.int64), *parts])

    def split(self, rows: Ints) -> Iterator[tuple[Segment, Ints]]:
        """Rows, in order, by their segment."""
        for segment in self.segments:
            own = rows[np.searchsorted(rows, segment.first) : np.searchsorted(rows, segment.first + segment.rows)]
            if len(own):
                yield segment, own

    def taken(self, column: str, rows: Ints) -> Ragged:
        """A column of some rows, in order and each once."""
        if not len(rows):
            return (
                self.segments[0].taken(column, rows)
                if self.segments
                else Ragged(np.zeros(0, np.uint64), np.zeros(1, np.int64))
            )
        return Ragged.joined(segment.taken(column, own - segment.first) for segment, own in self.split(rows))

    def record(self, row: int) -> Record:
        segment = next(segment for segment in self.segments if row < segment.first + segment.rows)
        return segment.record(row - segment.first)

    def entries_of(self, rows: Ints) -> Keys:
        """The sorted entries of some rows (fewer than 2^20), under their own numbers."""
        columns = {name: self.taken(name, rows) for name in ("title", "summary", "effect", "people")}
        found = entries(columns, np.arange(len(rows)))
        return (found & ~ROWS) | rows.astype(np.uint64)[(found & ROWS).astype(np.int64)]

    def statistics(self) -> StoredStatistics:
        parts = [(segment.arrays, 1) for segment in self.segments]
        return StoredStatistics.over(
            len(self), self.manifest.slots, (*parts, *([(self.minus, -1)] if self.minus else []))
        )

    # Changes, all within `changing()`

    def reserve(self, coming: int) -> None:
        """Makes room for so many more rows; to be called before they are added."""
        from matchers.store.merging import merge

        slots = slots_for(len(self) + coming)
        if slots != self.manifest.slots:
            merge(self, 0, slots)

    def append(self, records: Sequence[Record], stamps: Sequence[int]) -> None:
        """Adds records, which may lie in a file, as new rows. `stamps`: a number of each, to know it again by."""
        starts = range(0, len(records), CHUNK)
        names, first = [self.name("rows") for _ in starts], self.manifest.rows

        def chunk(at: int) -> Part:
            start = starts[at]
            ragged, marks = ragged_of(records[start : start + CHUNK]), np.array(stamps[start : start + CHUNK])
            counts = counted(ragged, np.arange(len(marks)), self.manifest.slots)
            return write(self.folder, names[at], Coming.of(ragged, marks, first + start, counts))

        parts = [*self.manifest.parts, *spread(chunk, range(len(starts)), len(starts) > 1)]
        self.put(self.manifest.model_copy(update={"parts": parts}))

    def step_back(self, rows: Ints) -> None:
        """Takes rows, in order, out of force."""
        from matchers.store.merging import minus_of

        if len(rows):
            self.put(minus_of(self, rows))

    def settle(self) -> None:
        """Merges what has become too many small parts; to be called after changes."""
        from matchers.store.merging import due, merge

        if (start := due(self)) is not None:
            merge(self, start, slots_for(len(self)))

    def gather(self) -> None:
        """Merges everything, as after many rows were added."""
        from matchers.store.merging import merge

        if len(self.segments) > 1 or self.manifest.dead:
            merge(self, 0, slots_for(len(self)))

    def clear(self) -> None:
        """Forgets all rows."""
        self.put(Manifest(made_by=manifests.made_by(), number=self.manifest.number))

    def damaged(self) -> list[str]:
        """The files that are no longer what was written."""
        return [file.name for file in self.manifest.files if not sound(self.folder, file)]

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(file.size for file in self.manifest.files)
