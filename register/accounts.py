"""The desk's accounts: who they are, that they signed in, and how often somebody failed to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from register import audit
from register.account_tables import account, api_token, sign_in_failure, web_session
from register.clock import now
from register.columns import Utc
from register.db import Database
from schemas.account import Account

_LONGEST = dt.timedelta(hours=8)  # without a sign of life
_WHOLE = dt.timedelta(days=7)
_RENEW = dt.timedelta(minutes=5)  # a session's sign of life is written no oftener


@dataclass(frozen=True, slots=True)
class Known:
    """An account with the hash of its password, empty when none was set."""

    account: Account
    password: str


@dataclass(frozen=True, slots=True)
class Session:
    """An open session: since when, and its last sign of life."""

    at: dt.datetime
    seen: dt.datetime


class Accounts:
    """Every method is one short transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Account]:
        """In order of their names, those that are disabled too."""
        query = sa.select(account.c.data).where(account.c.live).order_by(account.c.name)
        with self._database.read() as connection:
            return [Account.model_validate(data) for data in connection.scalars(query)]

    def find(self, name: str) -> Known | None:
        with self._database.read() as connection:
            return _find(connection, name)

    def put(self, wanted: Account, person: str, password: str | None = None) -> None:
        """Adds or changes an account; without `password` (a hash) the old one stays. Its sessions end on any change of
        password, role, units or when it is disabled; its tokens when somebody else sets its password.
        """
        with self._database.write() as connection:
            before = _find(connection, wanted.name)
            kept = before.password if before else ""
            connection.execute(account.update().where(account.c.name == wanted.name).values(live=False))
            row = {"live": True, "name": wanted.name, "data": wanted.model_dump(mode="json"), "person": person}
            connection.execute(account.insert().values(**row, password=password or kept, at=now()))
            change = {"before": before and before.account.model_dump(mode="json"), "after": row["data"]}
            audit.note(connection, "account", wanted.name, {**change, "password": password is not None}, person)
            if before and (password is not None or _power(before.account) != _power(wanted)):
                _end(connection, web_session.c.name == wanted.name)
            if before and password is not None and person != wanted.name:
                mine = (api_token.c.name == wanted.name) & api_token.c.ended.is_(None)
                connection.execute(api_token.update().where(mine).values(ended=now()))

    def begin(self, digest: str, name: str) -> None:
        """Starts a session of a person who has just proved who he is."""
        with self._database.write() as connection:
            connection.execute(web_session.insert().values(digest=digest, name=name, at=now(), seen=now()))
            connection.execute(sign_in_failure.delete().where(_of("account", name)))
            connection.execute(sign_in_failure.delete().where(sign_in_failure.c.at < now() - _WHOLE))
            audit.note(connection, "signed-in", name, who=name)

    def whose(self, digest: str) -> Account | None:
        """The account of a living session; None when it ended, grew old, or the account was disabled."""
        query = sa.select(web_session).where(web_session.c.digest == digest, web_session.c.ended.is_(None))
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
            known = _find(connection, row.name) if row else None
        if row is None or known is None or known.account.disabled:
            return None
        if now() - row.seen > _LONGEST or now() - row.at > _WHOLE:
            return None
        if now() - row.seen > _RENEW:
            with self._database.write() as connection:
                connection.execute(web_session.update().where(web_session.c.digest == digest).values(seen=now()))
        return known.account

    def end(self, digest: str) -> None:
        with self._database.write() as connection:
            _end(connection, web_session.c.digest == digest)

    def failed(self, name: str, address: str) -> None:
        """Notes that somebody did not get in."""
        with self._database.write() as connection:
            rows = [{"kind": "account", "key": name, "at": now()}, {"kind": "address", "key": address, "at": now()}]
            connection.execute(sign_in_failure.insert(), rows)

    def end_all(self, name: str, person: str) -> int:
        """Ends every session of an account, as a person asked; returns how many were open."""
        with self._database.write() as connection:
            ended = _end(connection, web_session.c.name == name)
            audit.note(connection, "sessions-ended", name, {"sessions": ended}, person)
        return ended

    def unlock(self, name: str, person: str) -> None:
        """Forgets how often somebody failed under this name, as a person asked."""
        with self._database.write() as connection:
            gone = connection.execute(sign_in_failure.delete().where(_of("account", name))).rowcount
            audit.note(connection, "unlocked", name, {"failures": gone}, person)

    def sessions(self, name: str) -> list[Session]:
        """The open ones that are not too old, the latest sign of life first."""
        query = sa.select(web_session.c.at, web_session.c.seen).where(
            web_session.c.name == name,
            web_session.c.ended.is_(None),
            web_session.c.seen >= now() - _LONGEST,
            web_session.c.at >= now() - _WHOLE,
        )
        with self._database.read() as connection:
            return [Session(row.at, row.seen) for row in connection.execute(query.order_by(web_session.c.seen.desc()))]

    def last_signed_in(self) -> dict[str, dt.datetime]:
        """When each account last proved who it is; one that never did is not there."""
        query = sa.select(web_session.c.name, sa.func.max(web_session.c.at, type_=Utc)).group_by(web_session.c.name)
        with self._database.read() as connection:
            return dict(connection.execute(query).tuples().all())

    def failed_at(self, name: str, within: dt.timedelta) -> list[dt.datetime]:
        """When somebody failed under this name of late, oldest first."""
        recent = sa.select(sign_in_failure.c.at).where(_of("account", name), sign_in_failure.c.at >= now() - within)
        with self._database.read() as connection:
            return list(connection.scalars(recent.order_by(sign_in_failure.c.at)))

    def failures(self, kind: str, key: str, within: dt.timedelta) -> int:
        """How often somebody failed of late, by `account` or by `address`."""
        recent = sa.select(sa.func.count()).where(_of(kind, key), sign_in_failure.c.at >= now() - within)
        with self._database.read() as connection:
            return connection.scalar(recent) or 0


def _find(connection: sa.Connection, name: str) -> Known | None:
    query = sa.select(account.c.data, account.c.password).where(account.c.live, account.c.name == name)
    row = connection.execute(query).one_or_none()
    return Known(Account.model_validate(row.data), row.password) if row else None


def _power(one: Account) -> tuple[object, ...]:
    return one.role, one.units, one.disabled


def _of(kind: str, key: str) -> sa.ColumnElement[bool]:
    return sa.and_(sign_in_failure.c.kind == kind, sign_in_failure.c.key == key)


def _end(connection: sa.Connection, which: sa.ColumnElement[bool]) -> int:
    open_ones = web_session.update().where(which, web_session.c.ended.is_(None))
    return connection.execute(open_ones.values(ended=now())).rowcount
