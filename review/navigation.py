"""The places of the desk, as far as an account may go there."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.account import Account, Role

_EVERYBODY = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Destination:
    path: str
    name: str
    roles: frozenset[Role] = _EVERYBODY
    here: bool = False
    also: tuple[str, ...] = ()  # where else its pages begin


_PLACES = (
    Destination("/", "Hôm nay"),
    Destination("/viec", "Việc chờ"),
    Destination("/nhan", "Nhận hồ sơ", frozenset({Role.ENTRY, Role.REVIEWER, Role.ADMIN})),
    Destination("/ho-so", "Hồ sơ"),
    Destination("/so", "Sổ", also=("/xuat",)),
    Destination("/thiet-lap", "Thiết lập", frozenset({Role.ADMIN}), also=("/tai-khoan",)),
)


def places(account: Account | None, path: str) -> list[Destination]:
    """What stands in the menu; `here` marks where the reader is."""
    if account is None or account.must_change:
        return []
    return [
        Destination(
            p.path, p.name, p.roles, here=path == p.path or (p.path != "/" and path.startswith((p.path, *p.also)))
        )
        for p in _PLACES
        if account.role in p.roles
    ]
