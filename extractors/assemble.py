"""The transcripts of a dossier's files → its documents, its letter and its innovations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.backs import without_backs
from extractors.fields.decision import is_list, parse_decision
from extractors.fields.letter import parse_cover
from extractors.fields.letter_doubts import several_letters
from extractors.fields.letter_papers import Found, Papers
from extractors.forms import recognise, speaks_of_works
from extractors.forms.unknown import found_table
from extractors.joining import counts_on, may_go_on, table_in
from extractors.nested import with_nested
from extractors.order import in_page_order
from extractors.readings import readings_of
from extractors.repeats import Told, without_repeats
from extractors.spelling import doubt_mangled, doubt_odd_spellings
from extractors.tables import Table
from schemas.columns import FoundTable
from schemas.dossier import Document, DocumentKind, Letter
from schemas.finding import Code, Finding
from schemas.grid import Cell, Grid, Line, Page, Transcript
from schemas.innovation import Place, Reading
from schemas.programme import Programme


@dataclass(slots=True)
class Assembled:
    """All that the transcripts say of one dossier."""

    documents: list[Document] = field(default_factory=list)
    letter: Letter = field(default_factory=Letter)
    readings: list[Reading] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    columns: set[str] = field(default_factory=set)  # the fields that its forms ask for

    @property
    def unknown(self) -> list[FoundTable]:
        """The tables whose columns a person must name."""
        return [table for document in self.documents for table in document.unknown]


@dataclass(slots=True)
class _Sorted:
    """A transcript's pages by what they are, its tables, and the lines that stand above them."""

    transcript: Transcript
    tables: list[Table] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    kinds: dict[int, DocumentKind] = field(default_factory=dict)
    missed: list[int] = field(default_factory=list)  # pages of tables about innovations that columns cannot explain
    unknown: list[FoundTable] = field(default_factory=list)  # tables about innovations in no known form
    other: list[FoundTable] = field(default_factory=list)  # tables that do not say what they are about


def assemble(transcripts: Sequence[Transcript], known: Sequence[Programme] | None = None) -> Assembled:
    """Reads tables and letters out of all the transcripts of one dossier; never raises for what a paper says.

    `known`: the programmes that a letter may name; none given: this build's.
    """
    fronts = [without_backs(transcript) for transcript in transcripts]
    ordered = in_page_order([transcript for transcript, _ in fronts])
    out = Assembled(findings=[*(f for _, asked in fronts for f in asked), *ordered.findings])
    files: list[_Sorted] = []
    told: list[Told] = []
    papers = Papers()
    for transcript in ordered.transcripts:
        files.append(_sorted(transcript, _page_before(files, transcript), papers))
    nothing_known = not any(file.tables or file.unknown for file in files)
    for file in files:
        documents = _documents(file, papers)
        waiting = [*file.unknown, *(file.other if nothing_known else [])]
        _offer(documents, waiting)
        out.findings.extend(_unnamed(waiting))
        out.documents.extend(documents)
        out.findings.extend(f for document in documents for decision in document.decisions for f in decision.findings)
        out.findings.extend(_said(file.transcript))
        out.findings.extend(_missed(file))
        told.extend(_told(file))
    kept, repeats = without_repeats(told)
    out.findings.extend(repeats)
    for table in kept:
        out.columns |= set(table.table.layout.columns.values())
        out.readings.extend(table.readings)
        out.findings.extend(_table_findings(table.table))
    captions = [caption for file in files for caption in file.captions]
    cover = papers.cover(captions)
    out.letter = _letter(cover, captions, known)
    for transcript in _holding(cover, transcripts):
        doubt_mangled(transcript, [], out.letter)
    _doubt_choice(out.letter, papers.undecided(captions))
    _number_on(out.readings)
    return out


def _told(file: _Sorted) -> list[Told]:
    """The tables of a file with what they say."""
    scanned = any(page.source == "ocr" for page in file.transcript.pages)
    told = [Told(table, readings_of(table, file.transcript), scanned, file.transcript.name) for table in file.tables]
    readings = [reading for table in told for reading in table.readings]
    if scanned:
        doubt_odd_spellings(readings)
    doubt_mangled(file.transcript, readings)
    return told


def _letter(paper: Found | None, captions: Sequence[str], known: Sequence[Programme] | None) -> Letter:
    """What the dossier's covering paper says; its fields tell the file beside the page."""
    pages = paper.pages if paper else []
    sheets = [replace(page, number=n) for n, (_, page) in enumerate(pages, 1)]
    letter = parse_cover(sheets, captions, known, is_letter=paper is None or paper.kind == "letter")
    for read in letter.fields.values() if pages else ():
        sha256, page = pages[read.page - 1]
        read.page = page.number
        read.places = [Place(sha256=sha256, page=page.number, box=read.box)] if read.box else []
    return letter


def _holding(paper: Found | None, transcripts: Sequence[Transcript]) -> list[Transcript]:
    """The files that a paper stands in."""
    held = {sha256 for sha256, _ in paper.pages} if paper else set()
    return [transcript for transcript in transcripts if transcript.sha256 in held]


def _doubt_choice(letter: Letter, letters: int) -> None:
    """Asks whether the right one of several letters was taken."""
    if letters:
        asked = ("number", "date", "issuing_unit")
        letter.findings += [several_letters(field, letters) for field in asked]
        letter.review_fields = list(dict.fromkeys([*letter.review_fields, *asked]))


def _page_before(files: Sequence[_Sorted], transcript: Transcript) -> _Sorted | None:
    """The picture before, when this file is a picture of the next page: photos come one page a file."""
    before = next((f for f in reversed(files) if any(page.blocks for page in f.transcript.pages)), None)  # no blank
    if before is None or any(page.source != "ocr" for t in (before.transcript, transcript) for page in t.pages):
        return None
    return before


def _sorted(transcript: Transcript, before: _Sorted | None, papers: Papers) -> _Sorted:
    """`before`: its last table may go on here without headings: the next rows make a table of this file, and the rest
    of its last row joins that row. Its letter may end here."""
    out = _Sorted(transcript)
    if before is None:
        papers.current = None
    carried = before.tables[-1] if before and before.tables else None
    open_table = Table(carried.layout, carried.cols, transcript.sha256, carried) if carried else None
    for seen in transcript.pages:
        page = _decided(seen, open_table)
        rest: list[Line | Grid] = []
        above = open_table
        decided = papers.in_decision(page)
        for block in with_nested(page.blocks):
            if decided and isinstance(block, Grid) and is_list(block):
                rest.append(block)
                continue
            table = table_in(block, open_table, (transcript.sha256, page.number)) if isinstance(block, Grid) else None
            if table is None:
                rest.append(block)
                if isinstance(block, Grid):
                    _keep_unknown(block, page.number, out, open_table)
                continue
            if table is not open_table or not out.tables:
                out.tables.append(table)
                out.captions.extend(_above(block, table, rest))
            open_table = table
        unknown = any(table.page == page.number for table in out.unknown)
        has_table = open_table is not above or len(rest) < len(page.blocks) or unknown
        _name_page(page, rest, out, papers, has_table=has_table)
    return out


def _keep_unknown(grid: Grid, page: int, out: _Sorted, before: Table | None) -> None:
    if may_go_on(grid, before):
        out.missed.append(page)
        return
    found = found_table(grid, out.transcript.sha256, out.transcript.name, page)
    if not speaks_of_works(grid):
        out.other += [found] if found and found.is_list else []
    elif found:
        out.unknown.append(found)
    else:
        out.missed.append(page)


def _decided(page: Page, open_table: Table | None) -> Page:
    """The page with a table that was guessed from aligned text, or with its lines: whichever makes sense."""
    blocks = page.blocks
    for guess in (grid for grid in page.grids if grid.origin == "aligned"):
        is_table = recognise(guess) is not None or (open_table is not None and counts_on(guess, open_table))
        blocks = [b for b in blocks if (not _stands_in(b, guess) if is_table else b is not guess)]
    return page if len(blocks) == len(page.blocks) else replace(page, blocks=blocks)


def _stands_in(block: Line | Grid, grid: Grid) -> bool:
    if block is grid or block.box is None or grid.box is None:
        return False
    return grid.box.y0 <= (block.box.y0 + block.box.y1) / 2 <= grid.box.y1


def _above(block: Line | Grid, table: Table, rest: Sequence[Line | Grid]) -> list[str]:
    """What stands above a table: lines of the page, and a sheet's rows above the headings."""
    lines = [line.text for line in rest if isinstance(line, Line)]
    if isinstance(block, Grid):
        lines += [_text(block.row(row)) for row in range(table.layout.head)]
    return [line for line in lines if line]


def _text(cells: Sequence[Cell]) -> str:
    return " ".join(c.text for c in cells if c.text)


def _name_page(page: Page, rest: list[Line | Grid], out: _Sorted, papers: Papers, *, has_table: bool) -> None:
    kind = papers.take(out.transcript.sha256, replace(page, blocks=rest), has_table=has_table)
    out.kinds[page.number] = kind
    if has_table and kind != "table":
        out.kinds[-page.number] = "table"  # letter and table on one page


def _documents(file: _Sorted, papers: Papers) -> list[Document]:
    found: dict[DocumentKind, list[int]] = {}
    for number, kind in file.kinds.items():
        found.setdefault(kind, []).append(abs(number))
    documents = [Document(kind=kind, file=file.transcript.name, pages=sorted(pages)) for kind, pages in found.items()]
    for document in documents:
        if document.kind == "decision":
            begun = papers.begun_in(file.transcript.sha256, "decision")
            document.decisions = [parse_decision(paper.sheets) for paper in begun]
    return documents


def _said(transcript: Transcript) -> list[Finding]:
    """What the reader of a file had to leave out or wants known."""
    damage = "tệp ảnh hỏng một phần, chữ có thể bị mất; hãy đối chiếu với bản gốc hoặc đề nghị gửi lại."
    hurt = [f"{transcript.name}, trang {page}: {damage}" for page in transcript.damaged]
    hurt += [f"{transcript.name}: {what}" for what in transcript.lost]
    return [
        *(Finding(code=Code.LOW_CONFIDENCE, field="innovations", message=message) for message in hurt),
        *(Finding(code=Code.LEFTOVER_TEXT, message=f"{transcript.name}: {n}", ask=False) for n in transcript.notes),
    ]


def _offer(documents: Sequence[Document], tables: Sequence[FoundTable]) -> None:
    """Puts each table that waits for its columns to be named into the document that it stands in."""
    for table in tables:
        holding = [document for document in documents if table.page in document.pages]
        for document in sorted(holding, key=lambda document: document.kind != "table")[:1]:
            document.unknown.append(table)


def _missed(file: _Sorted) -> list[Finding]:
    """Tables that name innovations but could not be read as a list of them."""
    name = file.transcript.name
    messages = [f"{name}, trang {page}: có bảng nói về sáng kiến nhưng chưa rõ mẫu; hãy xem." for page in file.missed]
    return [Finding(code=Code.LEFTOVER_TEXT, field="innovations", message=message) for message in messages]


def _unnamed(tables: Sequence[FoundTable]) -> list[Finding]:
    """Asks what the columns of a table hold."""
    found = []
    for table in tables:
        headings = ", ".join(f"“{heading}”" for heading in table.headings if heading)
        message = f"{table.file}, trang {table.page}: chưa rõ cột nào là mục gì ({headings}); hãy chỉ từng cột."
        found.append(Finding(code=Code.COLUMNS_UNKNOWN, field="innovations", message=message))
    return found


def _table_findings(table: Table) -> list[Finding]:
    out = []
    for heading in table.layout.unknown.values():
        message = f"Cột “{heading}” chưa rõ là mục nào; nội dung được giữ lại để xem."
        out.append(Finding(code=Code.LEFTOVER_TEXT, message=message, ask=False))
    for text in table.sections:
        message = f"Dòng “{text[:80]}” là tiêu đề nhóm trong bảng, không tính là sáng kiến."
        out.append(Finding(code=Code.LEFTOVER_TEXT, message=message, ask=False))
    for page, text in table.leftovers:
        message = f"Trang {page}: phần “{text[:80]}” không thuộc dòng nào của bảng."
        out.append(Finding(code=Code.LEFTOVER_TEXT, field="innovations", message=message))
    numbers = [row.number for row in table.rows if row.number is not None]
    starts = {0, table.rows_before}
    if len(numbers) == len(table.rows) and all(numbers != [*range(n + 1, n + 1 + len(numbers))] for n in starts):
        message = f"Số thứ tự trong bảng không liền nhau ({numbers[0]}…{numbers[-1]}, đọc được {len(numbers)} dòng)."
        out.append(Finding(code=Code.COUNT_MISMATCH, field="innovations", message=message))
    return out


def _number_on(readings: Sequence[Reading]) -> None:
    """Rows of a second table go on counting where its numbers would repeat those of the first."""
    seen: set[int] = set()
    for reading in readings:
        if reading.accepted.ordinal in seen or reading.accepted.ordinal < 1:
            reading.accepted.ordinal = max(seen, default=0) + 1
        seen.add(reading.accepted.ordinal)
