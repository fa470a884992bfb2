from __future__ import annotations

import datetime as dt

import pytest

from schemas.dossier import Letter
from schemas.innovation import Accepted, Author
from schemas.programme import named_in, programmes
from schemas.rules import check_dossier, check_innovation, phase_of

MILLION = next(p for p in programmes() if p.id == "1-trieu-sang-kien")
SPRING = next(p for p in programmes() if p.id == "75-nghin-sang-kien")
COLUMNS = {"title", "authors", "application_period", "summary", "effect"}


def accepted(first: str | None = "2021-03-01", last: str | None = None) -> Accepted:
    day = dt.date.fromisoformat
    return Accepted(
        title="Giá treo", authors=[Author(full_name="Lò Văn Mẫu")], application_period="Tháng 3", summary="Hàn.",
        effect="Gọn.", applied_from=day(first) if first else None, applied_to=day(last) if last else None,
    )  # fmt: skip


def codes(values: Accepted, programme: object = SPRING) -> set[str]:
    return {f.code for f in check_innovation(values, programme, COLUMNS)}  # type: ignore[arg-type]


@pytest.mark.parametrize(("day", "outside"), [
    ("2021-01-31", True), ("2021-02-01", False), ("2021-05-31", False), ("2021-06-01", True),
])  # fmt: skip
def test_the_window_includes_its_ends(day: str, outside: bool) -> None:
    assert ("outside-period" in codes(accepted(day))) is outside


def test_outside_is_told_but_nobody_is_asked_to_correct_it() -> None:
    [finding] = check_innovation(accepted("2019-03-01"), SPRING, COLUMNS)
    assert not finding.ask
    assert "01/02/2021–31/05/2021" in finding.message


def test_what_the_form_asks_for_and_the_row_lacks() -> None:
    empty = Accepted()
    assert codes(empty) == {
        "missing-title", "missing-authors", "missing-application_period", "missing-summary", "missing-effect"
    }  # fmt: skip
    assert {f.code for f in check_innovation(empty, None, set())} == {"missing-title", "missing-authors"}


def test_a_benefit_out_of_all_proportion_is_asked_about() -> None:
    rich = accepted()
    rich.benefit_vnd = 900_000_000_000
    assert "benefit-outlier" in codes(rich)


def test_phases() -> None:
    assert getattr(phase_of(accepted("2022-05-31"), MILLION), "id", None) == "giai-doan-1"
    assert getattr(phase_of(accepted("2022-06-01"), MILLION), "id", None) == "giai-doan-2"
    assert phase_of(accepted("2020-01-01"), MILLION) is None
    assert phase_of(accepted(None), MILLION) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chương trình “75 nghìn sáng kiến, vượt khó, phát triển”", ["75-nghin-sang-kien"]),
        ("chương trình 01 triệu sáng kiến - nỗ lực vượt khó", ["1-trieu-sang-kien"]),
        ("Chương trình Một triệu sáng kiến", ["1-trieu-sang-kien"]),
        ("phong trào “Đoàn kết sáng tạo”", ["doan-ket-sang-tao"]),
        ("biểu dương 11 triệu đồng", []),
    ],
)
def test_programmes_by_the_words_of_letters(text: str, found: list[str]) -> None:
    assert [p.id for p in named_in(text)] == found


def test_a_dossier_without_its_papers_or_with_other_counts() -> None:
    assert {f.code for f in check_dossier(Letter(), [], 0)} == {"missing-letter", "missing-table"}
    assert {f.code for f in check_dossier(Letter(), ["letter", "table"], 0)} == {"missing-table"}
    assert {f.code for f in check_dossier(Letter(announced_count=5), ["letter", "table"], 4)} == {"count-mismatch"}
    assert check_dossier(Letter(announced_count=4), ["letter", "table"], 4) == []
