"""What a font's name says of the letters set in it: the encoding, and whether it shows only capitals."""

from __future__ import annotations

import re

from extractors.text.legacy_tables import TCVN3, VNI

_TCVN3_FONT = re.compile(r"^(?:\.vn\w|vn(?:time|arial|avant|book|cent|clar|cour|helv|univ|vogue|tifani|aristote))")
_VNI_FONT = re.compile(r"^\.?vni(?:[-_ ]|(?=times|helve|arial))")
_STYLE = re.compile(r"[-, ]*(?:bold|italic|oblique|regular|mt)+$", re.IGNORECASE)  # that a PDF adds to a font's name


def font_encoding(font: str | None) -> tuple[str | None, bool]:
    """The encoding that a font's name speaks of, and whether the font shows all letters as capitals."""
    font = (font or "")[:100]
    name = font.partition("+")[2] or font
    family = _STYLE.sub("", re.split(r"[,;]", name.strip().strip("\"'"))[0].strip())
    key = family.lower()
    if _VNI_FONT.match(key):
        return VNI, False
    if _TCVN3_FONT.match(key):
        return TCVN3, family.replace(" ", "").rstrip("-").endswith(("H", "h"))
    return None, False
