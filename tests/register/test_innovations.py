"""Readings supersede each other, ids stay, and a person's word outlives every rerun."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from register import Register
from register.tables import reading as readings
from schemas.dossier import ItemError
from schemas.errors import ItemCode
from schemas.grid import Box
from schemas.innovation import Accepted, FieldReading, Place, Status
from tests.register.builders import TITLES, alike, reading, received, result, saved


@pytest.fixture
def dossier_id(register: Register) -> str:
    return received(register)


def titles(register: Register) -> dict[str, str]:
    return {i.id[-3:]: i.title for i in register.innovations()}


def test_rows_become_innovations_with_stable_ids(register: Register, dossier_id: str) -> None:
    register.save(dossier_id, result())
    assert titles(register) == dict(zip(["001", "002", "003"], TITLES, strict=True))
    one = next(register.innovations())
    assert (one.id, one.programme, one.dossier.unit) == (
        f"{dossier_id}-001",
        "75-nghin-sang-kien",
        "Công đoàn Xưởng Mẫu",
    )
    assert (one.authors[0].phone, one.source.row, one.source.sha256) == ("+84900000001", 1, "b" * 64)


def test_a_row_over_two_files_is_exported_with_both_places(register: Register, dossier_id: str) -> None:
    read = reading(1, "Tên")
    spots = [Place(sha256="a" * 64, page=1, box=Box(0.1, 0.9, 0.3, 1.0)), Place(sha256="b" * 64, page=1)]
    read.fields["title"] = FieldReading(as_read="Tên", page=1, box=spots[0].box, places=spots)
    read.source.places = spots
    register.save(dossier_id, result(read))
    source = next(register.innovations()).source
    assert source.boxes == {"title": [0.1, 0.9, 0.3, 1.0]}
    assert {name: [(p.sha256[0], p.box) for p in places] for name, places in source.places.items()} == {
        "*": [("a", [0.1, 0.9, 0.3, 1.0]), ("b", None)],
        "title": [("a", [0.1, 0.9, 0.3, 1.0]), ("b", None)],
    }


def test_boxes_and_as_read_values_are_kept(register: Register, dossier_id: str) -> None:
    read = reading(1, "Tên")
    read.fields["title"] = FieldReading(as_read="Tên .", page=2, box=Box(0.1, 0.2, 0.3, 0.4), confidence=0.5)
    register.save(dossier_id, result(read))
    assert next(register.innovations()).source.boxes == {"title": [0.1, 0.2, 0.3, 0.4]}
    assert register.reading(f"{dossier_id}-001") == read


def test_the_same_result_again_changes_nothing(register: Register, dossier_id: str) -> None:
    register.save(dossier_id, result())
    before = list(register.innovations())
    register.save(dossier_id, result(engine="2"))
    assert list(register.innovations()) == before
    assert len(register.history(f"{dossier_id}-001")) == 1


def test_a_rerun_that_reads_otherwise_supersedes_and_keeps_the_old(register: Register, dossier_id: str) -> None:
    register.save(dossier_id, result(reading(1, "Máy cắt ranh gỗ")))
    register.save(dossier_id, result(reading(1, "Máy cắt rãnh gỗ"), engine="2"))
    assert titles(register) == {"001": "Máy cắt rãnh gỗ"}
    kept = [(r.reading.accepted.title, r.live, r.engine) for r in register.history(f"{dossier_id}-001")]
    assert kept == [("Máy cắt ranh gỗ", False, "1"), ("Máy cắt rãnh gỗ", True, "2")]


def test_a_row_no_longer_seen_steps_back_with_its_suggestions_and_may_return(register: Register) -> None:
    ids = saved(register)
    dossier_id = ids[0][:-4]
    register.save_pairs([alike(ids[0], ids[2])], ids)
    register.save(dossier_id, result(reading(1, TITLES[0]), reading(2, TITLES[1])))
    assert list(titles(register)) == ["001", "002"]
    assert register.pairs() == []
    assert next(register.dossiers()).innovations == 2
    register.save(dossier_id, result())
    assert titles(register)["003"] == TITLES[2]


def test_a_failed_rerun_takes_no_row_away(register: Register, dossier_id: str) -> None:
    register.save(dossier_id, result())
    error = ItemError(code=ItemCode.TIMEOUT, message="Đọc quá lâu.")
    register.save(dossier_id, result(error=error, status="set_aside").model_copy(update={"readings": []}))
    assert len(titles(register)) == 3


def test_status_follows_the_doubts(register: Register, dossier_id: str) -> None:
    register.save(dossier_id, result(reading(1, "A", ("title", "authors[0].phone")), reading(2, "B")))
    assert [i.status for i in register.innovations()] == [Status.NEEDS_REVIEW, Status.REGISTERED]
    assert register.counts().fields_to_check == 2
    register.save(dossier_id, result(reading(1, "A"), reading(2, "B")))
    assert register.counts().innovations == {"registered": 2}


def test_what_a_person_accepted_outlives_reruns_and_stands_beside_what_was_read(register: Register) -> None:
    innovation_id = saved(register)[0]
    right = register.reading(innovation_id).accepted.model_copy(update={"title": "Tên đúng"})
    register.accept(innovation_id, right, "thu")
    dossier_id = innovation_id[:-4]
    for engine in ("2", "3", "4"):
        other = reading(1, "Máy đọc khác", ("title",))
        register.save(dossier_id, result(other, reading(2, TITLES[1]), reading(3, TITLES[2]), engine=engine))
    one = next(register.innovations())
    assert (one.id, one.title, one.status, one.review_fields) == (innovation_id, "Tên đúng", Status.REGISTERED, [])
    assert register.reading(innovation_id).fields["title"].as_read == TITLES[0].upper()
    kept = [(r.reading.accepted.title, r.live, r.person) for r in register.history(innovation_id)]
    assert kept == [(TITLES[0], False, None), ("Tên đúng", True, "thu"), ("Máy đọc khác", False, None)]


def test_an_accepted_row_stays_even_when_it_is_no_longer_seen(register: Register) -> None:
    ids = saved(register)
    register.accept(ids[2], register.reading(ids[2]).accepted, "thu")
    register.save(ids[0][:-4], result(reading(1, TITLES[0])))
    assert list(titles(register)) == ["001", "003"]


def test_a_status_that_a_person_set_outlives_reruns(register: Register) -> None:
    ids = saved(register)
    register.decide(ids[0], Status.REJECTED, "thu")
    register.save(ids[0][:-4], result(reading(1, TITLES[0], ("title",))))
    assert next(register.innovations()).status == Status.REJECTED


def test_phase_comes_with_the_row_and_programme_from_the_row_first(register: Register, dossier_id: str) -> None:
    own = reading(1, "A").model_copy(update={"programme": "1-trieu-sang-kien", "phase": "giai-doan-2"})
    register.save(dossier_id, result(own, reading(2, "B")))
    assert [(i.programme, i.phase) for i in register.innovations()] == [
        ("1-trieu-sang-kien", "giai-doan-2"),
        ("75-nghin-sang-kien", None),
    ]


def test_the_database_allows_one_reading_in_force(register: Register) -> None:
    innovation_id = saved(register)[0]
    register.accept(innovation_id, Accepted(title="X"), "thu")
    with pytest.raises(sa.exc.IntegrityError), register.database.write() as connection:
        connection.execute(readings.update().where(readings.c.innovation_id == innovation_id).values(live=True))


def test_a_save_that_breaks_off_leaves_nothing(
    register: Register, dossier_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.begin(dossier_id)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("register.register.dossiers.end", killed)
        with pytest.raises(KeyboardInterrupt):
            register.save(dossier_id, result())
    assert titles(register) == {}
    assert next(register.dossiers()).number is None
    assert register.pending() == [dossier_id]
    register.save(dossier_id, result())
    assert len(titles(register)) == 3
