from __future__ import annotations

import pytest

from schemas.dossier import Decision
from schemas.innovation import Author, Recognition
from schemas.rules.recognition import names_agree, recognised
from tests.schemas.cases import MILLION, SPRING, case, codes, row


@pytest.mark.parametrize(
    ("entry", "there"),
    [
        (("Lò Văn Mẫu", ""), True),
        (("LÒ VĂN MẪU", "Giá treo cuộn dây cáp"), True),
        (("", "Giá treo cuộn dây cáp"), True),
        (("", "giá treo cuộn day cáp."), True),
        (("", "Sáng kiến: Giá treo cuộn dây cáp tại phân xưởng"), True),
        (("Lò Văn Mẫu", "Bơm nước bằng sức gió cho vườn rau"), False),
        (("Vàng Thị Thử", ""), False),
        (("", "Bơm nước bằng sức gió cho vườn rau"), False),
    ],
)
def test_a_row_is_found_in_a_decision_by_author_or_title(entry: tuple[str, str], there: bool) -> None:
    found = list(recognised(row(), case(MILLION, entries=[("Giàng A Khác", "Một việc khác hẳn"), entry])))
    assert codes(found) == ([] if there else ["not-recognised"])
    assert all("12/QĐ-GĐ" in f.message and "mục I.2.1" in f.message and not f.ask for f in found)


def test_a_row_that_names_its_decision_needs_no_other() -> None:
    known = row(recognition=Recognition(number="5/QĐ-GĐ"))
    assert not list(recognised(known, case(MILLION)))
    assert not list(recognised(known, case(MILLION, entries=[("Giàng A Khác", "")])))


def test_nothing_that_recognises_it() -> None:
    [none] = recognised(row(), case(MILLION))
    assert (none.code, none.ask) == ("recognition-missing", False)
    [unread] = recognised(row(), case(MILLION, decisions=[Decision(number="12/QĐ-GĐ")]))
    assert unread.code == "recognition-missing"
    assert "chưa đọc được danh sách trong quyết định" in unread.message
    [said] = recognised(row(fields={"recognition": "Chưa có"}), case(MILLION))
    assert said.code == "not-recognised"
    assert not list(recognised(row(), case(SPRING)))
    assert not list(recognised(row(), case(None)))


def test_a_name_with_other_accents_is_asked_about() -> None:
    authors = [Author(full_name="Vàng Thị Thử"), Author(full_name="Lò Văn Mẫu")]
    [finding] = names_agree(row(authors=authors), case(SPRING, entries=[("Lò Văn Mậu", ""), ("Vàng Thị Thử", "")]))
    assert (finding.field, finding.ask) == ("authors[1].full_name", True)
    same = [("LÒ VĂN MẪU", ""), ("Vàng Thị Thử", "")]
    assert not list(names_agree(row(authors=authors), case(SPRING, entries=same)))


def test_another_work_by_a_namesake_says_nothing_of_the_spelling() -> None:
    entries = [("Lò Văn Mậu", "Bơm nước bằng sức gió cho vườn rau")]
    assert not list(names_agree(row(), case(SPRING, entries=entries)))
