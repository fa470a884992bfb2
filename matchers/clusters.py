"""What a comparison of records found → groups that belong together; see `schemas.clusters`."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.clusters import Clusters, Edge, cluster
from schemas.graphs import Ends
from schemas.match import Comparison, Kind


def clusters(found: Iterable[Comparison], must: Iterable[Ends] = (), cannot: Iterable[Ends] = ()) -> Clusters:
    """`must`: pairs that people called one; `cannot`: those they parted. What is no duplicate joins nothing."""
    alike = (c for c in found if c.verdict != "different" and c.kind != Kind.SERIES)
    return cluster((Edge(c.id_a, c.id_b, c.score, c.verdict == "same") for c in alike), must, cannot)
