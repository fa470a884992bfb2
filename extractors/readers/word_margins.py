"""What stands around a Word file's text: its notes, headers, footers and comments, each text once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml.etree import XMLSyntaxError

from extractors.readers.word_runs import Fonts, runs_of
from extractors.text.decoding import Run

_KINDS = ("/footnotes", "/header", "/footer", "/comments", "/endnotes")  # as Word keeps them behind the text
_PARTS = 60  # three headers and three footers a section: no real file has more than a few
_PARAGRAPHS = 2000


def margins(document: Any, fonts: Fonts) -> Iterator[list[Run]]:
    """The runs of each paragraph that has text; broken parts are left out."""
    found = [(rel.reltype, rel.target_part) for rel in document.part.rels.values() if not rel.is_external]
    count = 0
    for kind in _KINDS:
        for part in [part for name, part in found if name.endswith(kind)][:_PARTS]:
            for paragraph in _paragraphs(part):
                if count >= _PARAGRAPHS:
                    return
                count += 1
                if runs := runs_of(paragraph, fonts):
                    yield runs


def _paragraphs(part: Any) -> Iterator[Any]:
    try:
        root = part.element if hasattr(part, "element") else parse_xml(part.blob)
    except (XMLSyntaxError, ValueError):
        return
    yield from root.iter(qn("w:p"))
