"""Who may use the desk, and for what."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Role(StrEnum):
    """What a person may do: look; bring in and key in; settle doubts too; look after people and settings too."""

    VIEWER = "viewer"
    ENTRY = "entry"
    REVIEWER = "reviewer"
    ADMIN = "admin"


class Account(BaseModel):
    """`name` signs in; `shown` is what others read; `units`: the only units whose dossiers are seen, none for all."""

    model_config = ConfigDict(frozen=True)

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]{1,39}$")
    shown: str = Field(min_length=1, max_length=80)
    role: Role
    units: tuple[str, ...] = ()
    disabled: bool = False
    must_change: bool = False  # the password was made for one sign-in: a new one comes before anything else
    lang: str = "vi"
    keys: bool = True  # single-key shortcuts are on
    blind: bool = False  # scores are hidden while judging

    @property
    def can_settle(self) -> bool:
        """Whether this account may settle doubts."""
        return self.role in (Role.REVIEWER, Role.ADMIN)
