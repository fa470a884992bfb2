"""Pairs → groups that belong together: connected components, made anew from the pairs each time."""

from __future__ import annotations

from collections.abc import Iterable


def clusters(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Groups of two and more ids, each in order, the groups in order of their first id."""
    parent: dict[str, str] = {}

    def root(item: str) -> str:
        parent.setdefault(item, item)
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    groups: dict[str, list[str]] = {}
    for item in sorted(parent):
        groups.setdefault(root(item), []).append(item)
    return sorted(group for group in groups.values() if len(group) > 1)
