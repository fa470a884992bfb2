from __future__ import annotations

import pytest

from schemas.dossier import Letter
from schemas.rules import check_dossier
from schemas.rules.papers import announced, decided, in_time, papers_there
from tests.schemas.cases import MILLION, SPRING, case, codes, row, sent

SOUTH = SPRING.in_province("Quảng Trị")
ONE, TWO = row(ordinal=1), row(ordinal=2, title="Bơm nước bằng sức gió cho vườn rau", authors=[])


def test_papers_that_a_programme_asks_for() -> None:
    assert codes(list(papers_there(case(None, kinds=set())))) == ["missing-letter", "missing-table"]
    assert codes(list(papers_there(case(SPRING, kinds={"letter", "table"})))) == ["missing-table"], "no row in it"
    assert not list(papers_there(case(SPRING, ONE)))
    [decision] = papers_there(case(SPRING.in_province("Quảng Trị"), ONE))
    assert decision.code == "missing-decision"
    assert "mục 6 Công văn số 724/LĐLĐ-CTCS" in decision.message
    assert not list(papers_there(case(SPRING.in_province("Quảng Trị"), ONE, kinds={"letter", "table", "decision"})))


def test_rows_that_the_letter_does_not_announce() -> None:
    [finding] = announced(case(SPRING, ONE, letter=Letter(announced_count=5)))
    assert (finding.code, finding.field, finding.ask) == ("count-mismatch", "innovations", True)
    assert not list(announced(case(SPRING, ONE, letter=Letter(announced_count=1))))
    assert not list(announced(case(SPRING, ONE)))


def test_a_table_whose_columns_wait_to_be_named_lacks_no_rows() -> None:
    waiting = case(SPRING, letter=Letter(announced_count=5), waits=True, kinds={"letter"})
    assert check_dossier(waiting) == []


def test_rows_that_the_decision_does_not_list() -> None:
    [finding] = decided(case(SPRING, ONE, TWO, entries=[("Lò Văn Mẫu", "")]))
    assert (finding.code, finding.ask) == ("count-mismatch", False)
    assert "TT 2" in finding.message


def test_more_in_the_decision_is_asked_about_where_nothing_else_counts() -> None:
    entries = [("Lò Văn Mẫu", ""), ("", TWO.accepted.title), ("", "Lịch trực điện tử")]
    [finding] = decided(case(SPRING, ONE, TWO, entries=entries))
    assert finding.ask
    assert "Lịch trực điện tử" in finding.message
    assert not list(decided(case(SPRING, ONE, TWO, entries=entries, letter=Letter(announced_count=2))))


@pytest.mark.parametrize(("day", "late"), [("2021-04-15", False), ("2021-04-16", True)])
def test_the_last_day_is_in_time(day: str, late: bool) -> None:
    found = list(in_time(case(SPRING.in_province("Quảng Trị"), sent=sent(day))))
    assert codes(found) == ["late-dossier"] * late
    assert all("mục 6 Công văn số 724/LĐLĐ-CTCS" in f.message and not f.ask for f in found)


def test_a_day_that_is_still_asked_about_is_told_with_it() -> None:
    doubtful = case(SOUTH, sent=sent("2021-04-16"), letter=Letter(review_fields=["date"]))
    [finding] = in_time(doubtful)
    assert finding.message.endswith("Ngày tờ trình còn phải kiểm tra.")


def test_where_no_day_is_set_the_portals_last_day_is() -> None:
    assert not list(in_time(case(SPRING, sent=sent("2021-04-20"))))
    [finding] = in_time(case(SPRING, sent=sent("2021-04-21", "mail")))
    assert "thư gửi ngày 21/04/2021, sau ngày cổng đóng 20/04/2021" in finding.message
    assert codes(list(in_time(case(MILLION, sent=sent("2023-09-02", "received"))))) == ["late-dossier"]
    assert not list(in_time(case(MILLION)))
    assert not list(in_time(case(None, sent=sent("2026-01-01"))))
