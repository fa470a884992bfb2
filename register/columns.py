"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa


class Utc(sa.types.TypeDecorator[dt.datetime]):
    """A moment: aware datetimes go in, UTC comes out. A naive one is refused: nobody knows which clock it was."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without time zone: {value}")
        moment = value.astimezone(dt.UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Clean(sa.types.TypeDecorator[str]):
    """Text from outside: NUL and half characters, which databases refuse, become `?`."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        return None if value is None else cleaned(value)


def cleaned(value: str) -> str:
    return value.encode("utf-8", "replace").decode().replace("\0", "?")


def identity() -> sa.types.TypeEngine[str]:
    """Text that sorts by bytes everywhere, as Python does: PostgreSQL's usual order skips hyphens."""
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
