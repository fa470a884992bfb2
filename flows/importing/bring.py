"""Bringing a list in: looked at, then stored, then its rows one batch after the other; a killed run is gone on with."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field

from extractors import ENGINE
from extractors.forms.headings import key_of
from flows.importing.child import Job
from flows.importing.children import plan_of, rows_of
from flows.importing.collecting import seldom
from flows.importing.refused import refused
from flows.office import Office
from flows.programmes import known_names
from register.files import StoredFile
from register.imports.raw import check, form_of
from schemas.dossier import Document, DossierResult, DossierStatus, Letter, Part
from schemas.errors import SetupError
from schemas.imported import ListAsked, ListPlan, ListRow
from schemas.source import Channel

_BATCH = 500  # rows of one transaction: others who write wait that long
_FIRST = 5  # rows that a dry run shows
_HEADINGS = 40  # of a list, that are told
_BAD = 50  # that an account names; all stand in the file of what was left out


class BadRow(BaseModel):
    sheet: int
    row: int
    reason: str


class Brought(BaseModel):
    """What was done, or with `dry` would be. `left_out`: the file with the rows that are not in, and why."""

    dossier: str | None = None
    known: bool = False
    dry: bool = False
    rows: int = 0
    to_check: int = 0
    bad: list[BadRow] = Field(default_factory=list)
    bad_rows: int = 0
    before: int = 0  # rows that an earlier, stopped run had brought in
    first: list[dict[str, Any]] = Field(default_factory=list)
    columns: list[tuple[str, str | None, str]] = Field(default_factory=list)  # heading, field, sample
    unknown: list[str] = Field(default_factory=list)
    skipped: list[str] = Field(default_factory=list)
    left_out: str | None = None
    pairs: int | None = None  # suspected duplicates that comparing has found; None: nothing was compared


@dataclass(frozen=True, slots=True)
class Wish:
    """`columns`: heading → field, as somebody says."""

    programme: str | None = None
    phase: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    dry: bool = False
    person: str = "sovang"


def bring(office: Office, path: Path, wish: Wish) -> Brought:
    """All good rows of a list into the register. Raises SetupError, runs.Busy."""
    form = form_of(path)
    check(path, form)
    asked = ListAsked(programme=wish.programme, phase=wish.phase, columns=wish.columns)
    asked.programmes = known_names(office.programmes)
    job = Job(path=path, name=path.name, sha256="0" * 64, form=form, asked=asked, limits=office.limits)
    if wish.dry:
        return _dry(office, job)
    with office.register.run("import"), seldom():
        asked_first = _planned(job)[1]
        if asked_first.unknown:
            return asked_first  # asked first: nothing is kept of a list that nobody brings in yet
        stored = office.register.files.put(path)
        return _bring(office, job.model_copy(update={"path": stored.path, "sha256": stored.sha256}), stored, wish)


def _planned(job: Job) -> tuple[ListPlan, Brought]:
    plan, out = plan_of(job), Brought()
    out.columns = [(c.heading, c.field, c.sample) for sheet in plan.sheets for c in sheet.columns if not sheet.own]
    out.unknown, out.skipped = list(dict.fromkeys(c.heading for c in plan.unknown)), plan.skipped
    if not plan.sheets:
        raise SetupError(
            f"{job.name}: không thấy dòng tiêu đề có cột tên sáng kiến. Sửa tiêu đề, hoặc --column “Tiêu đề=title”."
        )
    _all_there(job, plan)
    return plan, out


def _all_there(job: Job, plan: ListPlan) -> None:
    """Raises SetupError for a heading that somebody named and the list does not have."""
    headings = list(dict.fromkeys(c.heading for sheet in plan.sheets for c in sheet.columns))
    if any(sheet.own for sheet in plan.sheets):
        return  # its headings are known: nothing needs saying
    keys = tuple(filter(None, map(key_of, headings)))  # a long heading is kept by its beginning
    if missing := [said for said in job.asked.columns if not said.startswith(keys)]:
        listed = "; ".join(headings[:_HEADINGS])
        raise SetupError(f"--column “{missing[0]}”: {job.name} không có cột ấy. Các cột có: {listed}.")


def _dry(office: Office, job: Job) -> Brought:
    plan, out = _planned(job)
    out.dry = True
    for rows in rows_of(office, job.model_copy(update={"plan": plan})):
        for row in rows:
            _account(out, row)
    return out


def _account(out: Brought, row: ListRow) -> None:
    if row.reading is None:
        out.bad_rows += 1
        if len(out.bad) < _BAD:
            out.bad.append(BadRow(sheet=row.sheet, row=row.number, reason=row.bad))
        return
    out.rows += 1
    out.to_check += bool(row.reading.review_fields)
    if len(out.first) < _FIRST:
        names = [author.full_name for author in row.reading.accepted.authors]
        out.first.append({"row": row.number, "title": row.reading.accepted.title, "authors": names})


def _bring(office: Office, job: Job, stored: StoredFile, wish: Wish) -> Brought:
    register = office.register
    same = register.same_files([stored.sha256]).get(stored.sha256, [])
    begun = register.imports.open()
    if same and not {*same} & {*begun} and not _listed_only(office, same):
        return Brought(known=True, dossier=same[0])
    plan, out = _planned(job)
    dossier, _ = register.receive(job.name, Channel.IMPORT, [stored], dt.datetime.now(dt.UTC))
    said = json.dumps([plan.model_dump(), job.asked.model_dump()], sort_keys=True)
    after = register.imports.begin(dossier.id, said, _result(job, stored))
    out.dossier, out.before = dossier.id, register.imports.rows(dossier.id)
    with refused(office.data, dossier.id, again=after != (0, 0)) as left:
        batch: list[ListRow] = []
        for rows in rows_of(office, job.model_copy(update={"plan": plan, "after": after})):
            for row in rows:
                _account(out, row)
                left.tell(row)
            batch += [row for row in rows if row.reading is not None]
            if len(batch) >= _BATCH:
                left.flush()
                _put(office, dossier.id, batch, wish)
                batch = []
        left.flush()
        _put(office, dossier.id, batch, wish)
    out.left_out = str(left.path) if left.path.exists() else None
    counts = {"rows": out.before + out.rows, "left_out": out.bad_rows}
    register.imports.end(dossier.id, counts, wish.person)
    return out


def _listed_only(office: Office, dossier_ids: list[str]) -> bool:
    """Whether an import was killed after its file was listed and before anything of it was read."""
    return any(d.channel == Channel.IMPORT and d.status == "received" for d in office.register.dossiers(dossier_ids))


def _put(office: Office, dossier_id: str, rows: list[ListRow], wish: Wish) -> None:
    if rows:
        kept = [(row.reading, row.status) for row in rows if row.reading is not None]
        office.register.imports.put(dossier_id, kept, wish.person)


def _result(job: Job, stored: StoredFile) -> DossierResult:
    part = Part(name=job.name, sha256=stored.sha256, kind=job.form, status="read")
    letter = Letter(programme=job.asked.programme)
    document = Document(kind="table", file=job.name)
    return DossierResult(
        parts=[part], documents=[document], letter=letter, status=DossierStatus.COMPLETE, engine=ENGINE
    )
