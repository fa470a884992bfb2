"""The commands of `sovang person`: what is kept of one person, given to him or erased."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from schemas.written import today
from sovang.options import AsJson, Data, Database, settings_of

person = typer.Typer(name="person", no_args_is_help=True, help="Dữ liệu của một người: xuất cho họ, xóa theo yêu cầu.")

_DAYS = ["%d/%m/%Y", "%Y-%m-%d"]
_Name = Annotated[str, typer.Argument(metavar="HỌ-TÊN", help="Đủ họ, tên, đúng dấu.")]
_Year = Annotated[int | None, typer.Option("--birth-year", min=1900, max=2100, help="Năm sinh, để phân biệt.")]
_Phone = Annotated[str, typer.Option("--phone", help="Số điện thoại, để phân biệt.")]


@person.command()
def export(
    name: _Name,
    out: Annotated[Path, typer.Option("--out", help="Tệp .xlsx hoặc .jsonl.")],
    why: Annotated[str, typer.Option("--why", help="Lý do, ghi vào nhật ký.")],
    birth_year: _Year = None,
    phone: _Phone = "",
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Xuất mọi thứ sổ giữ về một người: dòng sáng kiến, chỗ nhắc tên, tệp gốc."""
    from register.whereabouts import Person
    from sovang.person import export_person

    if not why.strip():
        raise typer.BadParameter("--why cần lý do, như --why “đơn của người này ngày 05/04/2026”")
    asked = Person(name, birth_year, phone)
    raise typer.Exit(export_person(settings_of(data, database), asked, why, out, as_json=as_json))


@person.command()
def erase(
    name: _Name,
    birth_year: _Year = None,
    phone: _Phone = "",
    also: Annotated[
        list[str] | None, typer.Option("--with", metavar="MÃ", help="Dòng “có thể”, hồ sơ nhắc tên.")
    ] = None,
    originals: Annotated[bool, typer.Option("--originals", help="Xóa cả tệp gốc của các hồ sơ ấy.")] = False,
    why: Annotated[str, typer.Option("--why", help="Lý do, ghi vào nhật ký; cần khi --apply.")] = "",
    apply: Annotated[bool, typer.Option("--apply", help="Xóa thật; không có thì chỉ cho xem.")] = False,
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Xóa dữ liệu của một người theo yêu cầu; trước hết cho xem sẽ xóa gì."""
    from register.persons import Wish
    from register.whereabouts import Person
    from sovang.person import erase_person

    if apply and not why.strip():
        raise typer.BadParameter("--apply cần --why LÝ-DO")
    wish = Wish(Person(name, birth_year, phone), why, frozenset(also or ()), originals)
    raise typer.Exit(erase_person(settings_of(data, database), wish, apply=apply, as_json=as_json))


def retention(
    on: Annotated[
        datetime | None, typer.Option("--on", formats=_DAYS, help="Tính đến ngày; bỏ trống: hôm nay.")
    ] = None,
    why: Annotated[str, typer.Option("--why", help="Lý do, ghi vào nhật ký; cần khi --apply.")] = "",
    apply: Annotated[bool, typer.Option("--apply", help="Xóa thật; không có thì chỉ cho xem.")] = False,
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Dữ liệu cá nhân đã hết thời hạn lưu: cho xem, rồi xóa."""
    from sovang.terms import retention as run

    if apply and not why.strip():
        raise typer.BadParameter("--apply cần --why LÝ-DO")
    day = on.date() if on else today()
    raise typer.Exit(run(settings_of(data, database), day, why, apply=apply, as_json=as_json))


@person.command()
def sweep(data: Data = None, database: Database = None) -> None:
    """Xóa lại tệp gốc đã xóa theo yêu cầu mà có lại (từ bản sao lưu)."""
    from sovang.person import sweep_originals

    raise typer.Exit(sweep_originals(settings_of(data, database)))
