"""Who has filed and who has not: targets, quotas, days left, sums; as filed and under today's bodies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from schemas.programme import Programme, programmes
from schemas.unit import Target, Unit, UnitKind, UnitName, UnitParent
from schemas.units.catalogue import Catalogue
from schemas.units.progress import Sent, UnitLine, View, expected, progress
from schemas.units.totals import totals
from tests.schemas.units.office import HOME, NEW, office

SPRING, MILLION = "75-nghin-sang-kien", "1-trieu-sang-kien"
DAY = date(2021, 4, 10)
VIEW = View(DAY, home=HOME)


def programme(programme_id: str = SPRING) -> Programme:
    found = next(p for p in programmes() if p.id == programme_id)
    return found.in_province("Bắc Kạn") if programme_id == SPRING else found


def sent(unit_id: str | None, registered: int = 0, **more: object) -> Sent:
    base = {"dossier_id": f"HS-{unit_id}", "unit": str(unit_id), "received": DAY, "programme": SPRING}
    return Sent.model_validate({**base, "unit_id": unit_id, "registered": registered, **more})


def lines(*given: Sent, view: View = VIEW, known: Catalogue | None = None) -> list[UnitLine]:
    return [one for one in progress(known or office(), programme(), given, view) if one.phase is None]


def of(found: Sequence[UnitLine], unit_id: str | None) -> UnitLine:
    return next(one for one in found if one.unit_id == unit_id)


def with_targets(**targets: Target) -> Catalogue:
    known = office()
    units = [u.model_copy(update={"targets": [targets[u.id]]}) for u in known.units.values() if u.id in targets]
    return known | Catalogue(units)


def test_units_directly_under_the_office_are_expected_and_those_below_districts_are_not() -> None:
    found = {unit.id for unit in expected(office(), SPRING, DAY, VIEW)}
    assert {"huyen-suoi-ngan", "tp-van-son", "cdn-giao-duc", "cdvc", "dien-luc"} <= found
    assert not {HOME, NEW, "tld", "thcs-hoa-ban-sn", "ldld-huyen-na-ri", "thpt-na-tum"} & found
    assert expected(office(), SPRING, DAY, View(DAY)) == []


def test_who_has_not_filed_stands_first_with_the_days_left() -> None:
    found = lines(sent("cdn-giao-duc", 2, needs_review=1, duplicate=4, channel="email"))
    assert [one.filed for one in found] == sorted(one.filed for one in found)
    missing, filed = of(found, "huyen-suoi-ngan"), of(found, "cdn-giao-duc")
    assert (missing.filed, missing.expected, missing.innovations, missing.days_left) == (False, True, 0, 10)
    assert (filed.innovations, filed.registered, filed.needs_review, filed.duplicate) == (3, 2, 1, 4)
    assert (filed.received_by, filed.last_received, filed.dossiers) == (["email"], DAY, ["HS-cdn-giao-duc"])
    late = lines(view=View(date(2021, 4, 25), home=HOME))
    assert of(late, "huyen-suoi-ngan").days_left == -5


def test_quotas_are_those_of_the_level_or_the_units_own() -> None:
    known = with_targets(cdvc=Target(programme=SPRING, quota=5))
    found = lines(known=known)
    assert of(found, "dien-luc").quota_most == 1
    assert of(found, "cdn-giao-duc").quota_most == 3
    assert of(found, "cdvc").quota_most == 5


def test_targets_are_numbers_or_a_percentage_of_members() -> None:
    known = with_targets(cdvc=Target(programme=SPRING, target=2300))
    unit = known.units["cdn-y-te"]
    percent = unit.model_copy(update={"members": 1201, "targets": [Target(programme=SPRING, percent=10)]})
    found = lines(sent("cdvc", 2779), sent("cdn-y-te", 12), known=known | Catalogue([percent]))
    assert (of(found, "cdvc").target, of(found, "cdvc").percent) == (2300, 121)
    assert (of(found, "cdn-y-te").target, of(found, "cdn-y-te").percent) == (121, 10)
    assert of(found, "dien-luc").percent is None


def test_senders_out_of_the_list_and_unknown_ones_are_lines_too() -> None:
    found = lines(sent("thcs-hoa-ban-sn", 1), sent(None, 2, unit="CĐCS Lạ"), sent(None, 3, unit="CDCS LẠ"))
    assert (of(found, "thcs-hoa-ban-sn").expected, of(found, "thcs-hoa-ban-sn").filed) == (False, True)
    assert (of(found, None).unit, of(found, None).innovations) == ("CĐCS Lạ", 5)
    assert len([one for one in found if one.unit_id is None]) == 1


def test_under_todays_bodies_all_comes_together() -> None:
    rows = [sent("huyen-suoi-ngan", 2), sent("tp-van-son", 3), sent("cdn-y-te", 1)]
    view = View(date(2026, 1, 5), today=True, home=HOME)
    known = with_targets(**{"huyen-suoi-ngan": Target(programme=SPRING, target=4)})
    found = lines(*rows, view=view, known=known | Catalogue([]))
    whole = of(found, NEW)
    assert (whole.innovations, whole.target, whole.expected) == (5, 4, True)
    assert of(found, "cdn-y-te").innovations == 1
    assert not any(one.unit_id in ("huyen-suoi-ngan", "tp-van-son", HOME) for one in found)
    as_filed = lines(*rows, view=View(date(2026, 1, 5), home=HOME))
    assert (of(as_filed, "huyen-suoi-ngan").innovations, of(as_filed, "tp-van-son").innovations) == (2, 3)


def test_a_new_federation_asks_for_those_of_all_it_came_from() -> None:
    view = View(date(2026, 1, 5), home=NEW)
    assert "huyen-suoi-ngan" in {unit.id for unit in expected(office(), SPRING, DAY, view)}


def test_phases_have_their_own_lines_targets_and_deadlines() -> None:
    known = with_targets(cdvc=Target(programme=MILLION, phase="giai-doan-2", target=50))
    rows = [
        sent("cdvc", 7, programme=MILLION, phase="giai-doan-1"),
        sent("cdvc", 20, programme=MILLION, phase="giai-doan-2"),
    ]
    found = progress(known, programme(MILLION), rows, View(date(2023, 7, 31), home=HOME))
    told = {one.phase: (one.innovations, one.target, one.days_left) for one in found if one.unit_id == "cdvc"}
    assert told["giai-doan-2"] == (20, 50, 32)
    assert told["giai-doan-1"][:2] == (7, None)
    assert told[None][:2] == (27, None)


def test_sums_by_parent_and_of_the_whole() -> None:
    known = with_targets(
        cdvc=Target(programme=SPRING, target=10), **{"huyen-suoi-ngan": Target(programme=SPRING, target=5)}
    )
    paper = known.units["huyen-dong-vang"].model_copy(update={"channel": "paper"})
    known = known | Catalogue([paper])
    found = lines(sent("cdvc", 4), sent("thcs-hoa-ban-sn", 1), known=known)
    whole, *parents = totals(known, found, HOME)
    assert (whole.row, whole.units_filed, whole.others_filed) == ("whole", 1, 1)
    assert (whole.innovations, whole.target, whole.percent) == (5, 15, 33)
    assert sum(whole.missing.values()) == whole.units_expected - 1
    assert whole.missing["paper"] == 1
    assert {one.parent_id: one.innovations for one in parents} == {HOME: 4, "huyen-suoi-ngan": 1}
    federation = known.units[HOME].model_copy(update={"targets": [Target(programme=SPRING, target=2300)]})
    assert totals(known | Catalogue([federation]), found, HOME)[0].target == 2300


def test_the_programmes_share_of_members_is_the_target_of_a_unit_without_one() -> None:
    members = office().units["cdn-y-te"].model_copy(update={"members": 1201})
    found = progress(office() | Catalogue([members]), programme(MILLION), [], View(date(2023, 7, 31), home=HOME))
    whole = {one.unit_id: one.target for one in found if one.phase is None}
    assert (whole["cdn-y-te"], whole["cdvc"]) == (121, None)


def test_a_provinces_own_target_is_that_of_the_whole() -> None:
    own = programme(MILLION).in_province("Lai Châu")
    rows = [sent("cdvc", 2779, programme=MILLION)]
    found = progress(office(), own, rows, View(date(2023, 7, 31), home=HOME))
    whole = totals(office(), found, HOME, [own])[0]
    assert (whole.innovations, whole.target, whole.percent) == (2779, 2300, 121)


def test_a_school_without_union_is_not_waited_for_but_may_have_a_target() -> None:
    parents = [UnitParent(parent_id=HOME)]
    school = Unit(id="truong", kind=UnitKind.OTHER, names=[UnitName(name="Trường Mẫu")], parents=parents)
    asked = school.model_copy(update={"targets": [Target(programme=SPRING, target=1)]})
    assert "truong" not in {u.id for u in expected(office() | Catalogue([school]), SPRING, DAY, VIEW)}
    assert "truong" in {u.id for u in expected(office() | Catalogue([asked]), SPRING, DAY, VIEW)}


def test_a_programmes_file_may_set_a_units_target_by_its_name() -> None:
    health = office().units["cdn-y-te"].names[0].name
    own = programme().model_copy(update={"unit_targets": {health.upper(): 40}})
    found = [one for one in progress(office(), own, [], VIEW) if one.phase is None]
    assert of(found, "cdn-y-te").target == 40
    assert of(found, "cdvc").target is None
    known = with_targets(**{"cdn-y-te": Target(programme=SPRING, target=7)})
    assert of([one for one in progress(known, own, [], VIEW) if one.phase is None], "cdn-y-te").target == 7
