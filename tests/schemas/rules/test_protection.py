from __future__ import annotations

import pytest

from schemas.rules.protection import unprotected
from tests.schemas.cases import MILLION, SPRING, case, row


@pytest.mark.parametrize(
    "text",
    [
        "Giải pháp đã được cấp Bằng độc quyền sáng chế số 12.",
        "Sản phẩm đang được bảo hộ quyền sở hữu trí tuệ",
        "Đã có bằng sáng chế năm 2020",
        "có Giấy chứng nhận đăng ký quyền tác giả",
        "được cấp văn bằng bảo hộ",
        "được cấp độc quyền giải pháp hữu ích",
    ],
)
def test_texts_that_say_so(text: str) -> None:
    [finding] = unprotected(row(effect=text), case(MILLION))
    assert (finding.code, finding.ask) == ("protected-ip", False)
    assert "mục I.3 Hướng dẫn số 46/HD-TLĐ" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "Trang bị bảo hộ lao động cho công nhân",
        "Chưa được cấp bằng độc quyền sáng chế",
        "Đang làm thủ tục xin cấp văn bằng bảo hộ",
        "Bằng Lao động sáng tạo năm 2020",
        "Bộ gá làm bằng sáng chế tạo tại xưởng",
        "Không thuộc đối tượng đang được bảo hộ quyền sở hữu trí tuệ",
    ],
)
def test_texts_that_do_not(text: str) -> None:
    assert not list(unprotected(row(summary=text), case(MILLION)))


def test_only_where_the_programme_excludes_it() -> None:
    assert not list(unprotected(row(summary="đã có bằng sáng chế"), case(SPRING)))
    assert list(unprotected(row(fields={"note": "Đã có bằng sáng chế"}), case(MILLION)))
