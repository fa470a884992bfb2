"""One author's draft → values, with what had to be guessed and what found no place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractors.fields.author_blocks import Draft, Piece
from extractors.fields.author_kinds import PieceKind, has_unit_word, is_bare_head, unit_inside
from extractors.fields.author_marks import Item
from extractors.fields.author_words import take_honorific
from schemas.text import one_line

# A post that ends so may go on with the organisation it is held in (`Chủ tịch` / `Công đoàn cơ sở`).
_OPEN_POST = re.compile(r"(?:tịch|thư|viên)$", re.IGNORECASE)
_COMMON = {
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
}
_STUB = re.compile(r"(?:^|\s|\()(?:năm|tháng|ngày|từ|vào|đến)\)?$", re.IGNORECASE)  # the figure went elsewhere
_UNION = re.compile(r"(?:công\s+đoàn|cđcs|đoàn\s|hội\s)", re.IGNORECASE)


@dataclass(slots=True)
class Person:
    """Values of one author; `doubts` names the fields (`full_name`, `position` …) that were guessed."""

    name: str = ""
    honorific: str = ""
    position: str = ""
    workplace: str = ""
    births: list[Item] = field(default_factory=list)
    phones: list[Item] = field(default_factory=list)
    shares: list[Item] = field(default_factory=list)
    group: bool = False
    unit_first: bool = False  # the unit stands before the name
    own_unit_line: bool = False  # the unit stands in a line of its own, after everything else
    doubts: set[str] = field(default_factory=set)
    leftover: list[str] = field(default_factory=list)

    @property
    def only_name(self) -> bool:
        return not (self.position or self.workplace or self.births or self.phones)


def _texts(text: str, pieces: list[Piece], kind: str) -> list[str]:
    """The texts of a kind; neighbours are one text, with what was written between them."""
    found: list[tuple[int, int, int]] = []
    for piece in pieces:
        if piece.kind != kind:
            continue
        neighbour = found and not piece.listed and found[-1][2] in (piece.index - 1, piece.index)
        if neighbour and re.fullmatch(r"[\s,(/–—-]*|\)\s*", text[found[-1][1] : piece.start]):
            found[-1] = (found[-1][0], piece.end, piece.index)
        else:
            found.append((piece.start, piece.end, piece.index))
    return [_closed(one_line(text[start:end])) for start, end, _ in found]


def _closed(text: str) -> str:
    return text + ")" if text.count("(") > text.count(")") else text


def _settle_unions(text: str, pieces: list[Piece], person: Person) -> list[Piece]:
    """`Chủ tịch` / `Công đoàn cơ sở` / `UBND xã …` in three lines: the second goes on with the post."""
    settled = list(pieces)
    for at in range(len(pieces) - 2):
        post, union, unit = pieces[at : at + 3]
        if (post.kind, union.kind, unit.kind) != ("post", "unit", "unit") or union.labelled or union.listed:
            continue
        between = text[union.start : union.end]
        joined = _OPEN_POST.search(text[post.start : post.end]) and _UNION.match(between)
        if joined or ("\n" in union.gap and is_bare_head(between)):
            settled[at + 1] = replace(union, kind="post")
            person.doubts.add("position")
    return settled


def _settle_others(text: str, pieces: list[Piece], person: Person) -> list[Piece]:
    """Texts without a telling word, by what is still missing: the post stands before the unit."""
    settled = [replace(p, kind="unit") if p.kind == "place" else p for p in pieces]
    for at, piece in enumerate(settled):
        if piece.kind != "other":
            continue
        before = settled[at - 1] if at and settled[at - 1].index == piece.index - 1 else None
        has_post = any(p.kind == "post" for p in settled)
        units = [i for i, p in enumerate(settled) if p.kind == "unit"]
        kind: PieceKind = "other"
        if not has_post and units and at < units[0]:
            kind = "post"
        elif not has_post and not units:
            person.doubts.add("position")
        elif before and before.kind in ("post", "unit") and units and not piece.listed:
            kind = before.kind
        elif has_post and not units:
            kind = "unit"
            if re.search(r"[\n–-]", piece.gap) and not piece.listed:  # `Công chức Văn phòng - Thống kê` is one post
                person.doubts |= {"position", "workplace"}
        settled[at] = replace(piece, kind=kind)
    return settled


def _settle_bare_head(text: str, pieces: list[Piece], person: Person) -> list[Piece]:
    """`Thư viện` / `Trường …`: a unit's head alone before another unit, with no post written, is a person's work."""
    units = [i for i, piece in enumerate(pieces) if piece.kind == "unit"]
    if len(units) < 2 or any(piece.kind == "post" or piece.labelled for piece in pieces):
        return pieces
    first = pieces[units[0]]
    if not is_bare_head(text[first.start : first.end]):
        return pieces
    person.doubts |= {"position", "workplace"}
    return [replace(piece, kind="post") if i == units[0] else piece for i, piece in enumerate(pieces)]


def _split_post(person: Person) -> None:
    at = unit_inside(person.position)
    if at and not person.workplace:
        person.position, person.workplace = person.position[:at].rstrip(" ,-–"), person.position[at:]
    if at or (not person.workplace and has_unit_word(person.position)):
        person.doubts |= {"position", "workplace"}


def _several_names(name: str) -> bool:
    """Whether a name is so long, or holds so common a surname late, that two people may have run together."""
    parts = name.split()
    return len(parts) >= 6 or (len(parts) >= 5 and any(part in _COMMON for part in parts[2:-1]))


def to_person(text: str, draft: Draft) -> Person:
    """The values of a draft; texts that found no place are in `leftover`."""
    person = Person(births=draft.births, phones=draft.phones, shares=draft.shares)
    pieces = _settle_others(text, _settle_unions(text, draft.pieces, person), person)
    pieces = _settle_bare_head(text, pieces, person)
    names = _texts(text, pieces, "name")
    groups = _texts(text, pieces, "group")
    if names:
        person.honorific, person.name = take_honorific(names[0])
        person.leftover += names[1:]
    elif groups:
        person.name, person.group = groups[0], True
        groups = groups[1:]
    person.leftover += groups + _texts(text, pieces, "other")
    person.position = ", ".join(_texts(text, pieces, "post"))
    person.workplace = ", ".join(_texts(text, pieces, "unit"))
    if not any(p.labelled or p.listed for p in pieces if p.kind == "post"):
        _split_post(person)
    for name in ("position", "workplace"):
        if _STUB.search(getattr(person, name)):
            person.doubts.add(name)
    if _several_names(person.name) or person.name.islower() or "." in person.name:
        person.doubts.add("full_name")
    first = next((p for p in pieces if p.kind == "unit"), None)
    person.unit_first = bool(names) and pieces[0].kind == "unit"
    others = [p.gap for p in pieces if p.kind in ("post", "other")] + [item.gap for item in draft.births]
    person.own_unit_line = first is not None and "\n" in first.gap and not any("\n" in gap for gap in others)
    return person
