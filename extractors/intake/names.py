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
_NAME = re.compile(r"(?:(.*)/)?([^/]*?)(\.[^./ ]{1,5})?", re.DOTALL)
_HALF_DAY = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])((?:[.:]\d\d){1,2})\s?(am|pm|sa|ch)\b")
_COUNT = re.compile(r"[\s_.()-]*(?:\d{1,18}(?!\d).*)?", re.DOTALL)
_HASH = re.compile(r"(?=.*([a-f]\d+[a-f]|\d[a-f]+\d))[0-9a-f]{8,}")


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
    """Sorting key under which `IMG_2` comes before `IMG_10`, `scan.jpg` before `scan (2).jpg`, 9 AM before 1 PM."""
    # Each part ends before anything that goes on: `scan` before `scan (2)`.
    return tuple(key for part in _parts(name) for key in (*_counted(part), (-1, 0, "")))


def _parts(name: str) -> list[str]:
    """Folders, stem and suffix of a name, without letter case, times of day on 24 hours."""
    found = _NAME.fullmatch(_HALF_DAY.sub(_on_24_hours, unicodedata.normalize("NFC", name).casefold()))
    folders, stem, suffix = found.groups() if found else ("", name, "")
    return [*(folders or "").split("/"), stem, suffix or ""]


def _on_24_hours(found: re.Match[str]) -> str:
    return f"{int(found[1]) % 12 + 12 * (found[3] in ('pm', 'ch')):02d}{found[2]}"


def _counted(part: str) -> list[tuple[int, int, str]]:
    pieces = re.findall(r"\d+|\D+", part)
    # A number longer than any page or date is compared as text: int() of a million digits would hang.
    return [(0, int(p), "") if p[0].isdecimal() and len(p) < 19 else (1, 0, p) for p in pieces]


def tells_order(one: str, other: str) -> bool:
    """Whether two names differ in a number that counts: `IMG_1` and `IMG_2`; not `table` and `back`, nor two hashes."""
    first, second = ("/".join(_parts(name)[:-1]) for name in (one, other))
    pairs = enumerate(zip(first, second, strict=False))
    shared = next((i for i, (a, b) in pairs if a != b), min(len(first), len(second)))
    while shared and first[shared - 1].isdecimal():
        shared -= 1
    start = max(first.rfind(mark, 0, shared) for mark in "/_-. (") + 1
    hashed = any(_HASH.match(text, start) for text in (first, second))
    return first != second and not hashed and all(_COUNT.fullmatch(text, shared) for text in (first, second))


def _decode(raw: bytes) -> str:
    """Zip programs write names in UTF-8, in the DOS page (437) or in that of Windows (1258): the likeliest reading."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    windows = unicodedata.normalize("NFC", raw.decode("cp1258", "replace"))
    share = vietnamese_share(windows)
    return windows if share.valid >= 0.6 and share.accented > 0 else raw.decode("cp437")
