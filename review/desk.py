"""What the pages work with. Readers, matcher and Prefect are handed in as services: the desk starts without them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from fastapi import Request

from register.register import Register
from review.guard.pace import Pace
from review.services import Services


@dataclass(frozen=True, slots=True)
class Desk:
    """`pages`: the page pictures' folder; `office`: the name on every page; `secure`: cookies only over https."""

    register: Register
    pages: Path
    services: Services = field(default_factory=Services)
    office: str = ""
    secure: bool = False
    most: int = 500 * 2**20  # bytes of one upload
    pace: Pace = field(default_factory=Pace)

    @property
    def uploads(self) -> Path:
        """Where an upload lies until it is taken."""
        return self.pages.with_name("uploads")


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk
