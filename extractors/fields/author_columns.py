"""Facts about authors from columns of their own: one value a line, one for all, or lines broken by the column."""

from __future__ import annotations

import re

from extractors.fields import author_findings as say
from extractors.fields.author_blocks import read_cell
from extractors.fields.author_marks import Item
from extractors.fields.author_person import Person, to_person
from extractors.fields.author_values import split_values
from extractors.fields.birth import Birth, parse_birth
from extractors.fields.phone import find_phones
from schemas.finding import Finding
from schemas.text import one_line

_NOTHING = re.compile(r"^\W*(?:không(?:\s+có)?|chưa\s+có|ko)?\W*$", re.IGNORECASE)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
_BIRTH_PART = re.compile(
    r"\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}|\d{4}-\d\d-\d\d(?:[ T][\d:]+)?|"
    r"(?:\d{1,2}\s*[/.-]\s*){1,2}\d{2,4}|\w{4,5}(?:\.0)?|\d\d"
)


def fill_columns(people: list[Person], key: str, text: str, findings: list[Finding]) -> None:
    """Puts the values of one column into the authors; counts that disagree become findings. `text` is tidy."""
    if key == "birth_year":
        _births(people, text, findings)
    elif key == "phone":
        _phones(people, text, findings)
    elif key == "share_percent":
        _shares(people, text, findings)
    elif key in ("position", "workplace"):
        _words(people, key, text, findings)


def _give(people: list[Person], key: str, values: list[list[Item]], findings: list[Finding]) -> None:
    """One list of items an author; where the counts differ, whose is whose is asked."""
    names = {"births": "năm sinh", "phones": "số điện thoại", "shares": "tỷ lệ đóng góp"}
    if len(values) == len(people):
        for person, value in zip(people, values, strict=True):
            setattr(person, key, value)
        return
    if len(people) == 1:
        setattr(people[0], key, [item for value in values for item in value])
        return
    for person, value in zip(people, values, strict=False):
        setattr(person, key, value)
    count, name = len(values), names[key]
    findings.append(say.unclear(f"Có {count} {name} cho {len(people)} tác giả; hãy xem {name} nào của ai."))


def _item(birth: Birth) -> Item:
    return Item("birth", birth.start, birth.end, birth.text, birth=birth)


def _births(people: list[Person], text: str, findings: list[Finding]) -> None:
    whole = parse_birth(text)
    if len(people) == 1 and whole:
        _give(people, "births", [[_item(whole)]], findings)
        return
    parts = [parse_birth(part) for line in text.split("\n") for part in _cells(line)]
    _give(people, "births", [[_item(part)] for part in parts if part], findings)


def _cells(line: str) -> list[str]:
    """A line's births: the whole line, or several dates and years beside each other."""
    parts = _BIRTH_PART.findall(line)
    return parts if len(parts) > 1 and not re.search(r"[^\W\d_]{3,}", line) else [line]


def _phones(people: list[Person], text: str, findings: list[Finding]) -> None:
    phones = find_phones(text)
    spans = sorted((*phones.found, *phones.invalid), key=lambda span: span.start)
    values = [
        [Item("phone" if span.number else "bad_phone", span.start, span.end, span.text, phone=span)] for span in spans
    ]
    if not spans:
        _keep(people, text)
        return
    _give(people, "phones", values, findings)


def _shares(people: list[Person], text: str, findings: list[Finding]) -> None:
    figures = [float(figure.replace(",", ".")) for figure in _FIGURE.findall(text)]
    if figures and max(figures) <= 1 and abs(sum(figures) - 1) < 0.02:
        figures = [round(100 * figure, 2) for figure in figures]  # a sheet's percent format
    values = [[Item("share", 0, 0, f"{figure:g}", share=figure)] for figure in figures]
    if values:
        _give(people, "shares", values, findings)
    else:
        _keep(people, text)


def _keep(people: list[Person], text: str) -> None:
    """Words where a number belongs; `không có` says no more than an empty cell."""
    if not _NOTHING.match(text):
        people[0].leftover.append(one_line(text))


def split_posts(people: list[Person]) -> None:
    """A column `chức vụ, đơn vị` without one for units: the unit is taken out of the post."""
    for person in people:
        cell = read_cell(person.position)
        found = [to_person(cell.text, draft) for draft in cell.drafts]
        if not person.workplace and len(found) == 1 and found[0].workplace and found[0].position and not found[0].name:
            person.position, person.workplace = found[0].position, found[0].workplace
            person.doubts |= found[0].doubts | ({"workplace"} if "position" in person.doubts else set())


def _words(people: list[Person], key: str, text: str, findings: list[Finding]) -> None:
    """Posts or units; a column may carry the other one, or telephones, as well."""
    phones = find_phones(text)
    if phones.found or phones.invalid:
        cell = read_cell(text)
        found = [to_person(cell.text, draft) for draft in cell.drafts]
        if len(found) == 1 and not found[0].name:
            _spread(people, found[0])
            return
    values = split_values(text, len(people), key)
    for person, value in zip(people, values.texts, strict=False):
        setattr(person, key, "" if _NOTHING.match(value) else value)
        if not values.sure:
            person.doubts.add(key)
    if len(values.texts) < len(people):
        names = {"position": "chức vụ", "workplace": "đơn vị công tác"}
        findings.append(say.unclear(f"Số {names[key]} không khớp số tác giả; hãy kiểm tra từng người."))


def _spread(people: list[Person], facts: Person) -> None:
    """The facts of a cell that mixes unit, post and telephone; telephones go to the first author."""
    for person in people:
        person.position = person.position or facts.position
        person.workplace = person.workplace or facts.workplace
        person.doubts |= facts.doubts
    people[0].phones = people[0].phones or facts.phones
    people[0].leftover += facts.leftover
    if len(people) > 1:
        people[0].doubts.add("phone")
