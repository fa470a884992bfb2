"""Whether anything in a dossier is left for a person: what its paper, its sender, its versions and its rows ask."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from register import lines, outcomes
from register.db import batches
from register.tables import dossier, innovation
from register.unit_tables import filing
from schemas.dossier import DossierStatus
from schemas.units.filing import Filing


def conclude(connection: sa.Connection, dossier_ids: Iterable[str]) -> None:
    """Writes which of these dossiers wait for a person; those that wait for papers or were set aside stay so."""
    settled = dossier.c.status.in_([DossierStatus.NEEDS_REVIEW, DossierStatus.COMPLETE])
    for batch in batches(sorted({*dossier_ids})):
        newer = lines.dossiers(connection, batch)
        nameless, asked = asked_fields(connection, batch), lines.asked_in(connection, batch)
        for key, result in outcomes.load(connection, batch).items():
            own = [*result.letter.review_fields, *result.review_fields, *lines.asked_of(newer.get(key))]
            after = DossierStatus.NEEDS_REVIEW if own or key in asked or key in nameless else DossierStatus.COMPLETE
            other = (dossier.c.id == key) & (dossier.c.status != after) & settled
            connection.execute(dossier.update().where(other).values(status=after))


def conclude_for(connection: sa.Connection, innovation_ids: Iterable[str]) -> None:
    """The same for the dossiers of these innovations and of their other versions."""
    for batch in batches(sorted(lines.whole(connection, innovation_ids))):
        mine = sa.select(innovation.c.dossier_id).where(innovation.c.id.in_(batch))
        conclude(connection, connection.scalars(mine.distinct()).all())


def asked_fields(connection: sa.Connection, dossier_ids: Iterable[str] | None = None) -> dict[str, list[str]]:
    """Dossier → the fields that a person is asked about because its sender is not clear; all, or some of these."""
    query = sa.select(filing.c.data).where(filing.c.live, filing.c.asks)
    if dossier_ids is not None:
        query = query.where(filing.c.dossier_id.in_([*dossier_ids]))
    filings = map(Filing.model_validate, connection.scalars(query))
    return {one.dossier_id: [f.field for f in one.findings if f.ask] for one in filings}
