"""The schema's history. `upgrade` brings a database to the newest revision, from empty or from any older one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError

from register.db import Database
from schemas.errors import SetupError


def upgrade(database: Database) -> None:
    """All or nothing, and by one process at a time. Raises SetupError for a database made by a newer version."""
    with database.read() as connection:
        if _revision(connection) == _newest():
            return
    with database.write() as connection:
        config = _config()
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise SetupError(
                f"Sổ này thuộc một phiên bản phần mềm mới hơn ({error}). Hãy cập nhật phần mềm."
            ) from error


def _revision(connection: sa.Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


@cache
def _newest() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config
