"""What a perfect reader would export from each sample."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Literal

from .model import Author, Dossier, Row, Strict

ENDINGS = {".docx", ".pdf", ".eml", ".tif"}


class ExpectedAuthor(Strict):
    full_name: str
    birth_year: int | None
    position: str
    workplace: str
    phone: str | None
    share_percent: float | None


class ExpectedInnovation(Strict):
    authors: list[ExpectedAuthor]
    title: str
    application_period: str
    applied_from: dt.date | None
    applied_to: dt.date | None
    summary: str
    effect: str
    benefit_vnd: int | None
    benefit_period: Literal["year", "quarter", "month", "day"] | None
    awards: list[str]


class ExpectedLetter(Strict):
    number: str
    date: dt.date
    issuing_unit: str
    signatory: str
    signatory_title: str
    programme: str
    announced_count: int | None


class Expected(Strict):
    """Truth of one dossier that can be read."""

    dossier: ExpectedLetter
    innovations: list[ExpectedInnovation]


class ExpectedSetAside(Strict):
    """Truth of one that cannot: the code it is set aside with."""

    set_aside: str


def _author(author: Author) -> ExpectedAuthor:
    return ExpectedAuthor(
        full_name=author.name,
        birth_year=author.born,
        position=author.post,
        workplace=author.place,
        phone=author.digits,
        share_percent=author.share,
    )


def innovation(row: Row) -> ExpectedInnovation:
    return ExpectedInnovation(
        authors=[_author(a) for a in row.authors],
        title=row.title,
        application_period=row.period,
        applied_from=row.applied_from,
        applied_to=row.applied_to,
        summary=row.summary,
        effect=row.effect,
        benefit_vnd=row.benefit,
        benefit_period=row.benefit_period,
        awards=row.awards,
    )


def expected(dossier: Dossier) -> Expected | ExpectedSetAside:
    """The truth of a sample, drawn from the text that its file is written from."""
    if dossier.set_aside:
        return ExpectedSetAside(set_aside=dossier.set_aside)
    letter = dossier.letter
    head = ExpectedLetter(
        number=letter.number,
        date=letter.date,
        issuing_unit=dossier.unit,
        signatory=letter.name,
        signatory_title=letter.title,
        programme=dossier.programme,
        announced_count=letter.announced,
    )
    return Expected(dossier=head, innovations=[innovation(r) for r in dossier.rows])


def stem(file: str) -> str:
    """The name under which a sample's truth is kept: its own without the ending."""
    path = Path(file)
    return path.stem if path.suffix in ENDINGS else path.name


def write(dossiers: list[Dossier], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for dossier in dossiers:
        body = json.dumps(expected(dossier).model_dump(mode="json"), ensure_ascii=False, indent=1)
        (folder / f"{stem(dossier.file)}.json").write_text(body + "\n", "utf-8")
