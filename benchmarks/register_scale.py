"""What a large register costs: loading, room on the disk, searching, the status page.

    python -m benchmarks.register_scale [--rows 20000] [--database URL] [--keep DIR]

Rows are invented from a few hundred words with the frequencies of real ones, so that common words stand in a third of
all texts. Times are CPU seconds of this process and wall milliseconds; on a busy machine only the former mean anything.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import sqlalchemy as sa

from register import Register
from register.importing import Imports
from register.search.query import Query
from schemas.dossier import DossierResult, DossierStatus, Letter
from schemas.finding import Code, Finding
from schemas.innovation import Accepted, Author, Reading, Source
from schemas.source import Channel

PER_DOSSIER, BATCH = 100, 500
FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Lò",
    "Giàng",
    "Vàng",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Nông",
    "Hà",
    "Triệu",
    "Ma",
]
MIDDLE = [
    "Thị",
    "Văn",
    "Hữu",
    "Đức",
    "Minh",
    "Thanh",
    "Ngọc",
    "Quang",
    "Xuân",
    "Thu",
    "A",
    "Thị",
    "Hồng",
    "Công",
    "Đình",
]
GIVEN = [
    "Thủy",
    "Thúy",
    "Thùy",
    "An",
    "Ân",
    "Bình",
    "Châu",
    "Dũng",
    "Đào",
    "Giang",
    "Hà",
    "Hải",
    "Hạnh",
    "Hòa",
    "Hùng",
    "Lan",
    "Linh",
    "Mai",
    "Nam",
    "Páo",
    "Sương",
    "Tâm",
]
COMMON = [
    "nâng",
    "cao",
    "hiệu",
    "quả",
    "giải",
    "pháp",
    "công",
    "tác",
    "quản",
    "lý",
    "sản",
    "xuất",
    "cho",
    "học",
    "sinh",
    "trong",
    "và",
    "của",
    "tại",
    "đơn",
    "vị",
    "giảm",
    "thời",
    "gian",
]
RARE = [
    a + b
    for a in ["b", "c", "d", "g", "h", "k", "l", "m", "n", "ph", "t", "tr", "v", "x", "th", "nh"]
    for b in ["ăng", "ất", "ấu", "ẩm", "iều", "ợt", "uyễn", "oạt", "ùng", "ũi", "ẫy", "ẻo"]
]
UNITS = [f"Công đoàn {kind} {name} {n}" for kind in ("Trường", "Xí nghiệp", "Trạm") for name in GIVEN for n in range(6)]
PROGRAMMES = ("1-trieu-sang-kien", "75-nghin-sang-kien")


def _words(chance: random.Random, many: int) -> str:
    picked = (chance.choice(COMMON) if chance.random() < 0.55 else chance.choice(RARE) for _ in range(many))
    return " ".join(picked)


def _reading(chance: random.Random, row: int) -> Reading:
    name = f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"
    author = Author(full_name=name, birth_year=1980, workplace=chance.choice(UNITS), phone=f"+8490{row % 10**7:07d}")
    accepted = Accepted(
        ordinal=row, authors=[author], title=_words(chance, 14).capitalize(), summary=_words(chance, 90)
    )
    accepted.effect, accepted.benefit_vnd = _words(chance, 30), int(10 ** chance.uniform(6, 9))
    found = Reading(source=Source(file="bang.xlsx", sha256="ab" * 32, row=row % PER_DOSSIER + 1), accepted=accepted)
    if chance.random() < 0.05:
        found.findings = [Finding(code=Code.OUTSIDE_PERIOD, message="Ngoài thời gian.", ask=False)]
    if chance.random() < 0.1:
        found.review_fields = ["benefit_vnd"]
    return found


def _text(item: Reading) -> int:
    said = item.accepted
    own = (said.title, said.summary, said.effect, *(f"{a.full_name}{a.workplace}{a.phone}" for a in said.authors))
    return sum(len(one.encode()) for one in own)


def load(register: Register, rows: int) -> tuple[float, float, float]:
    """(CPU seconds, wall seconds, bytes of text a row): dossier by dossier, as reading saves them."""
    chance = random.Random(11)
    cpu = wall = text = 0.0
    for number in range(0, rows, PER_DOSSIER):
        letter = Letter(
            issuing_unit=chance.choice(UNITS),
            programme=PROGRAMMES[number * 2 // rows],  # the older half is of another programme
            date=dt.date(2019, 1, 1) + dt.timedelta(days=number * 2500 // rows),
        )
        items = [_reading(chance, number + n) for n in range(min(PER_DOSSIER, rows - number))]
        result = DossierResult(letter=letter, readings=items, status=DossierStatus.COMPLETE, engine="b")
        text += sum(map(_text, items))
        started, began = time.process_time(), time.perf_counter()
        dossier, _ = register.receive(f"ho-so-{number}", Channel.FOLDER, [], dt.datetime.now(dt.UTC))
        register.save(dossier.id, result)
        cpu, wall = cpu + time.process_time() - started, wall + time.perf_counter() - began
    return cpu, wall, text / rows


def load_list(register: Register, rows: int) -> float:
    """CPU seconds of the same rows brought in as one list, 500 a transaction; parsing the file is not in it."""
    chance, imports = random.Random(12), Imports(register.database)
    dossier, _ = register.receive("list", Channel.IMPORT, [], dt.datetime.now(dt.UTC))
    imports.begin(dossier.id, "x", DossierResult(letter=Letter(), engine="b"))
    cpu = 0.0
    for number in range(0, rows, BATCH):
        items = [(_reading(chance, number + n), None) for n in range(BATCH)]
        started = time.process_time()
        imports.put(dossier.id, items, "b")
        cpu += time.process_time() - started
    imports.end(dossier.id, {"rows": rows}, "b")
    return cpu


QUERIES: dict[str, list[Query]] = {
    "common words": [Query(words=w) for w in ("nâng cao", "nang cao hieu qua", "giải pháp", "cho học sinh", "và")],
    "one letter": [Query(words=w) for w in ("a", "A", "n", "x", "à")],
    "rare words": [Query(words=" ".join(RARE[i : i + 3])) for i in range(0, 30, 6)],
    "names": [Query(words=f"{f} Thị {g}") for f, g in zip(FAMILY[:6], GIVEN, strict=False)]
    + [Query(words="nguyen thi thuy")],
    "nothing there": [Query(words=w) for w in ("qwxz", "nâng cao qwxz", "nguyễn văn qwxz")],
    "old programme and common words": [Query(words="nâng cao", programme=p) for p in PROGRAMMES],
    "unit and common words": [Query(words="hiệu quả", unit=u) for u in UNITS[:5]],
    "filters alone": [
        Query(status="needs_review"),
        Query(code="outside-period", programme=PROGRAMMES[0]),
        Query(first=dt.date(2019, 2, 3), last=dt.date(2020, 7, 19), least=5_000_000, most=70_000_000),
        Query(words="sản xuất", first=dt.date(2019, 2, 3), last=dt.date(2019, 3, 19), status="registered"),
    ],
    "by name or title": [
        *(Query(order="name"), Query(order="title", words="nâng cao"), Query(order="unit", status="needs_review")),
        *(Query(order="name", words="thúy", unit="trường an"), Query(order="title")),
    ],
    "long and hostile": [
        Query(words="nâng cao " * 1000),
        Query(words='" OR NOT * ( ' * 500),
        Query(words="a b c d e f g h i k"),
    ],
}


def timed(act: Callable[[], object], times: int) -> Iterator[tuple[float, float]]:
    """(wall, CPU) milliseconds of each; the CPU of a PostgreSQL server is not in it."""
    for _ in range(times):
        began, used = time.perf_counter(), time.process_time()
        act()
        yield (time.perf_counter() - began) * 1000, (time.process_time() - used) * 1000


def _p(found: list[tuple[float, float]]) -> str:
    out = []
    for name, ordered in zip(("wall", "CPU"), map(sorted, zip(*found, strict=True)), strict=True):
        late = ordered[int(len(ordered) * 0.95)]
        out.append(f"{name} p50 {statistics.median(ordered):6.1f}  p95 {late:6.1f}  worst {ordered[-1]:6.1f} ms")
    return "   ".join(out)


def search(register: Register, times: int) -> None:
    for name, queries in QUERIES.items():
        for query in queries:
            register.finder.page(query)
        first = [ms for query in queries for ms in timed(lambda q=query: register.finder.page(q), times)]  # type: ignore[misc]
        print(f"  {name:32} {_p(first)}")
    later: list[tuple[float, float]] = []
    query = Query(words="nâng cao")
    for _ in range(20):
        page = register.finder.page(query)
        later += timed(lambda q=query: register.finder.page(q), 1)  # type: ignore[misc]
        query = query.model_copy(update={"after": page.more})
    print(f"  {'the next twenty pages':32} {_p(later)}")


def size(register: Register, data: Path) -> int:
    if register.database.engine.dialect.name == "sqlite":
        with register.database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return (data / "sovang.db").stat().st_size
    with register.database.read() as connection:
        return connection.scalar(sa.text("SELECT pg_database_size(current_database())")) or 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--database")
    parser.add_argument("--keep", type=Path, help="a folder for the register; one that is filled is only searched")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = given.keep or Path(folder)
        register = Register.open(data, given.database)
        if sum(register.counts().innovations.values()) == 0:
            empty = size(register, data)
            cpu, wall, text = load(register, given.rows)
            room = (size(register, data) - empty) / given.rows
            print(f"loaded {given.rows} rows: {given.rows / cpu:.0f} a CPU second, {given.rows / wall:.0f} a second")
            print(f"room: {room:.0f} bytes a row, {text:.0f} of text: {room - text:.0f} beyond it")
            few = max(BATCH, given.rows // 10 // BATCH * BATCH)
            print(f"as a list: {few / load_list(register, few):.0f} rows a CPU second")
            if given.database:
                with register.database.write() as connection:
                    connection.exec_driver_sql("ANALYZE")
        print(f"  {'status':32} {_p(list(timed(register.counts, given.times)))}")
        search(register, given.times)
        register.close()


if __name__ == "__main__":
    main()
