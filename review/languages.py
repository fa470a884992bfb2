"""Vietnamese is the source; other languages are catalogues beside it (`locale/<lang>.po`)."""

from __future__ import annotations

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path

_LOCALE = Path(__file__).with_name("locale")


@cache
def translations(lang: str) -> gettext.NullTranslations:
    """The catalogue of a language; of an unknown one the source itself."""
    path = _LOCALE / f"{lang}.po"
    if lang == "vi" or not path.is_file():
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path.open(encoding="utf-8") as file:
        write_mo(compiled, read_po(file, locale=lang))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
