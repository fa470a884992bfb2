"""What the steps over many dossiers rest on beside these: the program itself, the programmes' rules, the units."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flows.office import Office

_PACKAGES = ("flows", "matchers", "register", "schemas")  # whatever may change what such a step finds
_MANY = 5_000  # changed dossiers from which looking at all is no dearer


def basis_of(office: Office, *more: object) -> str:
    """Another text when the same dossiers may be settled otherwise than before: then all are looked at once."""
    rules = [one.model_dump_json() for one in office.programmes]
    said = (_program(), office.province, *rules, *map(repr, more))
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def few(dossiers: list[str] | None) -> list[str] | None:
    """None, which means all, also where very many changed."""
    return None if dossiers is None or len(dossiers) > _MANY else dossiers


@cache
def _program() -> str:
    """Of the code and the data that come with it: nobody has to remember raising a number."""
    root, found = Path(__file__).parents[1], hashlib.sha256()
    for package in _PACKAGES:
        for path in sorted((root / package).rglob("*")):
            if path.suffix in {".py", ".toml", ".tsv", ".csv", ".json"}:
                found.update(path.read_bytes())
    return found.hexdigest()
