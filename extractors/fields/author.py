"""The authors of an innovation, from one cell that holds everything about them or from a column for each fact."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.fields import author_findings as say
from extractors.fields.author_blocks import Cell, read_cell
from extractors.fields.author_columns import fill_columns, split_posts
from extractors.fields.author_lines import unwrap
from extractors.fields.author_person import Person, to_person
from extractors.fields.author_words import is_name
from extractors.fields.birth import parse_birth
from extractors.fields.phone import find_phones
from schemas.finding import Finding
from schemas.innovation import Author
from schemas.text import tidy

_LONGEST, _SHOWN = 10_000, 200  # characters: nobody's list of authors is longer; how much of it a finding shows
_SHARE = re.compile(r"\(?\s*\d{1,3}(?:[.,]\d+)?\s*%\s*\)?")


@dataclass(frozen=True, slots=True)
class Authors:
    """Exactly one author is principal, unless there is none. `leftover`: text that became no value."""

    authors: list[Author] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    leftover: str = ""


def parse_authors(combined: str, columns: Mapping[str, str]) -> Authors:
    """The authors with their doubts; field paths are relative to the innovation (`authors[0].phone`).

    `combined` is the text of a one-cell form. `columns` holds the texts of separate columns (full_name, birth_year,
    position, workplace, phone, share_percent, email); an empty text there says that the column exists.
    """
    text = tidy(combined) or _counted(tidy(columns.get("full_name", "")), columns)
    if len(text) > _LONGEST:
        return Authors([], [say.no_authors()], text[:_SHOWN])
    cell = read_cell(unwrap(text))
    people = [to_person(cell.text, draft) for draft in cell.drafts]
    findings: list[Finding] = []
    leftover = list(cell.unused)
    people = _absorb_nameless(people, findings, leftover)
    people = [person for person in people if not _nobody(person, leftover)]
    if not people:
        return Authors([], [say.no_authors()], "; ".join(leftover))
    _share_out(people, findings)
    for key, value in columns.items():
        if key != "full_name" and tidy(value):
            fill_columns(people, key, tidy(value), findings)
    if columns.get("position") and not columns.get("workplace"):
        split_posts(people)
    findings += _about_cell(cell, people)
    authors = [_author(index, person, findings) for index, person in enumerate(people)]
    _check_shares(authors, people, findings)
    for person in people:
        leftover += person.leftover
    return Authors(_with_principal(authors), findings, "; ".join(leftover))


def _counted(names: str, columns: Mapping[str, str]) -> str:
    """A column of names, numbered when a column beside it has as many births or telephones as it has lines.

    So a rare family name at a line's start is no longer taken for the rest of the name before it.
    """
    lines = names.split("\n")
    if len(lines) < 2 or not all(is_name(_SHARE.sub("", line).strip()) for line in lines):
        return names
    births = [birth for line in tidy(columns.get("birth_year", "")).split("\n") if (birth := parse_birth(line))]
    phones = find_phones(tidy(columns.get("phone", ""))).found
    if len(lines) not in (len(births), len(phones)):
        return names
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _absorb_nameless(people: list[Person], findings: list[Finding], leftover: list[str]) -> list[Person]:
    """A first draft without a name (a heading's words, a unit before the names) has no author of its own."""
    if len(people) > 1 and not people[0].name:
        first, rest = people[0], people[1:]
        leftover += first.leftover
        if first.births or first.phones or first.shares or first.position:
            findings.append(say.unclear("Có thông tin đứng trước tên tác giả đầu tiên; hãy xem thuộc về ai."))
            leftover += [text for text in (first.position, *(i.text for i in first.births + first.phones)) if text]
        for person in rest:
            person.workplace = person.workplace or first.workplace
        if len(rest) == 1 and first.position and not rest[0].position:
            rest[0].position = first.position
            rest[0].doubts.add("position")
            leftover.remove(first.position)
        return rest
    alone = people[0] if len(people) == 1 else None
    if alone and not alone.name and alone.workplace and not (alone.position or alone.births or alone.shares):
        alone.name, alone.workplace, alone.group = alone.workplace, "", True
    return people


def _nobody(person: Person, leftover: list[str]) -> bool:
    """Words that make no author at all (`Không`, a dash)."""
    empty = not person.name and person.only_name and not person.shares
    if empty:
        leftover += person.leftover
    return empty


def _unit_for_all(people: list[Person]) -> None:
    """`Điện lực Tân An: A, B`: a unit before the first name is probably everybody's."""
    if people[0].unit_first and not any(person.workplace for person in people[1:]):
        for person in people[1:]:
            person.workplace = people[0].workplace
            person.doubts.add("workplace")


def _share_out(people: list[Person], findings: list[Finding]) -> None:
    """Facts written once behind several names belong to all of them."""
    last, before = people[-1], people[:-1]
    if not before:
        return
    _unit_for_all(people)
    bare_names = all(person.only_name for person in before)
    if last.workplace and not any(person.workplace for person in before):
        for person in before:
            person.workplace = last.workplace
            if not bare_names and not last.own_unit_line:
                person.doubts.add("workplace")
    if bare_names and last.position:
        for person in before:
            person.position = last.position
            person.doubts |= last.doubts & {"position", "workplace"}
    for key in ("births", "phones", "shares"):
        values = getattr(last, key)
        if any(getattr(person, key) for person in before) or not values:
            continue
        if len(values) == len(people):
            for person, value in zip(people, values, strict=True):
                setattr(person, key, [value])
        elif key != "shares" and (bare_names or last.own_unit_line):
            findings.append(say.unclear("Nhiều tác giả nhưng năm sinh, điện thoại chỉ ghi một lần; hãy xem của ai."))


def _about_cell(cell: Cell, people: list[Person]) -> list[Finding]:
    found: list[Finding] = []
    if cell.others:
        found.append(say.unclear(f"Ô tác giả ghi “{cell.others[0]}”; hãy bổ sung tên những người còn lại nếu cần."))
    if any(person.group for person in people):
        found.append(say.unclear("Tác giả là tập thể; hãy kiểm tra tên và bổ sung người chịu trách nhiệm chính."))
    numbered = [draft.numbered for draft in cell.drafts if draft.has("name", "group")]
    if len(numbered) > 1 and any(numbered) and not all(numbered):
        found.append(say.unclear("Có tác giả không được đánh số như những người khác; hãy kiểm tra danh sách tác giả."))
    return found


def _author(index: int, person: Person, findings: list[Finding]) -> Author:
    if not person.name:
        findings.append(say.nameless(index))
        person.doubts |= {"position", "workplace"}  # the name may stand in one of them
    findings += [say.guessed(index, name) for name in sorted(person.doubts)]
    author = Author(
        full_name=person.name,
        honorific=person.honorific,
        birth_year=_birth_year(index, person, findings),
        position=person.position,
        workplace=person.workplace,
        phone=_phone(index, person, findings),
        share_percent=person.shares[0].share if person.shares else None,
    )
    read = {"birth_year": bool(person.births), "phone": bool(person.phones)}
    for name in ("birth_year", "position", "workplace", "phone"):
        if not getattr(author, name) and not read.get(name) and not person.group:
            findings.append(say.missing(index, name))
    return author


def _birth_year(index: int, person: Person, findings: list[Finding]) -> int | None:
    births = [item.birth for item in person.births if item.birth]
    if not births:
        return None
    years = {birth.year for birth in births}
    if len(years) > 1 or not births[0].clear:
        findings.append(say.odd_birth(index, ", ".join(birth.text for birth in births)))
    return births[0].year


def _phone(index: int, person: Person, findings: list[Finding]) -> str | None:
    spans = [item.phone for item in person.phones if item.phone]
    numbers = [span for span in spans if span.number]
    bad = [span for span in spans if not span.number or not span.sure]
    if bad:
        findings.append(say.odd_phone(index, bad[0].text))
    elif len({span.number for span in numbers}) > 1:
        findings.append(say.more_phones(index))
    return numbers[0].number if numbers else None


def _check_shares(authors: list[Author], people: list[Person], findings: list[Finding]) -> None:
    shares = [author.share_percent for author in authors]
    if any(len(person.shares) > 1 for person in people):
        findings.append(say.unclear("Số tỷ lệ đóng góp không khớp số tác giả; hãy kiểm tra từng người."))
    elif any(share is not None for share in shares):
        total = sum(share or 0.0 for share in shares)
        if abs(total - 100) > 1 or None in shares:
            findings.append(say.shares_total(total))


def _with_principal(authors: list[Author]) -> list[Author]:
    """The largest share leads; without shares, or with equal ones, the first named."""
    lead = max(range(len(authors)), key=lambda i: (authors[i].share_percent or 0.0, -i))
    authors[lead].is_principal = True
    return authors
