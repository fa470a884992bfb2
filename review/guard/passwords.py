"""Passwords: argon2id hashes, and what a password must be."""

from __future__ import annotations

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from schemas.errors import SovangError

LEAST, MOST = 10, 200  # characters
_HASHER = PasswordHasher()
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another


class WeakPassword(SovangError):
    """What is asked of a password, in Vietnamese."""


def hashed(password: str, name: str) -> str:
    """Raises WeakPassword."""
    if not LEAST <= len(password) <= MOST:
        raise WeakPassword(f"Mật khẩu cần từ {LEAST} đến {MOST} ký tự; một câu dễ nhớ là tốt nhất.")
    if name.casefold() in password.casefold() or len(set(password.casefold())) < 5:
        raise WeakPassword("Mật khẩu quá dễ đoán: đừng chứa tên đăng nhập, đừng lặp lại vài ký tự.")
    return _HASHER.hash(password)


def one_time() -> str:
    """A password that nobody chose, to be told once and changed at the first sign-in: some 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def matches(password: str, kept: str) -> bool:
    """Whether a password is the one that was hashed; as slow when there is none."""
    nobody = _nobody()  # before it is known who it is: the first sign-in takes as long for both
    try:
        _HASHER.verify(kept or nobody, password[:MOST])
    except (VerificationError, InvalidHashError):
        return False
    return bool(kept)


@cache
def _nobody() -> str:
    """Checked when nobody has the name, so that the answer takes as long; made at the first sign-in."""
    return _HASHER.hash("không ai cả")
