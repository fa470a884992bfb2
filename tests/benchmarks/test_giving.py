"""The measuring of large exports measures what it says."""

from __future__ import annotations

from pathlib import Path

from benchmarks.giving import fill, measure


def test_a_small_register_is_filled_and_measured(tmp_path: Path) -> None:
    fill(tmp_path, 30)
    found = measure(tmp_path, "book", "docx")
    assert found["rows"] == 30
    assert 30 < int(str(found["mib"])) < 300
    assert (tmp_path / "out-book.docx").stat().st_size > 5000
