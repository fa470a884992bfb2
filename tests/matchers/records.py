"""Invented records for the matcher's tests."""

from collections.abc import Sequence

from matchers.compare import evidence
from matchers.compare.batch import Batch
from matchers.compare.evidence import Evidence
from matchers.corpus import Corpus
from matchers.statistics import Statistics
from schemas.match import Record

SUMMARY = (
    "Bố trí máng tự rót dọc chuồng, mỗi khoang có nắp lật để rửa nhanh. Người nuôi chỉ đổ cám một lần buổi sáng, "
    "gà ăn tới đâu cám xuống tới đó. Gắn thêm phao báo cạn và lưới chắn chim sẻ để cám không bị rơi vãi."
)
EFFECT = "Mỗi lứa giảm hai công cho ăn, lượng cám rơi vãi còn dưới ba phần trăm. Các hộ trong thôn đã làm theo."


def record(id: str = "a", **changes: object) -> Record:
    values: dict[str, object] = {
        "title": "Máng tự rót cho đàn gà đồi tại Hợp tác xã Nà Sim",
        "authors": ["Sầm Thị Lựu"],
        "birth_year": 1987,
        "unit": "Hợp tác xã Nà Sim",
        "phone": "0386 000 123",
        "period": "Từ tháng 3/2022",
        "summary": SUMMARY,
        "benefit": EFFECT,
        "benefit_vnd": 27_000_000,
    }
    return Record(id=id, **{**values, **changes})


def said(code: str, one: Record, other: Record, register: Sequence[Record] = ()) -> Evidence | None:
    """What one comparator tells of two records, in a register or alone."""
    stats = Statistics.of(Corpus.of(register)) if register else None
    return evidence(Batch.of_two(one, other, stats), 0).get(code)
