"""A child that reads a list starts with what it needs, and no more: there are several of them for each list."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {
    "cv2",
    "numpy",
    "openpyxl",
    "sqlalchemy",
    "pdfplumber",
    "prefect",
    "register.register",
    "register.exports.tables",
}


def test_a_child_loads_nothing_that_it_does_not_use() -> None:
    code = "import sys, flows.importing.child; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY & {*done.stdout.split()} == set()


def test_a_command_loads_no_readers_of_files() -> None:
    code = "import sys, sovang.importing, sovang.find, sovang.state; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"cv2", "pdfplumber", "extractors.worker", "prefect"} & {*done.stdout.split()} == set()
