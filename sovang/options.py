"""The options that commands share, and the settings that follow from them."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from schemas.errors import SetupError

if TYPE_CHECKING:
    from sovang.settings import Settings

Data = Annotated[Path | None, typer.Option("--data", help="Thư mục chứa sổ, bản gốc và ảnh trang (SOVANG_DATA).")]
Database = Annotated[str | None, typer.Option("--database", help="URL PostgreSQL thay cho SQLite (SOVANG_DATABASE).")]
Inbox = Annotated[Path | None, typer.Option("--inbox", help="Thư mục thả hồ sơ, mặc định DATA/inbox (SOVANG_INBOX).")]
AsJson = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON ra stdout, không in gì khác ở đó.")]


def settings_of(data: Path | None, database: str | None, inbox: Path | None = None) -> Settings:
    """Raises SetupError for a value that cannot be used; a name that is none is told on stderr."""
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    from sovang import setting_faults
    from sovang.settings import Settings

    for line in setting_faults.unknown(os.environ, Settings):
        print(line, file=sys.stderr)
    given = {"data": data, "database": database, "inbox": inbox}
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        raise SetupError(f"Thiết lập sai: {setting_faults.told(error, Settings)}. Sửa biến môi trường ấy.") from error
    except SettingsError as error:
        raise SetupError(
            "Thiết lập sai: SOVANG_LIMITS, SOVANG_RETENTION không nhận giá trị trực tiếp. Đặt từng mục, như "
            "SOVANG_RETENTION_PHONE=2, SOVANG_LIMITS_PAGES=500."
        ) from error


def with_given(settings: Settings, given: Mapping[str, object]) -> Settings:
    """The settings with what the command line says instead."""
    return settings.model_copy(update={name: value for name, value in given.items() if value is not None})
