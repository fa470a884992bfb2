from __future__ import annotations

import pytest

from schemas.rules.quota import check_quota, level_of
from schemas.unit import UnitKind
from tests.schemas.cases import KNOWN, SPRING, codes

BASE, UPPER = "Công đoàn cơ sở Trạm Thú y Bản Mẫu", "Liên đoàn Lao động huyện Bản Mẫu"


@pytest.mark.parametrize(
    ("unit", "level"),
    [
        (BASE, "grassroots"),
        ("CĐCS Trường THPT Bản Mẫu", "grassroots"),
        ("Công đoàn Bệnh viện Đa khoa Bản Mẫu", "grassroots"),
        ("Ban Chấp hành Công đoàn Công ty Chè Bản Mẫu", "grassroots"),
        (UPPER, "upper"),
        ("Công đoàn ngành Y tế tỉnh Bản Mẫu", "upper"),
        ("Công đoàn Viên chức tỉnh", "upper"),
        ("Công đoàn các Khu công nghiệp", "upper"),
        ("Công đoàn Ban Quản lý rừng Bản Mẫu", "grassroots"),
        ("Liên đoàn Lao động tỉnh Bản Mẫu", None),
        ("Công đoàn xã Bản Mẫu", None),
        ("Sở Y tế", None),
    ],
)
def test_levels_by_name(unit: str, level: str | None) -> None:
    assert level_of(unit) == level


def test_what_the_catalogue_knows_goes_before_the_name() -> None:
    assert level_of("Công đoàn xã Bản Mẫu", UnitKind.COMMUNE) == "upper"
    assert level_of("Công đoàn Giáo dục Bản Mẫu", UnitKind.GRASSROOTS) == "grassroots"
    assert level_of(UPPER, UnitKind.PROVINCE) is None
    assert level_of(UPPER, UnitKind.OTHER) == "upper"


@pytest.mark.parametrize(
    ("unit", "province", "count", "found"),
    [
        (BASE, "Bắc Kạn", 1, []),
        (BASE, "Bắc Kạn", 2, ["over-quota"]),
        (UPPER, "Bắc Kạn", 3, []),
        (UPPER, "Bắc Kạn", 4, ["over-quota"]),
        (UPPER, "Quảng Trị", 1, ["under-quota"]),
        (UPPER, "Quảng Trị", 2, []),
        (UPPER, "Quảng Trị", 0, []),
        ("Sở Y tế", "Bắc Kạn", 9, []),
        (UPPER, None, 9, []),
    ],
)
def test_quotas_of_the_provinces(unit: str, province: str | None, count: int, found: list[str]) -> None:
    findings = list(check_quota(SPRING.in_province(province), level_of(unit), count, ["HS1"]))
    assert codes(findings) == found
    assert all("Công văn số" in f.message and not f.ask for f in findings)


def test_a_quota_for_every_unit_and_several_dossiers() -> None:
    solidarity = KNOWN["doan-ket-sang-tao"]
    assert not list(check_quota(solidarity, None, 3, ["HS1"]))
    [finding] = check_quota(solidarity, None, 4, ["HS1", "HS2"])
    assert "4 sáng kiến trong 2 hồ sơ (HS1, HS2)" in finding.message
    assert "nhiều nhất 03, theo mục 3 Công văn số 766/LĐLĐ-CTCS" in finding.message
