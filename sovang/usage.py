"""What Typer says about wrong usage and in its help, in Vietnamese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typer import Typer

NO_HELP = "Xem cách dùng: `{} --help`."

# Typer's own sentences, as patterns, and ours; the first that fits is used.
_SAID = [
    (r"No such command '(.*?)'.*", r"không có lệnh “\1”"),
    (r"No such option:? '?(.*?)'?\s*(?:Did you mean .*|\(.*)?", r"không có tùy chọn “\1”"),
    (r"Missing (?:argument|parameter) '?(.*?)'?\.?(?: Choose from:\s*(.*))?", r"còn thiếu \1"),
    (r"Missing option '?(.*?)'?\.?(?: Choose from:\s*(.*))?", r"còn thiếu \1"),
    (r"Option '?(.*?)'? requires an argument\.?", r"sau \1 phải có giá trị"),
    (r"Option '?(.*?)'? does not take a value\.?", r"\1 không có giá trị đi kèm"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", r"thừa: \1"),
    (
        r"Invalid value for '?(.*?)'?: (?:Value error, )?'?(.*?)'? is not one of (.*?)\.?",
        r"\1 không nhận “\2”; chọn: \3",
    ),
    (
        r"Invalid value for '?(.*?)'?: (?:Value error, )?'?(.*?)'? does not match the formats .*",
        r"\1: ngày “\2” viết sai; viết như 31/07/2023",
    ),
    (r"Invalid value for '?(.*?)'?: .*valid integer.*", r"\1 phải là một số nguyên, chỉ gồm chữ số"),
    (r"Invalid value for '?(.*?)'?: Input should be greater than or equal to (\S+)", r"\1 phải từ \2 trở lên"),
    (r"Invalid value for '?(.*?)'?: Input should be less than or equal to (\S+)", r"\1 nhiều nhất là \2"),
    (r"Invalid value for '?(.*?)'?: (.*)", r"\1: \2"),
    (r"Invalid value: (.*)", r"\1"),
]


def in_vietnamese(message: str) -> str:
    """One of Typer's error sentences; one that is not known is given as it is."""
    plain = " ".join(message.split()).replace("{", "").replace("}", "")
    for pattern, ours in _SAID:
        if found := re.fullmatch(pattern, plain):
            said = found.expand(ours)
            choices = found[2] if found.re.groups > 1 and "Choose from" in plain else ""
            return (f"{said}; chọn: {choices}" if choices else said).replace("'", "").rstrip(".")
    return plain.rstrip(".")


def run(app: Typer, program: str = "sovang") -> int:
    """Runs the command of the command line; returns its exit status. Wrong usage is one Vietnamese line."""
    import sys

    from typer import _click
    from typer.main import get_command

    from sovang import helping

    command = get_command(app)
    helping.in_vietnamese(command)
    try:
        return int(command.main(prog_name=program, standalone_mode=False) or 0)
    except _click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message(), file=sys.stderr)
    except _click.exceptions.ClickException as error:
        context: Any = getattr(error, "ctx", None)
        where = context.command_path if context else program
        print(f"Lỗi: {in_vietnamese(error.format_message())}. {NO_HELP.format(where)}", file=sys.stderr)
    return 2
