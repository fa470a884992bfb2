"""`sovang ingest` and `sovang nightly`: run the steps, show how they go, account for them."""

from __future__ import annotations

import getpass
import json
import logging
import os
import signal
import sys
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path

from flows import steps
from flows.intake import items_in
from flows.office import Office, at_home, known_office, open_office
from flows.prefect_home import settle_prefect
from flows.report import Summary
from register.runs import Busy
from schemas import masking
from schemas.errors import SovangError
from sovang import faults
from sovang.night import look_after
from sovang.progress import progress_to
from sovang.settings import Settings
from sovang.summary import told

LOG = logging.getLogger("sovang")


def ingest(settings: Settings, paths: Sequence[str], *, as_json: bool) -> int:
    """Returns the exit status. A flow run when a Prefect server is configured, else the same steps plainly."""
    items = items_in(paths, settings.drop_folder)
    missing = [str(item) for item in items if not item.exists()]
    if missing:
        print(f"Lỗi: không có tệp hoặc thư mục: {', '.join(missing)}", file=sys.stderr)
        return 2
    server = settings.prefect_api_url or os.environ.get("PREFECT_API_URL")
    return _run(settings, items, plain=server is None, settle=False, as_json=as_json)


def nightly(settings: Settings, *, plain: bool, as_json: bool) -> int:
    """Returns the exit status; the inbox is made when it is not there yet."""
    settings.drop_folder.mkdir(parents=True, exist_ok=True)
    items = items_in([f"{settings.drop_folder}/"])
    return _run(settings, items, plain=plain, settle=True, as_json=as_json)


def retry(settings: Settings, wanted: Sequence[str], *, every: bool, as_json: bool) -> int:
    """Reads dossiers again: those named, else `every` one, else all of which something was set aside.

    What a kept transcript holds is not recognised anew, only judged anew. Returns the exit status.
    """
    office = known_office(settings.data, settings.database)
    try:
        known = {dossier.id for dossier in office.register.dossiers()} if wanted or every else set()
        if unknown := sorted(set(wanted) - known):
            print(f"Lỗi: không có hồ sơ {', '.join(unknown)}.", file=sys.stderr)
            return 2
        failed = {item.dossier for item in office.register.counts().set_aside}
        for dossier_id in sorted(wanted or (known if every else failed)):
            office.register.retry(dossier_id, getpass.getuser())
    finally:
        office.register.close()
    return read_again(settings, as_json=as_json)


def read_again(settings: Settings, *, as_json: bool) -> int:
    """Reads the dossiers that were put back; returns the exit status."""
    return _run(settings, [], plain=True, settle=False, as_json=as_json)


def _run(settings: Settings, items: Sequence[Path], *, plain: bool, settle: bool, as_json: bool) -> int:
    with progress_to(sys.stderr) as watcher:
        opened = open_office(settings.data, settings.database, settings.workers, watcher, settings.limits)
        office = at_home(opened, settings.province)
        _end_on_interrupt(office)
        _log_to(settings.data / "sovang.log")
        try:
            summary = steps.ingest(office, items, settle=settle) if plain else _as_flow(settings, office, items)
            if settle:
                look_after(settings, office.register, summary)
        except Busy as busy:
            print(f"{busy} Hồ sơ vừa nhận đã được lưu và sẽ được đọc ở lượt sau.", file=sys.stderr)
            return 0
        except BaseException as error:
            if not office.stop.is_set():
                if not isinstance(error, SovangError):
                    LOG.error("run ended", exc_info=error)
                raise
            print("Đã dừng. Chạy lại lệnh sẽ làm tiếp từ chỗ dở.", file=sys.stderr)
            return 130
        finally:
            office.register.close()
    if as_json:
        print(json.dumps(masking.value(summary.model_dump(mode="json")), ensure_ascii=False, indent=1))
    else:
        print(masking.text(told(summary)))
    return summary.exit_status


def _end_on_interrupt(office: Office) -> None:
    """Ctrl-C and a service's stop reach the dossiers in work at once, whichever thread they are in."""

    def end(number: int, frame: object) -> None:
        office.stop.set()
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)


def _log_to(path: Path) -> None:
    """Our own faults, with their traces, for whoever looks after the machine; at most 3 MB."""
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True)
    handler.setFormatter(faults.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    LOG.propagate = False


def _as_flow(settings: Settings, office: Office, items: Sequence[Path]) -> Summary:
    print("Khởi động Prefect (khoảng 10 giây)…", file=sys.stderr, flush=True)
    settle_prefect(settings.data.resolve(), settings.prefect_api_url)
    from flows.nightly import run_nightly

    return run_nightly(office, items)
