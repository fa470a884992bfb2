"""Decisions (quyết định): number, date, authority, and the persons and innovations that they list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.fields.author_words import is_name
from extractors.fields.letter_marks import read_date, read_number
from extractors.fields.letter_paper import Paper, lay_out
from extractors.fields.letter_signature import is_office
from extractors.fields.letter_text import flat
from extractors.fields.letter_units import read_issuer
from extractors.forms import recognise
from schemas.dossier import Decision, Recognised
from schemas.finding import Code, Finding
from schemas.grid import Grid, Page
from schemas.text import name_case, one_line

_ENTRIES = 2000
_PERSON = re.compile(r"\b(?:ong|ba|dong chi|d/c|tac gia|nhom tac gia|thay|co)\s*(?:\(ba\)|/ba)?\s*:?\s+(?=\w)")
_THING = r"(?:sang kien|giai phap|de tai)"
_TITLE = re.compile(rf"[“\"«](?P<quoted>[^”\"»]{{6,400}})[”\"»]|\b{_THING}\s*:\s*(?P<open>[^.;“\"]{{6,400}})")
_NAME_WORDS = 6


@dataclass(frozen=True, slots=True)
class _Hit:
    at: int
    end: int
    text: str


def parse_decision(pages: Sequence[Page]) -> Decision:
    """What the decision on these pages says; values that nothing vouches for are in `review_fields`."""
    paper = lay_out(pages, ())
    number, date = read_number(paper), read_date(paper)
    authority = read_issuer(paper, number.value.issuer if number.value else "")
    listed = [*_in_text(paper), *_in_grids(pages)][:_ENTRIES]
    findings = [_said(finding) for read in (number, date, authority) for finding in read.findings]
    if listed and any(page.source == "ocr" for page in pages):
        findings.append(_unsure(len(listed)))
    return Decision(
        number=number.value.text if number.value else None,
        date=date.value,
        authority=authority.value,
        entries=listed,
        findings=findings,
        review_fields=list(dict.fromkeys(finding.field for finding in findings if finding.ask)),
    )


def is_list(grid: Grid) -> bool:
    """Whether a table in a decision may be its list; one that describes innovations is a dossier's own."""
    layout = recognise(grid)
    return layout is None or not {"summary", "effect"} & set(layout.columns.values())


def _said(finding: Finding) -> Finding:
    """A letter's doubt in a decision's words."""
    field = {"issuing_unit": "authority"}.get(finding.field, finding.field)
    message = finding.message.replace("Đầu tờ trình", "Đầu quyết định").replace("tờ trình", "quyết định")
    return finding.model_copy(update={"field": f"decision.{field}", "message": message})


def _unsure(count: int) -> Finding:
    message = f"Danh sách trong quyết định đọc từ ảnh được {count} dòng; cần đối chiếu tên người và tên sáng kiến."
    return Finding(code=Code.LOW_CONFIDENCE, field="decision.entries", message=message)


def _in_text(paper: Paper) -> Iterator[Recognised]:
    """Persons and titles in the articles, each person with the title that stands with it."""
    text = paper.body
    persons, titles = list(_persons(text)), list(_titles(text))
    before = bool(titles) and bool(persons) and titles[0].at < persons[0].at
    told: set[int] = set()
    for person in persons:
        near = [title for title in titles if (title.end <= person.at if before else title.at >= person.end)]
        title = (near[-1] if before else near[0]) if near else None
        if title:
            told.add(title.at)
        yield Recognised(name=person.text, title=title.text if title else "")
    yield from (Recognised(title=title.text) for title in titles if title.at not in told)


def _persons(text: str) -> Iterator[_Hit]:
    key = flat(text)
    for honorific in _PERSON.finditer(key):
        after = text[honorific.end() : honorific.end() + 80]
        words = [] if is_office(after) else re.findall(r"\S+", after)[:_NAME_WORDS]
        name: list[str] = []
        for word in words:
            if not word[0].isupper():
                break
            name.append(word.rstrip(",.;:–-"))
            if word[-1] in ",.;:–-":
                break
        written = " ".join(part for part in name if part)
        if is_name(written):
            yield _Hit(honorific.start(), honorific.end() + len(written), name_case(written))


def _titles(text: str) -> Iterator[_Hit]:
    """Quoted texts after the word for an innovation, or what follows its colon. A programme's name is none."""
    key = flat(text)
    for hit in _TITLE.finditer(key):
        group = "quoted" if hit["quoted"] else "open"
        said = key[max(0, hit.start() - 40) : hit.start()]
        if (group == "open" or re.search(_THING + r"\W*$", said)) and "chuong trinh" not in said:
            yield _Hit(hit.start(), hit.end(), one_line(text[hit.start(group) : hit.end(group)]))


def _in_grids(pages: Sequence[Page]) -> Iterator[Recognised]:
    """The rows of lists with a column of names or of titles."""
    columns: dict[int, str] = {}
    for grid in (grid for page in pages for grid in page.grids):
        layout = recognise(grid)
        first = layout.first if layout else 0
        columns = dict(layout.columns) if layout else (columns or _columns(grid))
        for cells in grid.every_row()[first:]:
            said = {columns.get(cell.col, ""): one_line(cell.text) for cell in cells}
            name = said.get("full_name") or said.get("authors") or ""
            title = said.get("title", "")
            if (name or title) and any(c.isalpha() for c in name + title) and not _heading(name, title):
                yield Recognised(name=name_case(name) if name.isupper() else name, title=title)


def _columns(grid: Grid) -> dict[int, str]:
    """Which columns of a list hold names and titles, by its first row."""
    out = {}
    for cell in grid.row(0):
        key = flat(one_line(cell.text))
        if re.search(r"ho va ten|ho ten|tac gia", key):
            out[cell.col] = "full_name"
        elif re.search(r"ten (?:sang kien|giai phap|de tai)|^sang kien", key):
            out[cell.col] = "title"
    return out


def _heading(name: str, title: str) -> bool:
    return bool(re.match(r"ho va ten|ho ten|tac gia", flat(name))) or flat(title).startswith(("ten sang", "ten giai"))
