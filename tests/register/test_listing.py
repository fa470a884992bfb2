"""Innovations a few at a time, in the register's order."""

from __future__ import annotations

import datetime as dt

from register import Register
from register.listing import Wanted
from schemas.innovation import Status
from tests.register.builders import NINE, reading, received, result, saved


def test_all_of_them_come_in_the_order_of_their_dossiers(register: Register) -> None:
    later = saved(register, b"later", NINE + dt.timedelta(days=1))
    first = saved(register, b"first")
    assert register.listing.ids() == [*first, *later]
    assert [item.id for item in register.listing.innovations()] == [*first, *later]
    assert [item.id for item in register.listing.shown([later[0], first[1]])] == [first[1], later[0]]


def test_what_is_asked_for_is_told_apart(register: Register) -> None:
    ids = saved(register)
    register.decide(ids[1], Status.REJECTED, "Mai")
    assert register.listing.ids(Wanted(statuses=["registered"])) == [ids[0], ids[2]]
    assert register.listing.ids(Wanted(programme="75-nghin-sang-kien", statuses=["rejected"])) == [ids[1]]
    assert register.listing.ids(Wanted(programme="doan-ket-sang-tao")) == []
    assert register.listing.ids(Wanted(dossiers=["HS0"])) == []


def test_secrets_are_known_without_loading_the_register(register: Register) -> None:
    dossier_id = received(register)
    register.save(dossier_id, result(reading(1, "Keo", confidential=True), reading(2, "Máy cưa")))
    saved(register, b"other")
    found = register.listing.secrets()
    assert found.dossiers == {dossier_id}
    assert [i.title for i in register.listing.shown(found.innovations)] == ["Keo"]
