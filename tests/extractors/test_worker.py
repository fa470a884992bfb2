"""The sandbox: what a child's death, silence or answer becomes on our side."""

from __future__ import annotations

import signal
import threading
from pathlib import Path

import pytest

from extractors.worker import Sandbox, Stopped, _died
from schemas.errors import ItemCode, SetAside
from schemas.source import Kind, Limits, SourceFile
from tests.flows.makers import DRYER, dossier


def word_file(folder: Path) -> SourceFile:
    path = dossier(folder / "hồ sơ.docx", DRYER)
    return SourceFile(name=path.name, sha256="0" * 64, size=path.stat().st_size, kind=Kind.DOCX, path=path)


def test_pages_are_counted_while_a_file_is_read(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    sandbox = Sandbox(tmp_path, Limits(), threading.Event())
    transcript = sandbox.read(word_file(tmp_path), tmp_path / "pages", lambda done, total: seen.append((done, total)))
    assert seen == [(1, 1)]
    assert transcript.pages[0].grids[-1].rows == 2
    assert transcript.name == "hồ sơ.docx"


def test_no_answer_in_time_is_a_timeout(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path, Limits(seconds=0.0), threading.Event())
    with pytest.raises(SetAside) as caught:
        sandbox.read(word_file(tmp_path), tmp_path / "pages", lambda done, total: None)
    assert caught.value.code is ItemCode.TIMEOUT


def test_a_stopped_run_kills_its_children(tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    path = tmp_path / "chậm.fifo.pdf"
    path.write_bytes(b"%PDF-1.4 x")
    sandbox = Sandbox(tmp_path, Limits(memory=2**40), stop)
    # The answer may come before the first look at `stop`; what must not happen is a wait for the time limit.
    file = SourceFile(name=path.name, sha256="0" * 64, size=10, kind=Kind.PDF, path=path)
    with pytest.raises((Stopped, SetAside)) as caught:
        sandbox.read(file, tmp_path / "pages", lambda done, total: None)
    assert not isinstance(caught.value, SetAside) or caught.value.code is ItemCode.UNREADABLE


def test_an_unknown_kind_and_an_empty_file_are_set_aside(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path, Limits(), threading.Event())
    for name, data, code in (("a.bin", b"\1\2\3", "unsupported-type"), ("b.pdf", b"", "empty")):
        path = tmp_path / name
        path.write_bytes(data)
        file = SourceFile(name=name, sha256="0" * 64, size=len(data), kind=Kind.UNKNOWN, path=path)
        [problem] = sandbox.open_item(file, tmp_path / "out")["problems"]
        assert problem["code"] == code


@pytest.mark.parametrize(
    ("exit_code", "code"),
    [
        (-signal.SIGKILL, "out-of-memory"),
        (-signal.SIGABRT, "out-of-memory"),
        (-signal.SIGSEGV, "unreadable"),
        (1, "unreadable"),
    ],
)
def test_how_a_child_died_names_the_code(exit_code: int, code: str) -> None:
    assert _died(exit_code).code == code
