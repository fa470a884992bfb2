"""A table in an unknown layout: a person says what its columns hold, sees its rows so, and has it read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from review.access import Me, TheDesk
from review.desk import Desk
from review.papers import sheets
from review.render import NONE, Trouble, page
from review.scope import dossier_for
from schemas import masking
from schemas.account import Account
from schemas.columns import FIELDS, ColumnForm, FoundTable, faults
from schemas.dossier import Dossier
from schemas.errors import SetAside, SovangError
from schemas.innovation import Reading
from schemas.text import fold

router = APIRouter()
_SHOWN = 5  # rows of the preview
_GONE = "Bảng này không còn chờ chỉ cột: có người đã trả lời, hoặc hồ sơ vừa được đọc lại."
_EMPTY = "Với các cột như vậy máy không đọc được dòng nào. Xem lại cột tên sáng kiến và cột tác giả."


@dataclass(frozen=True, slots=True)
class _View:
    """`fields`: what each column is said to hold; `rows`: as they would be read so."""

    fields: Sequence[str | None] = ()
    told: Trouble = NONE
    rows: Sequence[Reading] = ()


@router.get("/ho-so/{dossier_id}/cot/{number}", name="layout")
def layout(request: Request, desk: TheDesk, me: Me, dossier_id: str, number: int) -> Response:
    found = dossier_for(desk, me, dossier_id)
    table = _table(found, number)
    if table is None:
        raise HTTPException(404)
    return _shown(request, desk, found, number, _View(desk.services.papers.guessed(table)))


@router.post("/ho-so/{dossier_id}/cot/{number}", name="layout_keep")
async def keep(request: Request, desk: TheDesk, me: Me, dossier_id: str, number: int) -> Response:
    """`action`: `try` shows the rows as they would be read, `keep` has them read so, `none`: no innovations in it."""
    form = {name: str(text) for name, text in (await request.form()).items()}
    return await run_in_threadpool(_kept, request, desk, me, (dossier_id, number, form))


def _kept(request: Request, desk: Desk, me: Account, sent: tuple[str, int, Mapping[str, str]]) -> Response:
    dossier_id, number, form = sent
    found = dossier_for(desk, me, dossier_id)
    table = _table(found, number)
    if table is None or form.get("table") != key_of(table):
        return _shown(request, desk, found, 0, _View(told=Trouble(_GONE, 409)))
    none = form.get("action") == "none"
    fields = [None if none else form.get(f"col{n}") or None for n in range(len(table.columns))]
    if not none and (wrong := faults(table, fields)):
        return _shown(request, desk, found, number, _View(fields, Trouble(f"Chưa lưu: {'; '.join(wrong)}.", 422)))
    unit = fold(found.issuing_unit or "")
    said = ColumnForm(unit=unit, sha256=table.sha256, headings=table.headings, fields=fields)
    if form.get("action") == "try":
        return _shown(request, desk, found, number, _tried(desk, said))
    desk.register.name_columns(said, me.name)
    for key in {dossier_id, *_of_the_same_layout(desk, said)}:
        desk.register.retry(key, me.name)
    desk.services.wake()
    return RedirectResponse(f"/ho-so/{dossier_id}", 303)


def _of_the_same_layout(desk: Desk, said: ColumnForm) -> list[str]:
    """Other dossiers of the unit that wait for the same answer."""
    waits = desk.register.dossiers(desk.register.counts().unknown_columns) if said.unit else ()
    mine = (one for one in waits if fold(one.issuing_unit or "") == said.unit)
    return [one.id for one in mine if any(table.headings == said.headings for table in waiting(one))]


def _tried(desk: Desk, said: ColumnForm) -> _View:
    try:
        rows = desk.services.papers.preview(said)
    except SetAside:
        rows = []
    except SovangError as error:
        return _View(said.fields, Trouble(str(error), 409))
    return _View(said.fields, NONE if rows else Trouble(_EMPTY, 422), rows)


def key_of(table: FoundTable) -> str:
    """What names a table between the page and the answer: tables may come and go while a person looks."""
    return f"{table.sha256[:16]}-{table.page}-{table.head}-{len(table.columns)}"


def _table(found: Dossier, number: int) -> FoundTable | None:
    tables = waiting(found)
    return tables[number - 1] if 1 <= number <= len(tables) else None


def waiting(found: Dossier) -> list[FoundTable]:
    """The tables of a dossier whose columns a person must name."""
    return [table for document in found.documents for table in document.unknown]


def _masked(table: FoundTable) -> FoundTable:
    """Whose phone it is, is not needed to see that it is one."""
    samples = ([masking.text(text) for text in column.samples] for column in table.columns)
    columns = [c.model_copy(update={"samples": some}) for c, some in zip(table.columns, samples, strict=True)]
    return table.model_copy(update={"columns": columns})


def _shown(request: Request, desk: Desk, found: Dossier, number: int, view: _View) -> Response:
    table = _table(found, number)
    every = [one for one in sheets(desk.pages, found) if table and one.sha256 == table.sha256]
    return page(
        request,
        "layout.html",
        status=view.told.status,
        trouble=view.told.text,
        dossier=found,
        table=_masked(table) if table else None,
        key=key_of(table) if table else "",
        number=number,
        tables=len(waiting(found)),
        fields=list(view.fields),
        names=FIELDS,
        sheet=next((one for one in every if table and one.number == table.page), None),
        rows=view.rows[:_SHOWN],
        total=len(view.rows),
    )
