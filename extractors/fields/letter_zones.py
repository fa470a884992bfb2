"""The parts of a letter: header block, number, date, subject, recipients, running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.fields.doc_date import find_date
from extractors.fields.docno import DocNumber, find_number
from extractors.fields.letter_pieces import Piece
from extractors.fields.letter_text import flat, shouted
from extractors.fields.unit import is_unit_start

TITLE = re.compile(
    r"^(?:t\s?[o0]\s*tr[il1]nh|quyet dinh|thong bao|bao cao|ke hoach|giay gioi thieu|chi thi|cong van(?! den))\b"
)
TO = re.compile(r"^k[il1]nh g[uư][il1]\b\s*:?")
ABOUT = re.compile(r"^\(?\s*(?:v\s*[/il|1]\s*v|ve viec|trich yeu)\b\s*:?")
MOTTO = re.compile(
    r"c[o0]ng h[o0]a xa h|xa h[o0]i chu|chu nghia viet|doc lap\s*[-–—.]|tu do\s*[-–—.]\s*hanh|"
    r"^(?:chu nghia )?(?:viet )?nam$|^dang cong san viet nam"
)
_JUNK = re.compile(
    r"^(?:du thao.*|khan|thuong khan|hoa toc|mat|mau(?: so)?\s*\w{0,4}|(?:cv |cong van )?den\b.*|"
    r"chuyen\s*:.*|ngay\s*:.*|gio\s*:.*|luu ho so.*|trang \d+.*|"
    r"(?:thoi gian|ngay|nguoi) ky\b.*|co quan\s*:.*|email\s*:.*|.*\+07[:;]00.*)$"
)
_OPENER = re.compile(
    r"^(?:thuc hien|can cu|theo |tren co so|nham |de (?:tiep tuc|thuc hien|ghi nhan)|thi hanh|huong ung|sau khi|trong |"
    r"qua |nam \d|kinh thua|tiep |duoc su|xet |ngay \d|thuong truc .* nhan duoc|tiep theo|phuc dap|tra loi)"
)
_NUMBER_LINE = re.compile(r"^(?:s[o06]\s*[:./\d]|so$|/)")
_OPEN_END = re.compile(r"(?:^s[o06]\s*[:.]?(?:\s*\d+)?|\b(?:ngay|thang|nam)(?:\s*\d+)?)$")
_OPEN_START = re.compile(r"(?:[/\d.]|thang\b|nam\b)")


@dataclass(slots=True)
class Zones:
    """`after`: index of the first piece after the recipients, where running text begins."""

    units: list[Piece] = field(default_factory=list)
    number: Piece | None = None
    date: Piece | None = None
    subject: list[Piece] = field(default_factory=list)
    recipients: list[list[Piece]] = field(default_factory=list)
    after: int = 0


def is_title(piece: Piece) -> bool:
    """A line that names the kind of paper, in capitals, as its title does."""
    hit = TITLE.match(piece.key)
    return bool(hit) and shouted(piece.text[: hit.end() if hit else 0])


def zones_of(pieces: Sequence[Piece]) -> Zones:
    zones = Zones()
    end = _header_end(pieces)
    _read_header(pieces[:end], zones)
    after = _read_title(pieces, end, zones)
    after = _read_recipients(pieces, after, zones)
    zones.after = after
    zones.date = zones.date or _closing_date(pieces[after:])
    return zones


def _header_end(pieces: Sequence[Piece]) -> int:
    for index, piece in enumerate(pieces[:40]):
        if is_title(piece) or TO.match(piece.key) or (_OPENER.match(piece.key) and len(piece.text) > 40):
            return index
    return min(len(pieces), 12)


def _read_header(header: Sequence[Piece], zones: Zones) -> None:
    """Sorts the header's pieces by what they say; what is left of the left column above the number names units."""
    header = _without_stray_motto(_joined(header))
    numbered = _number_index(header)
    about = False
    for index, piece in enumerate(header):
        if index == numbered:
            zones.number = piece
            about = False
        elif MOTTO.search(piece.key) or _JUNK.match(piece.key) or not re.search(r"\w{2}", piece.text):
            about = False
        elif zones.date is None and _dated(piece):
            zones.date, about = piece, False
        elif ABOUT.match(piece.key) or (about and _in_left(piece)):
            zones.subject.append(piece)
            about = True
        elif _in_left(piece) and _names_unit(piece, zones, index, numbered):
            zones.units.append(piece)


def _joined(header: Sequence[Piece]) -> list[Piece]:
    """Blanks left to be filled in by hand cut `Số:    /TTr-CĐN` and `ngày    tháng 4 năm 2022` in pieces."""
    out: list[Piece] = []
    for piece in header:
        last = out[-1] if out else None
        if last and last.side == piece.side and _OPEN_END.search(last.key) and _OPEN_START.match(piece.key):
            box = last.box.union(piece.box) if last.box and piece.box else None
            second = None if None in (last.alternate, piece.alternate) else f"{last.alternate} {piece.alternate}"
            sure = min(last.confidence, piece.confidence)
            out[-1] = replace(last, text=f"{last.text} {piece.text}", box=box, alternate=second, confidence=sure)
        else:
            out.append(piece)
    return out


def _without_stray_motto(header: Sequence[Piece]) -> list[Piece]:
    """Where the motto broke before its last word and the columns ran together, that word ends a left line."""
    out = list(header)
    broken = next((i for i, piece in enumerate(out) if re.search(r"chu nghia viet$", piece.key)), len(out))
    if any(re.fullmatch(r"(?:viet )?nam", piece.key) for piece in out):
        return out
    for index in range(broken + 1, len(out)):
        if out[index].key.endswith(" nam"):
            out[index] = replace(out[index], text=out[index].text[:-4].rstrip(), alternate=None)
            break
    return out


def _names_unit(piece: Piece, zones: Zones, index: int, numbered: int) -> bool:
    if 0 <= numbered < index or (_NUMBER_LINE.match(piece.key) and piece.text.upper() != "SỞ"):
        return False
    return piece.side == "left" or shouted(piece.text) or is_unit_start(piece.text) or bool(zones.units)


def _in_left(piece: Piece) -> bool:
    """In the left column, or a text without a known place; stamps of e-signatures stand in the middle."""
    return piece.side != "right" and not (piece.side == "" and piece.box is not None and piece.box.x0 > 0.3)


def _number_index(header: Sequence[Piece]) -> int:
    """The piece with the letter's own number; -1 if there is none. Incoming stamps carry numbers without a symbol."""
    found = [(index, find_number(p.text) or find_number(p.alternate or "")) for index, p in enumerate(header)]
    hits = [(i, n) for i, n in found if n and not _stamped(header[i]) and _own(header[i], n)]
    ranked = sorted(
        hits, key=lambda hit: (not hit[1].issuer, not hit[1].marked, header[hit[0]].side == "right", hit[0])
    )
    return ranked[0][0] if ranked else -1


def _own(piece: Piece, number: DocNumber) -> bool:
    """It begins its line, so it is no reference inside a subject (`V/v triển khai Công văn số …`)."""
    return number.start <= 2 and (bool(number.issuer) or piece.side != "right")


def _stamped(piece: Piece) -> bool:
    """A line of the stamp that the receiving office puts on incoming paper (`Ngày: …`)."""
    return bool(re.match(r"ngay\s*:", piece.key))


def _dated(piece: Piece) -> bool:
    date = find_date(piece.text)
    if date is None or _stamped(piece):
        return False
    worded = re.search(r"\bng[a4]y|\bthang\b", piece.key) is not None  # a stamp's date is all figures
    return worded and (date.start <= 4 or "ngay" in piece.key) and date.end >= len(piece.text) - 2


def _read_title(pieces: Sequence[Piece], index: int, zones: Zones) -> int:
    """Title and subject under it; returns where the recipients, or the text, begin."""
    if index >= len(pieces) or not is_title(pieces[index]):
        return index
    rest = _after(pieces[index], TITLE)
    if re.search(r"\w", rest.text):
        zones.subject.append(rest)
    for position in range(index + 1, min(index + 8, len(pieces))):
        piece, last = pieces[position], pieces[position - 1]
        opens = _OPENER.match(piece.key) and not (zones.subject and _close_under(last, piece))
        if TO.match(piece.key) or opens or len(zones.subject) > 5 or (zones.subject and _far_under(last, piece)):
            return position
        if re.search(r"\w{2}", piece.text) and not _closed(zones):
            zones.subject.append(piece)
        elif _closed(zones):
            return position
    return min(index + 8, len(pieces))


def _far_under(last: Piece, piece: Piece) -> bool:
    """A gap of a line's height: a subject's lines stand close, and the text begins lower."""
    if last.box is None or piece.box is None or last.page != piece.page:
        return False
    return piece.box.y0 - last.box.y1 > last.box.y1 - last.box.y0


def _close_under(last: Piece, piece: Piece) -> bool:
    """The next line of a centred subject, which may begin with any word (`Nhâm Dần - năm 2022 …`)."""
    if last.box is None or piece.box is None or last.page != piece.page:
        return False
    axes = abs(last.box.x0 + last.box.x1 - piece.box.x0 - piece.box.x1) / 2
    return axes < 0.03 and piece.box.y0 - last.box.y1 < 0.6 * (last.box.y1 - last.box.y0)


def _closed(zones: Zones) -> bool:
    return bool(zones.subject) and zones.subject[-1].text.rstrip(' )”"').endswith((".", ";"))


def _after(piece: Piece, words: re.Pattern[str]) -> Piece:
    """The piece without the words it begins with, in both readers' texts."""
    return replace(
        piece,
        text=_cut(piece.text, words),
        alternate=None if piece.alternate is None else _cut(piece.alternate, words),
    )


def _cut(text: str, words: re.Pattern[str]) -> str:
    hit = words.match(flat(text))
    return text[hit.end() if hit else 0 :].strip(" :.")


def _read_recipients(pieces: Sequence[Piece], index: int, zones: Zones) -> int:
    start = next((i for i in range(index, min(index + 6, len(pieces))) if TO.match(pieces[i].key)), None)
    if start is None:
        return index
    first = _after(pieces[start], TO)
    if re.search(r"\w", first.text):
        zones.recipients.append([first])
    position = start + 1
    while position < len(pieces) and _still_to(pieces[position], zones.recipients):
        new = not zones.recipients or _begins_recipient(pieces[position], zones.recipients[-1][-1])
        zones.recipients.append([pieces[position]]) if new else zones.recipients[-1].append(pieces[position])
        position += 1
    return position


def _begins_recipient(piece: Piece, last: Piece) -> bool:
    return bool(re.match(r"[-–•+*]", piece.text)) or last.text.endswith(";")


def _still_to(piece: Piece, recipients: list[list[Piece]]) -> bool:
    """Another recipient, or the rest of the one before: dashed, or short and left open by the line before it."""
    if _OPENER.match(piece.key) or is_title(piece) or ABOUT.match(piece.key):
        return False
    dashed = bool(re.match(r"[-–•+*]\s*\S", piece.text))
    if dashed or not recipients:
        return len(piece.text) < 160
    last = recipients[-1][-1].text
    if last.endswith(";"):
        return len(piece.text) < 120
    if last.endswith((".", ":")) or len(piece.text) > 60:
        return False
    return piece.text[:1].islower() or flat(last).endswith(
        (" tinh", " huyen", " va", ",", " thanh pho", " lao", " lao dong")
    )


def _closing_date(rest: Sequence[Piece]) -> Piece | None:
    """Some letters are dated at their end, above the signature."""
    for piece in rest:
        date = find_date(piece.text)
        if date and date.place and date.start <= 2 and date.end >= len(piece.text) - 2:
            return piece
    return None
