"""Making a database let go of old texts: a deleted value stays in the file until its page is written anew."""

from __future__ import annotations

from typing import Any

from register.db import Database
from register.search.tables import WORDS
from register.tables import metadata


def compact(database: Database) -> None:
    """Writes the whole database anew; needs as much free disk as it takes, and keeps others waiting meanwhile."""
    if database.engine.dialect.name == "sqlite":
        _sqlite(database)
    else:
        _postgresql(database)


def _sqlite(database: Database) -> None:
    with database.write() as connection:
        connection.exec_driver_sql(f"INSERT INTO {WORDS}({WORDS}) VALUES ('optimize')")  # noqa: S608  # our own name
    raw = database.engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.fetchall()
        cursor.close()
    finally:
        raw.close()


def _postgresql(database: Database) -> None:
    quote = database.engine.dialect.identifier_preparer.quote
    raw = database.engine.raw_connection()
    driver: Any = raw.driver_connection
    driver.rollback()
    driver.autocommit = True  # it cannot be done within a transaction
    try:
        cursor = driver.cursor()
        for table in metadata.sorted_tables:
            cursor.execute(f"VACUUM FULL {quote(table.name)}")
        cursor.close()
    finally:
        driver.autocommit = False
        raw.close()
