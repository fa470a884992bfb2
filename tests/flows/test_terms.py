"""Fields whose time is over are gone everywhere, and stay away; what has time stays."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from flows import steps
from flows.forgetting import forget
from flows.office import Office, open_office
from register.tables import metadata
from schemas.match import Judgement
from schemas.retention import Retention
from sovang.terms import ends
from tests.flows.makers import DRYER, TRAINING, dossier
from tests.register.builders import alike

TODAY = dt.date(2026, 1, 1)
PROGRAMME = "75-nghin-sang-kien"


@pytest.fixture
def office(tmp_path: Path, url: str | None) -> Office:
    opened = open_office(tmp_path / "data", url)
    told = [*DRYER[:3], "Lắp quạt đảo chiều; hỏi thêm theo số 0912.000.111 giờ hành chính, hay xem tại trạm.", DRYER[4]]
    steps.ingest(opened, [dossier(tmp_path / "a.docx", told), dossier(tmp_path / "b.docx", TRAINING, DRYER, number=3)])
    first = next(opened.register.innovations())
    accepted = opened.register.reading(first.id).accepted
    opened.register.accept(first.id, accepted.model_copy(update={"title": "Lò sấy ngô đảo chiều"}), "thu")
    return opened


def told(office: Office) -> str:
    """All tables and what lies beside them, as text."""
    out = []
    with office.register.database.read() as connection:
        for table in metadata.sorted_tables:
            rows = connection.execute(sa.select(*(sa.cast(c, sa.Text) for c in table.c))).all()
            out += [json.dumps([*row], ensure_ascii=False) for row in rows]
    out += [p.read_bytes().decode("latin-1") for p in (office.data / "pages").rglob("*") if p.is_file()]
    return "\n".join(out)


def applied(office: Office, retention: Retention) -> int:
    terms = office.register.terms
    due = terms.due(retention, ends(office.programmes), TODAY)
    forget(office, lambda: terms.apply(due, "quy chế", "thu"), [one.dossier for one in due])
    return len(due)


def test_phones_whose_time_is_over_are_nowhere_and_stay_away(office: Office) -> None:
    assert "912000111" in told(office)
    assert applied(office, Retention(phone=2)) == 2
    for item in office.register.dossiers():
        office.register.retry(item.id, "thu")
    steps.ingest(office, [])
    left = told(office)
    assert "912000111" not in left
    assert "912.000.111" not in left
    assert "945000222" not in left
    authors = [a for i in office.register.innovations() for a in i.authors]
    assert {a.full_name for a in authors} == {"Lò Văn Mẫu", "Vàng Thị Thử"}
    assert {a.birth_year for a in authors} == {1980, 1987}
    assert office.register.verify() == []
    assert next(office.register.innovations()).title == "Lò sấy ngô đảo chiều", "a person's word stays"
    line = office.register.audit("retention")[-1]
    assert (line["who"], line["action"], line["detail"]["fields"]) == ("thu", "retention", ["phone"])
    assert len(line["detail"]["dossiers"]) == 2
    assert applied(office, Retention(phone=2)) == 0, "once is enough"
    assert applied(office, Retention(phone=2, birth_year=1)) == 2
    assert {a.birth_year for i in office.register.innovations() for a in i.authors} == {None}


def test_what_has_time_left_stays(office: Office) -> None:
    end = ends(office.programmes)[PROGRAMME]
    terms, last = office.register.terms, {PROGRAMME: end}
    assert terms.due(Retention(), last, TODAY) == []
    assert terms.due(Retention(phone=100), last, TODAY) == []
    after = end.replace(year=end.year + 2)
    assert terms.due(Retention(phone=2), last, after) == []
    assert {d.fields for d in terms.due(Retention(phone=2, position=3), last, after + dt.timedelta(1))} == {("phone",)}


def test_rows_of_no_programme_end_when_they_came(office: Office) -> None:
    here = dt.datetime.now(dt.UTC).date()
    assert office.register.terms.due(Retention(phone=1), {}, here) == []
    assert len(office.register.terms.due(Retention(phone=1), {}, here + dt.timedelta(400))) == 2


def test_a_leap_day_has_an_anniversary() -> None:
    assert Retention(phone=1).due(dt.date(2024, 2, 29), dt.date(2025, 2, 28)) == []
    assert Retention(phone=1).due(dt.date(2024, 2, 29), dt.date(2025, 3, 1)) == ["phone"]


def test_a_phone_put_together_with_a_row_whose_time_is_over_stays_away(office: Office) -> None:
    """A row of a dossier whose time is over takes no number from one whose time is not."""
    first, last, *_ = (one.id for one in office.register.innovations())
    terms, ended = office.register.terms, {PROGRAMME: dt.date(2015, 1, 1)}
    due = [one for one in terms.due(Retention(phone=2), ended, TODAY) if one.dossier == first[:-4]]
    terms.apply(due, "quy chế", "thu")
    office.register.judge(alike(first, last), Judgement.SAME, "thu")
    plan = office.register.merging.plan([first], keep=first)
    office.register.merging.apply(plan, "thu")
    assert {author.phone for author in plan.result.reading.accepted.authors} == {None}
    assert {author.phone for author in office.register.reading(first).accepted.authors} == {None}
    office.register.merging.undo(first, "thu")
    assert {author.phone for author in office.register.reading(first).accepted.authors} == {None}
    assert any(author.phone for author in office.register.reading(last).accepted.authors), "its own time is not over"


def test_a_phone_kept_by_putting_together_ages_with_the_row_that_keeps_it(office: Office) -> None:
    first, last, *_ = (one.id for one in office.register.innovations())
    office.register.judge(alike(first, last), Judgement.SAME, "thu")
    office.register.merging.apply(office.register.merging.plan([first], keep=last), "thu")
    assert applied(office, Retention(phone=2)) == 2
    assert "912000111" not in told(office)
    assert {a.phone for key in (first, last) for a in office.register.reading(key).accepted.authors} == {None}
