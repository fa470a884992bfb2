"""Tables sent again: each innovation counts once, only differences are asked, and a person's word stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from flows.matching import match
from flows.office import Office, open_office
from flows.versions import settle_versions
from register.progress import sent
from schemas.dossier import DossierResult, DossierStatus, Letter
from schemas.finding import Code, Finding
from schemas.innovation import Accepted, Author, FieldReading, Innovation, Reading, Source, Status
from schemas.match import Comparison, Judgement
from schemas.source import Channel
from schemas.units.filing import Filing

UNIT = "Công đoàn cơ sở Xưởng Mẫu"
NIGHT = dt.datetime(2021, 4, 9, 15, 0, tzinfo=dt.UTC)
ROWS = {
    "Lò Văn Thử": ("Cải tiến máy cắt rãnh gỗ bằng dao xoay", "Thay lưỡi cưa bằng dao xoay có cữ chặn."),
    "Vàng Thị Mẫu": ("Phần mềm chấm công tổ lò hơi", "Thẻ từ thay sổ giấy, cuối tháng in bảng công."),
    "Sùng A Ví": ("Giá treo ống mềm tránh gập", "Hàn giá từ thép thừa, treo ống theo ca làm việc."),
    "Giàng Thị Thí": ("Tủ sách lưu động ở nhà ăn ca", "Đóng tủ có bánh xe, đổi sách mỗi tuần một phân xưởng."),
}


@pytest.fixture
def office(tmp_path: Path, url: str | None) -> Iterator[Office]:
    opened = open_office(tmp_path / "data", url, workers=1)
    yield opened
    opened.register.close()


def row(name: str, doubts: tuple[str, ...] = (), phone: str = "+84912000111", **change: object) -> Reading:
    title, summary = ROWS[name]
    author = Author(full_name=name, birth_year=1980, phone=phone, is_principal=True)
    values = {"title": title, "summary": summary, "effect": f"Giảm 2 giờ mỗi ca của {name}.", "authors": [author]}
    number = [*ROWS].index(name) + 1
    return Reading(
        source=Source(file="bang.docx", sha256="b" * 64, row=number),
        accepted=Accepted.model_validate({"ordinal": number, **values, **change}),
        review_fields=list(doubts),
        findings=[Finding(code=Code.LOW_CONFIDENCE, field=f, message="Đọc chưa chắc.") for f in doubts],
    )


def table(doubts: tuple[str, ...] = (), **first: object) -> list[Reading]:
    one, two, three, _ = ROWS
    return [row(one, doubts, **first), row(two), row(three)]  # type: ignore[arg-type]


def send(office: Office, rows: list[Reading], at: dt.datetime = NIGHT, **letter: object) -> str:
    """Receives and saves a dossier as if it had been read; returns its id."""
    said = Letter.model_validate({"issuing_unit": UNIT, "programme": "75-nghin-sang-kien", **letter})
    count = len(list(office.register.dossiers()))
    stored = office.register.files.put_bytes(f"{count}".encode(), "bang.docx")
    item, _ = office.register.receive(f"lần {count + 1}.docx", Channel.FOLDER, [stored], at)
    asked = any(r.review_fields for r in rows)
    status = DossierStatus.NEEDS_REVIEW if asked else DossierStatus.COMPLETE
    office.register.save(item.id, DossierResult(letter=said, readings=rows, status=status, engine="1"))
    return item.id


def finish(office: Office) -> dict[str, Innovation]:
    settle_versions(office)
    match(office)
    return {i.id: i for i in office.register.innovations()}


def later(days: int) -> dt.datetime:
    return NIGHT + dt.timedelta(days=days)


def statuses(found: dict[str, Innovation], dossier: str) -> list[str]:
    return [str(i.status) for i in found.values() if i.dossier.id == dossier]


def test_the_same_rows_again_count_once_and_ask_nothing(office: Office) -> None:
    one, two = send(office, table()), send(office, table(), later(1), number="15/TTr-CĐCS")
    found = finish(office)
    assert (statuses(found, one), statuses(found, two)) == ([Status.REGISTERED] * 3, [Status.DUPLICATE] * 3)
    assert found[f"{two}-001"].version_of == f"{one}-001"
    assert [t.judgement for t in found[f"{two}-001"].duplicate_candidates] == ["same"]
    assert [t.innovation_id for t in found[f"{one}-001"].duplicate_candidates] == [f"{two}-001"]
    assert office.register.pairs() == []
    assert office.register.counts().fields_to_check == 0
    first, second = office.register.dossiers()
    assert (first.versions, second.versions) == ([one, two], [one, two])
    assert (first.version_of, second.version_of, second.version, second.status) == (None, one, 2, "complete")
    assert "3 dòng không đổi" in second.findings[0].message


def test_only_what_differs_is_asked_with_both_values(office: Office) -> None:
    one = send(office, table())
    two = send(office, table(effect="Giảm 3 giờ mỗi ca của Lò Văn Thử.", phone="+84912000222"), later(1))
    found = finish(office)
    new = found[f"{two}-001"]
    assert new.review_fields == ["authors[0].phone", "effect"]
    [phone] = [f.message for f in new.findings if f.field == "authors[0].phone"]
    assert "“+84912000111”" in phone
    assert "“+84912000222”" in phone
    assert statuses(found, two) == ["needs_review", "duplicate", "duplicate"]
    assert statuses(found, one) == ["registered"] * 3
    assert office.register.pairs() == []
    assert office.register.counts().fields_to_check == 2
    assert [(s.dossier_id, s.registered, s.needs_review, s.duplicate) for s in sent(office.register.database)] == [
        (one, 3, 0, 0),
        (two, 0, 0, 3),
    ]
    assert {k: len(rows) for k, rows in office.register.brief.counted([one, two]).items()} == {one: 3}


def test_a_settled_change_counts_instead_of_the_first_version(office: Office) -> None:
    one = send(office, table())
    two = send(office, table(effect="Giảm 3 giờ mỗi ca của Lò Văn Thử."), later(1))
    key = f"{two}-001"
    finish(office)
    office.register.accept(key, office.register.reading(key).accepted, "thu")
    after = {i.id: i for i in office.register.innovations()}
    assert (after[key].status, after[f"{one}-001"].status) == (Status.REGISTERED, Status.DUPLICATE)
    assert office.register.counts().innovations == {"duplicate": 3, "registered": 3}
    again = finish(office)
    assert {k: i.status for k, i in again.items()} == {k: i.status for k, i in after.items()}
    three = send(office, table(effect="Giảm 3 giờ mỗi ca của Lò Văn Thử."), later(2))
    assert statuses(finish(office), three) == ["duplicate"] * 3
    assert [(s.registered, s.needs_review) for s in sent(office.register.database)] == [(2, 0), (1, 0), (0, 0)]
    office.register.decide(key, Status.REJECTED, "thu")
    assert {i.id: i.status for i in office.register.innovations()}[f"{one}-001"] == Status.REGISTERED


def test_rows_that_went_are_asked_and_stay_and_new_ones_are_registered(office: Office) -> None:
    second, fourth = [*ROWS][1], [*ROWS][3]
    one = send(office, table())
    two = send(office, [*table()[::2], row(fourth)], later(1))
    found = finish(office)
    assert statuses(found, one) == ["registered"] * 3
    assert statuses(found, two) == ["duplicate", "duplicate", "registered"]
    newer = [*office.register.dossiers()][1]
    [gone] = [f for f in newer.findings if f.ask]
    assert ROWS[second][0] in gone.message
    assert f"{one}-002" in gone.message
    assert (newer.review_fields, newer.status) == (["innovations"], "needs_review")
    assert [d.message for d in office.register.doubts()] == [gone.message]
    assert office.register.counts().letter_fields_to_check == 1
    send(office, [*table(), row(fourth)], later(2))
    finish(office)
    assert list(office.register.doubts()) == []  # it came back: nothing is left to ask


def test_a_certain_newer_value_answers_the_doubt_of_a_scan(office: Office) -> None:
    misread = row("Lò Văn Thử", ("title", "summary"), title="Cải tiên máy cắt rãnh gõ bằng dao xoay")
    one = send(office, [misread, *table()[1:]])
    send(office, table(), later(1))
    found = finish(office)
    first = found[f"{one}-001"]
    assert (first.title, first.review_fields, first.status) == (ROWS["Lò Văn Thử"][0], [], Status.REGISTERED)
    assert any("bản này đọc là “Cải tiên" in f.message for f in first.findings)
    assert office.register.history(first.id)[0].reading == misread  # what was read stays
    assert [str(d.status) for d in office.register.dossiers()] == ["complete"] * 2
    office.register.save(one, DossierResult(letter=_letter(), readings=[misread, *table()[1:]], engine="2"))
    assert finish(office)[f"{one}-001"] == first
    assert next(office.register.dossiers()).status == "complete"


def _letter() -> Letter:
    return Letter(issuing_unit=UNIT, programme="75-nghin-sang-kien")


def test_a_scan_after_the_word_file_asks_only_where_it_says_otherwise(office: Office) -> None:
    send(office, table())
    doubts = ("title", "summary", "authors[0].phone")
    two = send(office, table(doubts, phone="+84912000777"), later(1))
    new = finish(office)[f"{two}-001"]
    assert new.review_fields == ["authors[0].phone"]
    assert [f.field for f in new.findings if f.ask].count("authors[0].phone") == 2  # unsure, and other than before


def test_lost_accents_of_a_scan_come_from_the_word_file_but_figures_are_asked(office: Office) -> None:
    scanned = row("Lò Văn Thử", summary="Thay lưỡi cưa bằng dao xoay có cữ chăn.", effect="Giảm 3 giờ mỗi ca.")
    scanned.fields = {name: FieldReading(as_read="…", rest=0.01) for name in ("summary", "effect")}
    one = send(office, [scanned, *table()[1:]])
    two = send(office, table(effect="Giảm 2 giờ mỗi ca."), later(1))
    found = finish(office)
    assert found[f"{one}-001"].summary == found[f"{two}-001"].summary == ROWS["Lò Văn Thử"][1]
    assert found[f"{two}-001"].review_fields == ["effect"]


def test_doubts_of_both_are_asked_once_and_one_word_answers_both(office: Office) -> None:
    one = send(office, table(("summary",)))
    two = send(office, table(("summary",)), later(1))
    found = finish(office)
    assert (found[f"{one}-001"].status, found[f"{two}-001"].status) == (Status.NEEDS_REVIEW, Status.DUPLICATE)
    assert found[f"{two}-001"].review_fields == ["summary"]  # the export never hides a doubt
    assert [d.innovation for d in office.register.doubts()] == [f"{one}-001"]
    assert office.register.counts().fields_to_check == 1
    office.register.accept(f"{one}-001", office.register.reading(f"{one}-001").accepted, "thu")
    assert finish(office)[f"{two}-001"].review_fields == []


def test_a_persons_word_is_never_overwritten(office: Office) -> None:
    one = send(office, table(("title",), title="Cải tiến máy cát rãnh gỗ bằng dao xoay"))
    spoken = office.register.reading(f"{one}-001").accepted.model_copy(update={"title": "Tên người đã sửa hẳn"})
    office.register.accept(f"{one}-001", spoken, "thu")
    again = send(office, table(title="Cải tiến máy cát rãnh gỗ bằng dao xoay"), later(1))
    found = finish(office)
    assert found[f"{one}-001"].title == found[f"{again}-001"].title == "Tên người đã sửa hẳn"
    assert (found[f"{again}-001"].status, found[f"{again}-001"].review_fields) == (Status.DUPLICATE, [])
    mended = send(office, table(title="Cải tiến máy cắt rãnh gỗ bằng hai dao xoay"), later(2))
    found = finish(office)
    assert found[f"{one}-001"].title == "Tên người đã sửa hẳn"
    assert found[f"{mended}-001"].review_fields == ["title"]


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_three_versions_of_one_night_in_any_order(office: Office, order: tuple[int, ...]) -> None:
    versions = [table(), table(phone="+84912000222"), table(phone="+84912000333")]
    ids: dict[int, str] = {}
    for place, version in enumerate(order):
        said = {"number": f"{12 + version}/TTr-CĐCS", "date": dt.date(2021, 4, 9)}
        ids[version] = send(office, versions[version], NIGHT + dt.timedelta(seconds=place), **said)
    found = finish(office)
    assert {d.id: (d.version, d.version_of) for d in office.register.dossiers()} == {
        ids[0]: (1, None),
        ids[1]: (2, ids[0]),
        ids[2]: (3, ids[1]),
    }
    assert [found[f"{ids[v]}-001"].status for v in range(3)] == ["registered", "needs_review", "needs_review"]
    assert office.register.counts().innovations == {"duplicate": 4, "needs_review": 2, "registered": 3}
    assert finish(office) == found
    newest = f"{ids[2]}-001"
    office.register.accept(newest, office.register.reading(newest).accepted, "thu")
    assert office.register.counts().innovations == {"duplicate": 6, "registered": 3}


def test_a_later_version_never_answers_what_an_earlier_one_changed(office: Office) -> None:
    send(office, table())
    second = send(office, table(title="Cải tiến máy cắt rãnh gỗ bằng hai dao xoay"), later(1))
    third = send(office, table(title="Cải tiến máy cắt rãnh gỗ bằng ba dao xoay"), later(2))
    fourth = send(office, table(title="Cải tiến máy cắt rãnh gỗ bằng ba dao xoay"), later(3))
    found = finish(office)
    assert found[f"{second}-001"].review_fields == found[f"{third}-001"].review_fields == ["title"]
    assert (found[f"{fourth}-001"].review_fields, found[f"{fourth}-001"].status) == ([], Status.DUPLICATE)
    assert found[f"{fourth}-001"].version_of == f"{third}-001"


def test_a_series_by_one_author_is_no_resubmission(office: Office) -> None:
    for number in range(3):
        send(office, [row("Lò Văn Thử", title=f"Bài giảng cho lớp {number}")], later(number))
    finish(office)
    assert [d.version_of for d in office.register.dossiers()] == [None] * 3


def test_another_unit_or_programme_or_none_goes_the_ordinary_way(office: Office) -> None:
    send(office, table())
    others = [{"issuing_unit": "Công đoàn cơ sở Xưởng Khác"}, {"programme": None}, {"issuing_unit": None}]
    for number, letter in enumerate(others, 1):
        send(office, table(), later(number), **letter)
    finish(office)
    assert [d.version_of for d in office.register.dossiers()] == [None] * 4
    assert len(office.register.pairs()) == 18  # each of three rows with itself in three other dossiers


def test_another_unit_is_compared_with_the_version_that_counts_only(office: Office) -> None:
    one = send(office, table())
    two = send(office, table(phone="+84912000222"), later(1))
    other = send(office, table(), later(2), issuing_unit="Công đoàn cơ sở Xưởng Khác")
    finish(office)
    ends = {(p.id_a, p.id_b) for p in office.register.pairs()}
    assert ends == {(f"{one}-{n:03d}", f"{other}-{n:03d}") for n in (1, 2, 3)}
    said = next(p for p in office.register.pairs() if p.id_a == f"{one}-001")
    office.register.judge(Comparison.model_validate(said.model_dump()), Judgement.DIFFERENT, "thu")
    office.register.accept(f"{two}-001", office.register.reading(f"{two}-001").accepted, "thu")
    finish(office)
    suggested = [p for p in office.register.pairs() if p.judgement == "suggested"]
    assert len(suggested) == 2  # what a person called different does not come back under the newer version


def test_a_twin_of_another_unit_takes_all_versions_with_it(office: Office) -> None:
    other = send(office, table(), issuing_unit="Công đoàn cơ sở Xưởng Khác")
    one, two = send(office, table(), later(1)), send(office, table(phone="+84912000222"), later(2))
    finish(office)
    said = next(p for p in office.register.pairs() if p.id_b == f"{one}-001")
    office.register.judge(Comparison.model_validate(said.model_dump()), Judgement.SAME, "thu")
    found = {i.id: i.status for i in office.register.innovations()}
    assert found[f"{other}-001"] == Status.REGISTERED
    assert (found[f"{one}-001"], found[f"{two}-001"]) == (Status.DUPLICATE, Status.DUPLICATE)


def test_rows_that_a_person_called_different_are_no_versions(office: Office) -> None:
    one, two = send(office, table()), send(office, table(phone="+84912000222"), later(1))
    finish(office)
    pair = Comparison(id_a=f"{one}-001", id_b=f"{two}-001", score=1.0, verdict="review")
    office.register.judge(pair, Judgement.DIFFERENT, "thu")
    found = finish(office)
    assert found[f"{two}-001"].version_of is None
    assert (found[f"{two}-001"].status, found[f"{two}-001"].review_fields) == (Status.REGISTERED, [])


def test_a_letter_that_says_otherwise_is_told(office: Office) -> None:
    send(office, table(), number="12/TTr-CĐCS", date=dt.date(2021, 4, 9))
    send(office, table(), later(5), number="19/TTr-CĐCS", date=dt.date(2021, 4, 14))
    finish(office)
    told = [f.message for f in [*office.register.dossiers()][1].findings]
    assert "số “12/TTr-CĐCS” → “19/TTr-CĐCS”; ngày “09/04/2021” → “14/04/2021”" in told[1]


def test_another_author_in_the_place_of_one_takes_and_gives_no_value(office: Office) -> None:
    """The principal of the older table had no legible phone; that of the newer one is somebody else."""
    other = Author(full_name="Hoàng Văn Khác", birth_year=1990, phone="+84912000999", is_principal=True)
    lacking = Author(full_name=next(iter(ROWS)), birth_year=1980, is_principal=True)
    one = send(office, table(("authors[0].phone",), authors=[lacking]))
    two = send(office, table(authors=[other]), later(1))
    found = finish(office)
    assert found[f"{one}-001"].authors[0].phone is None
    assert found[f"{one}-001"].review_fields == ["authors[0].phone"]
    assert found[f"{two}-001"].review_fields == ["authors[0].birth_year", "authors[0].full_name", "authors[0].phone"]


def test_what_a_person_said_of_one_author_is_not_given_to_another(office: Office) -> None:
    lacking = Author(full_name=next(iter(ROWS)), birth_year=1980, is_principal=True)
    one = send(office, table(authors=[lacking]))
    finish(office)
    mended = office.register.reading(f"{one}-001").accepted.model_copy(deep=True)
    mended.authors[0].phone = "+84912000123"
    office.register.accept(f"{one}-001", mended, "thu")
    other = Author(full_name="Hoàng Văn Khác", birth_year=1980, is_principal=True)
    two = send(office, table(authors=[other]), later(1))
    new = finish(office)[f"{two}-001"]
    assert new.authors[0].phone is None
    assert new.review_fields == ["authors[0].full_name", "authors[0].phone"]


def test_a_change_that_was_in_doubt_makes_no_later_scan_sure(office: Office) -> None:
    words = "Giảm 3 giờ mỗi ca của Lò Văn Thử."
    send(office, table())
    two = send(office, table(("effect",), effect=words), later(1))
    three = send(office, table(("effect",), effect=words), later(2))
    found = finish(office)
    assert [found[f"{key}-001"].review_fields for key in (two, three)] == [["effect"], ["effect"]]


def test_a_change_of_a_row_that_a_person_rejected_waits_as_an_innovation_of_its_own(office: Office) -> None:
    one = send(office, table())
    finish(office)
    office.register.decide(f"{one}-001", Status.REJECTED, "thu")
    two = send(office, table(effect="Giảm 3 giờ mỗi ca của Lò Văn Thử."), later(1))
    three = send(office, table(effect="Giảm 4 giờ mỗi ca của Lò Văn Thử."), later(2))
    finish(office)
    counted = {s.dossier_id: (s.registered, s.needs_review) for s in sent(office.register.database)}
    assert counted == {one: (2, 0), two: (0, 0), three: (0, 1)}


def test_a_sender_that_becomes_known_leaves_the_questions_about_versions(office: Office) -> None:
    send(office, table())
    two = send(office, table()[:2], later(1))
    asks = Finding(code=Code.UNIT_UNKNOWN, field="issuing_unit", message="Chưa rõ đơn vị.")
    finish(office)
    office.register.units.file([Filing(dossier_id=two, text=UNIT, findings=[asks])])
    office.register.units.choose(two, "xuong-mau", "thu")
    assert [str(d.status) for d in office.register.dossiers()] == ["complete", "needs_review"]


def test_a_persons_last_word_completes_the_dossier(office: Office) -> None:
    one = send(office, table(("effect",)))
    office.register.accept(f"{one}-001", office.register.reading(f"{one}-001").accepted, "thu")
    assert next(office.register.dossiers()).status == "complete"
    two = send(office, [row([*ROWS][3], ("effect",))], later(1), issuing_unit="CĐCS Khác")
    office.register.decide(f"{two}-001", Status.REJECTED, "thu")
    assert [str(d.status) for d in office.register.dossiers()] == ["complete", "complete"]
