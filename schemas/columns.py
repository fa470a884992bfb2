"""Tables whose columns no known layout explains: what was found, and what a person says they are."""

from __future__ import annotations

from pydantic import BaseModel, Field

# What a column may be said to hold, and how staff call it. Each name is also a heading that means this field.
FIELDS = {
    "ordinal": "TT (số thứ tự)",
    "authors": "Tác giả: họ và tên, năm sinh, chức vụ, đơn vị, số điện thoại",
    "full_name": "Họ và tên",
    "birth_year": "Năm sinh",
    "position": "Chức vụ",
    "workplace": "Đơn vị công tác",
    "phone": "Số điện thoại",
    "email": "E-mail",
    "share_percent": "Tỷ lệ % đóng góp",
    "title": "Tên sáng kiến",
    "application_period": "Thời gian áp dụng",
    "summary": "Tóm tắt nội dung",
    "effect": "Hiệu quả sáng kiến",
    "benefit": "Giá trị làm lợi",
    "scope": "Phạm vi ứng dụng",
    "awards": "Danh hiệu thi đua, khen thưởng",
    "recognition": "Quyết định công nhận sáng kiến",
    "sector": "Khối",
    "kind": "Loại sáng kiến",
    "note": "Ghi chú",
    "ignore": "Không đọc (cột chữ ký, cột trống)",
}
_REPEATABLE = {"note", "ignore"}


class FoundColumn(BaseModel):
    """One column: its heading as written (empty when there is none), some cells of it, and the machine's guess."""

    heading: str
    samples: list[str] = Field(default_factory=list)
    guess: str | None = None


class FoundTable(BaseModel):
    """A table that waits for a person to say what its columns hold. `head` and `first`: rows of the grid, from 0."""

    sha256: str
    file: str
    page: int
    rows: int
    head: int
    first: int
    columns: list[FoundColumn]

    @property
    def headings(self) -> list[str]:
        return [column.heading for column in self.columns]

    @property
    def is_list(self) -> bool:
        """Rows are numbered, or have more to say than a signature block; not only a letterhead's three columns."""
        return len(self.columns) > 3 or self.columns[0].guess == "ordinal"


class ColumnForm(BaseModel):
    """A person's answer: which column holds which field; null: left as unknown; all null: no innovations in it.

    It serves the file it was given for, and all tables of the same headings from the same unit.
    """

    unit: str  # folded name of the unit that files so; empty when no letter tells
    sha256: str
    headings: list[str]
    fields: list[str | None]


def faults(table: FoundTable, fields: list[str | None]) -> list[str]:
    """What is wrong with an answer, in Vietnamese; nothing when it can be kept."""
    named = [name for name in fields if name is not None]
    out = [f"không có mục “{name}”" for name in named if name not in FIELDS]
    out += [f"mục “{name}” có hai cột" for name in FIELDS if named.count(name) > 1 and name not in _REPEATABLE]
    if len(fields) != len(table.columns):
        out.append(f"bảng có {len(table.columns)} cột")
    if "title" not in named:
        out.append("chưa chỉ cột tên sáng kiến (title)")
    if not {"authors", "full_name"} & {*named}:
        out.append("chưa chỉ cột tác giả (authors hoặc full_name)")
    return out
