"""Old Word files made modern by LibreOffice: in a profile of its own, without macros, network or much time."""

from __future__ import annotations

import os
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
_ENDINGS = {Kind.DOC: ".doc", Kind.RTF: ".rtf", Kind.ODT: ".odt"}
_FILTER = "docx:MS Word 2007 XML"
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
    """The .doc, .rtf or .odt as a .docx in `out`, under its own name; `parent` is the file it was made from.

    Raises SetAside: missing-tool, timeout, unreadable, and what `guard_office` finds in the result.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise SetAside(ItemCode.MISSING_TOOL, "soffice")
    guard_office(file.path, limits)
    with tempfile.TemporaryDirectory(prefix="sovang-office-") as folder:
        room = Path(folder)
        source = room / f"in{_ENDINGS.get(file.kind, '.doc')}"
        shutil.copyfile(file.path, source)
        said = _run([*_no_network(), program, *_options(room), str(source)], room, min(_SECONDS, limits.seconds * 0.9))
        made = room / "out" / "in.docx"
        if not made.is_file():
            raise SetAside(ItemCode.UNREADABLE, said)
        guard_office(made, limits)
        with made.open("rb") as stream:
            modern = keep(iter(lambda: stream.read(_BLOCK), b""), file.name, out, file.sha256)
    if modern.kind is not Kind.DOCX:
        raise SetAside(ItemCode.UNREADABLE, f"became {modern.kind}")
    return modern


def _options(room: Path) -> list[str]:
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
        *("--convert-to", _FILTER, "--outdir", str(room / "out")),
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
