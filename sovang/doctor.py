"""`sovang doctor`: what this machine has and lacks, and what to do about each."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from ctypes.util import find_library
from dataclasses import asdict, dataclass
from pathlib import Path

from register.existing import is_there
from register.register import Register
from register.verify import Verification
from schemas.errors import SovangError
from sovang.settings import Settings

LOW_DISK = 2 * 2**30  # bytes: a year of dossiers' pictures takes more


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `advice`: the next step, empty when all is well."""

    name: str
    ok: bool
    found: str
    advice: str = ""


def doctor(settings: Settings, *, as_json: bool) -> int:
    """Returns 0 when all is well, else 2."""
    checks = [check(settings) for check in CHECKS]
    if as_json:
        print(json.dumps([asdict(check) for check in checks], ensure_ascii=False, indent=1))
    for check in () if as_json else checks:
        print(f"{'✓' if check.ok else '✗'} {check.name}: {check.found}")
        if check.advice:
            print(f"    → {check.advice}")
    return 0 if all(check.ok for check in checks) else 2


def _ocr(_: Settings) -> Check:
    from extractors.imaging.recognise import models

    try:
        found = models()
    except SovangError as error:
        return Check("Tesseract tiếng Việt", False, str(error), "Chạy `make setup` (gói tesseract-ocr-vie).")
    if not found.second:
        return Check(
            "Tesseract tiếng Việt", False, f"{found.first}; thiếu mô hình thứ hai", "Cài gói tesseract-ocr-script-viet."
        )
    return Check("Tesseract tiếng Việt", True, f"{found.first}, {found.second}")


def _office(_: Settings) -> Check:
    path = shutil.which("soffice")
    advice = "" if path else "Cài gói libreoffice-writer-nogui để đọc được .doc, .rtf (chạy `make setup`)."
    return Check("LibreOffice Writer", path is not None, path or "chưa có", advice)


def _archive(_: Settings) -> Check:
    name = find_library("archive")
    advice = "" if name else "Cài gói libarchive13 để mở được zip, rar, 7z (chạy `make setup`)."
    return Check("libarchive", name is not None, name or "chưa có", advice)


def _register(settings: Settings) -> Check:
    try:
        if not is_there(settings.data, settings.database):
            return Check("Sổ", True, f"chưa có ở {settings.data.resolve()}; lượt chạy đầu sẽ lập")
        register = Register.open(settings.data, settings.database)
    except SovangError as error:
        return Check("Sổ", False, str(error), "Kiểm tra đường dẫn --data, --database và quyền ghi.")
    try:
        problems = list(Verification(register.database, register.files, quick=True).problems())
    finally:
        register.close()
    if problems:
        return Check(
            "Sổ",
            False,
            f"{len(problems)} lỗi: {problems[0].message}",
            "Xem đủ bằng `sovang verify`; khôi phục từ bản sao lưu.",
        )
    return Check(
        "Sổ", True, f"{settings.database or settings.data / 'sovang.db'}; bản gốc và nhật ký nguyên vẹn (kiểm nhanh)"
    )


def _disk(settings: Settings) -> Check:
    folder = next(p for p in (settings.data.resolve(), *settings.data.resolve().parents) if p.exists())
    free = shutil.disk_usage(folder).free
    advice = "" if free >= LOW_DISK else "Dọn bớt ổ đĩa hoặc chuyển --data sang ổ khác."
    return Check("Ổ đĩa", free >= LOW_DISK, f"còn {free / 2**30:.1f} GiB ở {folder}".replace(".", ",", 1), advice)


def _inbox(settings: Settings) -> Check:
    folder: Path = settings.drop_folder
    there = folder.is_dir()
    found = f"{folder}" if there else f"{folder} (sẽ được tạo ở lượt chạy đầu)"
    return Check("Thư mục nhận hồ sơ", True, found)


def _programmes(settings: Settings) -> Check:
    from flows.programmes import FOLDER, known_programmes, own_programmes

    try:
        known, own = known_programmes(settings.data), own_programmes(settings.data)
    except SovangError as error:
        return Check("Chương trình", False, str(error), f"Sửa hoặc bỏ tệp đó khỏi {settings.data / FOLDER}.")
    where = f"; {len(own)} của cơ quan trong {settings.data / FOLDER}" if own else ""
    having = sum(programme.in_province(settings.province) is not programme for programme in known)
    which = (
        f"{having} có quy định riêng của {settings.province}" if having else f"{settings.province} không có gì riêng"
    )
    province = f"; {which}" if settings.province else ""
    return Check("Chương trình", True, f"{len(known)} chương trình{where}{province}")


def _templates(settings: Settings) -> Check:
    from register.exports.wording import FOLDER, check_templates

    try:
        own = check_templates(settings.data)
    except SovangError as error:
        return Check("Mẫu văn bản", False, str(error), "Sửa tệp rồi chạy lại `sovang doctor`.")
    found = f"{own} mẫu của cơ quan trong {settings.data / FOLDER}" if own else "theo mẫu có sẵn"
    return Check("Mẫu văn bản", True, found)


def _index(settings: Settings) -> Check:
    from flows.index import FOLDER
    from matchers.store import Store

    store = Store(settings.data / FOLDER)
    if store.made_anew:
        return Check("Chỉ mục so trùng", True, "chưa có; lượt so trùng tới sẽ lập")
    size = f"{store.size / 2**20:.1f}".replace(".", ",")
    return Check("Chỉ mục so trùng", True, f"{len(store)} sáng kiến, {size} MiB")


CHECKS: list[Callable[[Settings], Check]] = [
    *(_ocr, _office, _archive, _register, _index, _disk, _inbox, _programmes, _templates)
]
