"""The model that an office compares with: the shipped one, or one tuned to its judgements that a person adopted.

`DATA/model.json` is the adopted one with where it comes from; those before it stay in `DATA/models`, by version.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from matchers.model import Model, default_model, parsed_model
from matchers.model_file import dumped, shipped_version, version_of
from matchers.thresholds import with_thresholds
from register.office_settings import OfficeSettings
from schemas.errors import SetupError
from schemas.office import MATCHING, Thresholds

FILE, SHELF = "model.json", "models"


class Provenance(BaseModel):
    """`base`: the shipped model that it was tuned from; `previous`: what was in use before, null: the shipped one."""

    base: str
    version: str
    previous: str | None = None
    at: dt.datetime
    by: str
    judgements: int
    figures: dict[str, Any] = {}


def model_in_use(data: Path) -> Model:
    """The adopted one, unless it was tuned from weights that are not shipped any more. Raises SetupError."""
    found = _read(data / FILE)
    return found[0] if found and found[1].base == shipped_version() else default_model()


def model_for(data: Path, settings: OfficeSettings) -> Model:
    """The model in use with the thresholds that the office set at the desk. Raises SetupError."""
    model, kept = model_in_use(data), settings.get(MATCHING)
    if kept is None or kept.data is None:
        return model
    chosen = Thresholds.model_validate(kept.data)
    return with_thresholds(model, chosen.review, chosen.same)


def adopted(data: Path) -> Provenance | None:
    """Where the adopted model comes from, in use or not. Raises SetupError."""
    found = _read(data / FILE)
    return found[1] if found else None


def adopt(data: Path, model: Model, by: str, judgements: int, figures: dict[str, Any]) -> Provenance:
    """Puts a model in use; the one before stays on the shelf. Whole or not at all."""
    before, version = adopted(data), version_of(model)
    if before and before.version == version:
        return before
    told = Provenance(
        base=shipped_version(),
        version=version,
        previous=before.version if before else None,
        at=dt.datetime.now(dt.UTC),
        by=by,
        judgements=judgements,
        figures=figures,
    )
    text = json.dumps({**dumped(model), "provenance": told.model_dump(mode="json")}, ensure_ascii=False, indent=1)
    for path in (data / SHELF / f"{told.version}.json", data / FILE):
        _write(path, text)
    return told


def revert(data: Path) -> Provenance | None:
    """Puts what was in use before in use again; None: the shipped model, also after a damaged one.

    Raises SetupError when none was adopted.
    """
    if not (data / FILE).exists():
        raise SetupError("Đang dùng mô hình gốc của phần mềm: không có gì để quay lại.")
    try:
        now = adopted(data)
    except SetupError:
        now = None
    before = data / SHELF / f"{now.previous if now else None}.json"
    if now is None or now.previous is None or not before.is_file():
        (data / FILE).unlink()
        return None
    _write(data / FILE, before.read_text("utf-8"))
    return adopted(data)


def _read(path: Path) -> tuple[Model, Provenance] | None:
    if not path.exists():
        return None
    try:
        found = json.loads(path.read_text("utf-8"))
        told = Provenance.model_validate(found["provenance"])
        model = parsed_model(found)
    except (OSError, ValueError, KeyError, TypeError, ValidationError) as error:
        raise SetupError(f"Tệp mô hình {path} hỏng: chạy `sovang retrain --revert`, hoặc xóa tệp.") from error
    if version_of(model) != told.version:
        raise SetupError(f"Tệp mô hình {path} đã bị sửa: chạy `sovang retrain --revert`, hoặc xóa tệp.")
    return model, told


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    coming = path.with_suffix(f".{os.getpid()}.part")
    coming.write_text(text, "utf-8")
    coming.replace(path)
