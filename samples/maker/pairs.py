"""The planted duplicates, checked against the dossiers they point to."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from .model import TEXTS, Dossier, Strict
from .truth import stem


class _Planted(Strict):
    a: tuple[str, int]
    b: tuple[str, int]
    how: str
    note: str


def write_pairs(dossiers: list[Dossier], folder: Path) -> None:
    """Writes `duplicates.json`: a list of {a, b, how, note}; a and b are {dossier, ordinal, title}."""
    by_text = dict(zip((p.stem for p in sorted(TEXTS.glob("*.toml"))), dossiers, strict=True))

    def end(text: str, ordinal: int) -> dict[str, str | int]:
        dossier = by_text[text]
        return {"dossier": stem(dossier.file), "ordinal": ordinal, "title": dossier.rows[ordinal - 1].title}

    planted = tomllib.loads((TEXTS.parent / "pairs.toml").read_text("utf-8"))["same"]
    pairs = [_Planted.model_validate(p) for p in planted]
    rows = [{"a": end(*p.a), "b": end(*p.b), "how": p.how, "note": p.note} for p in pairs]
    body = json.dumps(rows, ensure_ascii=False, indent=1)
    (folder / "duplicates.json").write_text(body + "\n", "utf-8")
