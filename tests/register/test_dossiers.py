"""Receiving, beginning, ending: nothing comes in twice and nothing is lost."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa

from register import Register
from register.dossiers import content_key
from register.tables import file
from schemas.dossier import DossierStatus, ItemError, Part
from schemas.errors import ItemCode, SetAside
from schemas.source import Channel
from tests.register.builders import NINE, received, result, stored

UNREADABLE = ItemError(code=ItemCode.UNREADABLE, message="Không mở được tệp.")


def test_a_new_drop_is_listed_with_its_files(register: Register) -> None:
    files = [stored(register, b"a", "tờ trình.docx"), stored(register, b"b", "bảng.xlsx")]
    dossier, new = register.receive("hồ sơ 1", Channel.EMAIL, files, NINE)
    assert new
    assert (dossier.id, dossier.status, dossier.channel) == ("HS2021-00001", DossierStatus.RECEIVED, Channel.EMAIL)
    assert dossier.received_at == NINE
    assert register.pending() == [dossier.id]
    assert register.begin(dossier.id) == files


def test_the_same_content_again_is_the_same_dossier_and_the_arrival_is_noted(register: Register) -> None:
    first, _ = register.receive("a", Channel.FOLDER, [stored(register, b"1"), stored(register, b"2")], NINE)
    later = NINE + dt.timedelta(days=1)
    again, new = register.receive("b", Channel.EMAIL, [stored(register, b"2"), stored(register, b"1")], later)
    assert not new
    assert (again.id, again.source_name) == (first.id, "a")
    assert [(a.source_name, a.channel, a.received_at) for a in again.arrivals] == [("b", Channel.EMAIL, later)]
    assert register.counts().received_again == 1
    assert len(list(register.dossiers())) == 1


def test_what_lies_in_the_drop_folder_every_night_arrives_once(register: Register) -> None:
    for night in range(3):
        register.receive("a", Channel.FOLDER, [stored(register, b"1")], NINE + dt.timedelta(days=night))
    assert register.counts().received_again == 0
    for night in range(2):
        register.receive("b", Channel.FOLDER, [stored(register, b"1")], NINE + dt.timedelta(days=night))
    assert register.counts().received_again == 1


def test_content_does_not_depend_on_order_names_or_copies() -> None:
    assert content_key("x", ["1", "2"]) == content_key("y", ["2", "1", "1"])
    assert content_key("x", ["1"]) != content_key("x", ["1", "2"])
    assert content_key("thư mục rỗng 1", []) != content_key("thư mục rỗng 2", [])


def test_ids_count_by_the_year_at_the_office(register: Register) -> None:
    last_minutes = dt.datetime(2021, 12, 31, 18, 0, tzinfo=dt.UTC)  # one o'clock on 1 January in Việt Nam
    assert [received(register, b"1"), received(register, b"2"), received(register, b"3", last_minutes)] == [
        "HS2021-00001",
        "HS2021-00002",
        "HS2022-00001",
    ]


def test_broken_characters_in_a_name_do_not_lose_the_dossier(register: Register) -> None:
    dossier, _ = register.receive("b\udce1o c\x00o", Channel.FOLDER, [stored(register, name="b\udce1o.doc")], NINE)
    assert dossier.source_name == "b?o c?o"
    part = Part(name="b\udce1o.doc", sha256="a" * 64, kind="doc")
    register.save(dossier.id, result(parts=[part]))
    assert next(register.dossiers()).parts[0].name == "b?o.doc"


def test_a_moment_without_time_zone_is_refused(register: Register) -> None:
    with pytest.raises(sa.exc.StatementError, match="without time zone"):
        register.receive("a", Channel.FOLDER, [stored(register)], dt.datetime(2021, 1, 1))
    assert register.pending() == []


def test_an_interrupted_dossier_waits_again_with_its_files(register: Register) -> None:
    dossier_id = received(register)
    register.begin(dossier_id)
    assert register.pending() == [dossier_id]
    assert [f.name for f in register.begin(dossier_id)] == ["to-trinh.docx"]


def test_after_three_cut_short_readings_a_dossier_must_be_set_aside(register: Register) -> None:
    dossier_id = received(register)
    for _ in range(3):
        register.begin(dossier_id)
    with pytest.raises(SetAside) as stop:
        register.begin(dossier_id)
    assert stop.value.code == ItemCode.UNREADABLE
    register.set_aside(dossier_id, UNREADABLE)
    assert register.pending() == []
    register.retry(dossier_id, "thu")
    assert register.pending() == [dossier_id]
    assert register.begin(dossier_id)


def test_a_reading_that_a_person_stops_does_not_count(register: Register) -> None:
    dossier_id = received(register)
    for _ in range(5):
        register.begin(dossier_id)
        register.release(dossier_id)
    assert register.pending() == [dossier_id]


def test_a_dossier_set_aside_is_listed_with_its_reason(register: Register) -> None:
    dossier_id = received(register)
    register.set_aside(dossier_id, UNREADABLE)
    dossier = next(register.dossiers())
    assert (dossier.status, dossier.error) == (DossierStatus.SET_ASIDE, UNREADABLE)
    item = register.counts().set_aside[0]
    assert (item.dossier, item.part, item.code, item.message) == (dossier_id, None, "unreadable", "Không mở được tệp.")


def test_setting_aside_keeps_what_an_earlier_reading_gave(register: Register) -> None:
    dossier_id = received(register)
    register.save(dossier_id, result())
    register.set_aside(dossier_id, UNREADABLE)
    dossier = next(register.dossiers())
    assert (dossier.number, dossier.innovations, dossier.status) == ("07/TTr-CĐ", 3, DossierStatus.SET_ASIDE)


def test_the_same_file_in_another_dossier_is_found_dropped_or_unpacked(register: Register) -> None:
    one, two = received(register, b"1"), received(register, b"2")
    shared = stored(register, b"shared")
    three, _ = register.receive("c", Channel.FOLDER, [shared, stored(register, b"3")], NINE)
    register.save(two, result(parts=[Part(name="x", sha256=shared.sha256, kind="pdf")]))
    assert register.same_files([shared.sha256]) == {shared.sha256: [two, three.id]}
    assert register.same_files([shared.sha256], besides=two) == {shared.sha256: [three.id]}
    assert register.same_files(["0" * 64], besides=one) == {}


def test_unpacked_parts_become_originals_that_are_checked(register: Register) -> None:
    dossier_id, inner = received(register), stored(register, b"inner")
    assert [p.what for p in register.verify()] == ["orphan"]
    register.save(dossier_id, result(parts=[Part(name="x", sha256=inner.sha256, kind="pdf")]))
    assert register.verify() == []
    with register.database.read() as connection:
        assert connection.scalar(sa.select(file.c.size).where(file.c.sha256 == inner.sha256)) == 5
    inner.path.unlink()
    assert [(p.what, p.subject) for p in register.verify()] == [("missing", inner.sha256)]
