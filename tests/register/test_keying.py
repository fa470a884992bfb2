"""Rows that people key in: in force at once, over every rerun, taken back by who keyed them; on both databases."""

from __future__ import annotations

import pytest

from register import Register
from register.answers import Overtaken
from register.keying import AlreadyThere
from schemas.answer import Answer
from schemas.dossier import DossierStatus, ItemError, Letter
from schemas.errors import ItemCode
from schemas.innovation import Accepted, Author, Reading, Source, Status
from schemas.source import Channel
from tests.register.builders import NINE, TITLES, reading, received, result

LETTER = Letter(number="12/TTr-CĐ", issuing_unit="Công đoàn Trạm Giấy", programme="75-nghin-sang-kien")


def keyed(title: str = "Máy ép ván bìa", name: str = "Lò Thị Gõ") -> Reading:
    accepted = Accepted(title=title, authors=[Author(full_name=name)], ordinal=4)
    return Reading(source=Source(file="", sha256="", row=0), accepted=accepted)


def version(register: Register, key: str) -> int:
    row = register.answers.row(key)
    assert row
    return row.version


@pytest.fixture
def key(register: Register) -> str:
    dossier_id = received(register)
    register.save(dossier_id, result())
    return dossier_id


def titles(register: Register, key: str) -> list[str]:
    return [one.title for one in register.innovations([key])]


def test_a_row_outlives_reruns_and_is_its_typist_s_word(register: Register, key: str) -> None:
    row = register.keying.add(key, keyed(), "hoa")
    register.save(key, result(engine="2"))
    assert titles(register, key) == [*TITLES, "Máy ép ván bìa"]
    held = register.answers.row(row)
    assert held
    assert (held.person, held.status) == ("hoa", Status.REGISTERED)
    item = next(one for one in register.innovations([key]) if one.id == row)
    assert item.programme == "75-nghin-sang-kien"
    assert register.verify() == []
    assert row in register.comparing.uncompared()


def test_a_machine_that_reads_the_row_later_neither_doubles_nor_changes_it(register: Register, key: str) -> None:
    row = register.keying.add(key, keyed(), "hoa")
    found = [*(reading(n, title) for n, title in enumerate(TITLES, 1)), reading(4, "Máy ép ván bía")]
    found[3].accepted.authors = [Author(full_name="Lò Thị Gõ")]
    register.save(key, result(*found))
    assert titles(register, key)[3:] == ["Máy ép ván bìa"]
    assert register.keying.take_back(row, version(register, row), "hoa") is False
    assert titles(register, key)[3:] == ["Máy ép ván bía"]


def test_it_is_taken_back_by_its_typist_only_while_nobody_else_spoke(register: Register, key: str) -> None:
    row = register.keying.add(key, keyed(), "hoa")
    with pytest.raises(Overtaken):
        register.keying.take_back(row, version(register, row), "minh")
    with pytest.raises(LookupError):
        register.keying.take_back(f"{key}-001", version(register, f"{key}-001"), "hoa")
    before = version(register, row)
    register.answers.give(row, before, [Answer("title", {"title": "Máy ép bìa"})], "minh")
    with pytest.raises(Overtaken):
        register.keying.take_back(row, before, "hoa")
    register.answers.take_back(row, version(register, row), "minh")
    other = register.keying.add(key, keyed("Khay gom phoi"), "hoa")
    assert register.keying.take_back(other, version(register, other), "hoa")
    assert titles(register, key) == [*TITLES, "Máy ép ván bìa"]
    assert register.verify() == []


def test_two_people_who_key_one_row_are_told(register: Register, key: str) -> None:
    row = register.keying.add(key, keyed(), "hoa")
    with pytest.raises(AlreadyThere, match="Máy ép ván bìa") as told:
        register.keying.add(key, keyed("MÁY ÉP VÁN BÌA"), "minh")
    assert told.value.innovation == row
    assert register.keying.add(key, keyed(), "minh", anyway=True) != row
    with pytest.raises(LookupError):
        register.keying.add("HS1999-00001", keyed(), "minh")


def test_a_dossier_of_paper_is_never_read(register: Register) -> None:
    one, two = (register.keying.open("Giấy", LETTER, NINE, "hoa") for _ in range(2))
    assert one != two
    register.keying.add(one, keyed(), "hoa")
    register.retry(one, "hoa")
    assert register.pending() == []
    [found] = register.dossiers([one])
    assert (found.channel, found.status, found.number) == (Channel.KEYED, DossierStatus.COMPLETE, "12/TTr-CĐ")
    assert [item.dossier.channel for item in register.innovations([one])] == ["keyed"]
    assert register.verify() == []


def test_what_could_not_be_read_waits_until_all_is_keyed(register: Register) -> None:
    dossier_id = received(register)
    register.set_aside(dossier_id, ItemError(code=ItemCode.UNREADABLE, message="hỏng"))
    register.keying.add(dossier_id, keyed(), "hoa")
    assert next(register.dossiers([dossier_id])).status is DossierStatus.SET_ASIDE
    assert register.keying.done(dossier_id, "hoa")
    found = next(register.dossiers([dossier_id]))
    assert (found.status, found.error) == (DossierStatus.COMPLETE, None)
    assert register.counts().set_aside == []
    assert not register.keying.done(dossier_id, "hoa")
