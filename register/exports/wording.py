"""The wording of papers: TOML in the package, and in `DATA/templates/` what an office says otherwise."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from schemas.errors import SetupError

FOLDER = "templates"
_BYTES = 100_000
Said = str | list[str]


class Wording:
    """One file's texts. `{name}` in a text stands for a value; which names a text may hold is what ours holds."""

    def __init__(self, said: Mapping[str, Said]) -> None:
        self._said = said

    def text(self, key: str, **values: object) -> str:
        said = self._said[key]
        return _filled(said, values) if isinstance(said, str) else "\n".join(_filled(line, values) for line in said)

    def lines(self, key: str, **values: object) -> list[str]:
        said = self._said[key]
        return [_filled(line, values) for line in ([said] if isinstance(said, str) else said)]


def wording(name: str, data: Path | None = None) -> Wording:
    """The texts of `NAME.toml`, the office's own in the place of ours. Raises SetupError for a file that is wrong."""
    ours = _packaged(name)
    own = data / FOLDER / f"{name}.toml" if data else None
    if own is None or not own.exists():
        return Wording(ours)
    theirs = _read(own)
    for key, said in theirs.items():
        if key not in ours:
            raise _refused(own, f"không có mục nào tên “{key}”; các mục: {', '.join(ours)}")
        if isinstance(said, str) != isinstance(ours[key], str):
            kind = "chữ trong dấu nháy" if isinstance(ours[key], str) else "danh sách trong dấu [ ]"
            raise _refused(own, f"mục “{key}” phải là {kind}")
        if unknown := _names(own, key, said) - _names(own, key, ours[key]) - _common(ours):
            raise _refused(own, f"mục “{key}” dùng {{{sorted(unknown)[0]}}} mà phần mềm không có giá trị ấy")
    return Wording({**ours, **theirs})


def check_templates(data: Path) -> int:
    """How many files of its own the office has. Raises SetupError for one that no paper uses, or that is wrong."""
    known = sorted(f.name.removesuffix(".toml") for f in (files("register.exports") / FOLDER).iterdir())
    own = sorted((data / FOLDER).glob("*.toml"))
    for path in own:
        if path.stem not in known:
            raise _refused(path, f"không có mẫu nào tên như vậy; các mẫu: {', '.join(known)}")
        wording(path.stem, data)
    return len(own)


@cache
def _packaged(name: str) -> dict[str, Said]:
    text = (files("register.exports") / FOLDER / f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def _read(path: Path) -> dict[str, Said]:
    try:
        if not path.is_file() or path.stat().st_size > _BYTES:
            raise _refused(path, f"không phải tệp thường, hoặc lớn hơn {_BYTES} byte")
        said = tomllib.loads(path.read_text("utf-8").removeprefix("\ufeff"))
    except OSError as error:
        raise _refused(path, f"không mở được ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise _refused(path, "lưu lại theo bảng mã UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise _refused(path, "viết sai cú pháp TOML (thiếu dấu nháy, dấu ngoặc hoặc dấu =)") from error
    for key, value in said.items():
        if not isinstance(value, str) and not (isinstance(value, list) and all(isinstance(v, str) for v in value)):
            raise _refused(path, f"mục “{key}” phải là chữ, hoặc danh sách các chữ")
    return said


def _filled(text: str, values: Mapping[str, object]) -> str:
    return text.format_map({name: str(value) for name, value in values.items()}) if "{" in text else text


def _common(ours: Mapping[str, Said]) -> set[str]:
    """What any text of a file may name, by the file's own list."""
    listed = ours.get("gia_tri", [])
    return set(listed if isinstance(listed, list) else [listed])


def _names(path: Path, key: str, said: Said) -> set[str]:
    """The values that a text names; anything but a plain name is refused: `{x.y}` reaches where it must not."""
    found: set[str] = set()
    for line in [said] if isinstance(said, str) else said:
        try:
            pieces = list(string.Formatter().parse(line))
        except ValueError as error:
            raise _refused(path, f"mục “{key}” có dấu {{ }} không khớp") from error
        for _, name, form, conversion in pieces:
            if name is not None:
                if not name.isidentifier() or form or conversion:
                    raise _refused(path, f"mục “{key}”: trong {{ }} chỉ ghi tên một giá trị")
                found.add(name)
    return found


def _refused(path: Path, why: str) -> SetupError:
    return SetupError(f"Tệp mẫu {path.name}: {why}. Sửa tệp rồi chạy lại; xem docs/huong-dan.md.")
