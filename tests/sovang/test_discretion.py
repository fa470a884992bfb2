"""Names and phones stay in the register and its lists: not in logs, Prefect's home or error texts."""

from __future__ import annotations

import logging.config
import os
import subprocess
import sys
from pathlib import Path

import pytest

from schemas.errors import SetupError
from sovang.faults import LOGS
from tests.flows.makers import DRYER, TRAINING, dossier

PERSON, PHONE = "Khoàng Thị Đặc-Biệt", "0987654321"
ROW = [DRYER[0].replace("Lò Văn Mẫu", PERSON).replace("0912000111", PHONE), *DRYER[1:]]
TRACES = (PERSON, PHONE, PERSON.upper(), "Đặc-Biệt", "987654321", "0987 654 321")

# A night in which reading one dossier, and then matching, fails with words that quote a person.
_NIGHT = """
import sys
from sovang import cli
from flows import reading, steps
failing = sys.argv.pop(1)
def quote(*given):
    raise ValueError("input_value='{person} ĐT {phone}'")
real = reading._result
if failing == "reading":
    reading._result = lambda office, key, *rest: quote() if key.endswith("2") else real(office, key, *rest)
if failing == "matching":
    steps.match = quote
cli.main()
"""


def night(data: Path, failing: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    script = _NIGHT.replace("{person}", PERSON).replace("{phone}", PHONE)
    command = [sys.executable, "-c", script, failing, "nightly", "--data", str(data), *words]
    # A server that another test left in this process's environment would be used in the place of the night's own.
    place = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return subprocess.run(command, env=place, capture_output=True, check=False, timeout=400)


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("flows.intake.SETTLE", 0.0)
    folder = tmp_path / "data" / "inbox"
    folder.mkdir(parents=True)
    dossier(folder / f"a {PERSON} {PHONE}.docx", ROW)
    dossier(folder / "b.docx", TRAINING, ROW, unit="Công đoàn cơ sở Trường Mầm non Bản Mẫu")
    (folder / f"c {PERSON} {PHONE}.pdf").write_bytes(f"%PDF-1.7 {PERSON} {PHONE}".encode())
    (folder / f"d {PERSON}.xlsx").write_bytes(b"PK\x03\x04" + f"{PERSON} {PHONE}".encode() * 50)
    return folder


def traces(content: bytes) -> list[str]:
    return [said for said in TRACES if said.encode() in content or said.encode("utf-16-le") in content]


def files(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file()]


@pytest.mark.server
@pytest.mark.xdist_group("prefect")
def test_a_night_with_faults_leaves_no_person_in_logs_or_in_prefect(inbox: Path) -> None:
    data = inbox.parent
    told = night(data, "reading", "--json")
    assert told.returncode == 1, told.stderr.decode()
    again = night(data, "matching")
    assert again.returncode == 2
    assert b"ValueError" in again.stderr or b"OwnFault" in again.stderr
    assert "ValueError" in (data / "sovang.log").read_text("utf-8")
    prefect = files(data / "prefect")
    assert any(path.name == "prefect.db" for path in prefect), "its database is looked at"
    for path in [data / "sovang.log", *prefect]:
        assert traces(path.read_bytes()) == [], path
    console = told.stdout + told.stderr + again.stdout + again.stderr
    assert [said for said in traces(console) if said not in (PERSON, "Đặc-Biệt")] == [], "names of files only"
    assert b"0987 *** *21" in console


def test_a_plain_night_with_faults_leaves_no_person_in_logs_either(inbox: Path) -> None:
    data = inbox.parent
    told = night(data, "reading", "--plain")
    assert told.returncode == 1
    log = (data / "sovang.log").read_text("utf-8")
    assert "builtins.ValueError" in log
    assert "reading.py" in log, "where it happened is told"
    assert traces(log.encode()) == []
    broken = night(data, "matching", "--plain")
    assert broken.returncode == 2
    assert traces(broken.stdout + broken.stderr) == []
    assert traces((data / "sovang.log").read_bytes()) == []


@pytest.mark.parametrize("command", ["status", "verify", "doctor", "columns"])
def test_no_command_that_lists_nobody_names_anybody(inbox: Path, command: str) -> None:
    data = inbox.parent
    for path in inbox.glob("[!b]*"):
        path.unlink()
    assert night(data, "", "--plain").returncode == 0
    script = [sys.executable, "-c", "from sovang.cli import main; main()", command, "--data", str(data)]
    for words in ([], ["--json"]):
        told = subprocess.run([*script, *words], capture_output=True, check=False, timeout=120)
        assert traces(told.stdout + told.stderr) == []


def test_errors_of_the_database_quote_no_values(tmp_path: Path) -> None:
    from register import Register

    register = Register.open(tmp_path)
    with pytest.raises(Exception, match="hidden") as raised, register.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO nowhere VALUES (?)", (PERSON,))
    assert PERSON not in str(raised.value)
    register.close()


def test_the_desks_log_has_faults_without_their_words(capsys: pytest.CaptureFixture[str]) -> None:
    logging.config.dictConfig(LOGS)
    try:
        raise ValueError(f"{PERSON} {PHONE}")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application %s", PHONE)
    told = capsys.readouterr().err
    assert "builtins.ValueError" in told
    assert "test_discretion.py" in told
    assert traces(told.encode()) == []


def test_only_errors_for_people_pass_into_prefect() -> None:
    from flows.discreet import OwnFaultError, discreet

    with pytest.raises(SetupError, match="ổ đĩa"), discreet():
        raise SetupError("ổ đĩa đã đầy")
    with pytest.raises(OwnFaultError) as raised, discreet():
        raise KeyError(PERSON)
    assert "KeyError" in str(raised.value)
    assert PERSON not in str(raised.value)
    assert raised.value.__suppress_context__
