"""What an office sets at the desk, beside its accounts, units and programmes."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

MATCHING = "matching"  # names of settings in the register
ABOUT = "office"
PROGRAMME = "programme:"  # with the programme's id behind it
NEVER = 1.01  # of `same`: no score reaches it, a person sees every pair


class Thresholds(BaseModel):
    """From which score on a pair is shown to people (of records that share a person), and from which it is safe."""

    model_config = ConfigDict(frozen=True)

    review: float = Field(ge=0.02, le=0.95)
    same: float = Field(ge=0.5, le=NEVER)


class AboutOffice(BaseModel):
    """`name`: as pages show it; `province`: whose rules hold; empty: as each letter says."""

    model_config = ConfigDict(frozen=True)

    name: str = Field(default="", max_length=120)
    province: str = Field(default="", max_length=60)
