from __future__ import annotations

import pytest

from review.guard import passwords


def test_a_password_fits_its_own_hash_only() -> None:
    kept = passwords.hashed("mưa xuân lất phất", "lan")
    assert kept.startswith("$argon2id$")
    assert passwords.matches("mưa xuân lất phất", kept)
    assert not passwords.matches("mưa xuân lất phấ", kept)
    assert not passwords.matches("", "")
    assert not passwords.matches("bất kỳ", "$argon2id$hong")


@pytest.mark.parametrize("password", ["ngắn", "aaaaaaaaaaaa", "nguyen.lan2026", "x" * 201])
def test_a_weak_password_is_refused_with_the_reason(password: str) -> None:
    with pytest.raises(passwords.WeakPassword, match=r"[Mm]ật khẩu"):
        passwords.hashed(password, "nguyen.lan")
