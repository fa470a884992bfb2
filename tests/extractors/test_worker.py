"""The sandbox: what a child's death, silence or answer becomes on our side."""

from __future__ import annotations

import json
import multiprocessing
import signal
import threading
import time
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from extractors.endings import died
from extractors.worker import Sandbox, Stopped, _joined, _shared_out
from schemas.errors import ItemCode, SetAside
from schemas.grid import Page, Transcript
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
    assert died(exit_code).code == code


def long_pdf(folder: Path, pages: int) -> SourceFile:
    path = folder / "dài.pdf"
    canvas = Canvas(str(path), pageCompression=0)
    for number in range(1, pages + 1):
        for line in range(45):
            canvas.drawString(60, 800 - 16 * line, f"Trang {number}, dòng {line}: công nhân vận hành và ghi chép.")
        canvas.showPage()
    canvas.save()
    return SourceFile(name=path.name, sha256="0" * 64, size=path.stat().st_size, kind=Kind.PDF, path=path)


def shared(folder: Path, seats: int = 2, **limits: float) -> Sandbox:
    given = Limits.model_validate(Limits().model_dump() | limits)
    return Sandbox(folder, given, threading.Event(), 2, threading.BoundedSemaphore(seats))


def test_a_file_shared_out_among_children_reads_as_in_one(tmp_path: Path) -> None:
    file, seen = long_pdf(tmp_path, 9), []
    whole = Sandbox(tmp_path, Limits(), threading.Event()).read(file, tmp_path / "one", lambda done, total: None)
    parts = shared(tmp_path).read(file, tmp_path / "two", lambda done, total: seen.append((done, total)))
    assert parts == whole
    assert [page.number for page in parts.pages] == list(range(1, 10))
    assert seen == [(done, 9) for done in range(1, 10)]
    assert sorted(p.name for p in (tmp_path / "two").iterdir()) == sorted(f"{n}.jpg" for n in range(1, 10))


def test_frames_of_a_picture_file_are_shared_out(tmp_path: Path) -> None:
    path = tmp_path / "fax.tif"
    first, *rest = [Image.effect_noise((400, 600), 10 + n) for n in range(8)]
    first.save(path, "TIFF", save_all=True, append_images=rest)
    file = SourceFile(name=path.name, sha256="0" * 64, size=path.stat().st_size, kind=Kind.IMAGE, path=path)
    numbers = [part.start for part in _shared_out(shared(tmp_path)._pages(file), 2)]
    assert numbers == [1, 5]


@pytest.mark.parametrize(
    ("pages", "hands", "sizes"), [(1, 2, [1]), (7, 2, [7]), (8, 2, [4, 4]), (9, 2, [4, 5]), (60, 16, [4] * 15)]
)
def test_parts_are_never_too_small_to_be_worth_a_child(pages: int, hands: int, sizes: list[int]) -> None:
    parts = _shared_out(pages, hands)
    assert [len(part) for part in parts] == sizes
    assert [n for part in parts for n in part] == list(range(1, pages + 1))
    assert min(map(len, parts)) >= min(pages, 4)


def test_what_a_later_part_noted_or_decoded_is_the_files() -> None:
    first = Transcript("a.pdf", "a" * 64, [Page(1)], notes=["chung"])
    later = Transcript("a.pdf", "a" * 64, [Page(2)], "tcvn3", 0.5, ["chung", "riêng"])
    whole = _joined([first, later])
    assert [page.number for page in whole.pages] == [1, 2]
    assert (whole.encoding, whole.encoding_confidence, whole.notes) == ("tcvn3", 0.5, ["chung", "riêng"])


def test_a_part_that_fails_fails_the_file_with_its_code(tmp_path: Path) -> None:
    with pytest.raises(SetAside) as caught:
        shared(tmp_path, memory=120 * 2**20).read(long_pdf(tmp_path, 9), tmp_path / "pages", lambda done, total: None)
    assert caught.value.code in (ItemCode.OUT_OF_MEMORY, ItemCode.UNREADABLE)


def test_a_stopped_run_stops_the_parts_that_wait_for_a_seat(tmp_path: Path) -> None:
    sandbox = shared(tmp_path, seats=1)
    sandbox.seats.acquire()
    threading.Timer(0.2, sandbox.stop.set).start()
    with pytest.raises(Stopped):
        sandbox.read(long_pdf(tmp_path, 9), tmp_path / "pages", lambda done, total: None)


def test_a_page_that_never_ends_is_stopped_however_many_were_quick(tmp_path: Path) -> None:
    ours, theirs = multiprocessing.Pipe(duplex=False)
    for done in range(200):
        theirs.send_bytes(json.dumps({"type": "page", "done": done, "total": 300}).encode())
    seen: list[int] = []
    start = time.monotonic()
    with pytest.raises(SetAside) as caught:
        sandbox = Sandbox(tmp_path, Limits(seconds=0.3, seconds_a_page=60.0), threading.Event())
        sandbox._listen(ours, lambda done, total: seen.append(done))
    assert caught.value.code is ItemCode.TIMEOUT
    assert len(seen) == 200
    assert time.monotonic() - start < 30
    theirs.close()


def test_time_grows_with_pages(tmp_path: Path) -> None:
    ours, theirs = multiprocessing.Pipe(duplex=False)

    def child() -> None:
        for done in range(8):
            time.sleep(0.1)
            theirs.send_bytes(json.dumps({"type": "page", "done": done, "total": 8}).encode())
        theirs.send_bytes(json.dumps({"type": "done", "answer": 7}).encode())

    thread = threading.Thread(target=child)
    thread.start()
    sandbox = Sandbox(tmp_path, Limits(seconds=0.5, seconds_a_page=0.5), threading.Event())
    assert sandbox._listen(ours, lambda done, total: None) == 7
    thread.join()


def test_pages_are_counted_before_they_are_read_whatever_the_files_are(tmp_path: Path) -> None:
    broken = tmp_path / "hỏng.pdf"
    broken.write_bytes(b"%PDF-1.7 x")
    bad = SourceFile(name=broken.name, sha256="0" * 64, size=10, kind=Kind.UNKNOWN, path=broken)
    files = [long_pdf(tmp_path, 9), bad, word_file(tmp_path)]
    assert Sandbox(tmp_path, Limits(), threading.Event()).survey(files) == [9, 0, 1]
    assert Sandbox(tmp_path, Limits(seconds=0.0), threading.Event()).survey(files) == [0, 0, 0]
