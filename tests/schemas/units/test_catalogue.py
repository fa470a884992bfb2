"""Dated names, parents and successors."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from schemas.unit import EventKind, Link, Unit, UnitEvent, UnitKind, UnitName, UnitParent
from schemas.units.catalogue import Catalogue
from schemas.units.check import problems
from schemas.units.seed import TOP, provinces, seed
from tests.schemas.units.office import HOME, NEW, office

BEFORE, AFTER = date(2021, 4, 10), date(2026, 1, 1)


def unit(unit_id: str, *parents: UnitParent, names: list[UnitName] | None = None) -> Unit:
    named = names or [UnitName(name=unit_id)]
    return Unit(id=unit_id, kind=UnitKind.GRASSROOTS, names=named, parents=list(parents))


def event(kind: EventKind, *links: tuple[str | None, str | None, float | None], day: date = AFTER) -> UnitEvent:
    named = [Link(from_id=one, to_id=other, share=share) for one, other, share in links]
    return UnitEvent(id=f"{kind}-{day}", day=day, kind=kind, links=named)


def ending(name: str, day: date) -> list[UnitName]:
    return [UnitName(name=name, valid_to=day)]


def test_63_provinces_become_34_and_every_old_federation_has_its_successor() -> None:
    old = [u.id for u in seed().units.values() if u.kind is UnitKind.PROVINCE and seed().lives(u.id, BEFORE)]
    assert len(provinces()) == len(old) == 63
    assert len({seed().successor(unit_id, AFTER) for unit_id in old}) == 34
    assert problems(seed()) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ldld-bac-kan", "ldld-thai-nguyen-2025"),
        ("ldld-thai-nguyen", "ldld-thai-nguyen-2025"),
        ("ldld-quang-tri", "ldld-quang-tri-2025"),
        ("ldld-lai-chau", "ldld-lai-chau"),
        ("ldld-hue", "ldld-hue"),
        ("ldld-huyen-na-ri", "ldld-thai-nguyen-2025"),
        ("ldld-huyen-sin-ho", "ldld-lai-chau"),
        ("cdvc-quang-tri", "ldld-quang-tri-2025"),
    ],
)
def test_today_a_unit_is_its_successor_and_a_dissolved_one_its_last_parents(old: str, new: str) -> None:
    assert seed().successor(old, AFTER) == new
    assert seed().successor(old, BEFORE) == old


def test_a_name_that_stays_is_not_the_same_body() -> None:
    names = [seed().name_on(unit_id, None).name for unit_id in ("ldld-quang-tri", "ldld-quang-tri-2025")]
    assert names[0] == names[1]
    assert seed().name_on("ldld-hue", BEFORE).name == "Liên đoàn Lao động tỉnh Thừa Thiên Huế"
    assert seed().name_on("ldld-hue", AFTER).name == "Liên đoàn Lao động thành phố Huế"


def test_a_dissolved_union_had_ended_by_its_day() -> None:
    assert seed().ended("cdvc-quang-tri", date(2025, 3, 27)) is None
    assert seed().ended("cdvc-quang-tri", date(2025, 3, 28)) == date(2025, 3, 28)
    assert not seed().lives("ldld-huyen-na-ri", date(2025, 7, 1))


def test_a_split_unit_goes_to_its_largest_part_and_so_on() -> None:
    units = [unit("a", names=ending("a", AFTER)), unit("b", names=ending("b", date(2026, 5, 1))), unit("c"), unit("d")]
    split = event(EventKind.SPLIT, ("a", "b", 60), ("a", "c", 40))
    merger = event(EventKind.MERGE, ("b", "d", None), day=date(2026, 5, 1))
    known = Catalogue(units, [split, merger])
    assert problems(known) == []
    assert [known.successor("a", day) for day in (BEFORE, AFTER, date(2026, 6, 1))] == ["a", "b", "d"]


def test_a_dissolved_grassroots_union_rolls_up_through_its_dissolved_district_to_the_merged_province() -> None:
    last = date(2025, 6, 15)
    mine = unit("truong-mau", UnitParent(parent_id="ldld-huyen-na-ri"), names=ending("CĐCS Trường Mẫu", last))
    known = seed() | Catalogue([mine], [event(EventKind.DISSOLVE, ("truong-mau", None, None), day=last)])
    days = (BEFORE, date(2025, 6, 20), AFTER)
    wanted = ["truong-mau", "ldld-huyen-na-ri", "ldld-thai-nguyen-2025"]
    assert [known.successor("truong-mau", day) for day in days] == wanted


def test_a_transfer_ends_nothing_and_circles_end() -> None:
    moved = unit("a", UnitParent(parent_id="b", valid_to=AFTER), UnitParent(parent_id="c", valid_from=AFTER))
    known = Catalogue([moved, unit("b"), unit("c")], [event(EventKind.TRANSFER, ("a", "a", None))])
    assert (known.parent_on("a", BEFORE), known.parent_on("a", AFTER), known.successor("a", AFTER)) == ("b", "c", "a")
    circle = Catalogue(
        [unit("a", names=ending("a", AFTER)), unit("b", names=ending("b", AFTER))],
        [event(EventKind.MERGE, ("a", "b", None), ("b", "a", None))],
    )
    assert circle.successor("a", AFTER) in {"a", "b"}


def test_federation_and_parents_above() -> None:
    assert list(office().above("thcs-hoa-ban-sn", BEFORE)) == ["huyen-suoi-ngan", HOME, TOP]
    assert office().federation("thcs-hoa-ban-sn", BEFORE) == HOME
    assert office().successor("huyen-suoi-ngan", AFTER) == NEW
    assert problems(office()) == []


WRONG = [
    (Catalogue([unit("a", names=[UnitName(name="x"), UnitName(name="y", valid_from=AFTER)])]), "hai tên"),
    (Catalogue([unit("a", UnitParent(parent_id="b"), UnitParent(parent_id="b"))]), "hai đơn vị cấp trên"),
    (Catalogue([unit("a", UnitParent(parent_id="b"))]), "không có đơn vị cấp trên “b”"),
    (Catalogue([unit("a", UnitParent(parent_id="b")), unit("b", UnitParent(parent_id="a"))]), "đi vòng"),
    (Catalogue([unit("a")], [event(EventKind.DISSOLVE, ("a", None, None))]), "mà tên còn hiệu lực"),
    (Catalogue([unit("a")], [event(EventKind.MERGE, ("b", "a", None))]), "không có đơn vị “b”"),
    (Catalogue([unit("a")], [event(EventKind.RENAME, (None, None, None))]), "không nêu đơn vị nào"),
]


@pytest.mark.parametrize(("known", "said"), WRONG)
def test_what_is_wrong_is_said_in_one_line(known: Catalogue, said: str) -> None:
    found = problems(known)
    assert any(said in line for line in found)
    assert all("\n" not in line and ("a" in line or "b" in line) for line in found)


def test_what_cannot_be_is_refused_at_once() -> None:
    with pytest.raises(ValidationError, match="sau ngày bắt đầu"):
        UnitName(name="x", valid_from=AFTER, valid_to=BEFORE)
    with pytest.raises(ValidationError):
        Unit(id="Không Dấu", kind=UnitKind.OTHER, names=[UnitName(name="x")])
    with pytest.raises(ValidationError):
        Unit(id="a", kind=UnitKind.OTHER, names=[])


def test_the_offices_word_stands_over_the_seeds() -> None:
    mine = Catalogue([unit("ldld-lai-chau")])
    assert (seed() | mine).units["ldld-lai-chau"].kind is UnitKind.GRASSROOTS
    assert len((seed() | mine).units) == len(seed().units)
