from __future__ import annotations

from schemas.dossier import Letter
from schemas.finding import Code, Finding
from schemas.rules.units import Vote, settle_unit

UNIT = "Công đoàn cơ sở Trạm Thú y Bản Mẫu"


def letter(*findings: Finding) -> Letter:
    asked = [f.field for f in findings if f.ask]
    return Letter(issuing_unit=UNIT, findings=list(findings), review_fields=["number", *asked])


def doubt(code: Code = Code.LOW_CONFIDENCE, message: str = "chưa chắc") -> Finding:
    return Finding(code=code, field="issuing_unit", message=message)


def test_one_that_contradicts_and_none_that_agrees_is_asked() -> None:
    settled = settle_unit(letter(), [Vote("signature", "LĐLĐ huyện Bản Khác", agrees=False)])
    assert settled.review_fields == ["number", "issuing_unit"]
    assert settled.findings[0].code == Code.UNIT_MISMATCH
    assert "phần ký “LĐLĐ huyện Bản Khác”" in settled.findings[0].message


def test_two_of_four_settle_it_and_the_others_are_told() -> None:
    votes = [Vote("symbol", "CĐCS", agrees=True), Vote("sender", "LĐLĐ huyện Bản Khác", agrees=False)]
    settled = settle_unit(letter(), votes)
    assert settled.review_fields == ["number"]
    assert [(f.code, f.ask) for f in settled.findings] == [(Code.UNIT_MISMATCH, False)]


def test_the_symbols_own_question_is_told_once_with_the_others() -> None:
    misfit = doubt(Code.UNIT_MISMATCH, "Đơn vị không khớp ký hiệu “LĐLĐ” trong số văn bản; cần kiểm tra.")
    symbol = Vote("symbol", "LĐLĐ", agrees=False)
    assert [f.ask for f in settle_unit(letter(misfit), [symbol]).findings] == [True]
    supported = settle_unit(letter(misfit), [symbol, Vote("sender", UNIT, agrees=True)])
    assert [f.ask for f in supported.findings] == [False]
    assert supported.review_fields == ["number"]


def test_the_very_same_name_elsewhere_ends_the_doubt_of_a_reader() -> None:
    settled = settle_unit(letter(doubt()), [Vote("sender", UNIT, agrees=True, exact=True)])
    assert settled.review_fields == ["number"]
    alike = settle_unit(letter(doubt()), [Vote("sender", UNIT, agrees=True)])
    assert alike.review_fields == ["number", "issuing_unit"], "accents may differ"
    apart = settle_unit(letter(doubt(Code.UNIT_MISMATCH, "Hai chỗ")), [Vote("sender", UNIT, agrees=True, exact=True)])
    assert apart.review_fields == ["number", "issuing_unit"], "two places of the paper differ"


def test_no_votes_change_nothing() -> None:
    before = letter(doubt())
    assert settle_unit(before, []) == before
