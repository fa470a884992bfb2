"""Everything hostile dropped at once beside one good dossier: it is registered, each other gets its right reason."""

from __future__ import annotations

import hashlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from flows import steps
from flows.intake import items_in
from flows.office import Office, open_office
from flows.report import Summary
from schemas.source import Limits
from tests.flows.makers import DRYER, dossier
from tests.hostile import make_archives, make_mails, make_office, make_pdfs, make_pictures, make_places
from tests.hostile.item import READ, Hostile

pytestmark = pytest.mark.xdist_group("hostile")
NOWHERE = "http://127.0.0.1:9"
# Tighter than in an office, so that what only time or memory can end does not hold the tests up.
LIMITS = Limits(seconds=20.0, cpu_seconds=10.0, memory=2**30)


def items(url: str) -> list[Hostile]:
    return [
        *make_archives.ITEMS,
        *make_mails.ITEMS,
        *make_office.items(url),
        *make_pdfs.ITEMS,
        *make_pictures.ITEMS,
        *make_places.ITEMS,
    ]


@dataclass(slots=True)
class Night:
    """What a run over all items left behind. `sums`: dropped file's name → checksum before the run."""

    summary: Summary
    office: Office
    root: Path
    sums: dict[str, str]
    codes: dict[str, set[str]] = field(default_factory=dict)
    connections: list[object] = field(default_factory=list)


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    root = tmp_path_factory.mktemp("hostile")
    inbox = root / "in"
    inbox.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as ear:
        connections = _listened(ear)
        url = f"http://127.0.0.1:{ear.getsockname()[1]}"
        for item in (*items(url), *make_places.REFUSED):
            item.make(inbox / item.name)
        dossier(inbox / "tốt.docx", DRYER)
        sums = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in inbox.iterdir() if p.is_file()}
        opened = open_office(root / "data", workers=2)
        office = Office(opened.data, opened.register, LIMITS, workers=2)
        summary = steps.ingest(office, items_in([f"{inbox}/"]))
    yield Night(summary, office, root, sums, _codes(office), connections)
    opened.register.close()


def _listened(ear: socket.socket) -> list[object]:
    """Who comes to this door, from now on."""
    came: list[object] = []

    def listen() -> None:
        while True:
            try:
                came.append(ear.accept()[1])
            except OSError:
                return

    threading.Thread(target=listen, daemon=True).start()
    return came


def _codes(office: Office) -> dict[str, set[str]]:
    """Checksum of a dropped file (name, for a folder) → the reasons given for it and its parts."""
    out: dict[str, set[str]] = {}
    for one in office.register.dossiers():
        errors = [one.error, *(part.error for part in one.parts)]
        out[one.source_name] = {str(error.code) for error in errors if error}
    return out


def _shown(item: Hostile) -> str:
    from flows.intake import _shown

    return _shown(item.name)


def test_the_good_one_is_registered(night: Night) -> None:
    rows = list(night.office.register.innovations())
    assert [row.dossier.source_name for row in rows] == ["tốt.docx"]
    assert night.codes["tốt.docx"] == set()


@pytest.mark.parametrize("item", items(NOWHERE), ids=lambda item: ascii(item.name)[1:40])
def test_the_reason_is_right(night: Night, item: Hostile) -> None:
    found = night.codes[_shown(item)]
    assert found or READ in item.codes
    assert found <= item.codes


def test_every_original_is_kept(night: Night) -> None:
    files = night.office.register.files
    refused = {name for name, _ in night.summary.refused}
    for name, checksum in night.sums.items():
        assert name in refused or files.path(checksum).is_file(), name
    assert night.office.register.verify() == []  # none is changed, lost, or of no dossier


def test_links_and_pipes_are_named(night: Night) -> None:
    refused = {name for name, _ in night.summary.refused}
    inside = {f"thư mục lạ/{name}" for name in ("ống.pdf", "ổ cắm.pdf", "vòng", "ngoài.pdf")}
    assert refused == {item.name for item in make_places.REFUSED} | inside


def test_nothing_was_fetched_and_nothing_climbed_out(night: Night) -> None:
    assert night.connections == []
    assert not [path for path in night.root.rglob("*") if "leo-ra" in path.name]
    assert not list(Path("/tmp").glob("leo-ra*"))
    assert not list((night.office.data / "scratch").rglob("*"))


def test_a_file_that_grows_while_it_is_taken_in(tmp_path: Path) -> None:
    path, stop = tmp_path / "lớn dần.pdf", threading.Event()
    path.write_bytes(b"%PDF-1.4 ")

    def grow() -> None:
        while not stop.wait(0.001):
            with path.open("ab") as out:
                out.write(bytes(100_000))

    opened = open_office(tmp_path / "data", workers=1)
    writer = threading.Thread(target=grow)
    writer.start()
    try:
        time.sleep(0.05)
        summary = steps.ingest(Office(opened.data, opened.register, LIMITS, workers=1), [path])
    finally:
        stop.set()
        writer.join()
    assert [code for _, code, _ in summary.set_aside] == ["unreadable"]
    assert opened.register.verify() == []
    opened.register.close()
