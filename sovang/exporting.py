"""`sovang export`."""

from __future__ import annotations

import getpass
import json
import sys
from pathlib import Path

import typer

from flows.giving import Given, give
from flows.office import known_office
from register.persons import Giving
from schemas.errors import SetupError, trouble_with
from schemas.export import KINDS, Asked
from sovang.settings import Settings

_OPTIONS = {"dossiers": "--dossier"}


def export(settings: Settings, what: str, asked: Asked, target: tuple[str, Path], *, as_json: bool) -> int:
    """`target`: form and file. Writes it whole or not at all; returns the exit status."""
    form, out = target
    office = known_office(settings.data, settings.database, province=settings.province)
    try:
        given = give(office, what, asked, (form, out))
        office.register.persons.given(Giving(what, form, given.rows, asked.reveal or ""), getpass.getuser())
    except OSError as error:
        raise SetupError(f"Không ghi được {trouble_with(error, out)}.") from error
    finally:
        office.register.close()
    return _told(what, given, out, as_json=as_json)


def understood(what: str, asked: Asked) -> None:
    """Raises BadParameter for an option that this content has no use for."""
    for name in asked.given():
        if name not in KINDS[what].options:
            users = ", ".join(other for other, kind in KINDS.items() if name in kind.options)
            raise typer.BadParameter(f"{_OPTIONS.get(name, '--' + name)} chỉ dùng với {users}")


def form_of(what: str, asked: str | None, out: Path) -> str:
    """The form asked for, else that of the file's ending, else the usual one. Raises SetupError when they disagree."""
    forms = KINDS[what].forms
    ending = out.suffix.lower().removeprefix(".")
    if asked and asked not in forms:
        raise SetupError(f"{what} không có dạng {asked}; các dạng có: {', '.join(forms)}.")
    if ending not in _endings():
        if not asked and ending.isalpha():
            raise SetupError(
                f"Không xuất được tệp .{ending}; các dạng có: {', '.join(forms)}. Đổi đuôi của {out.name}."
            )
        return asked or forms[0]
    if ending not in forms:
        raise SetupError(
            f"{what} không có dạng {ending}; các dạng có: {', '.join(forms)}. Đổi đuôi của tệp {out.name}."
        )
    if asked and asked != ending:
        raise SetupError(f"--format {asked} không hợp với tệp {out.name}: đổi đuôi thành .{asked}, hoặc bỏ --format.")
    return ending


def _endings() -> set[str]:
    return {form for kind in KINDS.values() for form in kind.forms}


def _told(what: str, given: Given, out: Path, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"what": what, "rows": given.rows, "out": str(out), **given.counts}, ensure_ascii=False))
        return 0
    for line in given.remarks:
        print(line, file=sys.stderr)
    nothing = "" if given.rows else " Không có gì hợp với điều đã nêu: bớt điều kiện, hoặc xem `sovang status`."
    print(f"Đã xuất {given.rows} {given.noun} ra {out}.{nothing}", file=sys.stderr)
    return 0
