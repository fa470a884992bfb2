"""A dropped file opened down to its leaves: mails and archives in each other, each part with its own fate."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from extractors.intake import signed
from extractors.intake.archive import unpack
from extractors.intake.budget import Budget
from extractors.intake.guard import guard
from extractors.intake.mail import Mail, open_mail
from extractors.intake.mbox import messages
from extractors.intake.names import is_ignored_name, natural_key
from extractors.intake.store import keep
from schemas.errors import ItemCode, SetAside
from schemas.source import Kind, Limits, SourceFile

_MAILS = {Kind.EML, Kind.MSG, Kind.TNEF}


@dataclass(slots=True)
class Opened:
    """`leaves`: to be read, pages in the order people number them; `kept`: bodies, logos, not to be read.

    `problems`: the part (a name where there is no file of it) and why it was set aside; a part that came out damaged
    stands both here and in `leaves`. `mails`: the outermost first. `ignored`: names of litter.
    """

    leaves: list[SourceFile] = field(default_factory=list)
    kept: list[SourceFile] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    problems: list[tuple[SourceFile | str, SetAside]] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Way:
    """How the walk goes: where to, what it may still cost, and how many mails and archives it stands in."""

    out: Path
    budget: Budget
    mails: int = 0
    archives: int = 0


def open_item(file: SourceFile, out: Path, limits: Limits) -> Opened:
    """Everything in one dropped file; the parts are stored in `out`. Raises nothing for a bad file: see `problems`."""
    opened = Opened()
    _open(file, _Way(out, Budget(limits)), opened)
    if not opened.leaves and not opened.problems:
        _read_bodies(opened)
    return opened


def _read_bodies(opened: Opened) -> None:
    """With nothing attached to any mail, the dossier is what the mails say: some units paste their table."""
    pages = [body for body in opened.kept if body.kind is Kind.HTML]
    if opened.mails and not pages and not any(mail.body for mail in opened.mails):
        opened.problems.append((opened.mails[0].file, SetAside(ItemCode.EMPTY, "a mail that says nothing")))
        return
    bodies = pages or [body for body in opened.kept if body.kind is Kind.MAIL]
    opened.kept = [file for file in opened.kept if file not in bodies]
    opened.leaves = [body.model_copy(update={"kind": Kind.HTML if pages else Kind.TEXT}) for body in bodies]


def _open(file: SourceFile, way: _Way, opened: Opened) -> None:
    if is_ignored_name(file.name):
        opened.ignored.append(file.name)
        return
    try:
        if file.kind in _MAILS:
            _open_mail(file, way, opened)
        elif file.kind is Kind.MBOX:
            _open_box(file, way, opened)
        elif file.kind is Kind.SIGNED:
            _open_signed(file, way, opened)
        elif file.kind is Kind.ARCHIVE:
            _open_archive(file, way, opened)
        else:
            guard(file, way.budget.limits)
            opened.leaves.append(file)
    except SetAside as reason:
        opened.problems.append((file, reason))


def _open_mail(file: SourceFile, way: _Way, opened: Opened) -> None:
    # One more than of archives: a dossier is often forwarded twice before it arrives.
    if way.mails > way.budget.limits.depth + 1:
        raise SetAside(ItemCode.NESTED_TOO_DEEP, "mails in mails")
    mail = open_mail(file, way.out, way.budget.limits, way.budget)
    opened.mails.append(mail)
    opened.kept += mail.kept
    opened.problems += mail.problems
    _open_parts(mail.parts, replace(way, mails=way.mails + 1), opened)


def _open_box(file: SourceFile, way: _Way, opened: Opened) -> None:
    if file.size > way.budget.limits.file_bytes:
        raise SetAside(ItemCode.TOO_LARGE, f"{file.size} bytes")
    for number, message in enumerate(messages(file.path.read_bytes()), 1):
        way.budget.member()
        way.budget.bytes(len(message))
        mail = keep([message], f"thư {number}.eml", way.out, file.sha256)
        _open(mail.model_copy(update={"kind": Kind.EML}), way, opened)


def _open_signed(file: SourceFile, way: _Way, opened: Opened) -> None:
    if file.size > way.budget.limits.file_bytes:
        raise SetAside(ItemCode.TOO_LARGE, f"{file.size} bytes")
    if way.mails > way.budget.limits.depth + 1:
        raise SetAside(ItemCode.NESTED_TOO_DEEP, "mails in mails")
    inner = signed.content(file.path.read_bytes())
    way.budget.member()
    way.budget.bytes(len(inner))
    if inner:
        _open(keep([inner], _name_inside(file.name), way.out, file.sha256), replace(way, mails=way.mails + 1), opened)
    else:
        opened.kept.append(file)  # a signature that stands apart


def _name_inside(name: str) -> str:
    return name[: -len(".p7m")] if name.lower().endswith(".p7m") and len(name) > len(".p7m") else name


def _open_archive(file: SourceFile, way: _Way, opened: Opened) -> None:
    if way.archives >= way.budget.limits.depth:
        raise SetAside(ItemCode.NESTED_TOO_DEEP, "archives in archives")
    unpacked = unpack(file, way.out, way.budget.limits, way.budget)
    opened.ignored += unpacked.ignored
    opened.problems += unpacked.problems
    _open_parts(unpacked.files, replace(way, archives=way.archives + 1), opened)


def _open_parts(parts: list[SourceFile], way: _Way, opened: Opened) -> None:
    for part in sorted(parts, key=lambda part: natural_key(part.name)):
        _open(part, way, opened)
