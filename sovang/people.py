"""`sovang user`: who may use the desk."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict

from pydantic import ValidationError

from register.register import Register
from review.guard import passwords, sessions
from schemas.account import Account, Role
from schemas.errors import SetupError
from schemas.written import day, moment
from sovang.settings import Settings

ROLES = {Role.VIEWER: "chỉ xem", Role.ENTRY: "nhập liệu", Role.REVIEWER: "thẩm định", Role.ADMIN: "quản trị"}


@contextmanager
def _register(settings: Settings) -> Iterator[Register]:
    register = Register.open(settings.data, settings.database)
    try:
        yield register
    finally:
        register.close()


def add(settings: Settings, name: str, shown: str, role: str, units: Sequence[str]) -> int:
    """Returns the exit status. Raises SetupError for a name that is taken or no name, WeakPassword."""
    wanted = _account({"name": name, "shown": shown, "role": role, "units": tuple(units)})
    with _register(settings) as register:
        if register.accounts.find(name):
            raise SetupError(f"Đã có tài khoản “{name}”. Sửa: `sovang user change {name}`.")
        register.accounts.put(wanted, _me(), passwords.hashed(_asked(), name))
    print(f"Đã thêm tài khoản {name} ({ROLES[wanted.role]}).")
    return 0


def change(settings: Settings, name: str, wanted: Mapping[str, object]) -> int:
    """Changes what `wanted` says, leaving what it has as None."""
    given = {key: value for key, value in wanted.items() if value is not None}
    if given.get("units") == ["all"]:
        given["units"] = []
    with _register(settings) as register:
        before = _known(register, name)
        register.accounts.put(_account({**before.model_dump(), **given}), _me())
    print(f"Đã sửa tài khoản {name}.")
    return 0


def set_password(settings: Settings, name: str) -> int:
    with _register(settings) as register:
        account = _known(register, name)
        register.accounts.put(account, _me(), passwords.hashed(_asked(), name))
    print(f"Đã đặt lại mật khẩu của {name}; các phiên đang mở đã bị ngắt.")
    return 0


def list_accounts(settings: Settings, *, as_json: bool) -> int:
    with _register(settings) as register:
        found = register.accounts.all()
    if as_json:
        print(json.dumps([one.model_dump(mode="json") for one in found], ensure_ascii=False, indent=1))
        return 0
    for one in found:
        scope = f" · đơn vị: {', '.join(one.units)}" if one.units else ""
        print(f"{one.name}\t{one.shown}\t{ROLES[one.role]}{scope}{' · đã khóa' if one.disabled else ''}")
    if not found:
        print("Chưa có tài khoản nào. Thêm: `sovang user add TÊN --name 'Họ và tên' --role admin`.")
    return 0


def token(settings: Settings, name: str, label: str) -> int:
    """Makes a token and prints it, the only time that anybody sees it."""
    secret = sessions.new_token()
    with _register(settings) as register:
        _known(register, name)
        register.tokens.make(sessions.digest(secret), name, label, _me())
    print(secret)
    print("Chép mã này ngay: sổ không giữ nó, về sau không xem lại được.", file=sys.stderr)
    return 0


def end_token(settings: Settings, name: str, number: int) -> int:
    with _register(settings) as register:
        _known(register, name)
        try:
            register.tokens.end(number, name, _me())
        except LookupError as error:
            raise SetupError(
                f"{name} không có mã truy cập số {number}. Xem: `sovang user token {name} --list`."
            ) from error
    print(f"Đã thu hồi mã truy cập số {number} của {name}.")
    return 0


def list_tokens(settings: Settings, name: str, *, as_json: bool) -> int:
    with _register(settings) as register:
        _known(register, name)
        found = register.tokens.of(name)
    if as_json:
        print(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1, default=str))
        return 0
    for one in found:
        used = f"dùng lần cuối {moment(one.seen)}" if one.seen else "chưa dùng"
        print(f"{one.id}\t{one.label}\ttạo {day(one.at)}, hết hạn {day(one.until)}, {used}")
    if not found:
        print(f"{name} chưa có mã truy cập nào. Tạo: `sovang user token {name} --label 'máy văn thư'`.")
    return 0


def _account(values: Mapping[str, object]) -> Account:
    try:
        return Account.model_validate(values)
    except ValidationError as error:
        names = ", ".join(str(one["loc"][0]) for one in error.errors())
        raise SetupError(
            f"Tài khoản sai mục: {names}. Tên đăng nhập gồm 2–40 chữ thường không dấu, số, dấu chấm, gạch."
        ) from error


def _known(register: Register, name: str) -> Account:
    known = register.accounts.find(name)
    if known is None:
        raise SetupError(f"Không có tài khoản “{name}”. Xem: `sovang user list`.")
    return known.account


def _asked() -> str:
    """A password typed twice, or the first line of what is piped in."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Mật khẩu: ")
    if getpass.getpass("Nhắc lại: ") != first:
        raise SetupError("Hai lần gõ không giống nhau. Chạy lại lệnh.")
    return first


def _me() -> str:
    return getpass.getuser()
