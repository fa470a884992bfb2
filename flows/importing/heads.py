"""Which row of a sheet holds the headings, over one row or two, and what its columns hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractors.fields.money_heading import money_of
from extractors.forms.form import is_marker
from extractors.forms.headings import field_of, key_of
from extractors.text.legacy import detect
from flows.importing.texts import shown
from register.exports.back import HEADINGS
from register.exports.machine import MACHINE
from register.imports.raw import Raw, Sheet
from schemas.imported import ListAsked, ListColumn, ListSheet
from schemas.text import fold, one_line

_WITHIN = 30  # rows from the top, in which the headings begin
_SAMPLED = 200  # rows that tell what a column holds
_MARKER = 40  # letters of `(12) = (10) + (11)`
_LONG = 120  # letters of a heading
_REPEATABLE = {"note", "ignore"}
_OWN = ("Mã sáng kiến", "Tên sáng kiến", MACHINE)
# Headings of registers and portals that no paper table has.
_MORE = (
    ("id", r"ma (so )?(sang kien|ho so sang kien)|ma (so|sk)"),
    ("unit", r"don vi (gui|nop|de nghi|dang ky|bao cao|truc thuoc|quan ly)( sang kien)?|cong doan (co so|cap tren).*"),
    ("programme", r"(ten )?chuong trinh( thi dua)?"),
    ("phase", r"giai doan|dot( \d+)?"),
    ("status", r"trang thai|tinh trang( ho so)?"),
    ("number", r"so (to trinh|cong van)"),
    ("date", r"ngay (to trinh|cong van|nop|gui|dang ky)"),
    ("sector", r"nhom (doanh nghiep|don vi).*|khoi.*(doanh nghiep|co quan|don vi).*|loai hinh (don vi|doanh nghiep)"),
    ("summary", r"mo ta.*|noi dung.*"),
    ("ignore", r"tinh[ /,]*(thanh pho)?|email|ngay (tao|cap nhat|sinh)|nguoi (tao|nhap|duyet)|gioi tinh|dan toc"),
)


def headed(sheet: Sheet, asked: ListAsked) -> ListSheet | None:
    """What the sheet's columns hold; None for one without headings of innovations."""
    top = [row for row, _ in zip(sheet.rows, range(_WITHIN + _SAMPLED), strict=False)]
    for place, row in enumerate(top[:_WITHIN]):
        heads = _texts(row)
        if {*_OWN} <= {*heads}:
            return _own(sheet, row, heads)
        if _score(heads, asked) >= 2:
            two = place + 1 < len(top) and _goes_on(heads, _texts(top[place + 1]), asked)
            if two:
                heads = _joined(heads, _texts(top[place + 1]))
            found = _columns(heads, asked)
            named = {one.field for one in found}
            if "title" in named:
                return _with_samples(sheet, row.number + 1 + two, found, top[place + 1 + two :])
    return None


def _texts(row: Raw) -> list[str]:
    return [one_line(shown(cell)) for cell in row.cells]


def _own(sheet: Sheet, row: Raw, heads: Sequence[str]) -> ListSheet:
    columns = [ListColumn(column=i, heading=text, field=HEADINGS.get(text, "ignore")) for i, text in enumerate(heads)]
    return ListSheet(number=sheet.number, title=sheet.title, first=row.number + 1, own=True, columns=columns)


def meaning(heading: str, asked: ListAsked) -> str | None:
    """The field of a heading: as somebody says, as registers call it, as paper tables do."""
    key = key_of(heading)
    if key in asked.columns:
        return asked.columns[key]
    more = next((name for name, rule in _MORE if re.fullmatch(rule, key)), None)
    return more if more not in (None, "summary", "sector") else field_of(heading) or more


def _score(heads: Sequence[str], asked: ListAsked) -> int:
    found = {meaning(text, asked) for text in heads if text and len(text) <= _LONG}
    return len(found - {None, "ignore", "note"})


def _goes_on(upper: Sequence[str], lower: Sequence[str], asked: ListAsked) -> bool:
    """The next row divides headings of this one: it speaks where this one is blank, in the words of headings."""
    filled = [(i, text) for i, text in enumerate(lower) if text]
    if not filled or any(len(text) > _LONG or re.search(r"\d{3}", text) for _, text in filled):
        return False
    below_blank = [text for i, text in filled if i >= len(upper) or not upper[i]]
    known = [text for _, text in filled if meaning(text, asked)]
    return bool(below_blank) and len(known) * 2 > len(filled)


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """The lower heading where it says something alone, else with the one above that it stands under."""
    out, above = [], ""
    for i in range(max(len(upper), len(lower))):
        own = upper[i] if i < len(upper) else ""
        above = own or above
        below = lower[i] if i < len(lower) else ""
        alone = field_of(below) is not None
        out.append((below if alone else f"{above} {below}") if below else own)
    return out


def _columns(heads: Sequence[str], asked: ListAsked) -> list[ListColumn]:
    """One column a field; a second one for a field is not known."""
    out: list[ListColumn] = []
    taken: set[str] = set()
    for place, text in enumerate(heads):
        if not text:
            continue
        said = meaning(text, asked)
        if said == "full_name" and not _parts(heads, asked):
            said = "authors"
        if said in taken and said not in _REPEATABLE:
            said = None
        taken |= {said} if said else set()
        unit = money_of(text) if said in ("benefit", "effect") else None
        out.append(ListColumn(column=place, heading=text[:_LONG], field=said, unit=unit))
    return out


def _parts(heads: Sequence[str], asked: ListAsked) -> bool:
    named = {meaning(text, asked) for text in heads if text}
    return bool(named & {"birth_year", "position", "workplace", "phone", "mixed"})


def _with_samples(sheet: Sheet, first: int, columns: list[ListColumn], rows: Sequence[Raw]) -> ListSheet:
    texts = [_texts(row) for row in rows]
    for column in columns:
        filled = (row[column.column] for row in texts if column.column < len(row) and row[column.column])
        column.sample = next(filled, "")[:60]
    blank = [one for one in columns if one.field is None and not one.sample]
    kept = [one for one in columns if one not in blank]
    encoding, _ = detect("\n".join(text for row in texts[:50] for text in row if text))
    return ListSheet(number=sheet.number, title=sheet.title, first=first, encoding=encoding, columns=kept)


def is_no_row(texts: Mapping[str, str], cells: Sequence[str], heads: frozenset[str]) -> bool:
    """Blank, the columns' numbers, the headings (`heads`, lower case) once more, a total, or what heads a group."""
    filled = [text for text in cells if text]
    short = all(len(text) <= _MARKER for text in filled)
    if len(filled) < 2 or (short and all(map(is_marker, filled))):
        return True
    if sum(text.lower() in heads for text in filled) * 2 > len(filled):
        return True
    nobody = not (texts.get("authors") or texts.get("full_name"))
    return nobody and bool(re.match(r"(tong (so|cong)|tong|cong)\b", fold(filled[0])))
