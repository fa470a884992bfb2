"""The runs of a Word paragraph with the font that each is set in, and the letters that Word writes as elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

_LETTERS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:softHyphen"): "\u00ad",  # the letter ư of the TCVN3 fonts
    qn("w:noBreakHyphen"): "-",
}
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ENTER = {
    *(qn(f"w:{name}") for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml")),
    *(qn(f"w:{name}") for name in ("fldSimple", "dir", "bdo")),
}
_RUNS = {qn("w:r"), f"{_MATHS}r"}
_TEXT = {qn("w:t"), qn("w:delText"), f"{_MATHS}t"}
_CROSSED = {qn("w:del"), qn("w:moveFrom")}
_FONTS = (qn("w:ascii"), qn("w:hAnsi"), qn("w:cs"))


class Fonts:
    """Looks up the font of a run: its own, its style's, its paragraph style's, the document's default."""

    def __init__(self, document: Any) -> None:
        root = document.styles.element
        self._default = _font(root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"))
        self._styles: dict[str, tuple[str | None, str | None]] = {}
        for style in root.iter(qn("w:style")):
            based = style.find(qn("w:basedOn"))
            own = _font(style.find(qn("w:rPr")))
            name = style.get(qn("w:styleId"), "")
            self._styles[name] = (own, None if based is None else based.get(qn("w:val")))
            if style.get(qn("w:default")) == "1" and style.get(qn("w:type")) == "paragraph":
                self._styles.setdefault("", (None, name))

    def of(self, run: Any, paragraph: Any) -> str | None:
        properties = run.find(qn("w:rPr"))
        own = _font(properties)
        if own:
            return own
        run_style = None if properties is None else properties.find(qn("w:rStyle"))
        paragraph_style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        for style in (run_style, paragraph_style):
            found = self._of_style(None if style is None else style.get(qn("w:val")))
            if found:
                return found
        return self._of_style("") or self._default

    def _of_style(self, name: str | None) -> str | None:
        for _ in range(20):  # a broken file may base two styles on each other
            if name is None or name not in self._styles:
                return None
            font, name = self._styles[name]
            if font:
                return font
        return None


def runs_of(paragraph: Any, fonts: Fonts, *, crossed: bool = False) -> list[tuple[str, str | None]]:
    """(text, font name) of each run in order, without footnote marks; deleted and hidden text only if `crossed`."""
    enter = _ENTER | _CROSSED if crossed else _ENTER
    return [(text, fonts.of(run, paragraph)) for run in _runs(paragraph, enter) if (text := _text(run, crossed))]


def has_crossed(paragraph: Any) -> bool:
    """Whether tracked changes took words out of it, or some are hidden."""
    return any(True for _ in paragraph.iter(*_CROSSED)) or any(map(is_hidden, paragraph.iter(qn("w:r"))))


def _runs(parent: Any, enter: set[str]) -> Iterator[Any]:
    for element in parent:
        if element.tag in _RUNS:
            yield element
        elif element.tag in enter or str(element.tag).startswith(_MATHS):
            yield from _runs(element, enter)


def is_hidden(run: Any) -> bool:
    """Whether a run is set as hidden text: neither shown nor printed."""
    mark = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return mark is not None and mark.get(qn("w:val"), "1") not in ("0", "false", "off")


def _text(run: Any, hidden: bool) -> str:
    if _raised(run) or (is_hidden(run) and not hidden):
        return ""
    out = []
    for element in run:
        if element.tag in _TEXT:
            out.append(element.text or "")
        elif element.tag == qn("w:sym"):
            code = element.get(qn("w:char"), "")
            out.append(chr(int(code, 16)) if len(code) == 4 else "")
        else:
            out.append(_LETTERS.get(element.tag, ""))
    return "".join(out)


def _raised(run: Any) -> bool:
    """A footnote's number is set as a footnote style or holds only its reference."""
    return run.find(qn("w:footnoteReference")) is not None or run.find(qn("w:endnoteReference")) is not None


def _font(properties: Any | None) -> str | None:
    fonts = None if properties is None else properties.find(qn("w:rFonts"))
    if fonts is None:
        return None
    return next((value for key in _FONTS if (value := fonts.get(key))), None)
