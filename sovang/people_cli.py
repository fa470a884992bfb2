"""The commands of `sovang user`: the desk's accounts."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from sovang.options import AsJson, Data, Database, settings_of

people = typer.Typer(name="user", no_args_is_help=True, help="Tài khoản của bàn thẩm định.")

Name = Annotated[str, typer.Argument(metavar="TÊN", help="Tên đăng nhập: chữ thường không dấu, số, dấu chấm.")]
RoleOption = Literal["viewer", "entry", "reviewer", "admin"]
_ROLES = "viewer (chỉ xem), entry (nhập liệu), reviewer (thẩm định), admin (quản trị)."


@people.command()
def add(
    name: Name,
    shown: Annotated[str, typer.Option("--name", help="Họ và tên để người khác đọc.")],
    role: Annotated[RoleOption, typer.Option("--role", help=_ROLES)] = "reviewer",
    units: Annotated[list[str] | None, typer.Option("--unit", help="Chỉ thấy hồ sơ của đơn vị này (mã).")] = None,
    data: Data = None,
    database: Database = None,
) -> None:
    """Thêm tài khoản; mật khẩu hỏi trên màn hình, hoặc đọc từ stdin."""
    from sovang.people import add as run

    raise typer.Exit(run(settings_of(data, database), name, shown, role, units or []))


@people.command("list")
def list_(data: Data = None, database: Database = None, as_json: AsJson = False) -> None:
    """Xem các tài khoản."""
    from sovang.people import list_accounts

    raise typer.Exit(list_accounts(settings_of(data, database), as_json=as_json))


@people.command()
def change(
    name: Name,
    shown: Annotated[str | None, typer.Option("--name", help="Họ và tên.")] = None,
    role: Annotated[RoleOption | None, typer.Option("--role", help=_ROLES)] = None,
    units: Annotated[
        list[str] | None, typer.Option("--unit", help="Chỉ thấy đơn vị này; `--unit all`: tất cả.")
    ] = None,
    disable: Annotated[bool, typer.Option("--disable", help="Khóa tài khoản.")] = False,
    enable: Annotated[bool, typer.Option("--enable", help="Mở lại tài khoản.")] = False,
    data: Data = None,
    database: Database = None,
) -> None:
    """Sửa tên, vai trò, phạm vi; khóa hay mở. Người đang đăng nhập phải đăng nhập lại."""
    from sovang.people import change as run

    if disable and enable:
        raise typer.BadParameter("--disable hoặc --enable, không cùng lúc")
    disabled = disable if disable or enable else None
    wanted = {"shown": shown, "role": role, "units": units, "disabled": disabled}
    raise typer.Exit(run(settings_of(data, database), name, wanted))


@people.command()
def password(name: Name, data: Data = None, database: Database = None) -> None:
    """Đặt lại mật khẩu: hỏi trên màn hình, hoặc đọc từ stdin."""
    from sovang.people import set_password

    raise typer.Exit(set_password(settings_of(data, database), name))


@people.command()
def token(
    name: Name,
    label: Annotated[str, typer.Option("--label", help="Mã dùng cho máy nào, việc gì.")] = "",
    revoke: Annotated[int | None, typer.Option("--revoke", metavar="SỐ", help="Thu hồi mã truy cập này.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="Xem các mã truy cập đang còn hiệu lực.")] = False,
    data: Data = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Tạo mã truy cập cho máy khác dùng giao diện JSON thay tài khoản này; xem, thu hồi."""
    from sovang import people as run

    settings = settings_of(data, database)
    if list_:
        raise typer.Exit(run.list_tokens(settings, name, as_json=as_json))
    if revoke is not None:
        raise typer.Exit(run.end_token(settings, name, revoke))
    if not 1 <= len(label.strip()) <= 80:
        raise typer.BadParameter("--label: ghi 1–80 ký tự, như 'máy văn thư'")
    raise typer.Exit(run.token(settings, name, label.strip()))
