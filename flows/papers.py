"""Who writes the office's papers: as its own file of wording says, else as the catalogue of units knows it."""

from __future__ import annotations

from datetime import date

from flows.office import Office
from flows.senders import Senders
from register.exports.paper.letter import Letterhead
from register.exports.wording import wording

_UNKNOWN = "Liên đoàn Lao động ........................"
NAMELESS = "Chưa rõ tên cơ quan: đặt SOVANG_PROVINCE, hoặc ghi co_quan vào templates/co-quan.toml của dữ liệu."


def office_named(senders: Senders) -> bool:
    return bool(senders.own or senders.home)


def letterhead(office: Office, senders: Senders, on: date) -> Letterhead:
    """Raises SetupError for a file of wording that is wrong."""
    said = wording("co-quan", office.data)
    home = senders.home
    known = senders.catalogue.name_on(home, on).name if home else _UNKNOWN
    place = senders.catalogue.place_on(home, on) if home else None
    return Letterhead(
        above=said.text("cap_tren"),
        office=senders.own or known,
        symbol=said.text("ky_hieu"),
        place=said.text("dia_danh") or office.province or (place.province if place else ""),
        on_behalf=said.text("quyen_han"),
        title=said.text("chuc_vu"),
        signatory=said.text("nguoi_ky"),
    )
