from __future__ import annotations

import os

os.environ.setdefault(
    "OMP_THREAD_LIMIT", "1"
)  # Debian's Tesseract would start a thread for every core, in every worker
