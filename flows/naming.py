"""Tables in unknown layouts: what their columns may hold, and how they would be read as a person says they do."""

from __future__ import annotations

from extractors.forms.told import guesses, with_known_headings
from flows.office import Office
from flows.reading import kept_transcript
from schemas.columns import ColumnForm, FoundTable
from schemas.dossier import Dossier
from schemas.innovation import Reading


def waiting(dossier: Dossier) -> list[FoundTable]:
    """The tables of a dossier whose columns a person must name."""
    return [table for document in dossier.documents for table in document.unknown]


def guessed(office: Office, table: FoundTable) -> list[str | None]:
    """What each column may hold: as its heading says, else as people said of tables like it."""
    return guesses(table, office.register.column_forms())


def preview(office: Office, form: ColumnForm) -> list[Reading]:
    """The rows of a file as they would be read with an answer that is not kept yet.

    Nothing where the file's transcript is not kept any more. Raises SetAside.
    """
    transcript = kept_transcript(office, form.sha256)
    if transcript is None:
        return []
    transcript.sha256 = form.sha256
    headed = with_known_headings(transcript, [form], form.unit)
    return office.sandbox.assemble([headed], office.programmes).readings
