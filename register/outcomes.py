"""How reading a dossier ended: its parts, documents, letter and findings. A new outcome supersedes the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from register.clock import now
from register.db import batches
from register.overlay import overlaid
from register.tables import dossier, dropped, outcome, part
from register.unsettled import mark
from schemas.dossier import Document, DossierResult, DossierStatus, ItemError, Letter, Part
from schemas.finding import ACROSS, Finding


def save(connection: sa.Connection, dossier_id: str, result: DossierResult) -> DossierResult:
    """Keeps the outcome unless it says what the live one says. What people said of the letter holds, and what was told
    of several dossiers stays told. Returns what holds now.
    """
    across = [f for f in _findings(connection, dossier_id) if f.code in ACROSS]
    said = {"letter": overlaid(connection, dossier_id, result.letter), "findings": [*result.findings, *across]}
    held = result.model_copy(update=said)
    put(connection, dossier_id, held)
    return held


def tell(connection: sa.Connection, dossier_id: str, findings: Sequence[Finding]) -> None:
    """Puts what is told of several dossiers together in the place of what was."""
    status = DossierStatus(connection.scalar(sa.select(dossier.c.status).where(dossier.c.id == dossier_id)) or "")
    before = load(connection, [dossier_id])[dossier_id]
    own = [f for f in before.findings if f.code not in ACROSS]
    put(connection, dossier_id, before.model_copy(update={"findings": [*own, *findings], "status": status}))


def _findings(connection: sa.Connection, dossier_id: str) -> list[Finding]:
    live = sa.select(outcome.c.findings).where(outcome.c.live, outcome.c.dossier_id == dossier_id)
    return [Finding.model_validate(f) for f in connection.scalar(live) or []]


def put(connection: sa.Connection, dossier_id: str, result: DossierResult) -> None:
    """Puts an outcome in force, as it is; the same again changes nothing."""
    content = result.model_dump(mode="json", exclude={"readings", "engine"})
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    live = outcome.c.live & (outcome.c.dossier_id == dossier_id)
    if connection.scalar(sa.select(outcome.c.digest).where(live)) == digest:
        return
    connection.execute(outcome.update().where(live).values(live=False))
    values = {k: content[k] for k in ("error", "letter", "documents", "findings", "review_fields")}
    values["asks"] = len({*content["letter"]["review_fields"], *content["review_fields"]})
    values["unknown"] = any(one["unknown"] for one in content["documents"])
    values["programme"], values["sender"] = result.letter.programme, result.letter.issuing_unit
    row = {"dossier_id": dossier_id, "live": True, "digest": digest, "at": now(), "engine": result.engine, **values}
    outcome_id = connection.scalar(outcome.insert().values(row).returning(outcome.c.id))
    parts = [{**p, "outcome_id": outcome_id, "position": i} for i, p in enumerate(content["parts"])]
    if parts:
        connection.execute(part.insert(), parts)
    mark(connection, [dossier_id])


def load(connection: sa.Connection, dossier_ids: Sequence[str]) -> dict[str, DossierResult]:
    """The live outcomes, without readings and status; dossiers never read are left out."""
    rows = connection.execute(sa.select(outcome).where(outcome.c.live, outcome.c.dossier_id.in_(dossier_ids))).all()
    parts = _parts(connection, [row.id for row in rows])
    return {row.dossier_id: _result(row, parts.get(row.id, [])) for row in rows}


def asked(connection: sa.Connection, dossier_ids: Sequence[str]) -> dict[str, set[str]]:
    """Dossier → the fields of its letter and its own that a person is asked about."""
    out: dict[str, set[str]] = {}
    for batch in batches(dossier_ids):
        live = outcome.c.live & outcome.c.dossier_id.in_(batch)
        for row in connection.execute(sa.select(outcome).where(live)):
            out[row.dossier_id] = {*row.letter["review_fields"], *row.review_fields}
    return out


def senders(connection: sa.Connection, dossier_ids: Sequence[str]) -> dict[str, str]:
    """Dossier → its unit's name as filed."""
    query = sa.select(outcome.c.dossier_id, outcome.c.letter).where(outcome.c.live)
    rows = connection.execute(query.where(outcome.c.dossier_id.in_(dossier_ids)))
    return {row.dossier_id: row.letter.get("issuing_unit") or "" for row in rows}


def letters(connection: sa.Connection, dossier_ids: Sequence[str]) -> dict[str, Letter]:
    """Dossier → what its letter says."""
    query = sa.select(outcome.c.dossier_id, outcome.c.letter).where(outcome.c.live)
    rows = connection.execute(query.where(outcome.c.dossier_id.in_(dossier_ids)))
    return {row.dossier_id: Letter.model_validate(row.letter) for row in rows}


def _result(row: sa.Row[Any], parts: list[Part]) -> DossierResult:
    return DossierResult(
        parts=parts,
        documents=[Document.model_validate(d) for d in row.documents],
        letter=Letter.model_validate(row.letter),
        findings=[Finding.model_validate(f) for f in row.findings],
        review_fields=row.review_fields,
        error=ItemError.model_validate(row.error) if row.error else None,
        engine=row.engine,
    )


def _parts(connection: sa.Connection, outcome_ids: Sequence[int]) -> dict[int, list[Part]]:
    query = sa.select(part).where(part.c.outcome_id.in_(outcome_ids)).order_by(part.c.outcome_id, part.c.position)
    found: dict[int, list[Part]] = {}
    for row in connection.execute(query).mappings():
        found.setdefault(row["outcome_id"], []).append(Part.model_validate(dict(row)))
    return found


def held_by(connection: sa.Connection, sha256s: Sequence[str], besides: str) -> dict[str, list[str]]:
    """sha256 → the dossiers, but `besides`, that hold this file, oldest first."""
    found: dict[str, list[str]] = {}
    for sha256, dossier_id in holders(connection, sha256s):
        if dossier_id != besides:
            found.setdefault(sha256, []).append(dossier_id)
    return found


def holders(connection: sa.Connection, sha256s: Sequence[str]) -> list[tuple[str, str]]:
    """(sha256, dossier id) of every dossier that holds one of the files, dropped or unpacked, oldest id first."""
    as_dropped = sa.select(dropped.c.sha256, dropped.c.dossier_id).where(dropped.c.sha256.in_(sha256s))
    as_part = sa.select(part.c.sha256, outcome.c.dossier_id).join_from(part, outcome)
    both = as_dropped.union(as_part.where(outcome.c.live, part.c.sha256.in_(sha256s))).subquery()
    query = sa.select(both.c.sha256, both.c.dossier_id).order_by(both.c.dossier_id, both.c.sha256)
    return [(row.sha256, row.dossier_id) for row in connection.execute(query)]
