"""The desk's English: what has to be translated, and the catalogue brought up to date.

    python -m tools.messages            writes what is new into review/locale/en.po, to be translated there
    python -m tools.messages --missing  lists what has no translation yet

Vietnamese is the source. What is to be translated are the texts in `_()` of the templates, and those that the desk's
code, and the register's words for its codes, hand to them.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "review" / "locale" / "en.po"
_TEMPLATES = ROOT / "review" / "templates"
# What programs are told (review/api) stays in the source's language: its codes are for them.
_CODE = (
    *(path for path in sorted((ROOT / "review").rglob("*.py")) if path.parent.name != "api"),
    ROOT / "register" / "exports" / "words.py",
)
_VIETNAMESE = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)
_OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true"}


def wanted() -> Catalog:
    """Every text with the files that it stands in (no line numbers: they change with every edit)."""
    found = Catalog()
    for text, path in [*_in_templates(), *_in_code()]:
        known = found.get(text)
        places = [*(known.locations if known else ()), (path.relative_to(ROOT).as_posix(), None)]
        if known is not None:
            known.locations = sorted({*places}, key=str)
        else:
            found.add(text, locations=places)
    return found


def _in_templates() -> Iterator[tuple[str, Path]]:
    for path in sorted(_TEMPLATES.glob("*.html")):
        with path.open("rb") as file:
            for _, message, _, _ in extract("jinja2.ext:babel_extract", file, {"_": None}, options=_OPTIONS):
                yield str(message), path


def _in_code() -> Iterator[tuple[str, Path]]:
    """Texts that are whole: what is put together from parts cannot be looked up."""
    for path in _CODE:
        tree = ast.parse(path.read_text("utf-8"))
        skipped = {id(part) for node in ast.walk(tree) for part in _no_texts(node)}
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and id(node) not in skipped and _is_text(text):
                yield text, path


def _is_text(text: str) -> bool:
    """Vietnamese, and no pattern."""
    return bool(_VIETNAMESE.search(text)) and not re.search(r"[\\\[{]", text)


def _no_texts(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, and the parts of f-strings."""
    if isinstance(node, ast.JoinedStr):
        yield from ast.walk(node)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value


def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en", charset="utf-8")


def missing() -> list[str]:
    """What has no translation yet."""
    held = catalogue()
    texts = [str(message.id) for message in wanted() if message.id]
    return sorted(text for text in texts if not (known := held.get(text)) or known.fuzzy or not known.string)


def update() -> None:
    held = catalogue() if CATALOGUE.is_file() else Catalog(locale="en", charset="utf-8")
    held.update(wanted(), no_fuzzy_matching=True)
    held.obsolete.clear()
    with CATALOGUE.open("wb") as file:
        write_po(file, held, width=120, sort_output=True, omit_header=True, ignore_obsolete=True)


def main() -> None:
    if "--missing" in sys.argv:
        print("\n".join(missing()))
        return
    update()
    print(f"{CATALOGUE.relative_to(ROOT)}: {len(missing())} texts to translate")


if __name__ == "__main__":
    main()
