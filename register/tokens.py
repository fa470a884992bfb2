"""Tokens by which programs use the JSON interface in an account's name: kept as digests, ended, never deleted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from register import audit
from register.account_tables import account, api_token
from register.clock import now
from register.db import Database
from schemas.account import Account
from schemas.errors import SovangError

LASTS = dt.timedelta(days=365)
MOST = 20  # living tokens of one account
_RENEW = dt.timedelta(hours=1)  # that a token was used is written no oftener


@dataclass(frozen=True, slots=True)
class Token:
    """`label`: what its owner calls it; `seen`: when it was last used, to the hour; `until`: when it ends by itself."""

    id: int
    name: str
    label: str
    at: dt.datetime
    until: dt.datetime
    seen: dt.datetime | None


class TooMany(SovangError):
    """An account has as many tokens as it may have."""


class Tokens:
    """Every method is one short transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, digest: str, name: str, label: str, person: str) -> int:
        """Keeps a token of an account; returns its number. Raises TooMany."""
        with self._database.write() as connection:
            held = connection.scalar(sa.select(sa.func.count()).where(*_living(name)))
            if (held or 0) >= MOST:
                raise TooMany(f"Tài khoản {name} đã có {MOST} mã truy cập. Thu hồi mã không dùng nữa rồi tạo lại.")
            row = {"digest": digest, "name": name, "label": label, "at": now(), "until": now() + LASTS}
            number = connection.scalar(api_token.insert().values(row).returning(api_token.c.id))
            audit.note(connection, "token-made", name, {"token": number, "label": label}, person)
        return int(number or 0)

    def whose(self, digest: str) -> Account | None:
        """The account as it is now; None when the token ended, grew old, or the account was disabled."""
        living = sa.select(api_token, account.c.data).join(account, (account.c.name == api_token.c.name))
        query = living.where(api_token.c.digest == digest, *_living(), account.c.live)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None or (owner := Account.model_validate(row.data)).disabled:
            return None
        if row.seen is None or now() - row.seen > _RENEW:
            with self._database.write() as connection:
                connection.execute(api_token.update().where(api_token.c.id == row.id).values(seen=now()))
        return owner

    def of(self, name: str) -> list[Token]:
        """The living tokens of an account, the newest first."""
        columns = (api_token.c[key] for key in Token.__slots__)
        with self._database.read() as connection:
            rows = connection.execute(sa.select(*columns).where(*_living(name)).order_by(api_token.c.id.desc()))
            return [Token(*row) for row in rows.tuples()]

    def end(self, number: int, name: str, person: str) -> None:
        """Raises LookupError when the account has no such living token."""
        with self._database.write() as connection:
            mine = api_token.update().where(api_token.c.id == number, *_living(name)).values(ended=now())
            if connection.execute(mine).rowcount != 1:
                raise LookupError(number)
            audit.note(connection, "token-ended", name, {"token": number}, person)


def _living(name: str | None = None) -> list[sa.ColumnElement[bool]]:
    found = [api_token.c.ended.is_(None), api_token.c.until > now()]
    return found if name is None else [*found, api_token.c.name == name]
