"""What units are told about their dossiers, and what they are not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from flows.office import Office
from flows.replies import write_replies
from schemas.dossier import ItemError
from schemas.errors import ADVICE, ItemCode, SetupError
from schemas.export import Asked
from schemas.finding import Code, Finding
from schemas.rules.telling import file_for_the_unit, for_the_unit
from tests.flows.given import DISTRICT, FACTORY, office_at, paragraphs

TODAY = date(2026, 11, 21)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    yield from office_at(tmp_path / "data")


def dossiers(office: Office) -> list[str]:
    return [one.id for one in office.register.dossiers()]


def written(office: Office, out: Path, **asked: object) -> list[str]:
    assert write_replies(office, Asked(**asked), out, TODAY) == 1  # type: ignore[arg-type]
    if out.suffix == ".txt":
        return [line for line in out.read_text("utf-8").splitlines() if line]
    return paragraphs(out)


@pytest.mark.parametrize("form", ["docx", "txt"])
def test_a_unit_is_told_row_by_row_what_became_of_its_dossier(office: Office, tmp_path: Path, form: str) -> None:
    [first, *_] = dossiers(office)
    lines = written(office, tmp_path / f"t.{form}", dossiers=(first,), by=date(2026, 12, 15))
    at = lines.index("1. Đã ghi sổ 03 sáng kiến:")
    accepted = ["- TT 1 “=Máy sấy”.", "- TT 2 “Keo bền nhiệt”.", "- TT 4 “Giá treo”."]
    assert lines[at + 1 : at + 4] == accepted
    assert lines[at + 4] == "2. 01 sáng kiến đã ghi sổ nhưng chưa đủ điều kiện tham gia Chương trình:"
    assert lines[at + 5].startswith("- TT 3 “Máy cũ”: Thời gian áp dụng từ 01/05/2019 ngoài thời gian")
    assert lines[at + 6 : at + 8] == [
        "3. Nội dung đề nghị đơn vị bổ sung, làm rõ:",
        "- Hồ sơ chưa có quyết định công nhận sáng kiến.",
    ]
    assert not [line for line in lines[at + 8 :] if "Thiếu điện thoại" in line]  # it has one by now
    assert any(f"của {DISTRICT} (Tờ trình số 07/TTr-LĐLĐ ngày 05/04/2021) ngày 07/04/2021" in line for line in lines)
    assert any(line.startswith("Đề nghị ") and "trước ngày 15/12/2026" in line for line in lines)


def test_a_duplicate_is_named_but_not_the_people_of_the_other_unit(office: Office, tmp_path: Path) -> None:
    lines = written(office, tmp_path / "t.txt", dossiers=(dossiers(office)[1],))
    told = "- TT 1 “Máy sấy nông sản”: trùng với TT 1 “=Máy sấy” của " + DISTRICT
    assert f"{told}, Tờ trình số 07/TTr-LĐLĐ ngày 05/04/2021." in lines
    text = "\n".join(lines)
    assert not [one for one in ("Lò Thử", "Mai Mẫu", "0912", "1980", "Xưởng Mẫu") if one in text]
    assert (
        f"Nếu {FACTORY} thấy kết luận trùng là chưa đúng, đề nghị có ý kiến bằng văn bản trước ngày 01/12/2026./."
        in text
    )


def test_all_dossiers_since_a_day_are_answered_in_a_folder(office: Office, tmp_path: Path) -> None:
    assert write_replies(office, Asked(since=date(2021, 4, 8)), tmp_path / "thư", TODAY) == 2
    names = [f"tra-loi-{one}.{form}" for one in dossiers(office)[1:] for form in ("docx", "txt")]
    assert sorted(path.name for path in (tmp_path / "thư").iterdir()) == sorted(names)
    complete = (tmp_path / "thư" / names[3]).read_text("utf-8")
    assert f"Hồ sơ đã đầy đủ, {DISTRICT} không phải bổ sung./." in complete


def test_which_dossiers_must_be_said_and_one_file_holds_one_reply(office: Office, tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="nêu --dossier"):
        write_replies(office, Asked(), tmp_path / "t.docx", TODAY)
    with pytest.raises(SetupError, match="Có 3 hồ sơ"):
        write_replies(office, Asked(since=date(2020, 1, 1)), tmp_path / "t.docx", TODAY)
    with pytest.raises(SetupError, match="đã qua"):
        write_replies(office, Asked(since=date(2020, 1, 1), by=date(2025, 1, 1)), tmp_path / "thư", TODAY)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]


def test_how_well_a_machine_read_is_no_concern_of_the_unit() -> None:
    found = [
        Finding(code=Code.LOW_CONFIDENCE, field="title", message="Chữ mờ."),
        Finding(code=Code.SAME_FILE, message="Tệp này có trong hồ sơ của đơn vị khác."),
        Finding(code=Code.MISSING_LETTER, message="Chưa có tờ trình."),
        Finding(code=Code.MISSING_LETTER, message="Chưa có tờ trình."),
    ]
    assert for_the_unit(found) == ["Chưa có tờ trình."]


def test_a_row_that_was_put_together_with_another_is_told_with_the_one_that_stands(
    office: Office, tmp_path: Path
) -> None:
    first = next(item.id for item in office.register.innovations() if item.title == "=Máy sấy")
    office.register.merging.apply(office.register.merging.plan([first]), "Mai")
    lines = written(office, tmp_path / "t.txt", dossiers=(dossiers(office)[1],))
    told = "- TT 1 “Máy sấy nông sản”: trùng với TT 1 “Máy sấy nông sản” của " + DISTRICT
    assert any(line.startswith(told) for line in lines)
    assert not [line for line in lines if "Lò Thử" in line]


def test_of_files_a_unit_is_told_what_it_can_do_and_not_what_ails_the_office() -> None:
    told = {code: file_for_the_unit(ItemError(code=code, message=ADVICE[code])) for code in ItemCode}
    assert {code for code, said in told.items() if not said} == {
        ItemCode.TIMEOUT,
        ItemCode.NO_VIETNAMESE_OCR,
        ItemCode.MISSING_TOOL,
        ItemCode.INTERNAL,
    }
    assert all("Đề nghị đơn vị" in said for said in told.values() if said)
