"""`sovang find`: innovations by words and filters, page by page."""

from __future__ import annotations

import json
from collections.abc import Iterator

from flows.office import Office, known_office
from flows.programmes import known_names
from register.exports import words
from register.search.index import redo
from register.search.query import Hit, Page, Query
from schemas import masking
from schemas.code_words import finding_of
from schemas.errors import SetupError
from schemas.innovation import Status
from schemas.text import fold
from schemas.written import day, money
from sovang.settings import Settings

_TITLE = 160  # letters of a title that are shown


def find(settings: Settings, query: Query, *, as_json: bool) -> int:
    """Prints a page of what was found, phones masked; returns the exit status."""
    office = known_office(settings.data, settings.database)
    try:
        page = office.register.finder.page(_checked(office, query))
    finally:
        office.register.close()
    if as_json:
        hits = [hit.model_dump(mode="json") | {"phones": [masking.phone(p) for p in hit.phones]} for hit in page.hits]
        print(json.dumps({**page.model_dump(), "hits": hits}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(page)))
    return 0


def reindex(settings: Settings) -> int:
    """Makes the index of words and the counts anew; returns the exit status."""
    office = known_office(settings.data, settings.database)
    try:
        redo(office.register.database)
    finally:
        office.register.close()
    print("Đã lập lại chỉ mục tìm kiếm và số đếm.")
    return 0


def _checked(office: Office, query: Query) -> Query:
    """Statuses and programmes as staff call them are known too. Raises SetupError for a word that means nothing."""
    changes: dict[str, str] = {}
    if query.status:
        told = {fold(word): code for code, word in words.STATUS.items()} | {fold(code): str(code) for code in Status}
        changes["status"] = _one(query.status, told, "trạng thái", [word.lower() for word in words.STATUS.values()])
    if query.code:
        code = finding_of(query.code)
        if code is None:
            raise SetupError(
                f"Không có điều lưu ý “{query.code}”: ghi như “thiếu bảng tổng hợp”, xem docs/findings.md."
            )
        changes["code"] = str(code)
    if query.programme:
        changes["programme"] = _one(query.programme, known_names(office.programmes), "chương trình", _ids(office))
    if query.phase:
        phases = [phase.id for programme in office.programmes for phase in programme.phases]
        changes["phase"] = _one(query.phase, {fold(one): one for one in phases}, "giai đoạn", phases)
    if query.dossier and not office.register.brief.names([query.dossier]):
        raise SetupError(f"Không có hồ sơ “{query.dossier}” trong sổ. Xem mã bằng `sovang export dossiers`.")
    return query.model_copy(update=changes)


def _ids(office: Office) -> list[str]:
    return [programme.id for programme in office.programmes]


def _one(said: str, known: dict[str, str], what: str, names: list[str]) -> str:
    if fold(said) not in known:
        raise SetupError(f"Không có {what} “{said}”: ghi một trong {', '.join(names)}.")
    return known[fold(said)]


def _lines(page: Page) -> Iterator[str]:
    for hit in page.hits:
        title = hit.title if len(hit.title) <= _TITLE else hit.title[:_TITLE].rstrip() + "…"
        yield f"{hit.id}  {title}"
        yield f"    {'; '.join(part for part in _facts(hit) if part)}"
    if not page.hits:
        yield "Không tìm thấy sáng kiến nào. Thử ít từ hơn, hoặc bớt điều kiện lọc."
    if page.cut:
        yield "Câu tìm quá dài hoặc có quá nhiều kết quả: thêm điều kiện lọc để tìm cho đúng."
    if page.more:
        yield f"Còn nữa: thêm --after {page.more}"


def _facts(hit: Hit) -> Iterator[str]:
    phones = f" ({', '.join(map(masking.phone, hit.phones))})" if hit.phones else ""
    yield ", ".join(hit.authors) + phones
    yield hit.unit
    yield day(hit.day)
    yield words.STATUS.get(hit.status, hit.status)
    yield words.programme(hit.programme)
    yield money(hit.benefit_vnd or None)
