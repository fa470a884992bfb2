"""The settings of a command: options first, then the environment (`SOVANG_…`), then defaults."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from schemas.retention import Retention
from schemas.source import Limits


class Settings(BaseSettings):
    """`data`: where everything lives. `database`: a URL that moves the register to PostgreSQL.

    Each limit has its own variable: `SOVANG_LIMITS_SECONDS`, `SOVANG_LIMITS_MEMORY` and so on.
    """

    model_config = SettingsConfigDict(
        env_prefix="SOVANG_", env_file=None, extra="ignore", env_nested_delimiter="_", env_nested_max_split=1
    )

    data: Path = Path("data")
    database: str | None = None
    inbox: Path | None = None  # the drop folder; `<data>/inbox` when not set
    province: str = ""  # whose rules hold where a programme has a province's own; empty: as the letter says
    office: str = ""  # the federation's name, as pages and papers show it
    workers: int = Field(default=0, ge=0)  # dossiers read at a time; 0: one for each core
    limits: Limits = Limits()  # what a hostile file may cost
    backup: Path | None = None  # where backups go; when set, each nightly run makes one
    backup_keep: int = Field(default=14, ge=0)  # the newest that are kept; 0: all
    backup_passphrase: Path | None = None  # a file whose first line encrypts them
    retention: Retention = Retention()  # how many years after a programme's end each field of its authors is kept
    prefect_api_url: str | None = None  # a running Prefect server; also PREFECT_API_URL

    @property
    def drop_folder(self) -> Path:
        return self.inbox or self.data / "inbox"
