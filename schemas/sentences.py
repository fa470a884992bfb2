"""Shortening a text to so many characters, at the end of a sentence where there is one."""

from __future__ import annotations

import re
import unicodedata

# A sentence ends before a blank or at the end, never within `1.000`, and not after `TP.` or `ThS.`.
_END = re.compile(r"(?<!\bTP)(?<!\bTp)(?<!\bTS)(?<!\bThS)(?<!\bKS)(?<!\bBS)(?<!\bđ/c)[.!?…;]+[”\"’)]*(?=\s|$)|\n")
_CLAUSE = re.compile(r"[,:–](?=\s)")
_LEAST = 0.5  # of the room that a cut at a sentence's end must use; else a clause's or a word's end is taken


def portal_length(text: str) -> int:
    """As a web form counts: characters after NFC; a line break is one."""
    return len(one_form(text))


def one_form(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", plain).strip()


def shortened(text: str, most: int) -> str:
    """At most `most` characters of the text, as `portal_length` counts; `…` where no sentence ended in time."""
    whole = one_form(text)
    if len(whole) <= most:
        return whole
    if at := _last(_END, whole, most):
        return whole[:at].rstrip()
    room = most - 1
    at = _last(_CLAUSE, whole, room) or whole.rfind(" ", 0, room + 1)
    return whole[: at if at > _LEAST * most else room].rstrip(" ,:–\n") + "…"


def _last(pattern: re.Pattern[str], text: str, most: int) -> int:
    """The end of the last match that fits; 0 where none uses enough of the room."""
    ends = [found.end() for found in pattern.finditer(text, 0, min(len(text), most + 1)) if found.end() <= most]
    return ends[-1] if ends and ends[-1] >= _LEAST * most else 0
