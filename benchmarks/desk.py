"""What the review desk's pages cost on a large register: time, size, statements; and twenty people beside a night.

    python -m benchmarks.desk [--rows 20000] [--keep DIR] [--times 20] [--people 20] [--seconds 30]

Rows are those of `benchmarks.register_scale`, with suspected pairs and groups among them. Pages are asked of the
application itself, without a network: CPU milliseconds are of this process, SQLite's within it. Then `sovang desk` is
started on the same register with `sovang nightly` beside it, and people go from piece to piece over real HTTP.
On a busy machine only CPU times mean anything.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote_plus

import sqlalchemy as sa
from fastapi import FastAPI

from benchmarks.desk_people import crowd
from benchmarks.register_scale import QUERIES, load
from register import Register
from register.listing import Wanted
from review.app import create_app
from review.desk import Desk
from review.guard import passwords, sessions
from schemas.account import Account, Role
from schemas.match import Comparison, Judgement, Reason
from schemas.units.filing import Filing

PASSWORD = "mười hai con giáp"
MOST_BYTES = 150 * 1024
_PLACES = 2000  # of the register where something is suspected


@dataclass
class Told:
    """What the pages of one kind cost: milliseconds of wall and of the processor, bytes, statements."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    size: list[int] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)


def suspect(register: Register) -> None:
    """Files every dossier; makes pairs, groups of three, and some that a person called one innovation."""
    keys, chance = register.listing.ids(Wanted()), random.Random(5)
    dossiers = sorted({key.rpartition("-")[0] for key in keys})
    register.units.file(
        [Filing(dossier_id=key, unit_id=f"dv-{n % 40}", text="", basis="", chance=1) for n, key in enumerate(dossiers)]
    )
    pairs, step = [], max(3, len(keys) // _PLACES)
    for number, at in enumerate(range(0, len(keys) - 2, step)):
        ends = [keys[at], keys[at + 1], keys[at + 2]][: 3 if number % 10 == 0 else 2]
        pairs += [_pair(chance, one, other) for one, other in pairwise(ends)]
    for start in range(0, len(pairs), 500):
        some = pairs[start : start + 500]
        register.save_pairs(some, sorted({end for one in some for end in (one.id_a, one.id_b)}))
    for one in pairs[5::7]:
        register.judging.judge(one, Judgement.SAME, "benchmark")


def people(register: Register, many: int) -> list[str]:
    """Names of reviewers that can sign in; those that are there already stay."""
    names = [f"nguoi{n:02d}" for n in range(many)]
    kept = passwords.hashed(PASSWORD, "benchmark")
    for name in names:
        register.accounts.put(Account(name=name, shown=name.title(), role=Role.REVIEWER), "benchmark", kept)
    return names


def _pair(chance: random.Random, one: str, other: str) -> Comparison:
    reasons = [
        Reason(code="same-title", text="Trùng tên sáng kiến", weight=2.0),
        Reason(code="authors", text="Khác tác giả", weight=-1.2),
    ]
    return Comparison(
        id_a=one, id_b=other, score=round(chance.uniform(0.3, 0.95), 4), verdict="review", reasons=reasons
    )


def paths(register: Register, times: int) -> dict[str, list[str]]:
    """Kind of page → addresses, as they are met in work."""
    chance = random.Random(3)
    keys = chance.sample(register.listing.ids(Wanted()), times)
    queue = register.queue.pieces(3 * times)
    rows, pairs, groups = ([one.key for one in queue if one.kind == kind] for kind in ("row", "pair", "cluster"))
    searches = [query.words for group in ("common words", "rare words", "names") for query in QUERIES[group]]
    return {
        "queue": ["/viec"] * times,
        "queue, one kind": ["/viec?loai=pair", "/viec?loai=row", "/viec?loai=cluster", "/viec?dv=dv-3"] * (times // 4),
        "counts": ["/viec/dem"] * times,
        "row": [f"/sang-kien/{key}" for key in [*rows, *keys][:times]],
        "pair": [f"/cap/{key.replace(' ', '/')}" for key in pairs[:times]],
        "group": [f"/cum/{key}" for key in groups[:times]],
        "search": [f"/so?q={quote_plus(words)}" for words in searches][:times],
        "search, filters": ["/so?status=needs_review", "/so?order=title", "/so?unit=dv-1&finding=outside-period"] * 3,
        "record": [f"/so/{key}" for key in keys],
        "dossier": [f"/ho-so/{key.rpartition('-')[0]}" for key in keys],
        "dossiers": ["/ho-so", "/ho-so?status=needs_review"] * (times // 2),
        "merges": ["/gop"] * (times // 4),
        "today": ["/"] * (times // 2),
    }


async def ask(app: FastAPI, address: str, secret: str) -> tuple[int, int]:
    """(status, bytes) of a page for whoever is signed in with `secret`."""
    path, _, query = address.partition("?")
    headers = [(b"host", b"desk"), (b"cookie", f"{sessions.COOKIE}={secret}".encode())]
    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http"}
    scope |= {"path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": ""}
    scope |= {"headers": headers, "client": ("127.0.0.1", 1), "server": ("desk", 80)}
    status, size = 0, 0

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        nonlocal status, size
        if message["type"] == "http.response.start":
            status = int(str(message["status"]))
        else:
            body = message.get("body", b"")
            size += len(body) if isinstance(body, bytes) else 0

    await app(scope, receive, send)  # type: ignore[arg-type]
    return status, size


async def measured(app: FastAPI, addresses: Sequence[str], secret: str, counted: Callable[[], int]) -> Told:
    """Raises AssertionError for a page that is not there."""
    told = Told()
    for n, address in enumerate([addresses[0], *addresses]):
        before, wall, cpu = counted(), time.perf_counter(), time.process_time()
        status, size = await ask(app, address, secret)
        if n == 0:
            continue  # the first one compiles templates and statements
        assert status == 200, (status, address)
        told.wall.append(1000 * (time.perf_counter() - wall))
        told.cpu.append(1000 * (time.process_time() - cpu))
        told.size.append(size)
        told.statements.append(counted() - before)
    return told


def at(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def lines(app: FastAPI, every: dict[str, list[str]], secret: str, counted: Callable[[], int]) -> Iterator[str]:
    for name, addresses in every.items():
        if not addresses:
            continue
        told = asyncio.run(measured(app, addresses, secret, counted))
        times = f"CPU p50 {at(told.cpu, 0.5):6.1f}  p95 {at(told.cpu, 0.95):6.1f} ms"
        times = f"{times}   wall p95 {at(told.wall, 0.95):7.1f} ms"
        heavy = "  TOO LARGE" if max(told.size) > MOST_BYTES else ""
        yield f"  {name:16} {times}   {max(told.size) / 1024:5.0f} KB   {max(told.statements):3} statements{heavy}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--keep", type=Path, help="a folder for the register; one that is filled is only asked")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--people", type=int, default=20, help="0: pages only")
    parser.add_argument("--seconds", type=int, default=30)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = given.keep or Path(folder)
        register = Register.open(data)
        if not sum(register.counts().innovations.values()):
            load(register, given.rows)
        if not register.queue.counts()["pair"]:
            suspect(register)
        names = people(register, max(1, given.people))
        secret = sessions.new_secret()
        register.accounts.begin(sessions.digest(secret), names[0])
        asked = [0]
        sa.event.listen(
            register.database.engine, "before_cursor_execute", lambda *_: asked.__setitem__(0, asked[0] + 1)
        )
        app = create_app(Desk(register, data / "pages", office="LĐLĐ tỉnh Vân Sơn"))
        print(f"{sum(register.counts().innovations.values())} rows", flush=True)
        for line in lines(app, paths(register, given.times), secret, lambda: asked[0]):
            print(line, flush=True)
        every = [one for kind in paths(register, 60).values() for one in kind]
        register.close()
        if given.people:
            print(crowd(data, (names, PASSWORD), every, given.seconds))


if __name__ == "__main__":
    main()
