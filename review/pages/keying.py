"""Keyed entry: a row typed from paper beside its picture, checked and compared while it is typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi import APIRouter, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from register.exports import words
from register.keying import AlreadyThere
from review.access import Me, TheDesk
from review.advice import told
from review.desk import Desk
from review.inputs import NotUnderstood
from review.keyed import AUTHORS, OF_LETTER, as_reading, as_record, fields, letter_inputs, letter_of, typed
from review.likeness import alike
from review.papers import Sheet, sheets
from review.render import NONE, Trouble, page
from review.scope import dossier_for
from schemas.account import Account
from schemas.dossier import Dossier, DossierStatus, Letter

router = APIRouter()
Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _View:
    """`again`: the row seems to be there already; `just`: the row that was kept just now."""

    form: Form = field(default_factory=dict)
    told: Trouble = NONE
    again: str = ""
    just: str = ""


@router.get("/nhap-tay", name="key_new")
def new(request: Request, desk: TheDesk, me: Me) -> Response:
    _unscoped(me)
    return _new_shown(request, desk, {}, NONE)


@router.post("/nhap-tay", name="key_open")
async def opened(request: Request, desk: TheDesk, me: Me) -> Response:
    """Lists a dossier of paper, then asks for its rows."""
    _unscoped(me)
    form = {name: str(text) for name, text in (await request.form()).items()}
    try:
        letter = letter_of(form)
    except NotUnderstood as error:
        return await run_in_threadpool(_new_shown, request, desk, form, Trouble(str(error), 422))
    name = f"{letter.issuing_unit} (nhập tay)"
    key = await run_in_threadpool(desk.register.keying.open, name, letter, dt.datetime.now(dt.UTC), me.name)
    desk.services.wake()  # who sent it is looked up
    return RedirectResponse(f"/ho-so/{key}/nhap", 303)


@router.get("/ho-so/{dossier_id}/nhap", name="key_row")
def row(request: Request, desk: TheDesk, me: Me, dossier_id: str) -> Response:
    return _shown(request, desk, me, dossier_id, _View(just=request.query_params.get("xong", "")))


@router.post("/ho-so/{dossier_id}/nhap", name="key_keep")
async def keep(request: Request, desk: TheDesk, me: Me, dossier_id: str) -> Response:
    form = {name: str(text) for name, text in (await request.form()).items()}
    return await run_in_threadpool(_kept, request, desk, me, (dossier_id, form))


@router.post("/ho-so/{dossier_id}/nhap/kiem", name="key_check")
async def check(request: Request, desk: TheDesk, me: Me, dossier_id: str) -> Response:
    """What the rules say and what the register has like it, while somebody types; keeps nothing."""
    form = {name: str(text) for name, text in (await request.form()).items()}
    return await run_in_threadpool(_checked, request, desk, me, (dossier_id, form))


@router.post("/ho-so/{dossier_id}/nhap/du", name="key_done")
def done(desk: TheDesk, me: Me, dossier_id: str) -> Response:
    """All rows of a dossier that could not be read are keyed in: it waits no more."""
    dossier_for(desk, me, dossier_id)
    desk.register.keying.done(dossier_id, me.name)
    return RedirectResponse(f"/ho-so/{dossier_id}", 303)


def _unscoped(me: Account) -> None:
    if me.units:
        raise HTTPException(403)  # whose dossier it is is known only afterwards


def _kept(request: Request, desk: Desk, me: Account, sent: tuple[str, Form]) -> Response:
    dossier_id, form = sent
    found = dossier_for(desk, me, dossier_id)
    try:
        item = as_reading(typed(form), _sheet(request, desk, found))
        item = desk.services.papers.checked(dossier_id, item)
        key = desk.register.keying.add(dossier_id, item, me.name, anyway=form.get("van-them") == "1")
    except AlreadyThere as error:
        return _shown(request, desk, me, dossier_id, _View(form, Trouble(str(error), 409), error.innovation))
    except NotUnderstood as error:
        return _shown(request, desk, me, dossier_id, _View(form, Trouble(str(error), 422)))
    desk.services.wake()  # it is compared at once
    where = f"tep={request.query_params.get('tep', '')}&trang={request.query_params.get('trang', '')}&"
    return RedirectResponse(f"/ho-so/{dossier_id}/nhap?{where if _sheet(request, desk, found) else ''}xong={key}", 303)


def _checked(request: Request, desk: Desk, me: Account, sent: tuple[str, Form]) -> Response:
    dossier_id, form = sent
    dossier_for(desk, me, dossier_id)
    accepted = typed(form, partly=True)
    paper = desk.register.letters.paper(dossier_id)
    record = as_record(accepted, dossier_id, paper.letter if paper else Letter())
    item = desk.services.papers.checked(dossier_id, as_reading(accepted, None))
    begun = bool(accepted.title or accepted.authors)
    return page(
        request,
        "keycheck.html",
        findings=told(f for f in item.findings if not f.code.startswith("missing-")) if begun else [],
        alike=alike(desk, me, record) if begun else [],
        statuses=words.STATUS,
    )


def _sheet(request: Request, desk: Desk, found: Dossier) -> Sheet | None:
    """The page that the address names; else the dossier's first."""
    every = sheets(desk.pages, found)
    asked = (request.query_params.get("tep", ""), request.query_params.get("trang", ""))
    named = (one for one in every if (one.sha256, str(one.number)) == asked)
    return next(named, every[0] if every and not asked[0] else None)


def _new_shown(request: Request, desk: Desk, form: Form, told_: Trouble) -> Response:
    labels = [words.field(name) for name in OF_LETTER]
    asked = letter_inputs(form, desk.services.programmes(), labels)
    return page(request, "keynew.html", status=told_.status, trouble=told_.text, inputs=asked)


def _shown(request: Request, desk: Desk, me: Account, dossier_id: str, view: _View) -> Response:
    found = dossier_for(desk, me, dossier_id)
    just = desk.register.answers.row(view.just) if view.just.startswith(f"{dossier_id}-") else None
    return page(
        request,
        "keyrow.html",
        status=view.told.status,
        trouble=view.told.text,
        dossier=found,
        inputs=fields(view.form),
        authors=AUTHORS,
        again=view.again,
        just_kept=just,
        sheets=sheets(desk.pages, found),
        sheet=_sheet(request, desk, found),
        failed=found.status is DossierStatus.SET_ASIDE,
    )
