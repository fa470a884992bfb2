from __future__ import annotations

import hashlib

import pytest

from extractors.intake.store import keep, source_file
from schemas.source import Kind


def test_the_same_bytes_are_kept_once(tmp_path):
    first = keep([b"%PDF", b"-1.4"], "a.pdf", tmp_path / "out")
    second = keep([b"%PDF-1.4"], "b.pdf", tmp_path / "out", parent="p")
    assert first.path == second.path == tmp_path / "out" / hashlib.sha256(b"%PDF-1.4").hexdigest()
    assert (second.name, second.kind, second.size, second.parent) == ("b.pdf", Kind.PDF, 8, "p")
    assert list((tmp_path / "out").iterdir()) == [first.path]


def test_nothing_is_left_of_a_failure(tmp_path):
    def broken():
        yield b"half"
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        keep(broken(), "a", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_dropped_file_stays_where_it_is(tmp_path):
    path = tmp_path / "Tờ trình.pdf"
    path.write_bytes(b"%PDF-1.4")
    file = source_file(path)
    assert (file.name, file.path, file.kind, file.parent) == ("Tờ trình.pdf", path, Kind.PDF, None)
    assert file.sha256 == hashlib.sha256(b"%PDF-1.4").hexdigest()
