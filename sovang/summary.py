"""The Vietnamese account at the end of a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.report import Summary

PAIRS_SHOWN = 30
AGAIN_SHOWN = 30
PARTS_SHOWN = 3  # parts of one item with the same trouble


def told(summary: Summary) -> str:
    """The summary as lines of text."""
    return "\n".join(["", *_lines(summary)])


def _lines(summary: Summary) -> Iterator[str]:
    if not summary.received and not summary.read and not summary.new_pairs:
        yield "Không có gì mới: mọi hồ sơ đã được nhận từ trước."
    else:
        yield "KẾT QUẢ"
        yield f"  Hồ sơ mới nhận            {summary.received}"
        yield f"  Hồ sơ đã đọc              {summary.read}"
        yield f"  Dòng sáng kiến đọc được   {summary.rows}"
        yield f"  Ghi sổ ngay               {summary.registered}"
        yield f"  Chờ người kiểm tra        {summary.to_review} dòng, {summary.fields_to_check} ô"
        yield f"  Ô cần kiểm tra ở tờ trình {summary.letter_fields_to_check}"
        yield f"  Cặp nghi trùng            {len(summary.pairs)} (mới: {summary.new_pairs})"
        yield from _pairs(summary)
    if summary.incomplete:
        yield ""
        yield "THIẾU GIẤY TỜ"
        yield from (f"  {name}: {message}" for name, message in summary.incomplete)
    if summary.unknown_columns:
        yield ""
        yield "BẢNG MẪU LẠ (chỉ một lần cột nào là mục nào, máy nhớ cho đơn vị ấy)"
        yield from (f"  {name}: sovang columns {dossier}" for dossier, name in summary.unknown_columns)
    yield from _set_aside(summary)
    yield from _again(summary)
    if summary.known:
        yield f"  Đã nhận từ trước          {len(summary.known)}"
    if summary.ignored:
        yield f"  Bỏ qua tệp tạm            {', '.join(sorted(set(summary.ignored)))}"
    yield ""
    yield f"Bảng Excel để xem: {summary.workbook}"
    yield f"Sổ (cơ sở dữ liệu): {summary.register_path}"
    yield f"Ảnh các trang: {summary.pictures}"


def _alike(items: Sequence[tuple[str, str, str]]) -> dict[tuple[str, str, str], list[str]]:
    """(item, code, advice) → the names of its parts with that trouble: an archive of twenty bombs is one line."""
    out: dict[tuple[str, str, str], list[str]] = {}
    for name, code, advice in items:
        out.setdefault((name.split(" › ")[0], code, advice), []).append(name)
    return out


def _pairs(summary: Summary) -> Iterator[str]:
    if not summary.pairs:
        return
    yield ""
    yield "NGHI TRÙNG (người thẩm định quyết định)"
    for pair in summary.pairs[:PAIRS_SHOWN]:
        yield f"  {pair.score:.0%}  {pair.first}"
        yield f"       {pair.second}"
        yield f"       vì: {'; '.join(pair.reasons) or 'nội dung gần giống'}"
    if len(summary.pairs) > PAIRS_SHOWN:
        yield f"  … và {len(summary.pairs) - PAIRS_SHOWN} cặp nữa trong bảng Excel."


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
    if summary.set_aside or summary.refused:
        yield ""
        yield "ĐỂ RIÊNG (bản gốc vẫn được giữ)"
    for (item, code, advice), names in _alike(summary.set_aside).items():
        more = f" (và {len(names) - PARTS_SHOWN} mục nữa)" if len(names) > PARTS_SHOWN else ""
        shown = [name if name == item else name.removeprefix(f"{item} › ") for name in names[:PARTS_SHOWN]]
        yield f"  {item if names == [item] else f'{item} › ' + ', '.join(shown)}{more} [{code}]: {advice}"
    for name, reason in summary.refused:
        yield f"  {name}: {reason}"
    if summary.set_aside:
        yield "  Đọc lại khi đã sửa xong: sovang retry --all"
