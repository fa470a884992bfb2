"""What a child of the sandbox does: open an item, read a file, cut up pictures. Imports the heavy libraries."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from extractors.assemble import Assembled, assemble
from extractors.context import Context
from extractors.imaging.render import count_pictures, open_document
from extractors.intake.attached import take_out
from extractors.intake.items import open_item as _open_item
from extractors.intake.kinds import kind_of
from extractors.pictures import Sheet, cut
from extractors.readers import READERS
from extractors.readers.word_boxes import give_turns
from schemas.errors import ItemCode, SetAside
from schemas.grid import Grid, Transcript
from schemas.programme import Programme
from schemas.source import Kind, Limits, SourceFile

_CONVERTED = (Kind.DOC, Kind.RTF, Kind.ODT, Kind.WORD_XML, Kind.FLAT_TEXT, Kind.FLAT_SHEET)
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # a variant of .docx that python-docx does not know
_HEAD = 16_384
_TRANSCRIPT = TypeAdapter(Transcript)
_DOSSIER = TypeAdapter(tuple[list[Transcript], list[Programme]])
_ASSEMBLED = TypeAdapter(Assembled)
_SHEETS = TypeAdapter(list[Sheet])
_FILES = TypeAdapter(list[SourceFile])
_TEXTS = (Kind.HTML, Kind.SHEET_XML, Kind.TEXT)
_ONE_PAGE = (Kind.DOCX, Kind.XLSX, Kind.XLS, Kind.ODS, *_CONVERTED, *_TEXTS)  # read in one go


def run(job: str, given: str, out: Path, limits: Limits, progress: Callable[[int, int], None]) -> Any:
    """Does a job on what is given as JSON and returns its answer as JSON-ready values. Raises SetAside."""
    if job == "cut":
        return cut(_SHEETS.validate_json(given), out)
    if job == "read":
        asked = _Asked.model_validate_json(given)
        context = Context(out, limits, progress, range(*asked.part) if asked.part else None)
        return _TRANSCRIPT.dump_python(read(asked.file, context), mode="json")
    if job == "assemble":
        return _ASSEMBLED.dump_python(assemble(*_DOSSIER.validate_json(given)), mode="json")
    if job == "survey":
        return [_seen_from_outside(file, limits) for file in _FILES.validate_json(given)]
    file = SourceFile.model_validate_json(given)
    return count(file, limits) if job == "count" else open_item(file, out, limits)


class _Asked(BaseModel):
    """A file to read; `part`: the first of its pages (from 1) and the one after the last, or all."""

    file: SourceFile
    part: tuple[int, int] | None


def count(file: SourceFile, limits: Limits) -> int:
    """The pages of a PDF or the frames of a picture file. Raises SetAside."""
    if file.kind is Kind.IMAGE:
        return count_pictures(file.path, limits)
    with open_document(file.path) as document:
        return len(document)


def _seen_from_outside(file: SourceFile, limits: Limits) -> int:
    """A file's pages, 0 where they cannot be told without unpacking it or where it is damaged."""
    try:
        known = file.model_copy(update={"kind": kind_of(file.path, file.name)})
        return count(known, limits) if known.kind in (Kind.PDF, Kind.IMAGE) else int(known.kind in _ONE_PAGE)
    except Exception:  # reading it will tell what is wrong
        return 0


def read(file: SourceFile, context: Context) -> Transcript:
    """What one file says, whatever its kind; old office files through LibreOffice first."""
    if file.size == 0 or file.kind is Kind.EMPTY:
        raise SetAside(ItemCode.EMPTY)
    if file.size > context.limits.file_bytes:
        raise SetAside(ItemCode.TOO_LARGE, f"{file.size} bytes")
    source = _modern(file, context) if file.kind in _CONVERTED or _is_strict(file) else file
    reader = READERS.get(source.kind)
    if reader is None:
        raise SetAside(ItemCode.UNSUPPORTED_TYPE, source.kind)
    transcript = replace(reader(source, context), name=file.name, sha256=file.sha256)
    _check_texts(transcript, context.limits)
    if file.kind is Kind.DOC:
        give_turns(transcript, file.path)
    if context.part is None or context.part.start == 1:
        take_out(source, transcript, context.pictures, context.limits)
    return transcript


def _check_texts(transcript: Transcript, limits: Limits) -> None:
    """What comes after reading costs time for each line: a file of nothing but lines must not cost the night."""
    blocks = [block for page in transcript.pages for block in page.blocks]
    texts = (b.text for block in blocks for b in (block.cells if isinstance(block, Grid) else [block]))
    if any(len(text) > limits.letters for text in texts):
        raise SetAside(ItemCode.TOO_LARGE, f"more than {limits.letters} letters in one line or cell")
    grids = [block for block in blocks if isinstance(block, Grid)]
    if len(blocks) - len(grids) > limits.lines or sum(len(grid.cells) for grid in grids) > limits.cells:
        raise SetAside(ItemCode.TOO_MANY_PAGES, "too many lines or cells")


def _is_strict(file: SourceFile) -> bool:
    if file.kind is not Kind.DOCX:
        return False
    try:
        with zipfile.ZipFile(file.path) as container, container.open("word/document.xml") as stream:
            return _STRICT in stream.read(_HEAD)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, OSError, zlib.error):
        return False  # reading it will tell what is wrong


def _modern(file: SourceFile, context: Context) -> SourceFile:
    from extractors.intake.office import to_modern

    return to_modern(file, context.pictures, context.limits)


def open_item(file: SourceFile, out: Path, limits: Limits) -> dict[str, Any]:
    """The leaves of a mail or an archive: `leaves`, `kept` (files), `ignored` (names), `problems`, `mails`."""
    known = file if file.kind is not Kind.UNKNOWN else file.model_copy(update={"kind": kind_of(file.path, file.name)})
    opened = _open_item(known, out, limits)
    return {
        "leaves": [f.model_dump(mode="json") for f in opened.leaves],
        "kept": [f.model_dump(mode="json") for f in opened.kept],
        "ignored": opened.ignored,
        "problems": [
            {
                "file": f.model_dump(mode="json") if isinstance(f, SourceFile) else None,
                "name": str(getattr(f, "name", f)),
                "code": e.code,
                "detail": e.detail,
            }
            for f, e in opened.problems
        ],
        "mails": [
            {"subject": m.subject, "sender": m.sender, "date": m.date.isoformat() if m.date else None, "body": m.body}
            for m in opened.mails
        ],
    }
