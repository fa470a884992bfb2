"""Excel's XML of 2003, which programs like to save as .xls: each worksheet as a page with one grid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from extractors.context import Context
from extractors.readers.sheet_values import shown
from extractors.readers.text import in_real_letters
from schemas.errors import ItemCode, SetAside
from schemas.grid import Cell, Grid, Page, Transcript
from schemas.source import Limits, SourceFile

_NS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_FORMATS = {"Percent": "0%", "Short Date": "dd/mm/yyyy"}


def read(file: SourceFile, context: Context) -> Transcript:
    """Raises SetAside: unreadable (damaged, a DTD), too-large (bytes, rows, columns)."""
    if file.size > context.limits.text_bytes:
        raise SetAside(ItemCode.TOO_LARGE, f"{file.size} bytes of XML")
    try:
        grids = list(_grids(file.path, context.limits))
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise SetAside(ItemCode.UNREADABLE, repr(error)) from error
    pages = [Page(number, [grid], "native") for number, grid in enumerate(grids, 1) if grid.cells]
    context.progress(1, 1)
    return in_real_letters(Transcript(file.name, file.sha256, pages))


def _grids(path: Path, limits: Limits) -> Iterator[Grid]:
    formats: dict[str, str] = {}
    grid = Grid(0, 0, [])
    for event, element in iterparse(str(path), events=("start", "end"), forbid_dtd=True):
        if event == "start" and element.tag == f"{_NS}Worksheet":
            grid = Grid(0, 0, [], name=element.get(f"{_NS}Name", ""))
        elif event == "end" and element.tag == f"{_NS}Style":
            number = element.find(f"{_NS}NumberFormat")
            formats[element.get(f"{_NS}ID", "")] = "" if number is None else number.get(f"{_NS}Format", "")
        elif event == "end" and element.tag == f"{_NS}Row":
            _row(element, grid, formats, limits)
            element.clear()
        elif event == "end" and element.tag == f"{_NS}Worksheet":
            yield _ended(grid)
            element.clear()


def _row(row: Element, grid: Grid, formats: dict[str, str], limits: Limits) -> None:
    """Adds a row's cells. Rows and cells after blank ones say their place, from 1."""
    place = _number(row.get(f"{_NS}Index"), grid.rows + 1) - 1
    grid.rows = place + 1 + _number(row.get(f"{_NS}Span"), 0)
    column = 0
    for item in row.findall(f"{_NS}Cell"):
        column = _number(item.get(f"{_NS}Index"), column + 1) - 1
        across, down = (_number(item.get(f"{_NS}{name}"), 0) for name in ("MergeAcross", "MergeDown"))
        text = _shown(item.find(f"{_NS}Data"), formats.get(item.get(f"{_NS}StyleID", ""), ""))
        if text:
            if place >= limits.rows or column >= limits.cols:
                raise SetAside(ItemCode.TOO_LARGE, f"a cell in row {place + 1}, column {column + 1}")
            down, across = min(down, limits.rows - place - 1), min(across, limits.cols - column - 1)
            grid.cells.append(Cell(place, column, text, down + 1, across + 1))
        column += across + 1


def _ended(grid: Grid) -> Grid:
    """The grid as far as something is written in it."""
    grid.rows = max((cell.row + cell.rowspan for cell in grid.cells), default=0)
    grid.cols = max((cell.col + cell.colspan for cell in grid.cells), default=0)
    return grid


def _shown(data: Any, written: str) -> str:
    """A value as the sheet shows it."""
    if data is None:
        return ""
    text, kind, number_format = "".join(data.itertext()), data.get(f"{_NS}Type"), _FORMATS.get(written, written)
    if kind == "Number" and text.strip():
        return shown(float(text), number_format or "General")
    if kind == "DateTime":
        return shown(dt.datetime.fromisoformat(text.strip()), number_format)
    return shown(text.strip() == "1", "") if kind == "Boolean" else text


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else default
