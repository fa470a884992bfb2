from __future__ import annotations

from schemas.rules.portal import fits_portal
from tests.schemas.cases import KNOWN, SPRING, case, row


def test_what_is_too_long_for_the_portal() -> None:
    assert not list(fits_portal(row(summary="x" * 1000), case()))
    [finding] = fits_portal(row(summary="x" * 1001), case(SPRING.in_province("Bắc Kạn")))
    assert "1001" in finding.message
    assert "Bước 3" in finding.message
    assert not finding.ask


def test_a_programme_without_a_portal_takes_any_length() -> None:
    assert not list(fits_portal(row(summary="x" * 5000), case(KNOWN["doi-moi-sang-tao-hieu-qua"])))
    assert not list(fits_portal(row(summary="x" * 5000), case(None)))
