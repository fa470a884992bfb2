from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from register import Register

# What a request may need of these is loaded by that request, most in a child.
HEAVY = {
    *("prefect", "alembic", "tesserocr", "pytesseract", "cv2", "PIL", "numpy", "scipy", "pandas", "lxml"),
    *("openpyxl", "docx", "pdfplumber", "pypdfium2", "pdfminer", "extractors", "flows", "matchers"),
}
_START = """
import pathlib, sys, time
import sovang.cli, sovang.desk, uvicorn
from register.existing import open_existing
from review.app import create_app
from review.desk import Desk
from sovang.desk_services import services_of
from sovang.options import settings_of

settings = settings_of(pathlib.Path(sys.argv[1]), None)
register = open_existing(settings.data)
create_app(Desk(register, settings.data / "pages", services_of(settings, register)))
print(time.process_time(), *sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_the_desk_starts_soon_and_without_readers_matcher_and_prefect(register: Register, tmp_path: Path) -> None:
    data = tmp_path / "data"
    told = subprocess.run(
        [sys.executable, "-c", _START, str(data)], capture_output=True, text=True, check=True, timeout=120
    )
    seconds, *names = told.stdout.split()
    assert "review" in names
    assert HEAVY.isdisjoint(names), HEAVY & {*names}
    # A second and a half on a quiet machine; of the processor's time, which other work on it makes longer as well.
    assert float(seconds) < 4
