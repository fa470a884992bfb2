"""Reads a list in a process of its own, within limits; says what it found as lines of JSON. `python -m` runs it."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from extractors.confine import confine, grant_time
from flows.importing.collecting import seldom
from flows.importing.heads import headed
from flows.importing.values import line_of, row_of
from register.imports.raw import Form, Raw, sheets_of
from schemas.errors import SetupError
from schemas.imported import ListAsked, ListPlan, ListRow, ListSheet
from schemas.innovation import Source
from schemas.source import Limits

CHUNK = 200  # rows that one child reads before it is the next one's turn


class Job(BaseModel):
    """`plan`: None to make one. Of `hands` children the one with number `hand` reads every `hands`-th chunk.

    `after`: (sheet, row) of the last row that is kept already.
    """

    path: Path
    name: str
    sha256: str
    form: Form
    asked: ListAsked
    plan: ListPlan | None = None
    hand: int = 0
    hands: int = 1
    after: tuple[int, int] = (0, 0)
    limits: Limits


def main() -> None:
    job = Job.model_validate_json(sys.stdin.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    confine(job.limits)
    try:
        if job.plan is None:
            _say({"plan": _plan(job).model_dump(mode="json")})
        else:
            with seldom():
                _tell_rows(job, job.plan)
            _say({"end": True})
    except SetupError as error:
        _say({"trouble": str(error)})
    except MemoryError:
        _say({"trouble": f"Đọc {job.name} cần quá nhiều bộ nhớ: chia thành nhiều tệp, hoặc lưu thành .csv."})
    except Exception as error:  # whatever a library raises on a hostile file
        _say({"trouble": f"Không đọc được {job.name}: tệp hỏng ({type(error).__name__}). Lưu lại bằng Excel rồi thử."})


def _say(line: dict[str, Any]) -> None:
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def _tell_rows(job: Job, plan: ListPlan) -> None:
    for place, rows in enumerate(_chunks(job, plan)):
        if place % job.hands == job.hand:
            grant_time(job.limits)
            _tell(_read(job, rows))


def _tell(rows: Iterable[ListRow]) -> None:
    """`{"rows": […]}`, each row as pydantic writes it."""
    told = b",".join(row.model_dump_json(exclude_defaults=True).encode("utf-8", "replace") for row in rows)
    sys.stdout.buffer.write(b'{"rows":[%b]}\n' % told)
    sys.stdout.buffer.flush()


def _end_with_parent() -> None:
    sys.stdin.read()  # ends when the parent does
    os._exit(1)


def _plan(job: Job) -> ListPlan:
    plan = ListPlan(form=job.form)
    if job.form == "jsonl":
        plan.sheets = [ListSheet(number=1, title=job.name, first=1, own=True)]
        return plan
    for sheet in sheets_of(job.path, job.form):
        found = headed(sheet, job.asked)
        if found is None:
            plan.skipped.append(sheet.title)
        else:
            plan.sheets.append(found)
    own = [sheet for sheet in plan.sheets if sheet.own]
    if own:  # our workbook has sheets beside the register that tell of the same rows
        plan.skipped += [sheet.title for sheet in plan.sheets if not sheet.own]
        plan.sheets = own
    return plan


_Placed = tuple[ListSheet, Raw]


def _chunks(job: Job, plan: ListPlan) -> Iterator[list[_Placed]]:
    wanted = {sheet.number: sheet for sheet in plan.sheets}
    chunk: list[_Placed] = []
    for sheet in sheets_of(job.path, job.form):
        if sheet.number not in wanted:
            continue
        for raw in sheet.rows:
            if raw.number < wanted[sheet.number].first or (sheet.number, raw.number) <= job.after:
                continue
            chunk.append((wanted[sheet.number], raw))
            if len(chunk) == CHUNK:
                yield chunk
                chunk = []
    if chunk:
        yield chunk


def _read(job: Job, rows: list[_Placed]) -> Iterator[ListRow]:
    for sheet, raw in rows:
        source = Source(file=job.name, sha256=job.sha256, page=sheet.number, row=raw.number)
        row = line_of(raw, source) if job.form == "jsonl" else row_of(sheet, raw, source, job.asked)
        if row is not None:
            yield row


if __name__ == "__main__":
    main()
