"""A file is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from register.exports.atomic import replacing
from schemas.errors import SetupError


def test_the_new_file_takes_the_old_ones_place(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("old")
    with replacing(tmp_path / "a.csv") as coming:
        coming.write_text("new")
        assert (tmp_path / "a.csv").read_text() == "old"
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.csv", "new")]


def test_after_an_error_the_old_file_is_there_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("old")
    with pytest.raises(RuntimeError), replacing(tmp_path / "a.csv") as coming:
        coming.write_text("ne")
        raise RuntimeError
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.csv", "old")]


def test_a_place_that_cannot_be_written_stops_with_advice(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="Không ghi được"), replacing(tmp_path / "none" / "a.csv") as coming:
        coming.write_text("x")
