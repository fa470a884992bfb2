"""Text that is known to be in one of the old encodings, as composed Unicode."""

from __future__ import annotations

import unicodedata

from extractors.text.from_tcvn3 import from_tcvn3
from extractors.text.legacy_tables import BKHCM2, UTF8, VIQR, VNI, bkhcm2, misread, utf8, vni
from extractors.text.viqr import from_viqr


def decode(text: str, encoding: str, capitals: bool = False) -> str:
    """Text that is known to be in an old encoding, as composed Unicode; `capitals`: its font shows only capitals."""
    if encoding == VIQR:
        return from_viqr(text)
    if encoding == UTF8:
        return _from_utf8(text)
    plain = text.translate(misread())
    if encoding in (VNI, BKHCM2):
        pattern, table = vni() if encoding == VNI else bkhcm2()
        return unicodedata.normalize("NFC", pattern.sub(lambda found: table[found[0]], plain))
    return from_tcvn3(plain, capitals)


def _from_utf8(text: str) -> str:
    pattern, windows = utf8()
    plain = text.translate(windows)
    made = pattern.sub(lambda found: found[0].encode("latin-1").decode("utf-8", "replace"), plain)
    return unicodedata.normalize("NFC", made) if made != plain else text
