"""Unicode text that a wrong conversion has spoilt before it came here: nothing tells what stood there, so it is asked.

`Cơng đồn`: a table for VNI was run over Unicode. `ngời, đợc`: the ư of TCVN3, a soft hyphen, was dropped.
"""

from __future__ import annotations

import re
import unicodedata

# Rimes and words that Vietnamese does not have and that these conversions make.
_MANGLED = re.compile(
    r"\b\w{0,4}(?<![ưừứửữự])[ơờớởỡợ]ng\b|\b\w{0,4}[ìíỉĩị]ng\b"
    r"|\b(?:liên đồn|đồn viên|tĩm tắt|cộng hịa|ngời|đợc|nớc|trớc)\b",
    re.IGNORECASE,
)
_LEAST = 3  # different words in a document: fewer are slips of the typist, or a village (`Nậm Pìng`) in every row


def is_mangled(text: str) -> bool:
    """Whether a whole document's text bears the marks of a conversion that lost letters."""
    found = _MANGLED.finditer(unicodedata.normalize("NFC", text))
    return len({word[0].casefold() for word in found}) >= _LEAST
