"""The frame of Typer's `--help` pages in Vietnamese: headings, kinds of values, what is required or usual."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from typer import _click
from typer._click.formatting import HelpFormatter

_HEADINGS = {"Arguments": "Cần nêu", "Options": "Tùy chọn", "Commands": "Lệnh"}
_HELP = {"Show this message and exit.": "Xem trang này."}
# What Typer calls a kind of value, and ours; in their order.
_KINDS = (
    (r"<int(?: range)?>|<float(?: range)?>", "SỐ"),
    (r"<[^<>]*%d[^<>]*>", "NGÀY"),
    (r"<path>", "ĐƯỜNG-DẪN"),
    (r"<str>", "CHỮ"),
    (r"<list\[[^\]]*\]>", "CHỮ"),
    (r"<([^<>]*\|[^<>]*)>", r"\1"),
)
_REMARKS = (
    (r"\brequired\b", "bắt buộc"),
    (r"\bdefault: ", "mặc định: "),
    (r"([\d.]+)<=x<=([\d.]+)", r"từ \1 đến \2"),
    (r"x>=([\d.]+)", r"từ \1 trở lên"),
    (r"x<=([\d.]+)", r"nhiều nhất \1"),
)
_USAGE = (
    (r"\[OPTIONS\]", "[TÙY-CHỌN]"),
    (r"COMMAND \[ARGS\]\.\.\.", "LỆNH …"),
    (r"[{}]", ""),
    (r"\[+([^\[\]]*?)(?:\.\.\.)?\]+\.\.\.", r"[\1...]"),
    (r"(?:\.\.\.){2,}", "..."),
)


class _Formatter(HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _changed(args, _USAGE), prefix or "Cách dùng: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Sequence[tuple[str, str]], *args: Any, **more: Any) -> None:
        super().write_dl([(_named(name), _about(told)) for name, told in rows], *args, **more)


class _Context(_click.Context):
    formatter_class = _Formatter


def in_vietnamese(command: _click.Command) -> None:
    """Has this command and all below it tell their help so, each with its whole first sentence in the list."""
    command.context_class = _Context
    for one in getattr(command, "commands", {}).values():
        one.short_help = one.short_help or (one.help or "").strip().partition("\n")[0]
        in_vietnamese(one)


def _named(name: str) -> str:
    """An argument by its name alone, an option with what it takes."""
    return _changed(name, _KINDS) if name.startswith("-") else name.partition(" <")[0]


def _about(told: str) -> str:
    remark = re.search(r"\[[^\[\]]*\]$", told)
    if remark is None:
        return _HELP.get(told, told)
    return told[: remark.start()] + _changed(remark[0], _REMARKS)


def _changed(text: str, rules: Sequence[tuple[str, str]]) -> str:
    for pattern, ours in rules:
        text = re.sub(pattern, ours, text)
    return text
