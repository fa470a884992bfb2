"""The names senders give to files: shown to people and sorted as people count, never used to open anything."""

from __future__ import annotations

import re
import unicodedata

from extractors.text.syllables import vietnamese_share

_IGNORED = re.compile(
    r"^(?:~\$.*|\..+|thumbs\.db|ehthumbs\.db|desktop\.ini|__macosx|.*\.(?:part|tmp|crdownload|partial|download))$"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LONGEST = 200


def is_ignored_name(name: str) -> bool:
    """Whether a name is of the litter that programs leave beside documents: lock files, half downloads, thumbnails."""
    pieces = [piece for piece in name.replace("\\", "/").lower().split("/") if piece]
    return any(_IGNORED.match(piece) for piece in pieces if piece not in {".", ".."})


def shown_name(raw: str | bytes, default: str = "") -> str:
    """A name fit to be shown: composed letters, `/` between folders, no way up or out, at most 200 characters.

    Bytes are names of an archive that does not say their encoding.
    """
    text = raw if isinstance(raw, str) else _decode(raw)
    text = _CONTROL.sub("", unicodedata.normalize("NFC", text)).replace("\\", "/")
    text = re.sub(r"^[A-Za-z]:", "", text)
    pieces = [piece.strip() for piece in text.split("/")]
    clean = "/".join(piece for piece in pieces if piece not in {"", ".", ".."})
    return clean[-_LONGEST:] or default


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorting key under which `IMG_2` comes before `IMG_10`; letter case does not count."""
    pieces = re.findall(r"\d+|\D+", unicodedata.normalize("NFC", name).casefold())
    # A number longer than any page or date is compared as text: int() of a million digits would hang.
    return tuple((0, int(p), "") if p[0].isdecimal() and len(p) < 19 else (1, 0, p) for p in pieces)


def _decode(raw: bytes) -> str:
    """Zip programs write names in UTF-8, in the DOS page (437) or in that of Windows (1258): the likeliest reading."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    windows = unicodedata.normalize("NFC", raw.decode("cp1258", "replace"))
    share = vietnamese_share(windows)
    return windows if share.valid >= 0.6 and share.accented > 0 else raw.decode("cp437")
