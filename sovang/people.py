"""`sovang user`: who may use the desk."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict

from pydantic import ValidationError

from register.existing import open_existing
from register.register import Register
from review.guard import passwords, sessions
from schemas.account import Account, Role
from schemas.errors import SetupError
from schemas.written import day, moment
from sovang.settings import Settings
from sovang.unit_ids import checked

ROLES = {Role.VIEWER: "chỉ xem", Role.ENTRY: "nhập liệu", Role.REVIEWER: "thẩm định", Role.ADMIN: "quản trị"}

_RULES = {
    "name": "tên đăng nhập gồm 2–40 chữ thường không dấu, số, dấu chấm, gạch",
    "shown": "--name là họ và tên, không để trống, không quá dài",
    "role": f"--role là một trong {', '.join(ROLES)}",
    "units": "--unit là mã đơn vị",
}


@contextmanager
def _register(settings: Settings, *, new: bool = False) -> Iterator[Register]:
    register = (Register.open if new else open_existing)(settings.data, settings.database)
    try:
        yield register
    finally:
        register.close()


def add(settings: Settings, name: str, shown: str, role: str, units: Sequence[str]) -> int:
    """Returns the exit status. Raises SetupError for a name that is taken or no name, WeakPassword."""
    wanted = _account({"name": name, "shown": shown, "role": role, "units": _scope(units)})
    with _register(settings, new=True) as register:
        _known_units(register, wanted)
        if register.accounts.find(name):
            raise SetupError(f"Đã có tài khoản “{name}”. Sửa: `sovang user change {name}`.")
        register.accounts.put(wanted, _me(), passwords.hashed(_asked(), name))
    print(f"Đã thêm tài khoản {name} ({ROLES[wanted.role]}).")
    return 0


def change(settings: Settings, name: str, wanted: Mapping[str, object]) -> int:
    """Changes what `wanted` says, leaving what it has as None. Raises SetupError, also where that is nothing."""
    given = {key: value for key, value in wanted.items() if value is not None}
    if not given:
        raise SetupError("Chưa nêu sửa gì: thêm --name, --role, --unit, --disable hoặc --enable.")
    if isinstance(units := given.get("units"), list):
        given["units"] = _scope(units)
    with _register(settings) as register:
        before = _known(register, name)
        after = _account({**before.model_dump(), **given})
        if after == before:
            print(f"Tài khoản {name} vốn đã như vậy: không đổi gì.")
            return 0
        if after.units != before.units:
            _known_units(register, after)
        register.accounts.put(after, _me())
    print(f"Đã sửa tài khoản {name}: {_line(after)}.")
    return 0


def _scope(units: Sequence[str]) -> tuple[str, ...]:
    """`all` is every unit, as no unit is."""
    if "all" in units and len({*units}) > 1:
        raise SetupError("--unit all là mọi đơn vị: không nêu cùng đơn vị khác.")
    return () if "all" in units else tuple(dict.fromkeys(units))


def _known_units(register: Register, account: Account) -> None:
    """Raises SetupError for a unit that is none: such an account would silently see nothing."""
    if account.units:
        known = register.units.catalogue()
        for one in account.units:
            checked(known, one)


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
        print(f"{one.name}\t{_line(one)}")
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


def _line(one: Account) -> str:
    scope = f" · đơn vị: {', '.join(one.units)}" if one.units else ""
    return f"{one.shown} · {ROLES[one.role]}{scope}{' · đã khóa' if one.disabled else ''}"


def _account(values: Mapping[str, object]) -> Account:
    try:
        return Account.model_validate(values)
    except ValidationError as error:
        wrong = dict.fromkeys(_RULES.get(str(one["loc"][0]), str(one["loc"][0])) for one in error.errors())
        raise SetupError(f"Tài khoản chưa được: {'; '.join(wrong)}.") from error


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
