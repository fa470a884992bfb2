"""Odd things in a drop folder: names, links, pipes, and what is no file at all."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from tests.hostile.item import Hostile, hostile


def empty_folder(path: Path) -> None:
    path.mkdir()


def odd_folder(path: Path) -> None:
    """A folder with a pipe, a socket, a loop of links, a link out of it, and one junk file."""
    path.mkdir()
    os.mkfifo(path / "ống.pdf")
    with socket.socket(socket.AF_UNIX) as ear:
        here = Path.cwd()
        os.chdir(path)  # names of sockets must be short
        try:
            ear.bind("ổ cắm.pdf")
        finally:
            os.chdir(here)
    (path / "vòng").symlink_to(path)
    (path / "ngoài.pdf").symlink_to("/etc/passwd")
    (path / "rác.pdf").write_bytes(b"%PDF-1.4 x")


def deep_folder(path: Path) -> None:
    deep = path.joinpath(*["a"] * 60)
    deep.mkdir(parents=True)
    (deep / "rác.pdf").write_bytes(b"%PDF-1.4 deep")


JUNK = "unreadable unsupported-type"
ITEMS: list[Hostile] = [
    hostile("không byte.docx", "empty", b""),
    hostile("\x1b[2J\x07điều khiển.pdf", JUNK, b"%PDF-1.4 a"),
    hostile("\u202efdp.exe", JUNK, b"MZ" + bytes(999)),
    hostile("CON.pdf", JUNK, b"%PDF-1.4 b"),
    hostile("dài " + "ă" * 120 + ".pdf", JUNK, b"%PDF-1.4 c"),
    hostile("=cmd|' calc'!A0.pdf", JUNK, b"%PDF-1.4 d"),
    hostile("<script>alert(1)</script>".replace("/", "∕") + ".pdf", JUNK, b"%PDF-1.4 e"),
    hostile("kh\udcf4ng phải utf-8.pdf", JUNK, b"%PDF-1.4 f"),
    hostile("thư mục.pdf", "empty", empty_folder),
    hostile("thư mục lạ", JUNK, odd_folder),
    hostile("thư mục sâu", JUNK, deep_folder),
]


def pipe(path: Path) -> None:
    os.mkfifo(path)


REFUSED: list[Hostile] = [
    hostile("ống", "", pipe),
    hostile("vòng tròn", "", lambda path: path.symlink_to(path)),
]
