"""Erasing as a whole: the register, page pictures and transcripts, what matching keeps of texts, the workbook."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable

from flows.office import Office
from flows.report import write_workbook
from register.erasing import Erased

INDEX = "index"  # in the data folder: made of the register's texts, and made anew when it is not there
GIVEN = "outgoing"  # exports that wait to be fetched at the desk: ordered anew when they are not there


def forget(office: Office, erase: Callable[[], Erased], dossiers: Iterable[str]) -> Erased:
    """Holds the lease meanwhile. What can be made again goes first: killed half-way, nothing stays that should not.

    Raises runs.Busy.
    """
    with office.register.run("erase") as run:
        clear_pages(office, [held.sha256 for held in office.register.persons.files(dossiers)])
        shutil.rmtree(office.data / INDEX, ignore_errors=True)
        shutil.rmtree(office.data / GIVEN, ignore_errors=True)
        out = erase()
        shutil.rmtree(office.data / INDEX, ignore_errors=True)  # a comparison may have made it anew meanwhile
        office.register.persons.drop_originals()
        write_workbook(office)
        office.register.persons.compact()
        run.counts.update(out.changed)
    return out


def clear_pages(office: Office, sha256s: Iterable[str]) -> None:
    """Removes page pictures and transcripts of these files."""
    for sha256 in sha256s:
        shutil.rmtree(office.shelf(sha256), ignore_errors=True)
