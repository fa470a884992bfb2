"""The sheet of pairs that may be one innovation, with the reasons, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from register.db import batches
from register.exports import words
from register.exports.innovations import authors_text
from register.exports.sheet import Column, Sheet, Value, lay_out, office_time
from register.pairs import Pair
from schemas.innovation import Innovation


@dataclass(frozen=True, slots=True)
class _Twins:
    pair: Pair
    one: Innovation
    two: Innovation


def pair_sheet(pairs: Iterable[Pair], look: Callable[[set[str]], Mapping[str, Innovation]]) -> Sheet:
    """`look`: some innovations by their ids. Pairs of which an end has stepped back are left out."""
    return lay_out("Nghi trùng", _COLUMNS, _both(pairs, look))


def _both(pairs: Iterable[Pair], look: Callable[[set[str]], Mapping[str, Innovation]]) -> Iterator[_Twins]:
    for some in batches(pairs):
        found = look({end for pair in some for end in (pair.id_a, pair.id_b)})
        for pair in some:
            if pair.id_a in found and pair.id_b in found:
                yield _Twins(pair, found[pair.id_a], found[pair.id_b])


def _reasons(item: _Twins) -> str:
    return "\n".join(reason.text for reason in item.pair.reasons)


def _judged_at(item: _Twins) -> Value:
    return office_time(item.pair.at) if item.pair.person else None


_COLUMNS: list[Column[_Twins]] = [
    Column("Mức giống nhau", 9, lambda t: t.pair.score, "0%"),
    Column("Kết luận", 14, lambda t: words.JUDGEMENTS[t.pair.judgement]),
    Column("Lý do", 44, _reasons),
    Column("Mã sáng kiến thứ nhất", 18, lambda t: t.one.id),
    Column("Tên sáng kiến thứ nhất", 36, lambda t: t.one.title),
    Column("Tác giả thứ nhất", 22, lambda t: authors_text(t.one)),
    Column("Đơn vị gửi thứ nhất", 26, lambda t: t.one.dossier.unit),
    Column("Mã sáng kiến thứ hai", 18, lambda t: t.two.id),
    Column("Tên sáng kiến thứ hai", 36, lambda t: t.two.title),
    Column("Tác giả thứ hai", 22, lambda t: authors_text(t.two)),
    Column("Đơn vị gửi thứ hai", 26, lambda t: t.two.dossier.unit),
    Column("Người thẩm định", 18, lambda t: t.pair.person),
    Column("Thẩm định lúc", 16, _judged_at),
]
