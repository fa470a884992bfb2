"""What places beside the header say of a letter's issuing unit: the number's symbol, the signature, the sender."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from extractors.fields.dates import safe_date
from extractors.fields.docno import find_number
from extractors.fields.letter_paper import Paper
from extractors.fields.letter_signature import is_office
from extractors.fields.letter_text import flat, spoken
from extractors.fields.unit import fits_symbol, same_unit, unit_key
from schemas.dossier import Letter
from schemas.rules.units import Vote
from schemas.text import one_line

_UNION = r"(?:lien doan lao dong|ldld|cong doan|cdcs|nghiep doan)\b"
_NAMED = re.compile(_UNION)
_BODIES = re.compile(r"^(?:t/?m|kt|tl|tuq)?\s*[.,:;]?\s*(?:(?:ban (?:chap hanh|thuong vu)|bch|btv)\s*)?")
_GENERAL = r"^(?:lien doan lao dong|cong doan co so|cong doan|nghiep doan)(?: tinh| nganh| cac)?$"
_THEN = r"(?:gửi|kính|đề nghị|báo cáo|xin|trình|nộp)"  # what a unit does, after its name
_SLIP, _DOUBTFUL = 2, 5  # letters
_LINES = 4  # of a signature block, before the office
_FROM = re.compile(r"^Từ: (?P<name>[^<\n]*)", re.MULTILINE)
_SENT = re.compile(r"^Ngày: (\d\d)/(\d\d)/(\d{4})\b", re.MULTILINE)


def signed_for(paper: Paper) -> str | None:
    """The unit that the signature block names (`TM. BAN CHẤP HÀNH CĐCS …`), or an e-signature's stamp; mostly none."""
    start = paper.signature.start
    said: list[str] = []
    for piece in paper.pieces[start : start + _LINES] if paper.signature.behalf else ():
        if is_office(piece.text) or piece is paper.signature.name:
            break
        if piece.side in ("", paper.pieces[start].side):
            said.append(piece.text)
    text = one_line(" ".join(said))
    body = text[_BODIES.match(flat(text)).end() :] if said else ""  # type: ignore[union-attr]
    units = [body, *paper.stamps.lines]
    return next((unit.strip(" .,;:") for unit in units if _NAMED.match(flat(unit))), None)


def votes_on(letter: Letter, mails: Sequence[str]) -> list[Vote]:
    """`mails`: what the dossier's mails say, as taken down by `extractors.intake.mail`. No votes without a header."""
    unit = letter.issuing_unit
    if not unit:
        return []
    return [*_of_symbol(unit, letter.number), *_of_signature(unit, letter.signed_for), *_of_sender(unit, mails)]


def sent_on(mails: Sequence[str]) -> dt.date | None:
    """The day of the earliest mail: a forwarded one is older than what it came in."""
    found = (safe_date(int(y), int(m), int(d)) for mail in mails for d, m, y in _SENT.findall(mail[:2000]))
    return min((day for day in found if day), default=None)


def _of_symbol(unit: str, written: str | None) -> Iterator[Vote]:
    number = find_number(written or "")
    fits = fits_symbol(unit, number.issuer) if number and number.issuer else None
    if number and fits is not None:
        yield Vote("symbol", number.issuer, fits)


def _of_signature(unit: str, signed: str | None) -> Iterator[Vote]:
    """A few letters' difference is a reader's slip, or another unit of a like name: no vote."""
    if not signed:
        return
    own, other = unit_key(unit), unit_key(signed)
    apart = min(Levenshtein.distance(own, other), Levenshtein.distance(own[: len(other)], other))
    if same_unit(unit, signed) or apart <= _SLIP:
        yield Vote("signature", signed, agrees=True)
    elif apart > _DOUBTFUL:
        yield Vote("signature", signed, agrees=False)


def _of_sender(unit: str, mails: Sequence[str]) -> Iterator[Vote]:
    """A mail agrees when it names the unit anywhere; it disagrees when it does not, and another one is its sender."""
    text = "\n".join(mails)
    senders = [name for found in _FROM.finditer(text) if _NAMED.match(flat(name := one_line(found["name"])))]
    own = re.sub(_GENERAL, "", unit_key(unit))
    if own and unit_key(unit) in unit_key(text):
        yield Vote("sender", unit, agrees=True, exact=any(_names_whole(unit, line) for line in text.splitlines()))
    elif senders:
        yield Vote("sender", senders[0], agrees=any(_one_unit(unit, name) for name in senders))


def _one_unit(one: str, other: str) -> bool:
    return same_unit(one, other) or Levenshtein.distance(unit_key(one), unit_key(other)) <= _SLIP


def _names_whole(unit: str, line: str) -> bool:
    """Whether a line writes the name, accents and all, and no longer name that begins so."""
    text = line.removeprefix("Từ:").partition("<")[0]
    return bool(re.search(rf"\b{re.escape(spoken(unit))}(?: {_THEN}\b|$)", spoken(text)))
