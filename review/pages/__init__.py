"""The screens, one file each. A new one is a router and a line here, and its routes in `access.ACCESS`."""

from __future__ import annotations

from review.pages import book, dossiers, health, pair, people, queue, record, row, signin, today, tokens, upload

PAGES = (
    *(signin.router, health.router, today.router, people.router, tokens.router),
    *(dossiers.router, book.router, record.router, row.router, pair.router, upload.router, queue.router),
)
