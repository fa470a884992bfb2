"""The road of a dossier, step by step, in plain functions. The Prefect flows run these same steps."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flows.ahead import pages_ahead
from flows.intake import Intake, take_in
from flows.matching import match
from flows.office import Office
from flows.quotas import tell_quotas
from flows.reading import clear_scratch, read_dossier
from flows.report import Summary, summarise, write_workbook
from flows.units import settle_units
from flows.versions import settle_versions
from schemas.dossier import DossierResult


def ingest(office: Office, items: Sequence[Path], *, settle: bool = False) -> Summary:
    """Takes items through the whole road: stored, read, matched, reported. Raises runs.Busy.

    What is dropped is stored and listed before anything else, also while another run holds the lease.
    """
    intake = take_in(office, items, settle=settle)
    with office.register.run("ingest") as run:
        clear_scratch(office)
        read = waiting(office)
        office.watcher.plan(pages_ahead(office, read))
        results = _read_all(office, read)
        intake.ignored.extend(name for result in results for name in result.ignored)
        summary = finish(office, intake, [dossier_id for dossier_id, _ in read], book=settle)
        run.counts.update(counts_of(summary, results))
    return summary


def _read_all(office: Office, dossiers: Sequence[tuple[str, str]]) -> list[DossierResult]:
    """Reads dossiers side by side; an interruption ends those in work and drops those that wait."""
    with ThreadPoolExecutor(office.hands, thread_name_prefix="dossier") as hands:
        futures = [hands.submit(read_dossier, office, *dossier) for dossier in dossiers]
        try:
            return [future.result() for future in futures]
        except BaseException:
            office.stop.set()
            hands.shutdown(wait=False, cancel_futures=True)
            raise


def waiting(office: Office) -> list[tuple[str, str]]:
    """(id, name) of the dossiers to be read: new ones, and those that a killed run left half-way."""
    ids = office.register.pending()
    names = office.register.brief.names(ids)
    return [(key, names[key]) for key in ids]


def finish(office: Office, intake: Intake, read: Sequence[str], *, book: bool = True) -> Summary:
    """Names the senders, settles what was sent again, matches what is new, counts what each unit sent, accounts for it.

    The workbook is written when there is something new for it; of a large register only by night (`book`).
    """
    settle_units(office)
    settle_versions(office)
    pairs = match(office)
    tell_quotas(office)
    summary = summarise(office, intake, read, pairs)
    written = write_workbook(office, large=book)
    summary.workbook = str(written) if written else ""
    return summary


def counts_of(summary: Summary, results: Sequence[DossierResult]) -> dict[str, int]:
    """What the run's own row and Prefect's artifact keep: numbers only, no names."""
    return {
        "received": summary.received,
        "read": len(results),
        "rows": summary.rows,
        "registered": summary.registered,
        "fields_to_check": summary.fields_to_check,
        "new_pairs": summary.new_pairs,
        "set_aside": len(summary.set_aside),
    }
