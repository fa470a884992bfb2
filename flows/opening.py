"""What was dropped, opened down to the files that are to be read; what cannot be had becomes a part with its reason."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractors.intake.attached import PREFIX
from flows.office import Office
from register.files import StoredFile
from schemas.dossier import ItemError, Part
from schemas.errors import ADVICE, ItemCode, SetAside
from schemas.grid import Attached, Transcript
from schemas.source import Kind, SourceFile

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(slots=True)
class Opened:
    """A dossier's parts so far, the files that are to be read, and names of litter."""

    parts: list[Part] = field(default_factory=list)
    leaves: list[SourceFile] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def open_files(office: Office, files: Sequence[StoredFile]) -> Opened:
    """The leaves of all dropped files, stored; what a mail or an archive holds besides them becomes parts."""
    out = Opened()
    with tempfile.TemporaryDirectory(dir=office.sandbox.scratch) as folder:
        for file in files:
            source = SourceFile(name=file.name, sha256=file.sha256, size=file.size, kind=Kind.UNKNOWN, path=file.path)
            try:
                answer = office.sandbox.open_item(source, Path(folder))
            except SetAside as error:
                out.parts.append(part_of(source, "set_aside", error))
                continue
            if len(answer["leaves"]) > office.limits.members:  # each costs a child, however small it is
                out.parts.append(part_of(source, "set_aside", SetAside(ItemCode.ARCHIVE_BOMB, "too many parts")))
                continue
            _sort(office, source, answer, out)
    return out


def _sort(office: Office, source: SourceFile, answer: dict[str, list[dict[str, object]]], out: Opened) -> None:
    out.ignored.extend(str(name) for name in answer["ignored"])
    out.leaves.extend(_kept(office, source, item) for item in answer["leaves"])
    out.parts.extend(part_of(_kept(office, source, item), "kept") for item in answer["kept"])
    for problem in answer["problems"]:
        error = SetAside(ItemCode(str(problem["code"])), str(problem["detail"]))
        item = problem["file"]
        if isinstance(item, dict):
            out.parts.append(part_of(_kept(office, source, item), "set_aside", error))
        else:
            nameless = Part(name=str(problem["name"]), sha256=source.sha256, kind="unknown", status="set_aside")
            out.parts.append(nameless.model_copy(update={"error": told(error), "parent": source.sha256}))


def _kept(office: Office, source: SourceFile, item: dict[str, object]) -> SourceFile:
    """A part as the store holds it: its bytes are hashed again, whatever the sandbox said."""
    part = SourceFile.model_validate(item)
    if part.sha256 == source.sha256:
        return part.model_copy(update={"path": source.path})
    stored = office.register.files.put(part.path, part.name)
    return part.model_copy(update={"path": stored.path, "sha256": stored.sha256, "size": stored.size})


def open_attached(office: Office, leaf: SourceFile, transcript: Transcript, out: Opened) -> None:
    """What lies within a document that was read goes the way of what was dropped."""
    if not transcript.attached:
        return
    with tempfile.TemporaryDirectory(dir=office.sandbox.scratch) as folder:
        for number, file in enumerate(transcript.attached):
            source = _within(office, leaf, file)
            if source is None or source.sha256 in {part.sha256 for part in out.parts}:
                continue
            try:
                if _depth(source, out) > office.limits.depth:
                    raise SetAside(ItemCode.NESTED_TOO_DEEP, "documents in documents")
                if number >= office.limits.members or len(out.leaves) >= office.limits.members:
                    raise SetAside(ItemCode.ARCHIVE_BOMB, "too many parts")
                _sort(office, source, office.sandbox.open_item(source, Path(folder)), out)
            except SetAside as error:
                out.parts.append(part_of(source, "set_aside", error))


def _within(office: Office, leaf: SourceFile, file: Attached) -> SourceFile | None:
    """A file out of a document, stored; None where the sandbox named what is not there."""
    path = office.shelf(leaf.sha256) / f"{PREFIX}{file.sha256}"
    if not _SHA256.fullmatch(file.sha256) or path.is_symlink() or not path.is_file():
        return None
    stored = office.register.files.put(path, file.name)
    values = {"name": file.name, "sha256": stored.sha256, "size": stored.size, "path": stored.path}
    return SourceFile.model_validate({**values, "kind": Kind.UNKNOWN, "parent": leaf.sha256})


def _depth(file: SourceFile, out: Opened) -> int:
    """In how many documents, mails and archives a file lies, as far as these are parts of their own."""
    parents = {leaf.sha256: leaf.parent for leaf in out.leaves} | {part.sha256: part.parent for part in out.parts}
    depth, above = 0, file.parent
    while above in parents and depth <= len(parents):
        depth, above = depth + 1, parents[above]
    return depth


def part_of(file: SourceFile, status: str = "read", error: SetAside | None = None) -> Part:
    why = told(error) if error else None
    values = {"name": file.name, "sha256": file.sha256, "kind": str(file.kind), "parent": file.parent}
    return Part.model_validate({**values, "status": status, "error": why})


def told(error: SetAside) -> ItemError:
    return ItemError(code=error.code, message=ADVICE[error.code])
