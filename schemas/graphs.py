"""Small tools for graphs whose nodes are ids: groups that may not meet, and edges that hold a group together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Ends = tuple[str, str]


def ordered(one: str, other: str) -> Ends:
    return (one, other) if one <= other else (other, one)


class Forest:
    """Disjoint groups (union-find). Groups that were parted never join."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._size: dict[str, int] = {}
        self._foes: dict[str, set[str]] = {}  # root → roots

    def root(self, item: str) -> str:
        self._parent.setdefault(item, item)
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, one: str, other: str) -> bool:
        """False when people parted the two groups."""
        small, large = sorted((self.root(one), self.root(other)), key=lambda root: (self._size.get(root, 1), root))
        if small == large:
            return True
        if large in self._foes.get(small, ()):
            return False
        self._parent[small] = large
        self._size[large] = self._size.get(small, 1) + self._size.get(large, 1)
        for foe in self._foes.pop(small, set()):
            self._foes[foe].discard(small)
            self._foes[foe].add(large)
            self._foes.setdefault(large, set()).add(foe)
        return True

    def part(self, one: str, other: str) -> None:
        """Keeps two groups apart for good. They must not be one already."""
        a, b = self.root(one), self.root(other)
        self._foes.setdefault(a, set()).add(b)
        self._foes.setdefault(b, set()).add(a)

    def together(self, one: str, other: str) -> bool:
        return self.root(one) == self.root(other)

    def groups(self) -> list[list[str]]:
        """Those of two and more, each in order, by their first item."""
        found: dict[str, list[str]] = {}
        for item in sorted(self._parent):
            found.setdefault(self.root(item), []).append(item)
        return sorted(group for group in found.values() if len(group) > 1)


def bridges(edges: Iterable[Ends]) -> set[Ends]:
    """The edges whose removal splits a connected group. Each pair counts once, however often it is given."""
    near: dict[str, list[str]] = {}
    for one, other in sorted({ordered(*ends) for ends in edges}):
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    found: set[Ends] = set()
    seen: dict[str, int] = {}
    for start in near:
        if start not in seen:
            found |= _bridges_from(start, near, seen)
    return found


def _bridges_from(start: str, near: dict[str, list[str]], seen: dict[str, int]) -> set[Ends]:
    """Tarjan's way, without recursion. `seen`: node → the order in which it was reached."""
    found: set[Ends] = set()
    seen[start] = len(seen)
    low = {start: seen[start]}
    road: list[tuple[str, str, Iterator[str]]] = [(start, "", iter(near[start]))]
    while road:
        node, parent, rest = road[-1]
        step = next((other for other in rest if other != parent), None)
        if step is None:
            road.pop()
            if parent:
                low[parent] = min(low[parent], low[node])
                if low[node] > seen[parent]:
                    found.add(ordered(parent, node))
        elif step in seen:
            low[node] = min(low[node], seen[step])
        else:
            seen[step] = low[step] = len(seen)
            road.append((step, node, iter(near[step])))
    return found
