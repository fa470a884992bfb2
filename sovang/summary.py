"""The Vietnamese account at the end of a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.report import Summary
from schemas.code_words import of_item
from schemas.errors import ItemCode

PAIRS_SHOWN = 30
AGAIN_SHOWN = 30
REASONS_SHOWN = 4
PARTS_SHOWN = 3  # parts of one item with the same trouble


def told(summary: Summary) -> str:
    """The summary as lines of text."""
    return "\n".join(["", *_lines(summary)])


def _lines(summary: Summary) -> Iterator[str]:
    if not summary.received and not summary.read and not summary.new_pairs:
        came = "mọi hồ sơ đã được nhận từ trước" if summary.known else "không thấy hồ sơ nào"
        yield f"Không có gì mới: {came}."
    else:
        yield "KẾT QUẢ"
        yield f"  Hồ sơ mới nhận            {summary.received}"
        yield f"  Hồ sơ đã đọc              {summary.read}"
        yield f"  Dòng sáng kiến đọc được   {summary.rows}"
        yield f"  Ghi sổ ngay               {summary.registered}"
        yield f"  Chờ người kiểm tra        {summary.to_review} dòng, {summary.fields_to_check} ô"
        if summary.unchanged:
            yield f"  Trùng, không ghi lại      {summary.unchanged}"
        yield f"  Ô cần kiểm tra ở tờ trình {summary.letter_fields_to_check}"
        yield f"  Cặp nghi trùng            {len(summary.pairs)} (mới: {summary.new_pairs})"
        yield from _pairs(summary)
    yield from _incomplete(summary)
    if summary.unknown_columns:
        yield ""
        yield "BẢNG MẪU LẠ (chỉ một lần cột nào là mục nào, máy nhớ cho đơn vị ấy)"
        yield from (f"  {name}: sovang columns {dossier}" for dossier, name in summary.unknown_columns)
    yield from _set_aside(summary)
    yield from _again(summary)
    if summary.known or summary.ignored:
        yield ""
    if summary.known:
        yield f"Đã nhận từ trước, không đọc lại: {_few(summary.known)}"
    if summary.ignored:
        yield f"Bỏ qua tệp tạm: {_few(sorted(set(summary.ignored)))}"
    yield ""
    later = "sổ đã lớn, làm trong lượt chạy đêm; cần ngay: `sovang export innovations --format xlsx --out so.xlsx`"
    yield f"Bảng Excel để xem: {summary.workbook or later}"
    yield f"Sổ (cơ sở dữ liệu): {summary.register_path}"
    yield f"Ảnh các trang: {summary.pictures}"
    yield from summary.kept
    if summary.trouble:
        yield ""
        yield "CẦN XỬ LÝ NGAY"
        yield from (f"  {line}" for line in summary.trouble)


def _few(names: Sequence[str]) -> str:
    """How many, and the first of them."""
    more = " …" if len(names) > PARTS_SHOWN else ""
    return f"{len(names)} ({', '.join(names[:PARTS_SHOWN])}{more})"


def _incomplete(summary: Summary) -> Iterator[str]:
    """What is missing, with the items that lack it: forty dossiers without a letter are one line."""
    lacking: dict[str, list[str]] = {}
    for name, message in summary.incomplete:
        lacking.setdefault(message, []).append(name)
    if lacking:
        yield ""
        yield "THIẾU GIẤY TỜ"
    for message, names in lacking.items():
        more = f" (và {len(names) - PARTS_SHOWN} hồ sơ nữa)" if len(names) > PARTS_SHOWN else ""
        yield f"  {', '.join(names[:PARTS_SHOWN])}{more}: {message}"


def _alike(items: Sequence[tuple[str, str, str]]) -> dict[tuple[str, str, str], list[str]]:
    """(item, code, advice) → the names of its parts with that trouble: an archive of twenty bombs is one line."""
    out: dict[tuple[str, str, str], list[str]] = {}
    for name, code, advice in items:
        out.setdefault((name.split(" › ")[0], code, advice), []).append(name)
    return out


def _pairs(summary: Summary) -> Iterator[str]:
    fresh = [pair for pair in summary.pairs if pair.fresh]
    if not fresh:
        return
    yield ""
    yield "NGHI TRÙNG (người thẩm định quyết định)"
    for pair in fresh[:PAIRS_SHOWN]:
        yield f"  {pair.score:.0%}  {pair.first}"
        yield f"       {pair.second}"
        yield f"       vì: {'; '.join(pair.reasons[:REASONS_SHOWN]) or 'nội dung gần giống'}"
    if more := len(summary.pairs) - min(len(fresh), PAIRS_SHOWN):
        yield f"  … và {more} cặp nữa trong bảng Excel."


def _again(summary: Summary) -> Iterator[str]:
    """What was there before, by item: an item may have several lines."""
    if not summary.again:
        return
    yield ""
    yield "GỬI LẠI"
    lines: dict[str, list[str]] = {}
    for name, message in summary.again:
        lines.setdefault(name, []).append(message)
    for name, messages in list(lines.items())[:AGAIN_SHOWN]:
        yield f"  {name}"
        yield from (f"       {message}" for message in messages)
    if len(lines) > AGAIN_SHOWN:
        yield f"  … và {len(lines) - AGAIN_SHOWN} mục nữa; xem `sovang export dossiers`."


def _set_aside(summary: Summary) -> Iterator[str]:
    asked = {name for _, name in summary.unknown_columns}  # told above what to do about these
    aside = [one for one in summary.set_aside if one[1] != ItemCode.NO_TABLE_FOUND or one[0] not in asked]
    if aside or summary.refused:
        yield ""
        yield "ĐỂ RIÊNG (bản gốc vẫn được giữ)"
    for (item, code, advice), names in _alike(aside).items():
        more = f" (và {len(names) - PARTS_SHOWN} mục nữa)" if len(names) > PARTS_SHOWN else ""
        shown = [name if name == item else name.removeprefix(f"{item} › ") for name in names[:PARTS_SHOWN]]
        yield f"  {item if names == [item] else f'{item} › ' + ', '.join(shown)}{more} [{of_item(code)}]: {advice}"
    for name, reason in summary.refused:
        yield f"  {name}: {reason}"
    if aside:
        yield "  Đọc lại khi đã sửa xong: sovang retry --all"
