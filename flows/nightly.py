"""The road as a Prefect flow: a task for each dossier, retried only where trouble may pass by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.futures import wait
from prefect.task_runners import ThreadPoolTaskRunner
from sqlalchemy.exc import OperationalError

from flows import steps
from flows.ahead import pages_ahead
from flows.discreet import discreet
from flows.intake import Intake, items_in, take_in
from flows.office import Office, open_office
from flows.reading import clear_scratch, read_dossier
from flows.report import Summary
from schemas.dossier import DossierResult
from schemas.errors import SetupError
from schemas.source import Limits

_TABLE = """| Việc | Số lượng |
|---|---:|
| Hồ sơ mới nhận | {received} |
| Hồ sơ đã đọc | {read} |
| Dòng sáng kiến | {rows} |
| Đã vào sổ | {registered} |
| Ô cần kiểm tra | {fields_to_check} |
| Cặp nghi trùng mới | {new_pairs} |
| Mục để riêng | {set_aside} |
"""


# What runs in this process, by data folder: the open office, and the items to take in. No parameters of a flow: Prefect
# records those, and names of files are often names of people, addresses of databases hold passwords.
_offices: dict[str, Office] = {}
_items: dict[str, list[Path]] = {}


def run_nightly(office: Office, items: Sequence[Path]) -> Summary:
    """One flow run, on the configured server or else an embedded one. Raises SetupError, runs.Busy."""
    data = str(office.data)
    hands: Any = ThreadPoolTaskRunner(max_workers=office.hands)  # Prefect's futures are invariant: no type fits
    _offices[data], _items[data] = office, list(items)
    try:
        return nightly.with_options(task_runner=hands)(data)
    except RuntimeError as error:
        if "Failed to reach API" not in str(error):
            raise
        message = "Không kết nối được máy chủ Prefect. Kiểm tra máy chủ, hoặc bỏ PREFECT_API_URL, hoặc thêm --plain."
        raise SetupError(message) from error
    finally:
        del _offices[data], _items[data]


@contextmanager
def _office(data: str, database: str | None, limits: Limits | None = None) -> Iterator[Office]:
    """The office open in this process, else one of its own: a task may run on another machine."""
    if data in _offices:
        yield _offices[data]
        return
    office = open_office(Path(data), database, limits=limits)
    try:
        yield office
    finally:
        office.register.close()


def _passes(task: object, run: object, state: object) -> bool:
    """A busy database may be free in a moment; what a file says will not change by asking again."""
    error = getattr(state, "data", None)
    return isinstance(getattr(error, "exception", error), OperationalError) or isinstance(error, OperationalError)


@task(
    name="Đọc hồ sơ",
    task_run_name="{dossier_id}",
    retries=2,
    retry_delay_seconds=[5, 30],
    retry_condition_fn=_passes,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def read_task(data: str, database: str | None, dossier_id: str, limits: Limits | None = None) -> DossierResult:
    """Reads one dossier and saves what it says; a bad file is data, not an error."""
    with discreet(), _office(data, database, limits) as office:
        name = office.register.brief.names([dossier_id]).get(dossier_id, dossier_id)
        return read_dossier(office, dossier_id, name)


@task(name="Nhận hồ sơ", cache_policy=NO_CACHE, persist_result=False)
def intake_task(data: str, database: str | None, inbox: str, limits: Limits | None = None) -> Intake:
    """Stores and lists what was dropped in the inbox, or what this process was asked to take in."""
    with discreet(), _office(data, database, limits) as office:
        items = _items[data] if data in _items else items_in([f"{inbox}/"])
        return take_in(office, items, settle=True)


@task(name="So trùng và báo cáo", cache_policy=NO_CACHE, persist_result=False)
def finish_task(data: str, database: str | None, intake: Intake, read: Sequence[str]) -> Summary:
    """Matches what is new, writes the workbook, counts."""
    with discreet(), _office(data, database) as office:
        return steps.finish(office, intake, read)


@flow(name="sovang-nightly", log_prints=False, persist_result=False)
def nightly(data: str, inbox: str | None = None, database: str | None = None, limits: Limits | None = None) -> Summary:
    """Inbox → read → match → report, once. The register remembers what is done: a failed night is simply run again.

    `limits`: what a hostile file may cost, on whichever machine it is read; as set in this process when not given.
    """
    with discreet(), _office(data, database, limits) as office:
        bounds = limits or office.limits
        intake = intake_task(data, database, inbox or f"{data}/inbox", bounds)
        with office.register.run("nightly") as run:
            clear_scratch(office)
            todo = steps.waiting(office)
            office.watcher.plan(pages_ahead(office, todo))
            futures = [read_task.submit(data, database, dossier_id, bounds) for dossier_id, _ in todo]
            wait(futures)
            results = [future.result() for future in futures]
            intake.ignored.extend(name for result in results for name in result.ignored)
            summary = finish_task(data, database, intake, [dossier_id for dossier_id, _ in todo])
            run.counts.update(steps.counts_of(summary, results))
    create_markdown_artifact(_TABLE.format(**run.counts), key="bao-cao-dem", description="Báo cáo lượt chạy đêm")
    return summary
