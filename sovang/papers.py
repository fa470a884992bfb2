"""What the desk's pages of a dossier ask of the flows; these are loaded when they are first asked."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from register.register import Register
from review.paper_services import PaperServices, ReplyForm
from schemas.columns import ColumnForm, FoundTable
from schemas.export import Asked
from schemas.innovation import Reading
from schemas.match import Comparison, Record
from schemas.units.totals import Total
from schemas.written import today
from sovang.settings import Settings

if TYPE_CHECKING:
    from flows.asking import Asking
    from flows.office import Office

_FRESH = timedelta(seconds=60)


def paper_services(settings: Settings, register: Register) -> PaperServices:
    asking: list[Asking] = []

    def office() -> Office:
        """On the desk's own register: nothing is opened for a question."""
        from flows.office import office_on

        return office_on(settings.data, register, settings.province)

    def reply(dossier_id: str, form: ReplyForm, within: Sequence[str]) -> bytes:
        from flows.replies import write_replies

        scratch = settings.data / "uploads"
        scratch.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=scratch) as place:
            out = Path(place) / f"tra-loi.{form}"
            mine = sorted(register.units.filed_by(within)) if within else None
            write_replies(office(), Asked(dossiers=(dossier_id,)), out, today(), mine)
            return out.read_bytes()

    def guessed(table: FoundTable) -> Sequence[str | None]:
        from flows.naming import guessed

        return guessed(office(), table)

    def preview(form: ColumnForm) -> Sequence[Reading]:
        from flows.naming import preview

        return preview(office(), form)

    def checked(dossier_id: str, item: Reading) -> Reading:
        from flows.keyed import checked

        return checked(office(), dossier_id, item)

    def like(record: Record) -> Sequence[Comparison]:
        from flows.asking import Asking

        if not asking:
            asking.append(Asking(settings.data, register.settings))
        return asking[0].like(record)

    return PaperServices(reply, guessed, preview, checked, like)


def for_a_while(totals: Callable[[date], list[Total]], now: Callable[[], float]) -> Callable[[date], list[Total]]:
    """The same answer for a minute: the page of the day is opened again and again, and goes through all dossiers."""
    held: dict[date, tuple[float, list[Total]]] = {}

    def shared(on: date) -> list[Total]:
        if on not in held or now() - held[on][0] > _FRESH.total_seconds():
            found = totals(on)
            held.clear()
            held[on] = (now(), found)
        return held[on][1]

    return shared
