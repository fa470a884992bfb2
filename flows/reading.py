"""Reading a dossier: its files opened in the sandbox, what they say put together and checked."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Sequence
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from sqlalchemy.exc import OperationalError

from extractors import ENGINE
from extractors.assemble import Assembled
from extractors.forms.told import fits, with_known_headings
from extractors.pictures import missing, name_of, sheets_of
from extractors.worker import Stopped
from flows.checks import check
from flows.forgetting import clear_pages
from flows.office import Office
from flows.opening import open_attached, open_files, part_of, told
from register.files import StoredFile
from schemas.dossier import DossierResult, DossierStatus, ItemError, Letter, Part
from schemas.errors import ItemCode, SetAside, SovangError
from schemas.finding import Code, Finding
from schemas.grid import Transcript
from schemas.source import SourceFile
from schemas.text import fold

LOG = logging.getLogger("sovang")

_TRANSCRIPT = TypeAdapter(Transcript)


def read_dossier(office: Office, dossier_id: str, name: str) -> DossierResult:
    """Reads a dossier and saves what it says. Never raises for a bad file: the dossier is then set aside."""
    office.watcher.begin(dossier_id, name)
    try:
        files = office.register.begin(dossier_id)
        result = _read(office, dossier_id, files)
        _cut_pictures(office, result)
        office.register.save(dossier_id, result)
        if office.register.persons.is_touched(dossier_id):  # something of it was erased: it must not stay here
            clear_pages(office, [part.sha256 for part in result.parts])
    except SetAside as error:
        result = _aside(office, dossier_id, error)
    except (Stopped, KeyboardInterrupt):
        office.register.release(dossier_id)
        raise
    except (SovangError, OperationalError):
        raise  # wrong setup or a busy database: not this dossier's fault, it waits for the next run
    except Exception:  # our own fault must cost one dossier, not the night
        LOG.exception("reading %s", dossier_id)
        result = _aside(office, dossier_id, SetAside(ItemCode.INTERNAL))
    office.watcher.end(dossier_id, len(result.readings), result.error.message if result.error else None)
    return result


def _cut_pictures(office: Office, result: DossierResult) -> None:
    """Cuts rows and fields out of the page pictures, and names each cut-out at its place."""
    fields = [*result.letter.fields.values(), *(f for r in result.readings for f in r.fields.values())]
    places = [p for own in (*(f.places for f in fields), *(r.source.places for r in result.readings)) for p in own]
    for sha256, sheets in sheets_of(places).items():
        folder = office.shelf(sha256)
        try:
            if lacking := missing(sheets, folder):
                office.sandbox.cut(lacking, folder)
        except SetAside as error:  # the values stand without their pictures
            LOG.warning("pictures of %s: %s", sha256, error.detail)
    for place in places:
        name = name_of(place.page, place.box) if place.box else None
        place.picture = name if name and (office.shelf(place.sha256) / name).exists() else None


def _aside(office: Office, dossier_id: str, error: SetAside) -> DossierResult:
    office.register.set_aside(dossier_id, told(error))
    return DossierResult(status=DossierStatus.SET_ASIDE, error=told(error), engine=ENGINE)


def _read(office: Office, dossier_id: str, files: Sequence[StoredFile]) -> DossierResult:
    opened = open_files(office, files)
    transcripts = []
    for leaf in opened.leaves:  # what lies within a leaf is appended to them
        part = part_of(leaf)
        opened.parts.append(part)
        try:
            transcript = _transcript(office, dossier_id, leaf)
        except SetAside as error:
            part.status, part.error = "set_aside", told(error)
            continue
        part.pages, part.encoding = len(transcript.pages), transcript.encoding
        transcripts.append(transcript)
        open_attached(office, leaf, transcript, opened)
    result = _result(office, dossier_id, opened.parts, transcripts)
    result.ignored = opened.ignored
    return result


def _transcript(office: Office, dossier_id: str, leaf: SourceFile) -> Transcript:
    """What a file says: from the shelf when this engine has read these bytes before, else from the sandbox."""
    if known := kept_transcript(office, leaf.sha256):
        return _named(known, leaf)
    kept = _kept_at(office, leaf.sha256)
    transcript = office.sandbox.read(
        leaf, kept.parent, lambda done, total: office.watcher.page(dossier_id, leaf.name, done, total)
    )
    coming = kept.with_suffix(".part")
    coming.write_bytes(_TRANSCRIPT.dump_json(transcript))
    coming.replace(kept)
    return _named(transcript, leaf)


def kept_transcript(office: Office, sha256: str) -> Transcript | None:
    """None for what was never read by this engine, and for a transcript cut short by a crash."""
    try:
        return _TRANSCRIPT.validate_json(_kept_at(office, sha256).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def _kept_at(office: Office, sha256: str) -> Path:
    return office.shelf(sha256) / f"transcript-{ENGINE}.json"


def _named(transcript: Transcript, leaf: SourceFile) -> Transcript:
    # Whatever the sandbox said: they become names of folders and lines for people.
    transcript.name, transcript.sha256 = leaf.name, leaf.sha256
    return transcript


def _result(office: Office, dossier_id: str, parts: list[Part], transcripts: Sequence[Transcript]) -> DossierResult:
    try:
        assembled = _assembled(office, transcripts)
    except SetAside as error:
        return DossierResult(parts=parts, status=DossierStatus.SET_ASIDE, error=told(error), engine=ENGINE)
    assembled.letter = office.register.letters.believed(dossier_id, assembled.letter)
    found = check(office, dossier_id, parts, assembled)
    kinds = [document.kind for document in assembled.documents]
    result = DossierResult(parts=parts, documents=assembled.documents, letter=assembled.letter, engine=ENGINE)
    result.readings = assembled.readings
    result.findings = [
        *assembled.findings,
        *found,
        *_same_files(office, dossier_id, parts),
    ]
    result.review_fields = sorted({f.field for f in result.findings if f.ask and f.field})
    result.status, result.error = _verdict(result, kinds)
    if result.status is DossierStatus.SET_ASIDE:  # no letter was there to miss anything in
        result.letter, result.findings, result.review_fields = Letter(), [], []
    return result


def _assembled(office: Office, transcripts: Sequence[Transcript]) -> Assembled:
    """What the transcripts say, tables in unknown layouts read as a person said of them or of their like."""
    assembled = office.sandbox.assemble(transcripts, office.programmes)
    forms = office.register.column_forms() if assembled.unknown else []
    unit = fold(assembled.letter.issuing_unit or "")
    if not any(fits(form, table, unit) for form in forms for table in assembled.unknown):
        return assembled
    headed = [with_known_headings(transcript, forms, unit) for transcript in transcripts]
    return office.sandbox.assemble(headed, office.programmes)


def _same_files(office: Office, dossier_id: str, parts: Sequence[Part]) -> list[Finding]:
    """Files, read ones, that another dossier holds too."""
    names = {part.sha256: part.name for part in parts if part.status == "read"}
    found = office.register.same_files(list(names), besides=dossier_id)
    return [
        Finding(code=Code.SAME_FILE, message=f"Tệp “{names[sha]}” cũng có trong hồ sơ {', '.join(ids)}.", ask=False)
        for sha, ids in found.items()
    ]


def _verdict(result: DossierResult, kinds: Sequence[str]) -> tuple[DossierStatus, ItemError | None]:
    """A dossier is set aside when nothing in it could be read, or what was read is neither letter nor table."""
    failed = [part for part in result.parts if part.status == "set_aside"]
    if not any(part.status == "read" for part in result.parts):
        error = failed[0].error if failed else told(SetAside(ItemCode.EMPTY))
        return DossierStatus.SET_ASIDE, error
    if not {"table", "letter", "decision"} & set(kinds):
        return DossierStatus.SET_ASIDE, told(SetAside(ItemCode.NO_TABLE_FOUND))
    if failed or {Code.MISSING_TABLE, Code.MISSING_LETTER, Code.MISSING_DECISION} & {f.code for f in result.findings}:
        return DossierStatus.INCOMPLETE, failed[0].error if failed else None
    asked = result.review_fields or result.letter.review_fields or any(r.review_fields for r in result.readings)
    return (DossierStatus.NEEDS_REVIEW if asked else DossierStatus.COMPLETE), None


def clear_scratch(office: Office) -> None:
    """Removes what a killed run left in the scratch folder; only the holder of the lease may call it."""
    shutil.rmtree(office.data / "scratch", ignore_errors=True)
