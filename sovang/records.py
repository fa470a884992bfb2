"""The records of a JSONL file, in order of id; each is read from the file when it is asked for, never all at once."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar, overload

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ValidationError

from matchers.processes import spread
from schemas.errors import SetupError, trouble_with
from schemas.match import Record

_TEXTS = ("title", "position", "unit", "sender", "period", "summary", "benefit", "awards")
_UNICODE = re.compile("[\u0300-\u036f\u1ea0-\u1ef9]")  # what no text in an old encoding has
# Latin letters and signs that no Vietnamese word has: what old bytes look like when they are taken for Latin letters.
_STRANGE = re.compile(
    "[\u00a1-\u00bf\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00db\u00dc\u00de\u00df"
    "\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff]"
)
_KEYED = 3  # letters w and j in title and summary: Vietnamese has none, Telex does not do without
_LINES = 10_000  # looked through at a time
_BYTES = 1 << 26


_Model = TypeVar("_Model", bound=BaseModel)


class _Key(BaseModel):
    id: str


class RecordFile(Sequence[Record]):
    """Texts in an old encoding (TCVN3, VNI …) or in Telex are decoded.

    Of lines with one id the last counts, `repeated` the others.

    Raises SetupError for what is no file of records: at once, or when a record that is none is asked for.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._file = path.open("rb")
            lines = _lines(self._file.fileno())
        except OSError as error:
            raise SetupError(f"Không đọc được {trouble_with(error, path)}.") from error
        self._lines = lines
        found = self._ids()
        self._lines = lines[[key is not None for key in found]]
        ids = [key for key in found if key is not None]
        last = {key: at for at, key in enumerate(ids)}
        self.repeated = len(ids) - len(last)
        if self.repeated or ids != sorted(ids):
            self._lines = self._lines[np.array([last[key] for key in sorted(last)], dtype=np.int64)]

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> Record: ...
    @overload
    def __getitem__(self, at: slice) -> list[Record]: ...
    def __getitem__(self, at: int | slice) -> Record | list[Record]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        number, start, end = self._lines[at].tolist()
        return _legible(self._checked(Record, number, self._text(number, start, end)))

    def _text(self, number: int, start: int, end: int) -> bytes:
        text = os.pread(self._file.fileno(), end - start, start)
        return text.removeprefix(codecs.BOM_UTF8) if number == 1 else text

    def _ids(self) -> list[str | None]:
        """By line; None for an empty one."""

        def some(start: int) -> list[str | None]:
            lines = ((line[0], self._text(*line)) for line in self._lines[start : start + _LINES].tolist())
            return [self._checked(_Key, number, text).id if text.strip() else None for number, text in lines]

        parts = spread(some, range(0, len(self._lines), _LINES), len(self._lines) > 4 * _LINES)
        return [key for part in parts for key in part]

    def _checked(self, model: type[_Model], number: int, line: bytes) -> _Model:
        try:
            return model.model_validate_json(line)
        except ValidationError as error:
            raise self._wrong(number, line) from error

    def _wrong(self, number: int, line: bytes) -> SetupError:
        try:
            line.decode("utf-8")
            Record.model_validate_json(line)
        except UnicodeDecodeError:
            return SetupError(f"{self._path} không phải chữ UTF-8: cần tệp JSONL, mỗi dòng một bản ghi.")
        except ValidationError as error:
            return SetupError(f"{self._path}, dòng {number}: bản ghi không hợp lệ ({_what(error)}).")
        return SetupError(f"{self._path}, dòng {number}: tệp đang bị thay đổi. Hãy chạy lại khi tệp đã yên.")


def _lines(descriptor: int) -> npt.NDArray[np.int64]:
    """Number from 1, start and end of every line."""
    ends = np.concatenate([*_breaks(descriptor), [os.fstat(descriptor).st_size]]).astype(np.int64)
    starts = np.concatenate([[0], ends[:-1] + 1])
    return np.stack([np.arange(1, len(ends) + 1), starts, ends], axis=1)


def _breaks(descriptor: int) -> Iterator[npt.NDArray[np.int64]]:
    start = 0
    while part := os.pread(descriptor, _BYTES, start):
        yield start + np.flatnonzero(np.frombuffer(part, dtype=np.uint8) == ord("\n"))
        start += len(part)


def _legible(record: Record) -> Record:
    """The record with those of its texts put into letters that are in an old encoding (TCVN3, VNI …) or in Telex."""
    if not (_is_unicode(record.title) and _is_unicode(record.summary)):
        record = _with(record, _decoded(_texts(record)))
    if sum(map((record.title + record.summary).lower().count, "wj")) >= _KEYED:
        from extractors.text.telex import from_telex

        record = _with(record, from_telex(_texts(record)))
    return record


def _is_unicode(text: str) -> bool:
    """Most are, and show it in their first words."""
    return text.isascii() or bool(_UNICODE.search(text))


def _decoded(texts: list[str]) -> list[str]:
    """A record may have both: the office's own columns beside those that were pasted from a unit's old file."""
    old = [text for text in texts if not _is_unicode(text) and _STRANGE.search(text)]
    if not old:
        return texts
    from extractors.text.encodings import decode
    from extractors.text.legacy import detect

    encoding, _ = detect("\n".join(old))
    if not encoding:
        return texts
    mixed = any(map(_UNICODE.search, texts))
    return [decode(text, encoding) if text in old or not mixed else text for text in texts]


def _texts(record: Record) -> list[str]:
    return [*(getattr(record, name) for name in _TEXTS), *record.authors]


def _with(record: Record, texts: list[str]) -> Record:
    changed = dict(zip(_TEXTS, texts, strict=False))
    return record.model_copy(update={**changed, "authors": texts[len(_TEXTS) :]})


def _what(error: ValidationError) -> str:
    """The fields that are wrong, or that the line is no JSON at all."""
    fields = [".".join(map(str, one["loc"])) for one in error.errors()]
    return f"mục sai hoặc thiếu: {', '.join(fields)}" if any(fields) else "không phải JSON"
