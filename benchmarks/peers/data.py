"""A register on disk as every contestant gets it: records, true pairs, pairs that only look alike."""

from __future__ import annotations

import csv
import json
import shutil
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Pair = tuple[str, str]
_TEXTS = ("title", "summary", "unit", "phone")


@dataclass(frozen=True)
class Truth:
    """`pairs` and `alike`: pairs (low id, high id) with their kind."""

    records: int
    pairs: dict[Pair, str]
    alike: dict[Pair, str]


def make(folder: Path, maker: str, records: int, seed: int) -> None:
    from benchmarks.matching import MAKERS

    register = MAKERS[maker](records, seed)
    with (folder / "records.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(record.model_dump_json() + "\n" for record in register.records)
    _write(folder / "pairs.csv", register.duplicates)
    _write(folder / "alike.csv", register.alike)


def take(folder: Path, records: Path, pairs: Path, alike: Path | None) -> None:
    """Files of any register in the form of `sovang match --records`; pairs as `id_a,id_b,type`."""
    (folder / "records.jsonl").symlink_to(records.resolve())
    shutil.copy(pairs, folder / "pairs.csv")
    if alike:
        shutil.copy(alike, folder / "alike.csv")


def truth(folder: Path) -> Truth:
    with (folder / "records.jsonl").open(encoding="utf-8") as lines:
        total = sum(1 for _ in lines)
    return Truth(total, _read(folder / "pairs.csv"), _read(folder / "alike.csv"))


def folded(folder: Path) -> list[dict[str, Any]]:
    """Records with their texts in lower case and without accents: what serves every peer best."""
    with (folder / "records.jsonl").open(encoding="utf-8") as lines:
        return [_folded(json.loads(line)) for line in lines]


def _folded(record: dict[str, Any]) -> dict[str, Any]:
    texts = {name: _plain(str(record.get(name) or "")) for name in _TEXTS}
    authors = [_plain(name) for name in record.get("authors") or []]
    phone = "".join(filter(str.isdigit, texts["phone"]))
    return record | texts | {"authors": authors, "phone": phone}


def _plain(text: str) -> str:
    split = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return " ".join("".join(sign for sign in split if not unicodedata.combining(sign)).split())


def _write(path: Path, pairs: Mapping[Pair, str]) -> None:
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([("id_a", "id_b", "type"), *((*pair, kind) for pair, kind in pairs.items())])


def _read(path: Path) -> dict[Pair, str]:
    if not path.exists():
        return {}
    with path.open(newline="", encoding="utf-8") as lines:
        return {ordered(row["id_a"], row["id_b"]): row["type"] for row in csv.DictReader(lines)}


def ordered(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
