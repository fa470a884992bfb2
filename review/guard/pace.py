"""How fast one account, or one address, may go: room for a burst, then so many a second."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import ceil

_KEPT = 10_000  # who was seen of late; more than that and the longest silent are forgotten


@dataclass(frozen=True, slots=True)
class Limit:
    """`burst` requests at once, then `each` a second; of an address, where an office may sit, `many` times that."""

    burst: int
    each: float
    many: int = 10


# A person never meets these; a program that tries passwords, copies the register or fills the disk does.
LIMITS: Mapping[str, Limit] = {
    "signin_try": Limit(4, 0.05),  # nobody is signed in yet: only the address counts
    "book": Limit(600, 10),
    "upload_take": Limit(30, 0.5),
    "api_search": Limit(600, 10),
    "api_record": Limit(600, 10),
    "api_upload": Limit(60, 1),
    "api_phone": Limit(30, 0.1),
    "api_export": Limit(20, 0.1),
    "export_make": Limit(20, 0.1),
}


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


@dataclass(slots=True)
class Pace:
    """Kept in memory: the desk is one process. `limits`: by the route's name; a route without one has none."""

    limits: Mapping[str, Limit] = field(default_factory=lambda: LIMITS)
    clock: Callable[[], float] = time.monotonic
    _buckets: dict[tuple[str, str, str], _Bucket] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, route: str, account: str, address: str) -> int:
        """Seconds until the next request may come; 0: this one may go on. `account`: empty before signing in."""
        limit = self.limits.get(route)
        if limit is None:
            return 0
        with self._lock:
            found = [self._taken(limit, (route, "address", address), limit.many)]
            if account:
                found.append(self._taken(limit, (route, "account", account), 1))
        return max(found)

    def _taken(self, limit: Limit, key: tuple[str, str, str], times: int) -> int:
        now, most, each = self.clock(), limit.burst * times, limit.each * times
        bucket = self._buckets.pop(key, None) or _Bucket(most, now)
        left = min(most, bucket.left + (now - bucket.at) * each)
        self._buckets[key] = _Bucket(left - 1 if left >= 1 else left, now)  # the newest stand last
        while len(self._buckets) > _KEPT:
            del self._buckets[next(iter(self._buckets))]
        return 0 if left >= 1 else ceil((1 - left) / each)
