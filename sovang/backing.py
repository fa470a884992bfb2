"""`sovang backup` and `sovang restore`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from register.backup import Backup, back_up
from register.cipher import Key
from register.existing import open_existing
from register.register import Register
from register.restore import Restored
from register.restore import restore as fill
from register.vault import MANIFESTS, Vault
from schemas.errors import SetupError, trouble_with
from sovang.settings import Settings

STEP = 5_000  # originals between two lines of progress
_NAMED = 10


def backup(settings: Settings, *, as_json: bool) -> int:
    """Returns the exit status: 1 when originals were missing."""
    register = open_existing(settings.data, settings.database)
    try:
        made = make(settings, register)
    finally:
        register.close()
    where = place_of(settings)
    print(_json(made) if as_json else "\n".join([told(made, where), *_advice(settings, where)]))
    return 1 if made.missing else 0


def make(settings: Settings, register: Register) -> Backup:
    """One backup by the settings. Raises SetupError, also for a place that cannot be written."""
    place = place_of(settings)
    key = Key.from_file(settings.backup_passphrase) if settings.backup_passphrase else None
    try:
        place.mkdir(parents=True, exist_ok=True)
        vault = Vault(place, key)
        return back_up(register.database, register.files, vault, settings.backup_keep, _progress("Sao lưu"))
    except OSError as error:
        raise SetupError(f"Không sao lưu được vào {place}: {trouble_with(error)}.") from error


def place_of(settings: Settings) -> Path:
    return settings.backup or settings.data / "backups"


def told(made: Backup, place: Path) -> str:
    """A backup in a line or a few, for people."""
    size = f"{made.new_bytes / 2**20:.1f}".replace(".", ",")
    lines = [f"Đã sao lưu {made.name} vào {place}: {made.originals} bản gốc; tệp mới {made.new} ({size} MiB)."]
    if made.removed:
        lines.append(f"Đã bỏ {len(made.removed)} bản cũ.")
    if made.mended:
        lines.append(f"Đã chép lại {len(made.mended)} tệp hỏng trong nơi sao lưu: kiểm tra ổ đĩa của {place}.")
    if made.missing:
        named = ", ".join(made.missing[:_NAMED])
        lines.append(f"Thiếu hoặc hỏng {len(made.missing)} bản gốc ({named}): chạy `sovang verify`.")
    return "\n".join(lines)


def restore(settings: Settings, source: Path, *, as_json: bool) -> int:
    """Returns the exit status: 1 when something of the backup was missing or damaged."""
    place, wanted = (source.parent, source.stem) if source.suffix == Path(MANIFESTS).suffix else (source, None)
    if not place.is_dir():
        raise SetupError(f"Không có thư mục sao lưu {place}.")
    key = Key.from_file(settings.backup_passphrase) if settings.backup_passphrase else None
    try:
        found = fill(
            Vault(place, key, "--passphrase"), wanted, settings.data, settings.database, _progress("Khôi phục")
        )
    except OSError as error:
        raise SetupError(f"Không khôi phục được vào {settings.data}: {trouble_with(error)}.") from error
    print(_json(found) if as_json else _restored(found, settings.data))
    return 1 if found.lost or found.problems else 0


def _restored(found: Restored, data: Path) -> str:
    lines = [f"Đã khôi phục bản sao lưu lúc {found.at} vào {data}: {found.originals} bản gốc, {found.files} tệp khác."]
    lines += [f"Không khớp: {problem}" for problem in found.problems]
    if found.lost:
        lines.append(f"Bản sao lưu thiếu {len(found.lost)} bản gốc: {', '.join(found.lost[:_NAMED])}.")
    lines.append(
        "Ảnh trang được làm lại khi đọc lại hồ sơ (`sovang retry --every`); so trùng lại: `sovang match --all`."
    )
    return "\n".join(lines)


def _advice(settings: Settings, place: Path) -> list[str]:
    if place.resolve().is_relative_to(settings.data.resolve()):
        return ["Bản sao lưu đang nằm cùng ổ với sổ: đặt --to hoặc SOVANG_BACKUP sang ổ khác."]
    return []


def _json(found: Backup | Restored) -> str:
    return json.dumps(asdict(found), ensure_ascii=False, indent=1)


def _progress(what: str) -> Callable[[int, int], None]:
    def told(done: int, total: int) -> None:
        if done % STEP == 0:
            print(f"{what}: {done}/{total} bản gốc", file=sys.stderr, flush=True)

    return told
