"""What drivers say is told in Vietnamese."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
import sqlalchemy as sa

from register import Register
from register.driver_faults import cause_of
from schemas.errors import SetupError

SAID = [
    (sqlite3.OperationalError("unable to open database file"), "không mở được tệp"),
    (sqlite3.DatabaseError("file is not a database"), "tệp này không phải sổ"),
    (sqlite3.OperationalError("database is locked"), "có chương trình khác đang giữ sổ"),
    (
        Exception({"S": "FATAL", "C": "28P01", "M": "password authentication failed"}),
        "sai tên người dùng hoặc mật khẩu",
    ),
    (Exception({"S": "FATAL", "C": "XX000", "M": "something new."}), "máy chủ nói “something new”"),
    (Exception("Something new."), "Something new. Kiểm tra quyền ghi"),
]


@pytest.mark.parametrize(("error", "told"), SAID, ids=[told[:20] for _, told in SAID])
def test_causes(error: Exception, told: str) -> None:
    assert cause_of(error).startswith(told)


def test_a_database_that_is_not_there(tmp_path: Any, postgres_server: Any) -> None:
    with postgres_server.database() as url:
        other = sa.make_url(url).set(database="khong-co").render_as_string(hide_password=False)
        with pytest.raises(SetupError, match="máy chủ không có cơ sở dữ liệu này"):
            Register.open(tmp_path, other)
