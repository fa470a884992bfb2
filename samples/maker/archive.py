"""Zip files without a clock: entries in a given order, all dated alike."""

from __future__ import annotations

import io
import re
import zipfile

WHEN = (2021, 4, 1, 8, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def pack(files: dict[str, bytes]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, WHEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def undated(office_file: bytes) -> bytes:
    """The same Word or Excel file without the moment it was written."""
    with zipfile.ZipFile(io.BytesIO(office_file)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    files[core] = _STAMP.sub(rb"\g<1>2021-04-01T08:00:00Z\2", files[core])
    return pack(files)
