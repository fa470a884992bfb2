"""A sample dossier as its TOML file tells it: the letter, the rows, and how it is to be written."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

TEXTS = Path(__file__).parent / "dossiers"


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Author(Strict):
    """`phone` as written on the paper; empty: the paper gives none."""

    name: str
    born: int | None = None
    post: str = ""
    place: str = ""
    phone: str = ""
    phone_invalid: bool = False
    share: float | None = None

    @property
    def digits(self) -> str | None:
        """The national number, ten digits; null when the paper has none or a wrong one."""
        if not self.phone or self.phone_invalid:
            return None
        bare = "".join(c for c in self.phone if c.isdigit())
        return "0" + bare[2:] if self.phone.startswith("+84") else bare


class Row(Strict):
    """`author_cell`: the author cell where it breaks its form's habit; `remark`: the last column of some forms.

    `broken_after`: points of height after which a text PDF breaks the row over the page.
    """

    authors: list[Author]
    title: str
    period: str
    applied_from: dt.date | None = None
    applied_to: dt.date | None = None
    summary: str
    effect: str
    benefit: int | None = None
    benefit_period: Literal["year", "quarter", "month", "day"] | None = None
    benefit_millions: float | None = None
    awards: list[str] = Field(default_factory=list)
    author_cell: str = ""
    remark: str = ""
    broken_after: float | None = None


class Letter(Strict):
    """`parent` and `issuer` are the lines of the left heading; `copies` the lines under Nơi nhận."""

    parent: list[str]
    issuer: list[str]
    number: str
    place: str
    date: dt.date
    subject: str
    recipients: list[str]
    body: list[str]
    copies: list[str]
    signs_for: str
    title: str
    name: str
    announced: int | None = None

    @property
    def place_and_date(self) -> str:
        """Day below 10 and months 1 and 2 with a 0, as the rules for state papers (Decree 30/2020) ask."""
        month = f"{self.date.month:02d}" if self.date.month < 3 else str(self.date.month)
        return f"{self.place}, ngày {self.date.day:02d} tháng {month} năm {self.date.year}"

    @property
    def addressed(self) -> str:
        if len(self.recipients) == 1:
            return f"Kính gửi: {self.recipients[0]}"
        return "Kính gửi:\n" + ";\n".join(f"- {r}" for r in self.recipients)


class Mail(Strict):
    sender: str
    to: str
    subject: str
    date: dt.datetime
    text: str


class Dossier(Strict):
    """`file`: the name in the inbox; `recipe`: the way it is written; `seed`: of its noise and ink."""

    file: str
    recipe: str
    programme: str
    unit: str
    seed: int = 1
    set_aside: str | None = None
    table_title: str = "BẢNG TỔNG HỢP TÓM TẮT SÁNG KIẾN"
    table_signed: bool = True
    letter: Letter
    rows: list[Row] = Field(default_factory=list)
    mail: Mail | None = None

    @property
    def annex(self) -> str:
        """The line under the table's title."""
        date = f"{self.letter.date.day:02d}/{self.letter.date.month}/{self.letter.date.year}"
        return f"(Kèm theo Tờ trình số {self.letter.number}, ngày {date} của {self.unit})"


def load() -> list[Dossier]:
    """All sample dossiers in the order of their files' names."""
    return [Dossier.model_validate(tomllib.loads(p.read_text("utf-8"))) for p in sorted(TEXTS.glob("*.toml"))]
