"""What one item may still cost: shared by everything that is unpacked out of it, however deep."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.errors import ItemCode, SetAside
from schemas.source import Limits

FREE_BYTES = 5 * 2**20  # below this nobody is hurt, and small texts compress very well
_ARCHIVES = 5  # an item may hold so many full archives


@dataclass(slots=True)
class Budget:
    """Counts members and bytes as they come out; declared sizes are not believed."""

    limits: Limits
    members: int = 0
    unpacked: int = 0

    def member(self) -> None:
        """Raises SetAside(archive-bomb) when there are too many in the item: several archives' worth."""
        self.members += 1
        most = self.limits.members * _ARCHIVES
        if self.members > most:
            raise SetAside(ItemCode.ARCHIVE_BOMB, f"more than {most} members")

    def bytes(self, count: int) -> None:
        """Raises SetAside(archive-bomb) when too much came out of the item."""
        self.unpacked += count
        if self.unpacked > self.limits.unpacked_bytes:
            raise SetAside(ItemCode.ARCHIVE_BOMB, f"more than {self.limits.unpacked_bytes} bytes unpacked")


def check_ratio(unpacked: int, packed: int, limits: Limits) -> None:
    """Raises SetAside(archive-bomb) when so much came out of so little."""
    if unpacked > FREE_BYTES and unpacked > packed * limits.ratio:
        raise SetAside(ItemCode.ARCHIVE_BOMB, f"{unpacked} bytes out of {packed}")
