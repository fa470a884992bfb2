"""The parts of an author cell → one draft an author, each part with the author it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractors.fields.author_kinds import PieceKind, cut_points, is_bare_head, kind_of
from extractors.fields.author_marks import Item, items
from extractors.fields.author_words import looks_named, take_honorific

_VALUE_LABELS = ("post", "unit")
# Facts about a person that no form asks for, without a label.
_ASIDE = re.compile(
    r"(?:nam|nữ|dân\s+tộc(?:\s+\w+){1,2}|đảng\s+viên|(?:sau\s+)?đại\s+học|cao\s+đẳng|trung\s+cấp|sơ\s+cấp|thạc\s+[sS][ĩỹ]|cử\s+nhân|"
    r"tiến\s+s[ĩỹ]|ThS|mã\s+(?:số|ngạch)\b.*)$",
    re.IGNORECASE,
)
_CITY = re.compile(r"TP\.?\s*[A-ZĐ]")  # behind a unit; before one it is a head of a section (`TP Kỹ thuật`)


@dataclass(slots=True)
class Piece:
    """A stretch of the cell's text and what it is. `index`: its last item; `gap`: what stands before it."""

    kind: PieceKind
    start: int
    end: int
    index: int
    gap: str
    labelled: bool = False
    listed: bool = False  # begins a list item


@dataclass(slots=True)
class Draft:
    """One author, or a heading's worth of shared facts, before any of it is taken for true."""

    pieces: list[Piece] = field(default_factory=list)
    births: list[Item] = field(default_factory=list)
    phones: list[Item] = field(default_factory=list)
    shares: list[Item] = field(default_factory=list)
    numbered: bool = False

    def has(self, *kinds: PieceKind) -> bool:
        return any(piece.kind in kinds for piece in self.pieces)

    @property
    def empty(self) -> bool:
        return not (self.pieces or self.births or self.phones or self.shares)


@dataclass(slots=True)
class Cell:
    """A read author cell. `others`: it speaks of unnamed people; `unused`: texts that found no place."""

    text: str
    drafts: list[Draft]
    others: list[str]
    unused: list[str]


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.items = _cut(items(text))
        self.drafts = [Draft()]
        self.others: list[str] = []
        self.unused: list[str] = []
        self.label = ""
        self.numbered = self.listed = False
        self.bullets = sum(item.kind == "bullet" for item in self.items) >= 2

    @property
    def draft(self) -> Draft:
        return self.drafts[-1]

    def read(self) -> Cell:
        for index, item in enumerate(self.items):
            if item.kind == "text":
                self._text(index, item)
                self.numbered = self.listed = False
            else:
                self._mark(index, item)
        return Cell(self.text, [draft for draft in self.drafts if not draft.empty], self.others, self.unused)

    def _mark(self, index: int, item: Item) -> None:
        if item.kind in ("ordinal", "bullet"):
            self.numbered = self.numbered or item.kind == "ordinal"
            self.listed, self.label = True, ""
        elif item.kind == "label":
            self.label = "" if item.label == "both" else item.label
            self.numbered = self.numbered and item.label == "name"
        elif item.kind == "others":
            self.others.append(item.text)
        elif item.kind in ("birth", "phone", "bad_phone", "share"):
            named = self._is_named_ignore(index)
            if not named:
                self._number(item)
            self.label = "number" if named else ""
        else:
            self.label = ""

    def _is_named_ignore(self, index: int) -> bool:
        """A figure right behind a label that is nobody's birth or telephone (`Số CCCD:`, `Ngày vào ngành:`)."""
        before = self.items[index - 1] if index else None
        return before is not None and before.kind == "label" and before.label in ("ignore", "address", "number")

    def _number(self, item: Item) -> None:
        box = {"birth": self.draft.births, "share": self.draft.shares}.get(item.kind, self.draft.phones)
        box.append(item)

    def _text(self, index: int, item: Item) -> None:
        if self.label in _VALUE_LABELS and self._stays(index, item):
            self._labelled(index, item)
            return
        if _ASIDE.match(item.text) and re.search("[,;\n]", item.gap):
            return
        if self.label == "number" and not item.gap.strip():
            return  # `STK 123… Ngân hàng …`
        if self._is_ignored(index, item):
            return
        label, self.label = self.label, ""
        if label in ("phone", "email", "share", "birth") and kind_of(item.text) == "other":
            self.unused.append(item.text)
            return
        self._plain(index, item, named=label == "name")

    def _is_ignored(self, index: int, item: Item) -> bool:
        """Whether a text belongs to a label that no field is for; a post or unit ends it, in an address a dash does."""
        if self.label not in ("ignore", "address"):
            return False
        if self.items[index - 1].kind == "label":
            return True
        ends = "[;\n]" if self.label == "ignore" else "[;\n]|\\s[-–]\\s"
        apart = re.search("[,–-]", item.gap) and self.label == "ignore" and kind_of(item.text) in _VALUE_LABELS
        return not (re.search(ends, item.gap) or apart)

    def _labelled(self, index: int, item: Item) -> None:
        last = self.draft.pieces[-1] if self.draft.pieces else None
        if last and last.labelled and last.kind == self.label and last.index == index - 1:
            last.end, last.index = item.end, index
            return
        kind: PieceKind = "post" if self.label == "post" else "unit"
        self.draft.pieces.append(Piece(kind, item.start, item.end, index, item.gap, labelled=True))

    def _stays(self, index: int, item: Item) -> bool:
        """Whether a text still belongs to the label before it."""
        first = self.items[index - 1].kind == "label"
        if not first and (";" in item.gap or self.listed):
            return False
        if "\n" in item.gap and self._person(index, item):
            return False
        if "," in item.gap and not first:
            if self.label == "post" and kind_of(item.text) == "unit":
                return self._unit_is_labelled(index)
            return not self._person(index, item)
        return True

    def _unit_is_labelled(self, index: int) -> bool:
        for item in self.items[index + 1 :]:
            if item.kind == "ordinal" or (item.kind == "label" and item.label in ("name", "post")):
                return False
            if item.kind == "label" and item.label == "unit":
                return True
        return False

    def _person(self, index: int, item: Item) -> bool:
        """Whether a text in the shape of a name is followed by what follows a name."""
        kind = kind_of(item.text)
        if kind not in ("name", "maybe"):
            return False
        if take_honorific(item.text)[0]:
            return True
        rest = [i for i in self.items[index + 1 :] if i.kind not in ("role", "bullet")]
        if not rest:
            return False
        after = rest[0]
        if after.kind == "label":
            return after.label in ("post", "birth", "name") or after.label == self.label
        return after.kind in ("birth", "share") or (after.kind == "text" and kind_of(after.text) == "post")

    def _followed_by_birth(self, index: int) -> bool:
        return next((i.kind == "birth" for i in self.items[index + 1 :] if i.kind not in ("role", "bullet")), False)

    def _plain(self, index: int, item: Item, named: bool) -> None:
        kind = kind_of(item.text)
        if kind == "post" and _CITY.match(item.text) and self.draft.has("unit"):
            kind = "place"
        last = self.draft.pieces[-1] if self.draft.pieces and self.draft.pieces[-1].index == index - 1 else None
        if last and self._continues(last, item, kind):
            last.end, last.index = item.end, index
            return
        if self._begins_author(index, item, kind, last, named):
            if self.draft.has("name", "group") or (self.draft.pieces and named):
                self.drafts.append(Draft())
            self.draft.numbered = self.numbered
            kind = "group" if kind == "group" else "name"
        elif kind in ("name", "group", "maybe"):
            kind = "other"
        self.draft.pieces.append(Piece(kind, item.start, item.end, index, item.gap, listed=self.listed))

    def _begins_author(self, index: int, item: Item, kind: PieceKind, last: Piece | None, named: bool) -> bool:
        if kind == "group":
            return not self.draft.has("name", "group")
        if kind not in ("name", "maybe"):
            return False
        if named or self.numbered or not self.draft.has("name", "group"):
            return True
        if kind == "name":
            return last is None or last.kind in ("name", "place") or "\n" not in item.gap or self._person(index, item)
        if self.listed and self.draft.births and self._followed_by_birth(index):
            return True  # the next item of a list that has no numbers
        after_name = last is not None and last.kind == "name" and bool(re.search("[,;]", item.gap))
        return after_name or (self._person(index, item) and "\n" in item.gap and last is None)

    def _continues(self, last: Piece, item: Item, kind: PieceKind) -> bool:
        """Whether a text only goes on with the piece right before it: a line broken by the column, or a place."""
        broken = "\n" in item.gap and "," not in item.gap
        if self.listed or self.numbered or ";" in item.gap:
            return False
        if last.kind == "unit" and kind == "place":
            return True
        if last.kind == "name":
            alone = item.text.istitle() and " " not in item.text
            more = kind in ("maybe", "other") and item.text.istitle() and not looks_named(item.text)
            return "\n" in item.gap and (alone or (broken and (more or item.text[0].islower())))
        if not broken:
            return "(" in item.gap and kind == "other"
        return self._runs_on(last, item, kind)

    def _runs_on(self, last: Piece, item: Item, kind: PieceKind) -> bool:
        """The same for a post or unit and a text on a new line."""
        head_only = is_bare_head(self.text[last.start : last.end]) and kind != "unit"
        if item.text[0].islower() or head_only or (self.bullets and kind != "name"):
            return True
        return last.kind == "unit" and kind in ("name", "maybe", "other") and not self._person_at(item)

    def _person_at(self, item: Item) -> bool:
        return self._person(self.items.index(item), item)


def _cut(found: list[Item]) -> list[Item]:
    """Texts in which a name runs into what follows, cut there."""
    out: list[Item] = []
    for item in found:
        points = cut_points(item.text) if item.kind == "text" else ()
        at, gap = 0, item.gap
        for point in [*points, len(item.text)]:
            piece = item.text[at:point]
            text = re.sub(r"(?:^|\s+)(?:(?:và|với|cùng|&|\+)?\s*|/\s*)$", "", piece)
            text = text or piece
            out.append(
                replace(item, start=item.start + at, end=item.start + at + len(text), text=text, gap=gap)
                if points
                else item
            )
            at, gap = point, " "
    return out


def read_cell(text: str) -> Cell:
    """The drafts of a tidy author cell, in written order."""
    return _Reader(text).read()
