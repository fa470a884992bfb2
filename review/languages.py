"""Vietnamese is the source; other languages are catalogues beside it (`locale/<lang>.po`)."""

from __future__ import annotations

import gettext
import re
from functools import cache
from io import BytesIO
from pathlib import Path

LANGUAGES = ("vi", "en")
_LOCALE = Path(__file__).with_name("locale")


@cache
def translations(lang: str) -> gettext.NullTranslations:
    """The catalogue of a language; of an unknown one the source itself."""
    path = _LOCALE / f"{lang}.po"
    if lang not in LANGUAGES[1:] or not path.is_file():
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path.open(encoding="utf-8") as file:
        write_mo(compiled, read_po(file, locale=lang))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def preferred(accepted: str) -> str:
    """The first language of a browser's `Accept-Language` that there is, for who has no account yet."""
    offers = re.findall(r"([a-z]{2})(?:-[a-z]+)?\s*(?:;\s*q=([\d.]{1,5}))?\s*(?:,|$)", accepted[:200].lower())
    ranked = sorted(offers, key=lambda offer: -_weight(offer[1]))
    return next((name for name, _ in ranked if name in LANGUAGES), LANGUAGES[0])


def _weight(said: str) -> float:
    try:
        return float(said or 1)
    except ValueError:
        return 0.0
