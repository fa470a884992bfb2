"""Lists that are brought in: what their columns hold, what is to become of their rows."""

from __future__ import annotations

from functools import cached_property

from pydantic import BaseModel, Field

from schemas.columns import FIELDS
from schemas.innovation import Reading

# What a column of a list may hold besides the fields of a paper table.
MORE = {
    "unit": "Đơn vị gửi",
    "programme": "Chương trình",
    "phase": "Giai đoạn",
    "status": "Trạng thái trong sổ",
    "id": "Mã sáng kiến ở sổ cũ",
    "number": "Số tờ trình",
    "date": "Ngày tờ trình",
}
IMPORTED = {**FIELDS, **MORE}


class ListColumn(BaseModel):
    """`field`: None where nobody knows what it holds. `unit`: the unit of money that its heading states."""

    column: int
    heading: str
    field: str | None
    unit: str | None = None
    sample: str = ""


class ListSheet(BaseModel):
    """`first`: the first row of data; `own`: exported by this program."""

    number: int
    title: str
    first: int
    own: bool = False
    encoding: str | None = None  # of old fonts
    columns: list[ListColumn] = Field(default_factory=list)

    @cached_property
    def heads(self) -> frozenset[str]:
        """The headings, lower case."""
        return frozenset(column.heading.lower() for column in self.columns)


class ListPlan(BaseModel):
    """How a file will be read; `skipped`: sheets without headings."""

    form: str
    sheets: list[ListSheet] = Field(default_factory=list)
    skipped: list[str] = Field(default_factory=list)

    @property
    def unknown(self) -> list[ListColumn]:
        return [one for sheet in self.sheets for one in sheet.columns if one.field is None]


class ListRow(BaseModel):
    """One row: a reading, or why it is none with the cells as written; `skipped`: a blank, a total, a subheading."""

    sheet: int
    number: int
    reading: Reading | None = None
    status: str | None = None  # as the list has it, where that is a word of ours
    bad: str = ""
    cells: list[str] = Field(default_factory=list)


class ListAsked(BaseModel):
    """What the person who brings a list in says of it. `columns`: folded heading → field."""

    programme: str | None = None
    phase: str | None = None
    columns: dict[str, str] = Field(default_factory=dict)
    programmes: dict[str, str] = Field(default_factory=dict)  # folded id or name → id
