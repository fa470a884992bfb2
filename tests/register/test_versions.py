"""Links between versions in the register: put in force, taken back, and what follows for statuses and counts."""

from __future__ import annotations

import datetime as dt

from register import Register
from schemas.dossier import DossierStatus
from schemas.finding import Code, Finding
from schemas.innovation import Status
from schemas.version import DossierVersion, RowVersion, Versions
from tests.register.builders import NINE, TITLES, alike, reading, received, result, saved

GONE = Finding(code=Code.RESUBMISSION, field="innovations", message="Không còn dòng 3.")


def two_versions(register: Register) -> tuple[list[str], list[str]]:
    return saved(register), saved(register, b"lan hai", NINE + dt.timedelta(days=1))


def links(first: list[str], second: list[str], changed: bool = False) -> Versions:
    rows = [RowVersion(b, a, a, changed) for a, b in zip(first, second, strict=True)]
    return Versions([DossierVersion(second[0][:-4], first[0][:-4], 2, [GONE])], rows)


def test_links_say_which_row_counts_and_step_back_when_they_no_longer_hold(register: Register) -> None:
    first, second = two_versions(register)
    register.sent_again.save(links(first, second))
    assert [i.status for i in register.innovations()] == [Status.REGISTERED] * 3 + [Status.DUPLICATE] * 3
    assert register.sent_again.aside() == ({*second}, set())
    assert register.counts().sent_again == 1
    older, newer = register.dossiers()
    assert (older.versions, newer.version_of, newer.findings) == ([older.id, newer.id], older.id, [GONE])
    assert (newer.review_fields, newer.status) == (["innovations"], DossierStatus.NEEDS_REVIEW)
    register.sent_again.save(Versions())
    assert [i.status for i in register.innovations()] == [Status.REGISTERED] * 6
    assert [d.version_of for d in register.dossiers()] == [None, None]


def test_the_same_links_again_write_nothing(register: Register) -> None:
    first, second = two_versions(register)
    register.sent_again.save(links(first, second))
    before = register.audit()
    register.sent_again.save(links(first, second))
    assert register.audit() == before
    assert [line["action"] for line in before].count("version") == 1


def test_a_derived_reading_holds_over_reruns_and_goes_with_its_cause(register: Register) -> None:
    dossier_id = received(register)
    read = reading(1, TITLES[0], ("title",))
    register.save(dossier_id, result(read))
    better = read.model_copy(update={"review_fields": [], "phase": "giai-doan-2"})
    register.sent_again.save(Versions(readings={f"{dossier_id}-001": better}))
    register.save(dossier_id, result(read, engine="2"))
    register.sent_again.save(Versions(readings={f"{dossier_id}-001": better}))
    [one] = register.innovations()
    assert (one.review_fields, one.status, one.phase) == ([], Status.REGISTERED, "giai-doan-2")
    register.sent_again.save(Versions())
    [one] = register.innovations()
    assert (one.review_fields, one.status) == (["title"], Status.NEEDS_REVIEW)
    assert [r.live for r in register.history(one.id)] == [False, False, True]


def test_nothing_follows_over_a_persons_word(register: Register) -> None:
    innovation_id = saved(register)[0]
    register.accept(innovation_id, register.reading(innovation_id).accepted, "thu")
    spoken = register.reading(innovation_id)
    register.sent_again.save(Versions(readings={innovation_id: reading(1, "Máy nói khác")}))
    assert register.reading(innovation_id) == spoken


def test_rows_are_known_as_read_and_as_people_have_them(register: Register) -> None:
    innovation_id = saved(register)[0]
    right = register.reading(innovation_id).accepted.model_copy(update={"title": "Tên đúng"})
    register.accept(innovation_id, right, "thu")
    _, keys = register.sent_again.sent()
    assert {k.title for k in keys if k.innovation == innovation_id} == {TITLES[0], "Tên đúng"}
    [held] = [h for h in register.sent_again.held([innovation_id[:-4]]) if h.innovation == innovation_id]
    assert (held.read.accepted.title, held.force.accepted.title, held.person) == (TITLES[0], "Tên đúng", True)


def test_a_suggestion_between_versions_goes_with_the_next_comparison(register: Register) -> None:
    first, second = two_versions(register)
    register.save_pairs([alike(first[0], second[0])], [*first, *second])
    register.sent_again.save(links(first, second))
    assert {r.id for r in register.uncompared()} == {*first, *second}
    register.save_pairs([], [*first, *second])
    assert register.pairs() == []
