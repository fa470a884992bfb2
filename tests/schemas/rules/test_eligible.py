"""What bars an innovation from being put forward, by its values as they hold now."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from schemas.finding import Code, Finding
from schemas.innovation import DossierRef, Innovation, Recognition, SourceRef, Status
from schemas.programme import programmes
from schemas.rules.eligible import barred

MILLION = next(one for one in programmes() if one.id == "1-trieu-sang-kien")
DECIDED = Recognition(number="1/QĐ", date=dt.date(2022, 4, 1))


def item(**values: Any) -> Innovation:
    dossier = DossierRef(id="HS1", source_name="x", received_at=dt.datetime(2022, 5, 5, tzinfo=dt.UTC))
    usual = {
        "applied_from": dt.date(2022, 3, 1),
        "recognition": DECIDED,
        "status": Status.REGISTERED,
        "title": "Máy sấy",
    }
    source = SourceRef(file="a", sha256="b", page=1, row=1)
    return Innovation(**({"id": "SK1", "dossier": dossier, "source": source} | usual | values))


def finding(code: Code, message: str, field: str = "") -> Finding:
    return Finding(code=code, field=field, message=message, ask=False)


MISSING = finding(Code.RECOGNITION_MISSING, "Chưa có quyết định.", "recognition")
PHASE = finding(Code.OUTSIDE_PHASE, "Áp dụng từ 01/11/2021 thuộc Giai đoạn 1.", "application_period")
NOTED = finding(Code.PROTECTED_IP, "Có chữ “bằng độc quyền”.")
TITLED = finding(Code.PROTECTED_IP, "Có chữ “bằng độc quyền”.", "title")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, ""),
        ({"status": Status.NEEDS_REVIEW}, "Chưa thẩm định xong."),
        ({"status": Status.DUPLICATE}, "Trùng với"),
        ({"title": " "}, "Thiếu tên"),
        ({"applied_from": dt.date(2020, 3, 1)}, "ngoài thời gian của chương trình"),
        ({"title": "Máy đã được cấp bằng độc quyền sáng chế"}, "bảo hộ quyền sở hữu trí tuệ"),
        ({"recognition": None, "findings": [MISSING]}, "Chưa có quyết định."),
        ({"applied_from": dt.date(2021, 11, 1), "findings": [PHASE]}, "thuộc Giai đoạn 1"),
        ({"findings": [NOTED]}, "bằng độc quyền"),
    ],
)
def test_a_bar_is_told_in_a_sentence(values: dict[str, Any], said: str) -> None:
    found = barred(item(**values), MILLION)
    assert said in found
    assert bool(said) == bool(found)


@pytest.mark.parametrize("mended", [MISSING, PHASE, TITLED])
def test_what_a_person_has_mended_since_bars_no_more(mended: Finding) -> None:
    assert barred(item(findings=[mended]), MILLION) == ""


def test_a_programme_that_nobody_knows_bars() -> None:
    assert "Không rõ chương trình" in barred(item(), None)
