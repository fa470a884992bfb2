"""Old and foreign Office files made modern by LibreOffice: in a profile of its own, without macros, network or much
time."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from extractors.intake.guard import guard_office
from extractors.intake.store import keep
from schemas.errors import ItemCode, SetAside
from schemas.source import Kind, Limits, SourceFile

_SECONDS = 120.0  # a start with a new profile takes 3 to 10, a dossier 1
_ENDINGS = {
    Kind.DOC: ".doc",
    Kind.RTF: ".rtf",
    Kind.ODT: ".odt",
    Kind.WORD_XML: ".xml",
    Kind.FLAT_TEXT: ".fodt",
    Kind.FLAT_SHEET: ".fods",
    Kind.DOCX: ".docx",
}
_TEXT, _SHEET = "docx:MS Word 2007 XML", "xlsx:Calc MS Excel 2007 XML"
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_BLOCK = 1 << 20
# Never run a macro, never follow a link: what a document asks for on opening is not our business.
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
)


def to_modern(file: SourceFile, out: Path, limits: Limits) -> SourceFile:
    """The file as a .docx, a sheet as an .xlsx, in `out`, under its own name; `parent` is the file it was made from.

    Raises SetAside: missing-tool, timeout, unreadable, and what `guard_office` finds in the result.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise SetAside(ItemCode.MISSING_TOOL, "soffice")
    _guard(file, limits)
    wanted = _SHEET if file.kind is Kind.FLAT_SHEET else _TEXT
    with tempfile.TemporaryDirectory(prefix="sovang-office-") as folder:
        room = Path(folder)
        source = room / f"in{_ENDINGS.get(file.kind, '.doc')}"
        shutil.copyfile(file.path, source)
        said = _run(
            [*_no_network(), program, *_options(room, wanted), str(source)], room, min(_SECONDS, limits.seconds * 0.9)
        )
        made = room / "out" / f"in.{wanted.partition(':')[0]}"
        if not made.is_file():
            raise SetAside(ItemCode.UNREADABLE, said)
        guard_office(made, limits)
        with made.open("rb") as stream:
            modern = keep(iter(lambda: stream.read(_BLOCK), b""), file.name, out, file.sha256)
    if modern.kind is not (Kind.XLSX if wanted is _SHEET else Kind.DOCX):
        raise SetAside(ItemCode.UNREADABLE, f"became {modern.kind}")
    return modern


def _guard(file: SourceFile, limits: Limits) -> None:
    guard_office(file.path, limits)
    if file.kind in {Kind.WORD_XML, Kind.FLAT_TEXT, Kind.FLAT_SHEET}:
        if file.size > limits.text_bytes:
            raise SetAside(ItemCode.TOO_LARGE, f"{file.size} bytes of XML")
        if _ENTITY.search(file.path.read_bytes()):
            raise SetAside(ItemCode.UNREADABLE, "DTD")


def _options(room: Path, wanted: str) -> list[str]:
    profile = room / "profile"
    (profile / "user").mkdir(parents=True)
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    settings = f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    (profile / "user" / "registrymodifications.xcu").write_text(f'<?xml version="1.0"?>{settings}', "utf-8")
    return [
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
        *("--convert-to", wanted, "--outdir", str(room / "out")),
    ]


def _run(command: list[str], room: Path, seconds: float) -> str:
    """Runs to its end or kills the whole group: soffice is a script that starts another program."""
    # Threads of the numeric libraries and a display are not needed; a home of its own keeps it out of the user's.
    environment = {**os.environ, "HOME": str(room), "SAL_USE_VCLPLUGIN": "svp"}
    process = subprocess.Popen(
        command,
        cwd=room,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        process_group=0,  # to be ended whole; in our session, so that it also ends when we are ended
    )
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise SetAside(ItemCode.TIMEOUT, f"soffice: more than {seconds:.0f} s") from error
    finally:
        _kill_group(process)
    return said.decode("utf-8", "replace")[-500:]


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.communicate()


@cache
def _no_network() -> tuple[str, ...]:
    """How to start a program without a network, where the system lets us; LibreOffice fetches remote pictures."""
    for words in (("unshare", "--net"), ("unshare", "--map-root-user", "--net")):
        if (
            shutil.which(words[0])
            and subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0
        ):
            return words
    return ()
