"""`sovang import`: a register or a list that was kept elsewhere."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from extractors.forms.headings import key_of
from flows.importing.bring import Brought, Wish, bring
from flows.office import Office, open_office, visited
from flows.programmes import known_names
from register.runs import Busy
from schemas.errors import SetupError
from schemas.imported import IMPORTED
from schemas.text import fold
from sovang.settings import Settings

_SHOWN = 20
_ODD = 1  # exit status: done, but some rows were left out


def import_list(settings: Settings, path: Path, programme: str | None, columns: Sequence[str], *, dry: bool) -> Brought:
    """Brings a list in, or with `dry` says what would happen. Raises SetupError."""
    if dry:
        with visited(settings.data, settings.database) as there:
            office = replace(there, workers=settings.workers, limits=settings.limits)
            return bring(office, path, Wish(_programme(office, programme), None, _columns(columns), True))
    office = open_office(settings.data, settings.database, settings.workers, limits=settings.limits)
    try:
        wish = Wish(_programme(office, programme), None, _columns(columns), False, getpass.getuser())
        found = bring(office, path, wish)
        return found if found.unknown else found.model_copy(update={"pairs": _matched(office)})
    except Busy as busy:
        raise SetupError(f"{busy} Đợi lượt ấy xong rồi nhập lại.") from busy
    finally:
        office.register.close()


def _matched(office: Office) -> int | None:
    """How many pairs comparing what waits has found; None where nothing waits. An import that was killed may wait."""
    from flows.matching import match
    from flows.report import write_workbook

    found = match(office) if office.register.counts().uncompared else None
    write_workbook(office, large=False)
    return found


def run(
    settings: Settings, path: Path, programme: str | None, columns: Sequence[str], *, dry: bool, as_json: bool
) -> int:
    """Tells what was done; returns the exit status."""
    found = import_list(settings, path, programme, columns, dry=dry)
    if as_json:
        print(found.model_dump_json(indent=1))
    else:
        asked = bool(found.unknown) and not dry
        print("\n".join(_told(found, path.name)), file=sys.stderr if asked else sys.stdout)
    if found.unknown and not dry:
        return 2
    return _ODD if found.bad_rows else 0


def _programme(office: Office, said: str | None) -> str | None:
    known = known_names(office.programmes)
    if said is not None and fold(said) not in known:
        raise SetupError(f"Không có chương trình “{said}”: {', '.join(p.id for p in office.programmes)}.")
    return known[fold(said)] if said else None


def _columns(given: Sequence[str]) -> dict[str, str]:
    """`Tiêu đề=title` → folded heading → field."""
    out = {}
    for one in given:
        heading, sign, name = one.rpartition("=")
        if not sign or not key_of(heading) or name.strip() not in IMPORTED:
            fields = "; ".join(f"{key}: {told}" for key, told in IMPORTED.items())
            raise SetupError(f"--column “{one}”: viết như “Tên giải pháp=title”, mục là một trong: {fields}.")
        out[key_of(heading)] = name.strip()
    return out


def _told(found: Brought, name: str) -> Iterator[str]:
    if found.known:
        yield f"{name} đã nhập từ trước (hồ sơ {found.dossier}): không nhập lại."
        yield from _pairs(found)
        return
    if found.unknown:
        yield f"{'Sẽ hỏi' if found.dry else 'Chưa nhập gì'}: chưa rõ các cột sau giữ gì."
        for heading, _, sample in [one for one in found.columns if one[1] is None]:
            yield f'  --column "{heading}=…"   ví dụ: {sample}'
        yield f"  Mục: {', '.join(IMPORTED)} (ignore: bỏ qua, note: ghi chú)"
        if not found.dry:
            return
    if found.dry:
        yield from (f"  Cột “{heading}” → {IMPORTED.get(said, said)}" for heading, said, _ in found.columns if said)
    before = f" (lượt trước đã nhập {found.before})" if found.before else ""
    yield f"{'Sẽ nhập' if found.dry else 'Đã nhập'} {found.rows} sáng kiến{before}, {found.to_check} dòng cần kiểm tra."
    for row in found.first:
        authors = f" ({', '.join(row['authors'])})" if row["authors"] else ""
        yield f"  dòng {row['row']}: {row['title']}{authors}"
    if found.skipped:
        yield f"Trang không có bảng sáng kiến, bỏ qua: {', '.join(found.skipped)}"
    if found.bad_rows:
        yield f"Không nhập được {found.bad_rows} dòng:"
        yield from (f"  trang {bad.sheet}, dòng {bad.row}: {bad.reason}" for bad in found.bad[:_SHOWN])
        if found.bad_rows > _SHOWN:
            yield f"  … và {found.bad_rows - min(_SHOWN, len(found.bad))} dòng nữa."
    if found.left_out:
        yield f"Các dòng ấy, kèm lý do: {found.left_out}"
    yield from _pairs(found)
    if found.dry:
        yield "Chưa ghi gì (--dry-run)."


def _pairs(found: Brought) -> Iterator[str]:
    if found.pairs:
        yield f"So trùng: {found.pairs} cặp nghi trùng mới, xem `sovang pairs`."
    elif found.pairs is not None:
        yield "So trùng: không thấy cặp nghi trùng mới."
