"""The sheet of pairs that may be one innovation, with the reasons, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from register.db import batches
from register.exports import words
from register.exports.innovations import authors_text
from register.exports.sheet import Column, Sheet, Value, lay_out, office_time
from register.grouping import GroupedPair
from schemas.innovation import Innovation
from schemas.match import Judgement


@dataclass(frozen=True, slots=True)
class _Twins:
    pair: GroupedPair
    one: Innovation
    two: Innovation


def pair_sheet(pairs: Iterable[GroupedPair], look: Callable[[set[str]], Mapping[str, Innovation]]) -> Sheet:
    """`look`: some innovations by their ids. Pairs of which an end has stepped back are left out."""
    return lay_out("Nghi trùng", _COLUMNS, _both(pairs, look))


def _both(pairs: Iterable[GroupedPair], look: Callable[[set[str]], Mapping[str, Innovation]]) -> Iterator[_Twins]:
    for some in batches(pairs):
        found = look({end for pair in some for end in (pair.id_a, pair.id_b)})
        for pair in some:
            if pair.id_a in found and pair.id_b in found:
                yield _Twins(pair, found[pair.id_a], found[pair.id_b])


def _reasons(item: _Twins) -> str:
    return "\n".join(reason.told for reason in item.pair.reasons)


def case(pair: GroupedPair) -> str:
    """`Nghi sao chép: khác đơn vị gửi, khác năm`."""
    kind = words.KINDS.get(str(pair.kind or ""), "")
    return ": ".join(filter(None, (kind, ", ".join(words.ACROSS[place] for place in pair.across))))


def conclusion(pair: GroupedPair) -> str:
    """What holds of a pair; a first person's word that it was copied is not the machine's suspicion."""
    if pair.judgement == Judgement.SUGGESTED and pair.proposed:
        return "Chờ người thứ hai xác nhận sao chép"
    return words.JUDGEMENTS[pair.judgement]


def notes(pair: GroupedPair) -> list[str]:
    """What a reviewer should know beside the reasons."""
    told = {
        f"{pair.proposed} cho là sao chép: cần người thứ hai xác nhận": bool(pair.proposed),
        f"Thẩm định lại: {pair.reopened}": bool(pair.reopened),
        f"Người thẩm định ghi: {pair.why}": bool(pair.why),
        "Cầu nối yếu: bỏ cặp này thì cụm tách đôi": pair.bridge,
        "Không gộp cụm: có người đã kết luận khác nhau trong chuỗi này": pair.parted,
        "Không gộp cụm: quá nhiều sáng kiến giống nhau, nghi văn bản mẫu": pair.crowded,
        "Mâu thuẫn: kết luận ở cặp khác lại nối hai sáng kiến này": pair.conflict,
    }
    return [note for note, holds in told.items() if holds]


def _judged_at(item: _Twins) -> Value:
    return office_time(item.pair.at) if item.pair.person else None


_COLUMNS: list[Column[_Twins]] = [
    Column("Mức giống nhau", 9, lambda t: t.pair.score, "0%"),
    Column("Kết luận", 14, lambda t: conclusion(t.pair)),
    Column("Loại", 24, lambda t: case(t.pair)),
    Column("Cụm", 18, lambda t: t.pair.cluster),
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
    Column("Ghi chú", 40, lambda t: "\n".join(notes(t.pair))),
]
