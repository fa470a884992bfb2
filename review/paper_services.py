"""What the pages of a dossier ask of readers, matcher and exports, as functions that the command hands in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from schemas.columns import ColumnForm, FoundTable
from schemas.errors import SovangError
from schemas.innovation import Reading
from schemas.match import Comparison, Record

ReplyForm = Literal["txt", "docx"]


def _no_reply(dossier_id: str, form: ReplyForm, within: Sequence[str]) -> bytes:
    raise SovangError("Bàn này không soạn thư trả lời.")


def _own_guesses(table: FoundTable) -> list[str | None]:
    return [column.guess for column in table.columns]


def _no_preview(form: ColumnForm) -> list[Reading]:
    return []


def _unchecked(dossier_id: str, item: Reading) -> Reading:
    return item


def _nothing_alike(record: Record) -> list[Comparison]:
    return []


@dataclass(frozen=True, slots=True)
class PaperServices:
    """Each has a default that says nothing, so that a page can be shown without it."""

    reply: Callable[[str, ReplyForm, Sequence[str]], bytes] = _no_reply  # for who sees some units; raises SovangError
    guessed: Callable[[FoundTable], Sequence[str | None]] = _own_guesses  # what each column may hold
    preview: Callable[[ColumnForm], Sequence[Reading]] = _no_preview  # rows as they would be read; raises SovangError
    checked: Callable[[str, Reading], Reading] = _unchecked  # a keyed row with what the rules say of it
    like: Callable[[Record], Sequence[Comparison]] = _nothing_alike  # what may be the same as a row that is not kept
