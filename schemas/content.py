"""What a judgement about an innovation rests on: its content, whoever sent it and however it is laid out."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from functools import lru_cache

from schemas.match import Record
from schemas.text import same_tone, tidy

LABELS = {
    "title": "tên sáng kiến",
    "authors": "tác giả",
    "birth_year": "năm sinh",
    "phone": "điện thoại",
    "unit": "đơn vị công tác",
    "period": "thời gian áp dụng",
    "summary": "tóm tắt nội dung",
    "benefit": "hiệu quả",
    "benefit_vnd": "giá trị làm lợi",
}
_WORDS = re.compile(r"[^\W_]+|%")
_UNTIDY = re.compile("[\u00ad\u00d0\u00f0\u0189\u0300-\u036f\u200b-\u200f\u2060\ufeff]")  # what `tidy` takes away


def content_key(record: Record) -> str:
    """The same for all records that say the same; case, line breaks, blanks and signs make no difference."""
    return hashlib.sha256(json.dumps(_contents(record), ensure_ascii=False).encode("utf-8", "replace")).hexdigest()


def changes(before: Record, after: Record) -> list[str]:
    """What of it says something else, in Vietnamese."""
    one, other = _contents(before), _contents(after)
    return [label for name, label in LABELS.items() if one[name] != other[name]]


def _contents(record: Record) -> dict[str, object]:
    """Accents stay: Thúy and Thủy are two people. The principal comes first, co-authors in any order."""
    found: dict[str, object] = {name: plain(str(getattr(record, name) or "")) for name in LABELS}
    found["authors"] = [plain(name) for name in [*record.authors[:1], *sorted(record.authors[1:], key=plain)]]
    found["phone"] = re.sub(r"\D", "", record.phone)
    return found


def plain(text: str) -> str:
    """Words in one case with the tone marks in one place; of long texts most words were met before."""
    if not unicodedata.is_normalized("NFC", text) or _UNTIDY.search(text):
        text = tidy(text)
    return " ".join(map(_word, _WORDS.findall(text)))


@lru_cache(200_000)
def _word(word: str) -> str:
    return same_tone(word).casefold()
