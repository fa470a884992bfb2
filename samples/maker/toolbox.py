"""What the samples' bytes depend on besides the texts."""

from __future__ import annotations

import hashlib
import platform
import zlib
from importlib.metadata import version

from .pdf import FONTS

LIBRARIES = ["numpy", "openpyxl", "pillow", "pypdfium2", "python-docx", "reportlab"]


def toolbox() -> dict[str, str]:
    """Versions of the libraries and the font's checksum: with equal ones a second run gives equal bytes."""
    tools = {name: version(name) for name in LIBRARIES}
    tools["python"] = ".".join(platform.python_version_tuple()[:2])
    tools["zlib"] = zlib.ZLIB_RUNTIME_VERSION
    tools["Tinos"] = hashlib.sha256((FONTS / "Tinos-Regular.ttf").read_bytes()).hexdigest()[:16]
    return tools
