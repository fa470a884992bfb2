"""Fields of worn dossiers with their evidence, and whether they were read right."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from benchmarks.quality import is_right, matched, pairs
from extractors import ENGINE
from extractors.assemble import assemble
from extractors.certainty import Weighed, weighed
from extractors.context import Context
from extractors.intake.kinds import kind_of
from extractors.jobs import read
from extractors.values import values_of
from schemas.grid import Transcript
from schemas.innovation import Reading
from schemas.source import Limits, SourceFile

_TRANSCRIPT = TypeAdapter(Transcript)
_PERIOD = ("applied_from", "applied_to")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its evidence, whether it is right, and whether something else than its chance asks about it."""

    weighed: Weighed
    right: bool
    asked: bool


def fields(folders: Sequence[Path], hands: int) -> list[Field]:
    """All fields of the folders' dossiers that were read."""
    files = [file for folder in folders for file in sorted((folder / "inbox").iterdir())]
    with ProcessPoolExecutor(hands) as pool:
        return [found for some in pool.map(_fields_in, files) for found in some]


def _fields_in(file: Path) -> list[Field]:
    truth = json.loads((file.parent.parent / "expected" / f"{file.stem}.json").read_text("utf-8"))["innovations"]
    readings = assemble([transcript(file)]).readings
    return [field for want, got in matched(truth, readings) for field in _of_row(want, got)]


def transcript(file: Path) -> Transcript:
    """What the readers see in a file, kept beside it for as long as they stay the same."""
    kept = file.parent.parent / "read" / ENGINE / f"{file.name}.json"
    if kept.is_file():
        return _TRANSCRIPT.validate_json(kept.read_bytes())
    pictures = kept.parent / f"{file.name}.pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    data = file.read_bytes()
    source = SourceFile(
        name=file.name, sha256=sha256(data).hexdigest(), size=len(data), kind=kind_of(file, file.name), path=file
    )
    found = read(source, Context(pictures, Limits(), lambda done, total: None))
    kept.write_bytes(_TRANSCRIPT.dump_json(found))
    return found


def _of_row(want: dict[str, Any], got: Reading) -> Iterator[Field]:
    seen = {name: field.as_read if field.alternate is None else field.alternate for name, field in got.fields.items()}
    found = {one.path: one for one in weighed(got.accepted, values_of(seen, {}).accepted, got.fields)}
    told = _told(got)
    verdicts: dict[str, bool] = {}
    for path, wanted, value in pairs(want, got.accepted):
        name = "application_period" if path in _PERIOD else path
        verdicts[name] = verdicts.get(name, True) and is_right(path, wanted, value)
    for path, right in verdicts.items():
        if path in found:
            yield Field(found[path], right, bool({path, path.split("[", maxsplit=1)[0], "*"} & told))


def _told(got: Reading) -> set[str]:
    """What is asked about whatever the chances say: parsers that could not tell, merged cells, odd spellings."""
    return {f.field for f in got.findings if f.ask and f.field and not f.message.endswith(_BY_CHANCE)}


_BY_CHANCE = ("có thể đọc sai: hãy đối chiếu với ảnh.", "kết quả khác nhau: hãy đối chiếu với ảnh.")
