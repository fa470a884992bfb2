"""Forms that give each fact of an author a column of its own, often under a merged heading `Tác giả`."""

from __future__ import annotations

from extractors.forms.form import Form

COLUMNS = Form(
    "author-columns",
    "Mẫu tách cột tác giả",
    (
        frozenset({"full_name"}),
        frozenset({"birth_year", "position", "workplace", "phone", "mixed"}),
        frozenset({"title"}),
        frozenset({"summary", "effect", "benefit", "application_period"}),
    ),
)
