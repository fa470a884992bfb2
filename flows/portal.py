"""The rows for the national portal: who may go, as what, and who stays behind and why."""

from __future__ import annotations

from collections.abc import Iterator

from flows.office import Office
from flows.senders import Senders, senders_of
from register.exports import words
from register.exports.confidential import outgoing
from register.exports.portal import Entry, LeftOut
from register.listing import Wanted
from register.slots import principal
from schemas.innovation import Innovation
from schemas.programme import Programme
from schemas.rules.eligible import barred
from schemas.sentences import portal_length, shortened

USUAL = 1000  # characters, where a programme's file names no number
_GROUPS = {"enterprise": "Doanh nghiệp", "public": "Khối cơ quan"}


def portal_rows(office: Office, wanted: Wanted) -> Iterator[Entry | LeftOut]:
    """All innovations of the programme asked for, or of all programmes that have a portal."""
    senders, register = senders_of(office), office.register
    known = {one.id: one.in_province(office.province) for one in office.programmes}
    if wanted.programme is None:
        known = {key: one for key, one in known.items() if one.portal_characters or one.portal_first}
    for item in outgoing(register.listing.innovations(wanted), register.listing.secrets()):
        programme = known.get(item.programme or "")
        if programme is None and item.programme in {one.id for one in office.programmes}:
            continue  # a programme without a portal
        entry = _entry(item, programme, senders) if programme else None
        reason = barred(item, programme) or ("" if entry and entry.description else "Không có nội dung mô tả.")
        yield entry if entry and not reason else _left_out(item, reason, senders)


def _entry(item: Innovation, programme: Programme, senders: Senders) -> Entry:
    author, most = principal(item.authors), programme.portal_characters or USUAL
    whole = _description(item)
    given = {
        "full_name": author.full_name if author else "",
        "phone": words.phone(author.phone) if author else "",
        "unit": senders.federation(item.dossier),
        "branch": senders.branch(item.dossier),
        "group": _GROUPS.get(item.sector or "", ""),
    }
    lacking = [] if item.confidential else [name for name, value in given.items() if not value]
    return Entry(
        innovation=item.id,
        programme=programme.id,
        title=item.title,
        workplace=author.workplace if author else "",
        description=shortened(whole, most),
        characters=portal_length(whole),
        most=most,
        whole=whole if portal_length(whole) > most else None,
        confidential=item.confidential,
        lacking=lacking,
        **given,
    )


def _description(item: Innovation) -> str:
    """Of a technological secret: title, effect and awards, as the confederation says."""
    if not item.confidential:
        return item.summary
    return "\n".join(part for part in (item.title, item.effect, "; ".join(item.awards)) if part)


def _left_out(item: Innovation, reason: str, senders: Senders) -> LeftOut:
    return LeftOut(
        innovation=item.id,
        programme=item.programme,
        dossier=item.dossier.id,
        ordinal=item.ordinal,
        title=item.title,
        unit=senders.name(item.dossier),
        reason=reason,
    )
