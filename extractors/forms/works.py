"""Short lists of works: title and author, perhaps a unit, a decision or a remark, nothing about the content."""

from __future__ import annotations

from extractors.forms.form import Form

WORKS = Form(
    "list",
    "Danh sách tên sáng kiến và tác giả",
    (frozenset({"title"}), frozenset({"full_name", "authors"})),
)
