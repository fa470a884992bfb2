"""After some wrong passwords a name, or an address, waits: a list of passwords is no way in."""

from __future__ import annotations

import datetime as dt

from register.accounts import Accounts

TRIES = {"account": 5, "address": 20}
WITHIN = dt.timedelta(minutes=15)


def is_locked(accounts: Accounts, name: str, address: str) -> bool:
    keys = {"account": name, "address": address}
    return any(accounts.failures(kind, keys[kind], WITHIN) >= most for kind, most in TRIES.items())


def locked_until(accounts: Accounts, name: str) -> dt.datetime | None:
    """When an account may try again, where it failed too often; None where it may now."""
    moments = accounts.failed_at(name, WITHIN)
    return moments[-TRIES["account"]] + WITHIN if len(moments) >= TRIES["account"] else None
