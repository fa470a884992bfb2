from __future__ import annotations

import shutil
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from docx import Document

from extractors.intake import office
from extractors.intake.office import to_modern
from schemas.errors import ItemCode, SetAside
from schemas.source import Kind, Limits

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is missing: `make setup`")
RTF = rb"{\rtf1\ansi{\fonttbl{\f0\fcharset0 .VnTime;}}\f0 S\'b8ng ki\'d5n nh\'b5 n\'ad\'edc\par}"


def code_of(file, out, limits=None):
    with pytest.raises(SetAside) as caught:
        to_modern(file, out, limits or Limits())
    return caught.value.code


@needs_office
def test_old_word_becomes_docx_under_its_own_name(put, tmp_path):
    file = put(RTF, "Tờ trình.doc")
    modern = to_modern(file, tmp_path, Limits())
    assert (modern.name, modern.kind, modern.parent) == ("Tờ trình.doc", Kind.DOCX, file.sha256)
    paragraph = Document(str(modern.path)).paragraphs[0]
    assert paragraph.runs[0].font.name == ".VnTime"
    assert "S¸ng kiÕn" in paragraph.text


@needs_office
def test_junk_is_unreadable(put, compound, tmp_path):
    assert code_of(put(compound(("WordDocument", b"")), "a.doc"), tmp_path) is ItemCode.UNREADABLE


@needs_office
@pytest.mark.skipif(not office._no_network(), reason="this system lets no program run without a network")
def test_remote_pictures_are_not_fetched(put, tmp_path):
    asked = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET

    server = HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    link = b'{\\field{\\*\\fldinst INCLUDEPICTURE "http://127.0.0.1:%d/a.png"}{\\fldrslt }}' % server.server_port
    to_modern(put(b"{\\rtf1 x" + link + b"}", "a.rtf"), tmp_path, Limits())
    server.shutdown()
    assert asked == []


def test_without_the_program(put, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert code_of(put(RTF), tmp_path) is ItemCode.MISSING_TOOL


def test_a_hanging_program_and_its_children_are_killed(put, tmp_path, monkeypatch):
    mark = tmp_path / "alive"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n(sleep 2; touch '{mark}') &\nsleep 60\n")
    program.chmod(0o755)
    monkeypatch.setattr(office.shutil, "which", lambda name: str(program) if name == "soffice" else None)
    monkeypatch.setattr(office, "_no_network", tuple)
    began = time.monotonic()
    assert code_of(put(RTF), tmp_path / "out", Limits(seconds=0.5)) is ItemCode.TIMEOUT
    assert time.monotonic() - began < 10
    time.sleep(2.5)
    assert not mark.exists()
