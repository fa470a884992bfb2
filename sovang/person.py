"""`sovang person`: everything kept of one person, and its erasure."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from flows.forgetting import forget
from flows.importing import refused
from flows.office import Office, known_office
from register.erasing import Erased
from register.exports.person import export_person as write
from register.held import HeldFile
from register.persons import Wish, check_also, work_of
from register.whereabouts import Mention, Person, Row, Whereabouts
from schemas import masking
from schemas.errors import SetupError
from schemas.redaction import words_of
from sovang.settings import Settings

_MENTIONS = 30
_WIDTH = 160  # letters of a row that are shown
_FORMS = (".xlsx", ".jsonl")


def export_person(settings: Settings, person: Person, why: str, out: Path, *, as_json: bool) -> int:
    """Returns the exit status: 1 when nothing is kept of the person."""
    _checked(person)
    if out.suffix.lower() not in _FORMS:
        raise SetupError(f"Tệp {out.name} phải có đuôi .xlsx hoặc .jsonl.")
    with _open(settings) as office:
        found = office.register.persons.find(person)
        found.mentions += refused.mentions(office.data, person.mask(found.phones()))
        if not (found.rows or found.mentions):
            return _nobody(found, as_json=as_json)
        files = office.register.persons.files(row.dossier for row in found.rows)
        count = write(found, files, out.suffix.lower().removeprefix("."), out)
        office.register.persons.told(found, why, getpass.getuser())
    if as_json:
        print(json.dumps({"rows": len(found.rows), "mentions": len(found.mentions), "files": len(files)}))
    else:
        print(f"Đã xuất {count} mục ra {out} (đủ số điện thoại: giữ cẩn thận, giao đúng người).", file=sys.stderr)
    return 0 if found.rows or found.mentions else 1


def erase_person(settings: Settings, wish: Wish, *, apply: bool, as_json: bool) -> int:
    """Shows what would go, or with `apply` takes it away. Returns the exit status: 1 when nothing is kept."""
    _checked(wish.person)
    with _open(settings) as office:
        found = office.register.persons.find(wish.person)
        lines = refused.mentions(office.data, wish.person.mask(found.phones()))
        if not (found.rows or found.mentions or found.earlier or lines):
            return _nobody(found, as_json=as_json)
        check_also(wish, found)
        if not apply:
            files = office.register.persons.files({*(row.dossier for row in found.rows), *found.earlier})
            _show(found, files, lines, as_json=as_json)
            return 0
        done, left = _erased(office, wish, found, lines)
    _told(done, left, len(lines), as_json=as_json)
    return 0


def _erased(office: Office, wish: Wish, found: Whereabouts, lines: list[Mention]) -> tuple[Erased, list[HeldFile]]:
    """Also where lists that were brought in name him in refused rows only. Returns the originals that stay, too."""
    persons, me = office.register.persons, getpass.getuser()
    alone = bool(lines) and not (found.sure() or wish.also or (wish.originals and found.earlier))
    work = None if alone else work_of(wish, found)
    dossiers = work.dossiers if work else []
    mask = (work and work.mask) or wish.person.mask(found.phones())

    def erase() -> Erased:
        gone = refused.forget_person(office.data, mask)
        if gone:
            persons.rows_dropped(wish, gone, me)
        return persons.erase(wish, found, me) if work else Erased()

    done = forget(office, erase, dossiers)
    return done, [held for held in persons.files(dossiers) if not wish.originals or held.others]


def sweep_originals(settings: Settings) -> int:
    with _open(settings) as office:
        gone = office.register.persons.drop_originals()
    print(f"Đã xóa lại {gone} tệp gốc." if gone else "Không có tệp gốc nào phải xóa lại.")
    return 0


@contextmanager
def _open(settings: Settings) -> Iterator[Office]:
    office = known_office(settings.data, settings.database)
    try:
        yield office
    finally:
        office.register.close()


def _checked(person: Person) -> None:
    """Raises SetupError for what cannot be searched for without hitting everybody."""
    if len(words_of(person.full_name)) < 2:
        raise SetupError("Ghi đủ họ và tên (ít nhất hai chữ), đúng dấu.")
    if person.phone and not masking.phones(person.phone):
        raise SetupError(f"Số điện thoại {masking.phone(person.phone)} viết sai: ghi như 0912345678.")


def _nobody(found: Whereabouts, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"rows": len(found.rows), "mentions": len(found.mentions), "files": 0}))
    else:
        print("Sổ không giữ gì của người này: không xuất, không xóa gì. Tên phải đủ họ, tên và đúng dấu; tìm gần đúng:")
        print("  sovang find TÊN")
    return 1


def _show(found: Whereabouts, files: list[HeldFile], lines: list[Mention], *, as_json: bool) -> None:
    if as_json:
        shown = {
            "rows": [*map(asdict, found.rows)],
            "mentions": [*map(asdict, found.mentions)],
            "refused": [*map(asdict, lines)],
            "files": [*map(asdict, files)],
        }
        print(json.dumps(masking.value(shown), ensure_ascii=False, indent=1))
        return
    print(masking.text("\n".join(_lines(found, files, lines))))


def _lines(found: Whereabouts, files: list[HeldFile], lines: list[Mention]) -> Iterator[str]:
    sure = found.sure()
    own = {row.dossier for row in sure}
    yield f"SẼ XÓA: {len(sure)} sáng kiến, cả tên người này trong {len(own)} hồ sơ của chúng"
    yield from (f"  {_row(row)}" for row in sure)
    if maybe := [row for row in found.rows if row.certainty == "maybe"]:
        yield "CÓ THỂ LÀ NGƯỜI NÀY (không xóa, trừ khi thêm --with MÃ)"
        yield from (f"  {_row(row)}: {row.why}" for row in maybe)
    if beside := [one for one in found.mentions if one.dossier not in own]:
        yield "NHẮC TÊN Ở HỒ SƠ KHÁC (không xóa, trừ khi thêm --with MÃ-HỒ-SƠ)"
        yield from (f"  {one.dossier}: …{' '.join(one.text.split())}…" for one in beside[:_MENTIONS])
    if lines:
        yield "DÒNG CHƯA NHẬP ĐƯỢC (trong tệp -dong-loi.csv; sẽ xóa khỏi tệp)"
        yield from (f"  {one.dossier} {_where(one)}: {one.text[:_WIDTH]}" for one in lines[:_MENTIONS])
        if len(lines) > _MENTIONS:
            yield f"  … và {len(lines) - _MENTIONS} dòng nữa"
    if files:
        yield "TỆP GỐC (còn dữ liệu của người khác; chỉ xóa khi thêm --originals)"
        yield from (f"  {one.dossier} {one.name}{_shared(one)}" for one in files)
    if found.earlier:
        yield f"ĐÃ XÓA TRƯỚC ĐÂY (còn tệp gốc nếu chưa dùng --originals): {', '.join(sorted(found.earlier))}"
    yield "Chưa xóa gì. Xóa thật: thêm --why LÝ-DO --apply"


def _row(row: Row) -> str:
    born = f", sinh {row.author['birth_year']}" if row.author.get("birth_year") else ""
    phone = f", ĐT {masking.phone(row.author['phone'])}" if row.author.get("phone") else ""
    return f"{row.innovation} {row.title[:60]} ({row.author['full_name']}{born}{phone})"


def _where(one: Mention) -> str:
    sheet, _, row = one.key.partition(" ")
    return f"trang {sheet} dòng {row}"


def _shared(held: HeldFile) -> str:
    return f" (cũng thuộc {', '.join(held.others)}: không xóa)" if held.others else ""


def _told(done: Erased, left: list[HeldFile], lines: int, *, as_json: bool) -> None:
    if as_json:
        told = {"changed": done.changed, "line": done.line, "refused_rows": lines}
        print(json.dumps({**told, "originals_left": len(left)}))
        return
    if done.line:
        print(f"Đã xóa ở {done.total} chỗ; nhật ký dòng {done.line}. Sổ Excel đã ghi lại, ảnh trang và bản đọc đã bỏ.")
    if lines:
        print(f"Đã xóa {lines} dòng chưa nhập được có tên người này khỏi các tệp -dong-loi.csv.")
    if left:
        print(f"Còn {len(left)} tệp gốc có thể chứa dữ liệu của người này; muốn xóa cả: chạy lại với --originals.")
    print("Bản sao lưu, tệp đã xuất và hộp nhận hồ sơ cũ nằm ngoài sổ: tự xóa hoặc sao lưu lại.")
