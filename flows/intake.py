"""Taking items in: what lies in a folder or is named → stored originals and listed dossiers."""

from __future__ import annotations

import datetime as dt
import os
import time
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractors.intake.kinds import kind_of
from extractors.intake.names import is_ignored_name, natural_key
from flows.office import Office
from register.files import StoredFile
from schemas.source import Channel, Kind

_MAILS = {Kind.EML, Kind.MSG, Kind.MBOX, Kind.TNEF}
_LINK = "Đây là liên kết, không phải tệp; hãy chép tệp thật vào."
_MANY = "Thư mục có hơn {} tệp nên chưa nhận. Hãy chia mỗi hồ sơ một thư mục rồi thả lại."
_DEEP = "Thư mục lồng quá {} lớp nên chưa nhận. Hãy để các tệp ngay trong thư mục của hồ sơ."
_FOLDERS = 100  # one in another; Windows itself allows hardly more
_NO_FILE = "Đây không phải tệp (ống dẫn hoặc thiết bị); hãy bỏ ra khỏi thư mục."
_TURNING = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)), "\u200e", "\u200f", "\u061c"}
SETTLE = 5.0  # seconds for which a file in the drop folder must not have changed: scanners and shares write slowly


@dataclass(slots=True)
class Intake:
    """How taking in went: new and known dossiers by id, names of litter, (name, reason) of what could not be taken.

    `again`: (name, id) of each item that came in before, under the name that it has now.
    """

    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    again: list[tuple[str, str]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def items_in(paths: Iterable[str], inbox: Path | None = None) -> list[Path]:
    """The items meant by `paths`: each itself, or its children where it ends in `/` or is the inbox."""
    items: list[Path] = []
    for text in paths:
        path = Path(text)
        as_box = text.endswith(("/", "\\")) or (inbox is not None and path.resolve() == inbox.resolve())
        if as_box and path.is_dir():
            items.extend(sorted(path.iterdir(), key=lambda child: natural_key(child.name)))
        else:
            items.append(path)
    return items


def take_in(
    office: Office, items: Sequence[Path], *, settle: bool = False, channel: Channel = Channel.FOLDER
) -> Intake:
    """Stores and lists every item; one that cannot be taken is named with the reason and stays where it is."""
    out = Intake()
    for item in items:
        if is_ignored_name(item.name):
            out.ignored.append(item.name)
            continue
        if item.is_symlink():
            out.refused.append((_shown(item.name), _LINK))
            continue
        try:
            if trouble := _too_much(item, office.limits.files):
                out.refused.append((_shown(item.name), trouble))
                continue
            if settle and not _settled(item):
                out.refused.append((_shown(item.name), "Tệp đang được ghi, sẽ nhận ở lượt sau."))
                continue
            _take(office, item, out, channel)
        except OSError as error:
            out.refused.append((_shown(item.name), f"Không đọc hoặc lưu được tệp ({error.strerror or error})."))
    return out


def _take(office: Office, item: Path, out: Intake, channel: Channel) -> None:
    if not item.exists():
        out.refused.append((_shown(item.name), "Không có tệp hoặc thư mục này."))
        return
    if not item.is_dir() and not item.is_file():
        out.refused.append((_shown(item.name), _NO_FILE))
        return
    files = [_store(office, path, item) for path in _files(item, out)]
    is_mail = len(files) == 1 and kind_of(files[0].path, files[0].name) in _MAILS
    channel = Channel.EMAIL if is_mail else channel
    dossier, new = office.register.receive(_shown(item.name), channel, files, dt.datetime.now(dt.UTC))
    (out.new if new else out.known).append(dossier.id)
    if not new:
        out.again.append((_shown(item.name), dossier.id))


def _too_much(item: Path, most: int) -> str | None:
    """Why a folder is not taken at all. Walked without recursion, and no further than is needed to tell."""
    entries, waiting = 0, [(item, 0)] if item.is_dir() else []
    while waiting:
        folder, depth = waiting.pop()
        if depth > _FOLDERS:
            return _DEEP.format(_FOLDERS)
        with os.scandir(folder) as found:
            for entry in found:
                entries += 1
                if entries > most:
                    return _MANY.format(most)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((Path(entry.path), depth + 1))
    return None


def _files(item: Path, out: Intake) -> list[Path]:
    """The files of an item in the order people count; links and pipes are not opened, they and litter are named."""
    if not item.is_dir():
        return [item]
    found = []
    for path in sorted(item.rglob("*"), key=lambda p: natural_key(str(p.relative_to(item)))):
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            name = _shown(str(path.relative_to(item.parent)))
            out.refused.append((name, _LINK if path.is_symlink() else _NO_FILE))
        elif path.is_dir():
            continue
        elif is_ignored_name(str(path.relative_to(item))):
            out.ignored.append(path.name)
        else:
            found.append(path)
    return found


def _store(office: Office, path: Path, item: Path) -> StoredFile:
    name = str(path.relative_to(item)) if item.is_dir() else path.name
    return office.register.files.put(path, _shown(name))


def _shown(name: str) -> str:
    """A name without what changes how people see it in lists and on terminals; bytes that are no text become `?`."""
    plain = "".join(" " if unicodedata.category(c) == "Cc" else c for c in name if c not in _TURNING)
    return plain.encode("utf-8", "replace").decode()


def _settled(item: Path) -> bool:
    """Whether an item has not changed for a while; waits at most that while."""
    before = _state(item)
    age = time.time() - max((changed for _, _, changed in before), default=0.0)
    if age >= SETTLE:
        return True
    time.sleep(SETTLE - max(0.0, age))
    return _state(item) == before


def _state(item: Path) -> list[tuple[str, int, float]]:
    paths = [item] if item.is_file() else sorted(p for p in item.rglob("*") if p.is_file())
    return [(str(p), (s := p.stat()).st_size, s.st_mtime) for p in paths]
