"""How many pages wait to be read, before any is: what a promised time is reckoned from."""

from __future__ import annotations

from collections.abc import Sequence

from flows.office import Office
from schemas.source import Kind, SourceFile


def pages_ahead(office: Office, dossiers: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Dossier id → its pages as far as can be told unopened; 0 where it cannot (mails, archives, damaged files)."""
    held = office.register.files_of([key for key, _ in dossiers])
    files = [(key, file) for key, own in held.items() for file in own]
    found = office.sandbox.survey(
        [SourceFile(name=f.name, sha256=f.sha256, size=f.size, kind=Kind.UNKNOWN, path=f.path) for _, f in files]
    )
    out = dict.fromkeys(held, 0)
    for (key, _), pages in zip(files, found, strict=False):
        out[key] += pages
    return out
