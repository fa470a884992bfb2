"""The screens, one file each. A new one is a router and a line here, and its routes in `access.ACCESS`."""

from __future__ import annotations

from review.pages import (
    audit_log,
    book,
    cluster,
    dossiers,
    exports,
    health,
    keying,
    layout,
    machine,
    merge,
    pair,
    people,
    programmes,
    queue,
    record,
    reply,
    resent,
    row,
    sender,
    settings,
    sheet,
    signin,
    today,
    tokens,
    units,
    upload,
)

PAGES = (
    *(signin.router, health.router, today.router, people.router, tokens.router),
    *(dossiers.router, book.router, record.router, row.router, pair.router, upload.router, queue.router),
    *(exports.router, settings.router, programmes.router, units.router, audit_log.router, machine.router),
    *(sheet.router, sender.router, layout.router, reply.router, resent.router, keying.router),
    *(cluster.router, merge.router),
)
