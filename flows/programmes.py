"""The programmes that an office goes by: those of this build, and its own files beside the register."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from register.office_settings import OfficeSettings
from schemas.dossier import Letter
from schemas.errors import SetupError
from schemas.office import PROGRAMME
from schemas.programme import Programme, programmes
from schemas.programme_file import parse_programme, with_own
from schemas.text import fold

FOLDER = "programmes"
AT_THE_DESK = "bàn thẩm định"
_BYTES = 200_000
_FILES = 200


def known_programmes(data: Path) -> tuple[Programme, ...]:
    """This build's programmes with those in `DATA/programmes/*.toml`. Raises SetupError for a file that is wrong."""
    return with_own(programmes(), own_programmes(data))


def own_programmes(data: Path) -> list[tuple[str, Programme]]:
    """The office's own programmes with their files' names. Raises SetupError."""
    found = sorted((data / FOLDER).glob("*.toml")) if (data / FOLDER).is_dir() else []
    if len(found) > _FILES:
        raise SetupError(f"Thư mục {data / FOLDER} có {len(found)} tệp chương trình; nhiều nhất {_FILES}.")
    return [(path.name, parse_programme(path.name, _text(path))) for path in found]


def set_programmes(settings: OfficeSettings) -> list[tuple[str, Programme]]:
    """Those that people wrote at the desk, under a name to tell them by."""
    kept = settings.starting(PROGRAMME)
    return [(f"{AT_THE_DESK} ({one.name})", Programme.model_validate(one.data)) for one in kept]


def known_names(known: Sequence[Programme]) -> dict[str, str]:
    """Folded ids and names → ids."""
    return {fold(name): one.id for one in known for name in (one.id, one.name)}


def rules_for(programme: Programme, letter: Letter, province: str) -> Programme:
    """The programme as the office's province has it, else the province that the letter is from or goes to."""
    if province:
        return programme.in_province(province)
    dated = letter.fields["date"].as_read if "date" in letter.fields else ""  # `Bắc Kạn, ngày …`
    places = [letter.parent_unit or "", *letter.recipients, letter.issuing_unit or "", dated]
    named = (v.province for place in places for v in programme.variants if _names(place, v.province))
    return programme.in_province(next(named, None))


def programme_of(known: Sequence[Programme], letter: Letter, province: str) -> Programme | None:
    """The rules that hold for a dossier; None where its letter names no programme."""
    programme = next((p for p in known if p.id == letter.programme), None)
    return rules_for(programme, letter, province) if programme else None


def _names(text: str, province: str) -> bool:
    return f" {fold(province)} " in f" {fold(text)} ".replace(",", " ").replace(".", " ").replace(";", " ")


def _text(path: Path) -> str:
    try:
        if not path.is_file() or path.stat().st_size > _BYTES:
            raise SetupError(f"Tệp chương trình {path.name}: không phải tệp thường hoặc quá lớn ({_BYTES} byte).")
        return path.read_text("utf-8")
    except OSError as error:
        raise SetupError(f"Tệp chương trình {path.name}: không mở được ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise SetupError(f"Tệp chương trình {path.name}: lưu lại theo bảng mã UTF-8 rồi chạy lại.") from error
