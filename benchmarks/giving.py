"""What giving out a large register costs: `python -m benchmarks.giving --rows 100000` measures memory and CPU.

Each export runs in a process of its own, so that its highest memory is its own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from flows.giving import give
from flows.office import open_office
from register import Register
from schemas.dossier import DossierResult, DossierStatus, Letter
from schemas.export import Asked
from schemas.innovation import Accepted, Author, FieldReading, Reading, Recognition, Source
from schemas.source import Channel

BAR_MIB = 300
EXPORTS = [
    ("innovations", "jsonl"),
    ("innovations", "csv"),
    ("innovations", "xlsx"),
    ("dossiers", "xlsx"),
    ("portal", "xlsx"),
    ("portal", "csv"),
    ("book", "docx"),
    ("book", "xlsx"),
    ("summary", "docx"),
]
_A_DOSSIER = 500
_PROGRAMME = "doi-moi-sang-tao-hieu-qua"
_NINE = dt.datetime(2024, 4, 7, 9, tzinfo=dt.UTC)


def fill(data: Path, rows: int) -> None:
    """A register of invented rows, each with about as much text as paper has."""
    register = Register.open(data)
    for first in range(0, rows, _A_DOSSIER):
        file = register.files.put_bytes(str(first).encode(), "bang.docx")
        dossier, _ = register.receive(f"Hồ sơ {first}", Channel.FOLDER, [file], _NINE + dt.timedelta(minutes=first))
        letter = Letter(number=f"{first}/TTr", date=dt.date(2024, 4, 5), issuing_unit="Xưởng Mẫu", programme=_PROGRAMME)
        readings = [_row(number) for number in range(first, min(first + _A_DOSSIER, rows))]
        register.save(dossier.id, DossierResult(letter=letter, readings=readings, status=DossierStatus.COMPLETE))
    register.close()


def _row(number: int) -> Reading:
    told = f"Bước {number}: lắp quạt đảo chiều và khay xoay để hạt khô đều, bớt công đảo. "
    accepted = Accepted(
        ordinal=number % _A_DOSSIER + 1,
        title=f"Cải tiến lò sấy số {number} bằng quạt đảo chiều",
        authors=[
            Author(full_name=f"Lò Văn {number % 977}", birth_year=1980, workplace="Xưởng Mẫu", phone="+84912000111")
        ],
        application_period="Tháng 3/2024",
        applied_from=dt.date(2024, 3, 1),
        summary=told * (4 + number % 20),
        effect="Giảm 2 giờ mỗi mẻ sấy. Làm lợi 35 triệu đồng/năm.",
        benefit_vnd=35_000_000,
        benefit_period="year",
        recognition=Recognition(number=f"{number}/QĐ", date=dt.date(2024, 4, 1), authority="Giám đốc"),
        sector="public",
    )
    source = Source(file="bang.docx", sha256="b" * 64, row=number % _A_DOSSIER + 1)
    return Reading(source=source, fields={"title": FieldReading(as_read=accepted.title)}, accepted=accepted)


def measure(data: Path, what: str, form: str) -> dict[str, object]:
    """In a child: rows, CPU seconds, highest memory in MiB, the file's size in MiB."""
    command = [sys.executable, "-m", "benchmarks.giving", "--one", str(data), what, form]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def _one(data: Path, what: str, form: str) -> None:
    office = open_office(data)
    out = data / f"out-{what}.{form}"
    asked = Asked(programme=_PROGRAMME) if what in ("summary", "portal") else Asked()
    begun = time.process_time()
    rows = give(office, what, asked, (form, out)).rows
    seconds, size = time.process_time() - begun, out.stat().st_size
    office.register.close()
    status = Path("/proc/self/status").read_text("utf-8")  # getrusage would tell the parent's where that is higher
    highest = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]
    print(
        json.dumps(
            {"rows": rows, "cpu_s": round(seconds, 1), "mib": round(highest), "file_mib": round(size / 2**20, 1)}
        )
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2000)
    parser.add_argument("--one", nargs=3)
    given = parser.parse_args()
    if given.one:
        _one(Path(given.one[0]), given.one[1], given.one[2])
        return
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), given.rows)
        for what, form in EXPORTS:
            found = measure(Path(folder), what, form)
            verdict = "ok" if int(str(found["mib"])) <= BAR_MIB else f"over {BAR_MIB} MiB"
            print(f"{what:12} {form:6} {found}  {verdict}", flush=True)


if __name__ == "__main__":
    main()
