"""What stands out in an author cell by itself: numbers of all kinds, labels, list marks; the rest is text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extractors.fields.author_words import bare, words
from extractors.fields.birth import Birth, find_births, find_empty_labels
from extractors.fields.phone import Span, find_phones

Kind = Literal["text", "phone", "bad_phone", "birth", "share", "email", "label", "ordinal", "bullet", "others", "role"]


@dataclass(frozen=True, slots=True)
class Item:
    """A part of the cell; `gap`: the text since the item before; `label`: what a label announces."""

    kind: Kind
    start: int
    end: int
    text: str
    gap: str = ""
    label: str = ""
    birth: Birth | None = None
    phone: Span | None = None
    share: float | None = None


_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_SHARE = re.compile(
    r"(?:(?:tỷ|tỉ)\s*lệ\s*(?:đóng\s*góp)?|(?:mức\s*độ\s*)?đóng\s*góp)?\s*:?\s*(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:%|phần\s+trăm)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:\bvà\b|\bcùng\b|,|&)?\s*(?:với\s+)?(?:\d{1,2}\s+)?(?:các\s+|những\s+|nhóm\s+)?(?<!\w)cộng\s+sự(?:\s+khác)?"
    r"|\b(?:và|cùng)\s+(?:với\s+)?(?:\d{1,2}\s+)?(?:các\s+|những\s+)?(?:thành\s+viên|đồng\s+nghiệp|tác\s+giả|người|anh\s+em)(?:\s+khác)?(?!\w)"
    r"|\b(?:và|cùng)\s+(?:với\s+)?(?:nhóm|tập\s+thể|toàn\s+thể)\s+[^,;\n(]{2,60}",
    re.IGNORECASE,
)
_ROLES = (
    r"(?:chủ\s+nhiệm(?:\s+(?:đề\s+tài|sáng\s+kiến))?|chủ\s+trì|chủ\s+biên|(?:đồng\s+)?tác\s+giả(?:\s+chính)?|"
    r"thành\s+viên|nhóm\s+trưởng)"
)
_ROLE = re.compile(rf"\(\s*(?:là\s+)?{_ROLES}\s*(?:\)|(?=[,;-]))|(?<=[,;-])\s*(?:là\s+)?{_ROLES}\s*\)", re.IGNORECASE)
# On `bare` text. With a colon these announce a value; those marked "!" also stand before a number without one.
_LABELS: list[tuple[str, str]] = [
    (
        "name",
        r"ho\s+(?:va\s+)?ten(?:\s+(?:tac\s+gia|dong\s+tac\s+gia))?|ten\s+tac\s+gia|"
        r"(?:(?:cac|nhom|dong|dai\s+dien|tap\s+the)\s+){0,3}tac\s+gia(?:\s*[/(]\s*(?:dong|nhom)\s+tac\s+gia\)?)?"
        r"(?:\s+(?:chinh|sang\s+kien|giai\s+phap|gom|bao\s+gom|\d)){0,2}|ca\s+nhan|dai\s+dien|thu\s+ky(?:\s+de\s+tai)?|truong\s+nhom|nhom\s+truong|tham\s+gia|chu\s+nhiem(?:\s+de\s+tai)?|chu\s+tri|"
        r"chu\s+bien|(?:cac\s+)?thanh\s+vien(?:\s+tham\s+gia)?|nguoi\s+(?:thuc\s+hien|tham\s+gia)|cong\s+su|"
        r"dong\s+chi|d/c|ong(?:\s*[/(]\s*ba\)?)?|ba",
    ),
    ("both", r"chuc\s+(?:vu|danh)\s*(?:[,/&]|va|-)\s*(?:don\s+vi|noi|co\s+quan)(?:\s+cong\s+tac|\s+lam\s+viec)?"),
    (
        "post",
        r"chuc\s+vu(?:\s*(?:[/,]|va|hoac)\s*chuc\s+danh)?|chuc\s+danh(?:\s*(?:[/,]|va)\s*chuc\s+vu)?|"
        r"nghe\s+nghiep|vi\s+tri\s+(?:cong\s+tac|viec\s+lam)|cong\s+viec|nhiem\s+vu|c\.?v",
    ),
    (
        "unit",
        r"(?:cung\s+|chung\s+|deu\s+)?don\s+vi(?:\s+cong\s+tac)?|noi\s+(?:cong\s+tac|lam\s+viec)|co\s+quan(?:\s+cong\s+tac|,\s*don\s+vi)?|dv(?:ct)?|"
        r"(?:dang\s+)?cong\s+tac\s+tai|truong(?=\s*:)",
    ),
    (
        "phone!",
        r"(?:so\s+)?(?:dien\s+thoai|di\s+dong|dt|sdt|s\.?d\.?t|dtdd|dd|d/t|tel|mobile|zalo|lien\s+he|l\.?h|hotline)"
        r"(?:\s+(?:lien\s+he|di\s+dong|lien\s+lac|co\s+quan|cq|nha\s+rieng|nr|ca\s+nhan|so)){0,2}(?:\s*[/,]\s*(?:zalo|fax|email))?",
    ),
    ("email!", r"e-?mail|thu\s+dien\s+tu|gmail"),
    ("share!", r"(?:ty|ti)\s+le(?:\s*\(?\s*%\s*\)?)?(?:\s+dong\s+gop)?|(?:muc\s+do\s+)?dong\s+gop"),
    (
        "number!",
        r"(?:so\s+)?(?:cccd|cmnd|cmt|cmtnd|can\s+cuoc(?:\s+cong\s+dan)?|stk|tai\s+khoan|so\s+tk|mst|ma\s+so\s+thue|(?:so\s+)?bhxh)(?:\s+so)?",
    ),
    ("address", r"que\s+quan|dia\s+chi|noi\s+o|(?:noi\s+)?thuong\s+tru|ho\s+khau(?:\s+thuong\s+tru)?"),
    (
        "ignore",
        r"gioi\s+tinh|dan\s+toc|trinh\s+do(?:\s+(?:chuyen\s+mon|hoc\s+van|dao\s+tao))?|hoc\s+vi|hoc\s+ham|"
        r"chuyen\s+mon|bi\s+danh|ten\s+goi\s+khac|ma\s+so|ngay\s+vao\s+\w+",
    ),
]
_START = r"(?:(?<=^)|(?<=[\n\s\x00;,.(:\-–•+*/]))"
# A label marked "!" also stands without a colon, right before what was blanked out.
_ENDS = {True: r"\s*(?:[:：]|\.?\s*(?=\x00))", False: r"\s*[:：]"}
_LABEL_PATTERNS = [
    (kind.rstrip("!"), re.compile(rf"{_START}(?:{rule}){_ENDS[kind.endswith('!')]}")) for kind, rule in _LABELS
]
_TAGGED = re.compile(
    rf"{_START}(?:(?:(?:va|cung|deu|hien|dang)\s+){{0,3}}cong\s+tac\s+tai|chuc\s+vu|don\s+vi\s+cong\s+tac|ho\s+va\s+ten)"
    r"\s+(?=[^\W\d_])"
)
_ORDINAL = re.compile(r"(?:(?<=^)|(?<=\n)|(?<=[-–•+*] )|(?<=[\s;,.\x00]))\(?(\d{1,2})\s?[.)/\]]\s*(?=[^\W\d_]|\(|\x00)")
_BULLET = re.compile(r"(?:(?<=^)|(?<=\n))\s*[-–—•+*▪●○►✓]+\s*")
_SPLIT = re.compile(
    r"\n|[;,()\[\]|•:]|(?<=\s)/(?=\s)|(?<=\s)[-–—]|[-–—](?=\s)|(?<=\x00)\s*[-–—/.]|[-–—](?=\x00)|(?P<stop>(?<=[^\W_])\.)(?=\s+[^\W\d_])|\x00+"
)
_SHORTENED = re.compile(r"(?:^|\W)(?:[^\W\d_]|TP|Tp|tp|TX|TT|[Cc]ty|Ngh?|Tr|Ph|Kh|Nh|Ch|Th|Qu|st)$")


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + "\x00" * (end - start) + text[end:]


def _numbers(text: str) -> tuple[str, list[Item]]:
    """E-mails, shares, phones, births; the text comes back with them blanked out."""
    found: list[Item] = []
    for m in _EMAIL.finditer(text) if "@" in text else ():
        found.append(Item("email", m.start(), m.end(), m[0]))
        text = _blank(text, m.start(), m.end())
    for m in _SHARE.finditer(text):
        start = m.start() + len(m[0]) - len(m[0].lstrip())
        found.append(Item("share", start, m.end(), m[0].strip(), share=float(m[1].replace(",", "."))))
        text = _blank(text, start, m.end())
    phones = find_phones(text)
    for span in (*phones.found, *phones.invalid):
        found.append(Item("phone" if span.number else "bad_phone", span.start, span.end, span.text, phone=span))
        text = _blank(text, span.start, span.end)
    for birth in find_births(text):
        found.append(Item("birth", birth.start, birth.end, birth.text, birth=birth))
        text = _blank(text, birth.start, birth.end)
    for start, end in find_empty_labels(text) if ":" in text else ():
        found.append(Item("label", start, end, text[start:end], label="birth"))
        text = _blank(text, start, end)
    return text, found


def _words(text: str) -> tuple[str, list[Item]]:
    found: list[Item] = []
    kinds: list[tuple[Kind, re.Pattern[str]]] = [("role", _ROLE), ("others", _OTHERS)]
    for kind, pattern in kinds:
        for m in pattern.finditer(text):
            found.append(Item(kind, m.start(), m.end(), m[0].strip(" ,")))
            text = _blank(text, m.start(), m.end())
    plain = bare(text)
    ended = any(sign in plain for sign in ":：\x00")  # a label has one of them behind it
    for label, pattern in [*(_LABEL_PATTERNS if ended else ()), ("", _TAGGED)]:
        for m in pattern.finditer(plain):
            said = label or ("unit" if "tac" in m[0] else "post" if "vu" in m[0] else "name")
            found.append(Item("label", m.start(), m.end(), text[m.start() : m.end()], label=said))
            text, plain = _blank(text, m.start(), m.end()), _blank(plain, m.start(), m.end())
    return text, found


def _list_marks(text: str) -> tuple[str, list[Item]]:
    found: list[Item] = []
    bullets = list(_BULLET.finditer(text))
    if len(bullets) == 1 and bullets[0].start():
        bullets = []  # a dash of the text that the column's width put at a line's start
    for m in bullets:
        found.append(Item("bullet", m.start(), m.end(), m[0].strip()))
        text = _blank(text, m.start(), m.end())
    expected = 1
    for m in _ORDINAL.finditer(text):
        at_line = not text[: m.start()].split("\n")[-1].strip("\x00 \t(")
        if at_line or int(m[1]) == expected:
            found.append(Item("ordinal", m.start(), m.end(), m[1]))
            text = _blank(text, m.start(), m.end())
            expected = int(m[1]) + 1
    return text, found


def _shortened(before: str) -> bool:
    """Whether the full stop behind `before` only marks an abbreviation (`ThS.`, `TP.`)."""
    word = before.rsplit(maxsplit=1)[-1] if before.strip() else ""
    return bool(_SHORTENED.search(before)) or word.lstrip("(") in words("honorifics") or word.isupper()


def _texts(text: str) -> list[Item]:
    """What is left, cut at separators."""
    found: list[Item] = []
    at = 0
    cuts = [m.span() for m in _SPLIT.finditer(text) if not (m["stop"] and _shortened(text[: m.start()]))]
    for start, end in [*cuts, (len(text), len(text))]:
        piece = text[at:start]
        if re.search(r"\w", piece):
            left = at + len(piece) - len(piece.lstrip(" \n.:-–'\"“”"))
            right = at + len(piece.rstrip(' \n.:-–*"“”'))
            right += piece[left - at : right - at].count("“") > piece[left - at : right - at].count("”") == 0
            found.append(Item("text", left, right, text[left:right]))
        at = end
    return found


def items(text: str) -> list[Item]:
    """The parts of a tidy text in written order, each knowing the gap before it."""
    rest, found = _numbers(text)
    rest, more = _words(rest)
    found += more
    rest, more = _list_marks(rest)
    found += more + _texts(rest)
    found.sort(key=lambda item: item.start)
    spaced: list[Item] = []
    for item in found:
        gap = text[spaced[-1].end : item.start] if spaced else ""
        spaced.append(_with_gap(item, gap))
    return spaced


def _with_gap(item: Item, gap: str) -> Item:
    return Item(item.kind, item.start, item.end, item.text, gap, item.label, item.birth, item.phone, item.share)
