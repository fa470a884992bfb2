from __future__ import annotations

import csv
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from register.register import Register
from schemas.source import Limits
from sovang.settings import Settings
from tests.flows.makers import DRYER, TRAINING, dossier

ROOT = Path(__file__).parent.parent.parent
COMMANDS = ("ingest", "nightly", "match", "export", "read", "retry", "columns", "units", "status", "doctor")


def sovang(*arguments: str, data: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Runs the command as a user does, in a process of its own."""
    where = ["--data", str(data)] if data else []
    command = [sys.executable, "-c", "from sovang.cli import main; main()", *arguments, *where]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, timeout=180, check=False)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two dossiers read, one of them broken."""
    folder = tmp_path_factory.mktemp("cli")
    inbox = folder / "hộp"
    inbox.mkdir()
    dossier(inbox / "tốt.docx", DRYER, TRAINING)
    dossier(inbox / "huyện.docx", DRYER, unit="Liên đoàn Lao động huyện Bản Mẫu")
    (inbox / "hỏng.pdf").write_bytes(b"%PDF-1.7 hong")
    done = sovang("ingest", f"{inbox}/", data=folder / "data")
    assert done.returncode == 1, done.stderr
    assert "NGHI TRÙNG" in done.stdout
    assert "hỏng.pdf [tệp hỏng]" in done.stdout
    assert "trang 1/1" in done.stderr
    return folder / "data"


def test_help_imports_nothing_heavy() -> None:
    """The bar is 0.4 s; a loaded machine is slow, so what is imported is tested, and the time only generously."""
    heavy = {
        "prefect",
        "cv2",
        "numpy",
        "pdfplumber",
        "docx",
        "openpyxl",
        "sqlalchemy",
        "pydantic",
        "tesserocr",
        "alembic",
    }
    code = f"import sys, sovang.cli; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"
    start = time.monotonic()
    assert sovang("--help").returncode == 0
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_vietnamese_help_and_stands_in_the_readme(command: str) -> None:
    done = sovang(command, "--help")
    assert done.returncode == 0
    assert f"sovang {command}" in (ROOT / "README.md").read_text("utf-8")


def test_wrong_usage_is_status_2(tmp_path: Path) -> None:
    assert sovang("ingest").returncode == 2
    assert sovang("bay").returncode == 2
    missing = sovang("ingest", str(tmp_path / "không có.pdf"), data=tmp_path / "d")
    assert missing.returncode == 2
    assert "không có tệp" in missing.stderr
    assert "Traceback" not in missing.stderr


def test_a_data_folder_that_cannot_be_made_is_a_setup_error(tmp_path: Path) -> None:
    blocked = tmp_path / "tệp"
    blocked.write_text("không phải thư mục")
    done = sovang("status", data=blocked / "data")
    assert done.returncode == 2
    assert done.stderr.startswith("Lỗi:")
    assert "Traceback" not in done.stderr


def test_nothing_new_is_said(office: Path) -> None:
    done = sovang("ingest", f"{office.parent / 'hộp'}/", data=office)
    assert "Không có gì mới" in done.stdout
    assert done.returncode == 0


def test_json_is_alone_on_stdout(office: Path) -> None:
    for arguments in (["status"], ["match"], ["doctor"], ["ingest", f"{office.parent / 'hộp'}/"]):
        done = sovang(*arguments, "--json", data=office)
        json.loads(done.stdout)


def test_status_counts(office: Path) -> None:
    done = sovang("status", "--json", data=office)
    counts = json.loads(done.stdout)
    assert counts["dossiers"] == {"complete": 2, "set_aside": 1}
    assert counts["suggested_pairs"] == 1
    assert done.returncode == 0
    assert "để riêng" in sovang("status", data=office).stdout.lower()


def test_what_was_set_aside_is_read_again(office: Path) -> None:
    assert sovang("retry", data=office).returncode == 2
    assert "HS1999-00001" in sovang("retry", "HS1999-00001", data=office).stderr
    again = sovang("retry", "--all", "--json", data=office)
    summary = json.loads(again.stdout)
    assert (summary["read"], summary["received"], again.returncode) == (1, 0, 1)
    assert [code for _, code, _ in summary["set_aside"]] == ["unreadable"]
    assert "sovang retry" in sovang("status", data=office).stdout


def test_every_dossier_is_judged_anew_and_nothing_changes(office: Path) -> None:
    before = [i.model_dump() for i in Register.open(office).innovations()]
    again = sovang("retry", "--every", "--json", data=office)
    summary = json.loads(again.stdout)
    assert (summary["read"], summary["received"]) == (3, 0)
    assert [i.model_dump() for i in Register.open(office).innovations()] == before
    assert sovang("retry", "--every", "--all", data=office).returncode == 2


def test_limits_are_settings(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings(data=office).limits == Limits()
    monkeypatch.setenv("SOVANG_LIMITS_SECONDS_A_PAGE", "7")
    assert Settings(data=office).limits == Limits(seconds_a_page=7)
    monkeypatch.setenv("SOVANG_LIMITS_PAGES", "nhiều")
    wrong = sovang("status", data=office)
    assert (wrong.returncode, "SOVANG_LIMITS_PAGES" in wrong.stderr) == (2, True)


def test_export_of_innovations_follows_the_contract(office: Path, tmp_path: Path) -> None:
    target = tmp_path / "sk.jsonl"
    assert sovang("export", "innovations", "--out", str(target), data=office).returncode == 0
    rows = [json.loads(line) for line in target.read_text("utf-8").split("\n") if line]
    assert len(rows) == 3
    wanted = {
        "id", "dossier", "source", "programme", "phase", "ordinal", "authors", "title", "application_period",
        "applied_from", "applied_to", "summary", "effect", "benefit_vnd", "benefit_period", "benefit_vnd_per_year",
        "scope", "awards", "recognition", "sector", "kind", "confidential", "status", "findings", "review_fields",
        "confidence", "duplicate_candidates",
    }  # fmt: skip
    assert wanted <= set(rows[0])
    assert set(rows[0]["dossier"]) >= {"id", "source_name", "unit", "number", "date", "received_at", "channel"}
    assert set(rows[0]["source"]) >= {"file", "sha256", "page", "row", "boxes"}
    dryer = next(row for row in rows if row["dossier"]["source_name"] == "tốt.docx" and row["ordinal"] == 1)
    assert (dryer["applied_from"], dryer["applied_to"]) == ("2021-03-01", "2021-03-31")
    assert dryer["benefit_vnd_per_year"] == 35_000_000
    assert dryer["duplicate_candidates"][0]["judgement"] == "suggested"


def test_export_of_dossiers_follows_the_contract(office: Path, tmp_path: Path) -> None:
    target = tmp_path / "hs.jsonl"
    assert sovang("export", "dossiers", "--out", str(target), data=office).returncode == 0
    rows = {r["source_name"]: r for r in map(json.loads, target.read_text("utf-8").strip().split("\n"))}
    assert rows["hỏng.pdf"]["status"] == "set_aside"
    assert rows["hỏng.pdf"]["error"]["code"] == "unreadable"
    good = rows["tốt.docx"]
    assert (good["number"], good["date"], good["signatory"]) == ("12/TTr-CĐCS", "2021-04-09", "Ngô Thị Ký")
    assert {document["kind"] for document in good["documents"]} == {"letter", "table"}


def test_workbook_and_csv(office: Path, tmp_path: Path) -> None:
    book = tmp_path / "sổ.xlsx"
    assert sovang("export", "innovations", "--format", "xlsx", "--out", str(book), data=office).returncode == 0
    sheet = openpyxl.load_workbook(book).worksheets[0]
    assert sheet.freeze_panes
    assert sheet.auto_filter.ref
    table = tmp_path / "sổ.csv"
    assert sovang("export", "innovations", "--format", "csv", "--out", str(table), data=office).returncode == 0
    rows = list(csv.reader(table.open(encoding="utf-8-sig", newline="")))
    assert len(rows) == 4
    assert any("Cải tiến lò sấy ngô" in cell for row in rows for cell in row)


def test_match_of_a_file_needs_no_register(tmp_path: Path) -> None:
    records = tmp_path / "r.jsonl"
    same = {"title": DRYER[1], "authors": ["Lò Văn Mẫu"], "birth_year": 1980, "summary": DRYER[3], "benefit": DRYER[4]}
    other = {"title": TRAINING[1], "authors": ["Vàng Thị Thử"], "birth_year": 1987, "summary": TRAINING[3]}
    lines = [{"id": "a", **same}, {"id": "b", **same, "unit": "Huyện"}, {"id": "c", **other}]
    records.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    found = tmp_path / "found.csv"
    assert sovang("match", "--records", str(records), "--out", str(found)).returncode == 0
    [row] = list(csv.DictReader(found.open(encoding="utf-8", newline="")))
    assert (row["id_a"], row["id_b"], row["verdict"]) == ("a", "b", "same")
    assert row["reasons"]


def test_a_bad_record_is_named_by_its_line(tmp_path: Path) -> None:
    records = tmp_path / "r.jsonl"
    records.write_text('{"id": "a"}\n{không phải json}\n', "utf-8")
    done = sovang("match", "--records", str(records), "--out", str(tmp_path / "o.csv"))
    assert done.returncode == 2
    assert "dòng 2" in done.stderr


def test_doctor_says_what_to_do(office: Path) -> None:
    done = sovang("doctor", data=office)
    assert "Tesseract tiếng Việt" in done.stdout
    assert done.returncode in (0, 2)


def test_an_interrupted_run_ends_at_once_and_the_next_goes_on(tmp_path: Path) -> None:
    inbox = tmp_path / "hộp"
    inbox.mkdir()
    for number in range(12):
        dossier(inbox / f"{number}.docx", [*DRYER[:1], f"Cải tiến số {number}", *DRYER[2:]])
    command = [sys.executable, "-c", "from sovang.cli import main; main()", "ingest", f"{inbox}/"]
    running = subprocess.Popen(
        [*command, "--data", str(tmp_path / "d")], stderr=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True
    )
    assert running.stderr is not None
    while "[1/12]" not in running.stderr.readline():
        assert running.poll() is None
    running.send_signal(signal.SIGINT)
    start = time.monotonic()
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130, said
    assert "làm tiếp" in said
    assert time.monotonic() - start < 20
    assert sovang("ingest", f"{inbox}/", data=tmp_path / "d").returncode == 0
    counts = json.loads(sovang("status", "--json", data=tmp_path / "d").stdout)
    assert counts["dossiers"] == {"complete": 12}
    assert sum(counts["innovations"].values()) == 12


def test_a_run_killed_at_any_moment_loses_and_doubles_nothing(tmp_path: Path) -> None:
    inbox, data = tmp_path / "hộp", tmp_path / "d"
    inbox.mkdir()
    for number in range(6):
        dossier(inbox / f"{number}.docx", [*DRYER[:1], f"Cải tiến số {number}", *DRYER[2:]])
    command = [sys.executable, "-c", "from sovang.cli import main; main()", "ingest", f"{inbox}/", "--data", str(data)]
    for moment in (0.9, 1.6, 2.2, 2.8):
        running = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=ROOT)
        time.sleep(moment)
        running.kill()
        running.wait()
    assert sovang("ingest", f"{inbox}/", data=data).returncode == 0
    counts = json.loads(sovang("status", "--json", data=data).stdout)
    assert counts["dossiers"] == {"complete": 6}
    assert sum(counts["innovations"].values()) == 6
    assert "nguyên vẹn" in sovang("doctor", data=data).stdout


def test_a_second_run_at_the_same_time_stores_and_leaves_the_reading_to_the_first(tmp_path: Path) -> None:
    path = dossier(tmp_path / "hồ sơ.docx", DRYER)
    register = Register.open(tmp_path / "d")
    with register.run("nightly"):
        done = sovang("ingest", str(path), data=tmp_path / "d")
    assert done.returncode == 0
    assert "Đang có một lượt xử lý khác" in done.stderr
    assert [str(d.status) for d in register.dossiers()] == ["received"]
    register.close()
    assert sovang("ingest", str(path), data=tmp_path / "d").returncode == 0
    assert json.loads(sovang("status", "--json", data=tmp_path / "d").stdout)["dossiers"] == {"complete": 1}


def test_a_prefect_server_that_does_not_answer_is_a_setup_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    path = dossier(tmp_path / "hồ sơ.docx", DRYER)
    done = sovang("ingest", str(path), data=tmp_path / "d")
    assert done.returncode == 2
    assert "Không kết nối được máy chủ Prefect" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_programmes_file_that_is_wrong_stops_a_run_and_is_told_by_the_doctor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data" / "programmes"
    folder.mkdir(parents=True)
    text = 'id = "x"\nname = "X"\nnames = ["xét chọn mẫu"]\nhan_nop = 2026-01-01\n'
    (folder / "cua-toi.toml").write_text(text, "utf-8")
    run = sovang("nightly", "--plain", data=tmp_path / "data")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("Lỗi: Tệp chương trình cua-toi.toml: `han_nop`: không có mục nào tên như vậy")
    told = sovang("doctor", data=tmp_path / "data")
    assert told.returncode == 2
    assert "✗ Chương trình: Tệp chương trình cua-toi.toml" in told.stdout
    (folder / "cua-toi.toml").unlink()
    assert "✓ Chương trình: 4 chương trình" in sovang("doctor", data=tmp_path / "data").stdout
    monkeypatch.setenv("SOVANG_PROVINCE", "Bắc Cạn")
    assert "4 chương trình; Bắc Cạn không có gì riêng" in sovang("doctor", data=tmp_path / "data").stdout
