"""The schema's history. `upgrade` brings a database to the newest revision, from empty or from any older one."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from register.db import Database
from schemas.errors import SetupError

_HERE = Path(__file__).parent


def upgrade(database: Database) -> None:
    """All or nothing, and by one process at a time. Raises SetupError for a database made by a newer version."""
    with database.read() as connection:
        if _revision(connection) == newest():
            return
    from alembic import command  # a third of a second that a start on an up-to-date register does not pay
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    with database.write() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise SetupError(
                f"Sổ này thuộc một phiên bản phần mềm mới hơn ({error}). Hãy cập nhật phần mềm."
            ) from error


def newest() -> str:
    """The last revision: files are named by their revision's number."""
    return max(path.name for path in (_HERE / "versions").glob("[0-9]*.py")).partition("_")[0]


def _revision(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
