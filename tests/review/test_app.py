from __future__ import annotations

import subprocess
import sys


def test_the_desk_starts_without_readers_matcher_and_prefect() -> None:
    code = (
        "import sys, review.app; "
        "print(sorted({m.split('.')[0] for m in sys.modules} & "
        "{'prefect', 'tesserocr', 'pytesseract', 'cv2', 'extractors', 'flows', 'matchers'}))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.strip() == "[]"
