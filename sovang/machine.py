"""What the desk's page of health can tell at once: disk, backups, tools, and what the environment holds."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from register.vault import MANIFESTS
from review.services import Machine
from sovang.backing import place_of
from sovang.doctor import LOW_DISK
from sovang.settings import Settings

_TOOLS = (("Tesseract (đọc bản quét)", "tesseract"), ("LibreOffice (đọc .doc, .rtf)", "soffice"))
_OF_THE_MACHINE = ("province", "office")


def machine_of(settings: Settings) -> Machine:
    free = shutil.disk_usage(settings.data).free
    return Machine(
        free=free,
        low=free < LOW_DISK,
        data=str(settings.data.resolve()),
        backup=_newest(place_of(settings)),
        tools=[(name, shutil.which(command) is not None) for name, command in _TOOLS],
        set={name: str(getattr(settings, name)) for name in _OF_THE_MACHINE if getattr(settings, name)},
    )


def _newest(place: Path) -> tuple[str, dt.datetime] | None:
    """A backup's manifest is written last: its time is the backup's."""
    found = max(place.glob(MANIFESTS), key=lambda path: path.stat().st_mtime, default=None)
    return (str(place), dt.datetime.fromtimestamp(found.stat().st_mtime, dt.UTC)) if found else None
