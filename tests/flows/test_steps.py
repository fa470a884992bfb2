from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from flows import reading, steps
from flows.intake import items_in
from flows.office import Office, open_office
from flows.report import Summary
from register import views
from schemas.dossier import Part
from schemas.finding import Finding
from schemas.innovation import Status
from schemas.source import Limits
from tests.flows.makers import DRYER, TRAINING, dossier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(tmp_path / "data", workers=2)
    yield opened
    opened.register.close()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def ingest(office: Office, inbox: Path) -> Summary:
    return steps.ingest(office, items_in([f"{inbox}/"]))


def test_a_dossier_goes_the_whole_road(office: Office, inbox: Path) -> None:
    dossier(inbox / "hồ sơ.docx", DRYER, TRAINING)
    summary = ingest(office, inbox)
    assert (summary.received, summary.rows, summary.registered, summary.exit_status) == (1, 2, 2, 0)
    first, second = office.register.innovations()
    assert first.title == "Cải tiến lò sấy ngô bằng quạt đảo chiều"
    assert first.authors[0].full_name == "Lò Văn Mẫu"
    assert first.authors[0].phone == "+84912000111"
    assert (first.benefit_vnd, first.benefit_period) == (35_000_000, "year")
    assert str(first.applied_from) == "2021-03-01"
    assert first.programme == "75-nghin-sang-kien"
    assert (second.source.row, second.source.file) == (2, "hồ sơ.docx")
    [letter] = office.register.dossiers()
    assert (letter.number, str(letter.date), letter.signatory) == ("12/TTr-CĐCS", "2021-04-09", "Ngô Thị Ký")
    assert letter.announced_count == 2
    assert letter.status == "complete"
    assert Path(summary.workbook).stat().st_size > 5000


def test_the_same_bytes_again_are_known_and_not_read_again(office: Office, inbox: Path) -> None:
    path = dossier(inbox / "a.docx", DRYER)
    ingest(office, inbox)
    path.rename(inbox / "b.docx")
    summary = ingest(office, inbox)
    assert (summary.received, summary.read, summary.known) == (0, 0, ["a.docx"])
    assert len(list(office.register.innovations())) == 1


def test_a_broken_file_is_set_aside_and_the_others_are_read(office: Office, inbox: Path) -> None:
    dossier(inbox / "tốt.docx", DRYER)
    (inbox / "hỏng.pdf").write_bytes(b"%PDF-1.7\n1 0 obj<</Type/Catalog")
    (inbox / "rỗng.docx").write_bytes(b"")
    (inbox / "~$tốt.docx").write_bytes(b"lock")
    summary = ingest(office, inbox)
    assert summary.received == 3
    assert summary.rows == 1
    assert {(name, code) for name, code, _ in summary.set_aside} == {("hỏng.pdf", "unreadable"), ("rỗng.docx", "empty")}
    assert all("gửi lại" in advice for *_, advice in summary.set_aside)
    assert summary.ignored == ["~$tốt.docx"]
    assert summary.exit_status == 1


def test_a_folder_is_one_dossier(office: Office, inbox: Path) -> None:
    folder = inbox / "Công đoàn Bản Mẫu"
    folder.mkdir()
    dossier(folder / "hồ sơ.docx", DRYER)
    (folder / "hỏng.xlsx").write_bytes(b"PK\x03\x04 hong")
    summary = ingest(office, inbox)
    assert summary.received == 1
    [found] = office.register.dossiers()
    assert found.status == "incomplete"
    assert {(part.name, part.status) for part in found.parts} == {("hồ sơ.docx", "read"), ("hỏng.xlsx", "set_aside")}


def test_the_same_innovation_from_two_units_is_suggested(office: Office, inbox: Path) -> None:
    dossier(inbox / "cơ sở.docx", DRYER)
    dossier(inbox / "huyện.docx", TRAINING, DRYER, unit="Liên đoàn Lao động huyện Bản Mẫu")
    summary = ingest(office, inbox)
    assert summary.new_pairs == 1
    [pair] = summary.pairs
    assert "cơ sở.docx, TT 1" in pair.first + pair.second
    assert "huyện.docx, TT 2" in pair.first + pair.second
    assert pair.reasons
    [candidates] = [
        i.duplicate_candidates for i in office.register.innovations() if i.dossier.source_name == "cơ sở.docx"
    ]
    assert candidates[0].judgement == "suggested"


def test_a_letter_without_its_table_is_incomplete(office: Office, inbox: Path) -> None:
    dossier(inbox / "chỉ tờ trình.docx")
    ingest(office, inbox)
    [found] = office.register.dossiers()
    assert found.status == "incomplete"
    assert "missing-table" in {f.code for f in found.findings}


def test_rows_that_the_letter_does_not_announce_are_asked_about(office: Office, inbox: Path) -> None:
    path = dossier(inbox / "lệch.docx", DRYER, TRAINING)
    import docx

    document = docx.Document(str(path))
    for paragraph in document.paragraphs:
        if "02 sáng kiến" in paragraph.text:
            paragraph.runs[0].text = paragraph.text.replace("02 sáng kiến", "05 sáng kiến")
    document.save(str(path))
    ingest(office, inbox)
    [found] = office.register.dossiers()
    assert "count-mismatch" in {f.code for f in found.findings}
    assert found.status == "needs_review"


def test_an_innovation_outside_the_programme_is_told(office: Office, inbox: Path) -> None:
    late = [*DRYER[:2], "Tháng 9/2019", *DRYER[3:]]
    dossier(inbox / "muộn.docx", late)
    ingest(office, inbox)
    [row] = office.register.innovations()
    assert "outside-period" in {f.code for f in row.findings}


def test_a_run_stopped_while_reading_is_gone_on_with(
    office: Office, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier(inbox / "hồ sơ.docx", DRYER)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(reading, "_result", stopped)
        ingest(office, inbox)
    assert [str(d.status) for d in office.register.dossiers()] == ["received"]
    office.stop.clear()  # the next run is another process
    summary = ingest(office, inbox)
    assert (summary.received, summary.read, summary.rows) == (0, 1, 1)


def test_our_own_fault_costs_one_dossier(
    office: Office, inbox: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    dossier(inbox / "lạ.docx", DRYER)
    dossier(inbox / "thường.docx", TRAINING)
    check = reading.check

    def stumbles(office: Office, dossier_id: str, parts: list[Part], assembled: reading.Assembled) -> list[Finding]:
        if parts[0].name == "lạ.docx":
            raise ZeroDivisionError
        return check(office, dossier_id, parts, assembled)

    monkeypatch.setattr(reading, "check", stumbles)
    summary = ingest(office, inbox)
    assert summary.rows == 1
    assert [(name, code) for name, code, _ in summary.set_aside] == [("lạ.docx", "internal-error")]
    assert "ZeroDivisionError" in caplog.text


def test_a_file_held_by_two_dossiers_is_told_in_the_later_one(office: Office, inbox: Path) -> None:
    first = dossier(inbox / "một.docx", DRYER)
    ingest(office, inbox)
    folder = inbox / "hai"
    folder.mkdir()
    (folder / "bản sao.docx").write_bytes(first.read_bytes())
    dossier(folder / "thêm.docx", TRAINING)
    ingest(office, inbox)
    later = next(d for d in office.register.dossiers() if d.source_name == "hai")
    assert "same-file" in {f.code for f in later.findings}


def test_a_file_that_takes_too_long_is_stopped(tmp_path: Path, inbox: Path) -> None:
    dossier(inbox / "chậm.docx", DRYER)
    opened = open_office(tmp_path / "data2")
    hurried = Office(opened.data, opened.register, Limits(seconds=0.0))
    summary = steps.ingest(hurried, items_in([f"{inbox}/"]))
    opened.register.close()
    assert {code for _, code, _ in summary.set_aside} == {"timeout"}


def test_what_cannot_be_taken_is_named(office: Office, tmp_path: Path) -> None:
    summary = steps.ingest(office, [tmp_path / "không có.docx"])
    assert summary.refused == [("không có.docx", "Không có tệp hoặc thư mục này.")]
    assert summary.exit_status == 1


def test_a_run_killed_before_the_workbook_is_made_up_for_by_the_next(
    office: Office, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier(inbox / "a.docx", DRYER)
    ingest(office, inbox)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    dossier(inbox / "b.docx", TRAINING)
    monkeypatch.setattr(steps, "summarise", killed)
    with pytest.raises(KeyboardInterrupt):
        ingest(office, inbox)
    monkeypatch.undo()
    book = Path(ingest(office, inbox).workbook)
    titles = [row[2].value for row in load_workbook(book)["Sổ sáng kiến"].iter_rows(min_row=2)]
    assert len(titles) == 2
    first = next(office.register.innovations())
    office.register.decide(first.id, Status.REJECTED, "thu")
    written = book.stat().st_mtime_ns
    assert steps.write_workbook(office).stat().st_mtime_ns > written


def test_what_a_run_reads_is_told_without_walking_the_register(
    office: Office, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier(inbox / "a.docx", DRYER)
    ingest(office, inbox)
    dossier(inbox / "b.docx", TRAINING)
    shown: list[str] = []
    whole = views.innovations
    monkeypatch.setattr(views, "innovations", lambda c, ids: shown.extend(ids) or whole(c, ids))
    monkeypatch.setattr(steps, "write_workbook", lambda _, large: office.data)
    summary = ingest(office, inbox)
    assert (summary.read, summary.rows, len(shown)) == (1, 1, 1)
