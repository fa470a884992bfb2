"""The whole road says the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
from pathlib import Path

from flows import steps
from flows.office import open_office
from register.exports import export
from tests.flows.makers import DRYER, TRAINING, dossier

MOMENTS = ("received_at", "at", "first_seen")


def said(folder: Path, url: str | None, inbox: Path) -> dict[str, list[object]]:
    """What each export says after a run, without the moments."""
    office = open_office(folder / "data", url, workers=1)
    steps.ingest(office, sorted(inbox.iterdir()))
    found = {}
    for what in ("innovations", "dossiers", "duplicates"):
        export(office.register, what, "jsonl", folder / what)
        found[what] = [plain(json.loads(line)) for line in (folder / what).read_text("utf-8").splitlines()]
    assert office.register.verify() == []
    office.register.close()
    return found


def plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items() if key not in MOMENTS}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def test_both_databases_give_the_same_exports(tmp_path: Path, postgres_url: str) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    dossier(inbox / "trạm.docx", DRYER, TRAINING)
    dossier(inbox / "trường.docx", DRYER, unit="Công đoàn Trường Mầm non Bản Mẫu", number=3)
    (inbox / "hỏng.docx").write_bytes(b"PK\x03\x04 nothing more")
    for name in ("lite", "big"):
        (tmp_path / name).mkdir()
    lite = said(tmp_path / "lite", None, inbox)
    assert [len(lite[what]) for what in ("innovations", "dossiers", "duplicates")] == [3, 3, 1]
    assert said(tmp_path / "big", postgres_url, inbox) == lite
