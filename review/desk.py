"""What the pages work with. Readers, matcher and Prefect are handed in as services: the desk starts without them."""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import Request

from register.register import Register
from review.services import Services


@dataclass(frozen=True, slots=True)
class Desk:
    """`office`: the name on every page; `secure`: cookies only over https."""

    register: Register
    services: Services = field(default_factory=Services)
    office: str = ""
    secure: bool = False


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk
