"""The account of a run, for people: what came, what was read, what to look at, where to find it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, Field

from flows.intake import Intake
from flows.office import Office
from register.counts import Counts
from register.exports import export
from schemas.dossier import Dossier
from schemas.finding import Code

WORKBOOK = "so-vang-sang-kien.xlsx"
LARGE = 5_000  # innovations of which the workbook is written by night only, or when somebody asks
MISSING = (Code.MISSING_TABLE, Code.MISSING_LETTER, Code.MISSING_DECISION)
ALWAYS_TOLD = "must-be-seen"  # the reason of a rule: it has no weight, and is why the pair is shown


class PairLine(BaseModel):
    """A suspected duplicate as the summary names it."""

    first: str
    second: str
    score: float
    reasons: list[str]
    fresh: bool = True  # one of its ends was read in this run


class Summary(BaseModel):
    """What one run did, and what the register holds after it. `refused`, `ignored`: names, with reasons."""

    received: int = 0
    known: list[str] = Field(default_factory=list)  # names of items that were received before
    again: list[tuple[str, str]] = Field(default_factory=list)  # item, what of it was there before; not its own name
    ignored: list[str] = Field(default_factory=list)
    refused: list[tuple[str, str]] = Field(default_factory=list)
    read: int = 0
    rows: int = 0
    registered: int = 0
    to_review: int = 0
    unchanged: int = 0  # rows of a newer version that say what the register has
    fields_to_check: int = 0
    letter_fields_to_check: int = 0
    new_pairs: int = 0
    pairs: list[PairLine] = Field(default_factory=list)
    incomplete: list[tuple[str, str]] = Field(default_factory=list)  # item, what is missing
    unknown_columns: list[tuple[str, str]] = Field(default_factory=list)  # dossier, item: columns to be named
    set_aside: list[tuple[str, str, str]] = Field(default_factory=list)  # item, code, advice
    workbook: str = ""
    register_path: str = ""
    pictures: str = ""
    kept: list[str] = Field(default_factory=list)  # how the register was looked after: its check, its backup
    trouble: list[str] = Field(default_factory=list)  # what is wrong with it

    @property
    def exit_status(self) -> int:
        return 1 if self.set_aside or self.refused or self.trouble else 0


def summarise(office: Office, intake: Intake, read: Sequence[str], new_pairs: int) -> Summary:
    """Counts what the run's dossiers hold now. `read`: the ids of the dossiers that this run read."""
    counts: Counts = office.register.counts()
    mine = set(read)
    dossiers, rows = list(office.register.dossiers(read)), list(office.register.innovations(read))
    names = office.register.brief.names({*intake.known, *(key for _, key in intake.again), *mine})
    out = Summary(received=len(intake.new), known=[names[i] for i in intake.known], read=len(read), rows=len(rows))
    out.again = [*_known(intake, names), *_sent_again(dossiers)]
    out.ignored, out.refused, out.new_pairs = intake.ignored, intake.refused, new_pairs
    out.registered = sum(i.status == "registered" for i in rows)
    out.to_review = sum(i.status == "needs_review" for i in rows)
    out.unchanged = sum(i.status == "duplicate" for i in rows)
    out.fields_to_check = sum(len(i.review_fields) for i in rows if i.status == "needs_review")
    out.letter_fields_to_check = sum(len(d.review_fields) for d in dossiers)
    out.incomplete = [
        (d.source_name, f.message) for d in dossiers for f in d.findings if f.code in MISSING and d.error is None
    ]
    out.unknown_columns = [(d, names[d]) for d in counts.unknown_columns if d in mine]
    out.pairs = list(_pairs(office, mine))
    out.set_aside = [(item.name, item.code, item.message) for item in counts.set_aside if item.dossier in mine]
    out.register_path, out.pictures = office.register.database.place(), str(office.data / "pages")
    return out


def _known(intake: Intake, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Items under another name than before; what merely still lies in its folder is only counted."""
    for name, key in intake.again:
        if name == names[key]:
            continue
        yield name, f"đúng các tệp của hồ sơ {key} “{names[key]}”: ghi nhận thêm một lần nhận, không đọc lại."


def _sent_again(dossiers: Sequence[Dossier]) -> Iterator[tuple[str, str]]:
    """The newer versions among the dossiers, and files that another dossier holds too."""
    for item in dossiers:
        told = [f.message for f in item.findings if f.code in (Code.RESUBMISSION, Code.SAME_FILE)]
        place = f" (bản thứ {item.version}: {' → '.join(item.versions)})" if item.version_of else ""
        yield from ((f"{item.source_name}{place}", message) for message in told)


def _pairs(office: Office, read: set[str]) -> Iterator[PairLine]:
    """Those with an end in a dossier that was just read first, the likeliest at the head of each."""
    lines = list(_pair_lines(office, read))
    yield from sorted(lines, key=lambda line: not line.fresh)


def _pair_lines(office: Office, read: set[str]) -> Iterator[PairLine]:
    suggested = [pair for pair in office.register.pairs() if pair.waits]
    rows = office.register.brief.titles({end for pair in suggested for end in (pair.id_a, pair.id_b)})
    titles = {key: f"{row.source_name}, TT {row.ordinal}: {row.title}" for key, row in rows.items()}
    for pair in suggested:
        if pair.id_a in titles and pair.id_b in titles:
            told = sorted(pair.reasons, key=lambda reason: reason.code != ALWAYS_TOLD)
            reasons = [r.text for r in told if r.weight > 0 or r.code == ALWAYS_TOLD]
            fresh = bool({rows[pair.id_a].dossier, rows[pair.id_b].dossier} & read)
            ends = titles[pair.id_a], titles[pair.id_b]
            yield PairLine(first=ends[0], second=ends[1], score=pair.score, reasons=reasons, fresh=fresh)


def write_workbook(office: Office, *, large: bool = True) -> Path | None:
    """The whole register as a workbook, in the data folder; not again while it says what the register says.

    Its file's time is when writing it began: what changed since then, also in a run that was killed, is not in it.
    None where the register is large, and `large` ones are not wanted: that takes minutes.
    """
    if not large and sum(office.register.counts().innovations.values()) > LARGE:
        return None
    target, changed = office.data / WORKBOOK, office.register.brief.changed_at()
    if target.exists() and (changed is None or changed.timestamp() < target.stat().st_mtime):
        return target
    begun = time.time()
    export(office.register, "innovations", "xlsx", target, masked=True)
    os.utime(target, (begun, begun))
    return target
