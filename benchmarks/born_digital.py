"""What reading a born-digital dossier costs: CPU seconds of this process and of its sandbox together, server warm.

`python -m benchmarks.born_digital [FOLDER]` takes the samples' Word, Excel, text PDF and mail files, and a Word dossier
converted to the old formats, which LibreOffice opens: these are listed apart. Exit status 1 above the bar.
"""

from __future__ import annotations

import multiprocessing.forkserver
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from flows import steps
from flows.intake import take_in
from flows.office import Office, open_office
from flows.reading import read_dossier

SAMPLES = Path(__file__).parent.parent / "samples" / "inbox"
BAR = 1.5  # CPU seconds a dossier, LibreOffice aside
NATIVE = {".docx", ".xlsx", ".xls", ".ods", ".pdf", ".eml", ".msg", ".txt", ".html"}
OLD = {".doc": "doc:MS Word 97", ".rtf": "rtf", ".odt": "odt"}
_TICKS = os.sysconf("SC_CLK_TCK")


def spent() -> float:
    """CPU seconds so far of this process, the sandbox's server, and all its children that have ended."""
    server = multiprocessing.forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
    times = Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split() if server else ["0"] * 15
    return time.process_time() + sum(map(int, times[11:15])) / _TICKS


def cost(office: Office, item: Path) -> tuple[float, bool]:
    """CPU seconds for taking one item in and reading it, and whether all its pages were born digital."""
    before = spent()
    (dossier_id,) = take_in(office, [item]).new
    result = read_dossier(office, dossier_id, item.name)
    time.sleep(0.05)  # the server counts a child when it has seen it end
    pages = {"ocr" for part in result.parts if part.kind == "image"}
    scanned = pages or any(reader for reader in _readers(office, result.parts))
    return spent() - before, not scanned


def _readers(office: Office, parts: Sequence[object]) -> Iterator[str]:
    """What recognised pages of these files."""
    for part in parts:
        for kept in office.shelf(getattr(part, "sha256", "")).glob("transcript-*.json"):
            yield from ("tesseract" for _ in range("tesseract:" in kept.read_text("utf-8")))


def conversions(folder: Path, source: Path) -> list[Path]:
    """A Word dossier in the formats that only LibreOffice opens; none where it is not installed."""
    office = shutil.which("soffice")
    if office is None:
        return []
    made = []
    for ending, form in OLD.items():
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(source)]
        subprocess.run(command, check=True, capture_output=True)
        made.append(folder / f"{source.stem}{ending}")
    return made


def main(arguments: Sequence[str]) -> int:
    folder = Path(arguments[0]) if arguments else SAMPLES
    items = sorted(item for item in folder.iterdir() if item.suffix.lower() in NATIVE)
    with tempfile.TemporaryDirectory() as data:
        office = open_office(Path(data) / "data", workers=1)
        steps.waiting(office)
        cost(office, _warm(Path(data)))  # the server loads its libraries once a run
        dear = [item for item in items if _told(office, item, bar=BAR)]
        for item in conversions(Path(data), next(i for i in items if i.suffix.lower() == ".docx")):
            _told(office, item, bar=None)
        office.register.close()
    return int(bool(dear))


def _warm(folder: Path) -> Path:
    item = folder / "ấm máy.txt"
    item.write_text("TỜ TRÌNH\n", "utf-8")
    return item


def _told(office: Office, item: Path, bar: float | None) -> bool:
    """Prints what one item cost; whether that is above the bar."""
    seconds, native = cost(office, item)
    judged = bar is not None and native
    note = "scanned: not judged" if not native else "through LibreOffice: not judged" if bar is None else ""
    above = judged and bar is not None and seconds > bar
    print(f"{seconds:7.2f} CPU s  {item.name:<60.60} {'ABOVE THE BAR' if above else note}", flush=True)
    return above


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
