"""Who only looks begins no register in a place that has none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from register import Register
from register.existing import is_there, open_existing
from schemas.errors import SetupError


def test_nothing_is_made_where_nothing_is(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"Không có sổ nào ở .*mistyped \(không có thư mục này\)"):
        open_existing(tmp_path / "mistyped")
    with pytest.raises(SetupError, match=r"không có tệp sovang\.db.*`sovang nightly`"):
        open_existing(tmp_path)
    assert [*tmp_path.iterdir()] == []


def test_what_is_there_opens(tmp_path: Path) -> None:
    Register.open(tmp_path / "data").close()
    assert is_there(tmp_path / "data")
    open_existing(tmp_path / "data").close()


def test_an_empty_database_is_no_register(tmp_path: Path, postgres_server: Any) -> None:
    with postgres_server.database() as url:
        with pytest.raises(SetupError, match="Chưa có sổ nào trong"):
            open_existing(tmp_path / "data", url)
        assert not (tmp_path / "data").exists()
        Register.open(tmp_path / "data", url).close()
        open_existing(tmp_path / "data", url).close()


def test_a_database_that_is_not_reached_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="không nối được tới máy chủ"):
        open_existing(tmp_path, "postgresql://x:y@127.0.0.1:9/so")
