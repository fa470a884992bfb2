"""Noisy writings of units against an invented catalogue: what is accepted must be right."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from schemas.unit import Unit, UnitKind, UnitName
from schemas.units.catalogue import Catalogue
from schemas.units.match import Asked, Matcher, alias_key, federation_of
from schemas.units.seed import seed
from tests.schemas.units.noise import worn
from tests.schemas.units.office import HOME, office

SPELLINGS = Path(__file__).parent / "spellings.tsv"
DAY = date(2021, 4, 10)
STRANGERS = [
    "Công đoàn cơ sở Trường THCS Phiêng Ban",
    "Công đoàn cơ sở Trường Mầm non Hoa Đào",
    "Công đoàn cơ sở Trường Tiểu học Suối Ngàn 2",
    "Công đoàn cơ sở Trường THPT Đồng Vang",
    "Công đoàn cơ sở Công ty Cổ phần Gỗ Vân Sơn",
    "Công đoàn cơ sở Công ty TNHH May Phiêng Hoa",
    "Công đoàn cơ sở Sở Xây dựng tỉnh Vân Sơn",
    "Công đoàn cơ sở Chi cục Thuế huyện Suối Ngàn",
    "Công đoàn cơ sở Trung tâm Y tế huyện Nậm Mừng",
    "Liên đoàn Lao động huyện Nậm Mừng",
    "Công đoàn ngành Xây dựng tỉnh Vân Sơn",
    "Công đoàn cơ sở Bưu điện tỉnh Vân Sơn",
]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(office())


def test_what_is_accepted_of_noisy_spellings_is_right(matcher: Matcher) -> None:
    rows = [line.split("\t") for line in SPELLINGS.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert len(rows) >= 140
    found = [(r, matcher.find(Asked(r[0], date(int(r[2]), 8, 4), r[1], HOME)).unit_id) for r in rows]
    wrong = [(r[0], unit_id) for r, unit_id in found if unit_id and unit_id != r[3]]
    named = [r for r, _ in found if r[3] != "-"]
    right = [r for r, unit_id in found if unit_id == r[3]]
    assert wrong == []
    assert len(right) / len(named) >= 0.95


def test_names_worn_by_chance_are_found_or_left_to_a_person(matcher: Matcher) -> None:
    chance = random.Random(11)
    own = [(u.id, n.name) for u in office().units.values() if u.id not in seed().units for n in u.names]
    own = [(unit_id, name) for unit_id, name in own if "Hoa Ban" not in name and not unit_id.startswith(HOME)]
    tried = [(unit_id, worn(name, chance)) for _ in range(40) for unit_id, name in own]
    tried += [("", worn(name, chance)) for _ in range(40) for name in STRANGERS]
    answers = [(unit_id, text, matcher.find(Asked(text, DAY, home=HOME)).unit_id) for unit_id, text in tried]
    accepted = [(unit_id, text, found) for unit_id, text, found in answers if found]
    wrong = [answer for answer in accepted if answer[0] != answer[2]]
    assert len(wrong) / len(accepted) <= 0.01, wrong[:20]
    known = [answer for answer in answers if answer[0]]
    assert len(accepted) / len(known) >= 0.75


def test_the_day_tells_two_bodies_of_one_name_apart() -> None:
    matcher = Matcher(seed())
    asked = [matcher.find(Asked("LĐLĐ tỉnh Quảng Trị", day)).unit_id for day in (date(2021, 4, 1), date(2025, 12, 26))]
    assert asked == ["ldld-quang-tri", "ldld-quang-tri-2025"]
    undated = matcher.find(Asked("LĐLĐ tỉnh Quảng Trị"))
    assert undated.unit_id is None
    assert set(undated.rivals) >= {"ldld-quang-tri", "ldld-quang-tri-2025"}


def test_a_late_letter_of_a_dissolved_union_is_named_with_a_warning(matcher: Matcher) -> None:
    found = matcher.find(Asked("LĐLĐ huyện Suối Ngàn", date(2025, 9, 1), home=HOME))
    assert found.unit_id == "huyen-suoi-ngan"
    assert "đã kết thúc ngày 01/07/2025" in " ".join(found.evidence)


def test_evidence_says_why(matcher: Matcher) -> None:
    twins = matcher.find(Asked("CĐCS Trường THCS Hoa Ban", DAY, home=HOME))
    assert (twins.unit_id, set(twins.rivals[:2])) == (None, {"thcs-hoa-ban-sn", "thcs-hoa-ban-dv"})
    told = matcher.find(Asked("CĐCS Trường THCS Hoa Ban", DAY, "LĐLĐ huyện Đồng Vang", HOME))
    assert told.unit_id == "thcs-hoa-ban-dv"
    assert "cấp trên khớp" in told.evidence
    assert 0.95 <= told.chance < 1


def test_a_persons_choice_stands_above_all_likeness(matcher: Matcher) -> None:
    text = "CĐCS Trường THCS Hoa Ban"
    learnt = Matcher(office(), [(text, "thcs-hoa-ban-dv"), ("Trường cô Mẫu", "mn-hoa-mo")])
    assert learnt.find(Asked(text.upper(), DAY)).unit_id == "thcs-hoa-ban-dv"
    assert learnt.find(Asked("truong co mau", DAY)).chance == 1.0
    assert matcher.find(Asked("truong co mau", DAY)).unit_id is None
    both = Matcher(office(), [("Tỉnh nhà", HOME), ("Tỉnh nhà", "ldld-van-son-2025")])
    assert both.find(Asked("Tỉnh nhà", DAY)).unit_id == HOME
    assert both.find(Asked("Tỉnh nhà", date(2026, 1, 1))).unit_id == "ldld-van-son-2025"
    assert both.find(Asked("Tỉnh nhà")).unit_id is None


def test_aliases_of_the_catalogue_are_names_of_all_times() -> None:
    unit = Unit(id="a", kind=UnitKind.GRASSROOTS, names=[UnitName(name="CĐCS Xưởng Mẫu")], aliases=["Tổ mộc số 4"])
    matcher = Matcher(Catalogue([unit]))
    assert matcher.find(Asked("TỔ MỘC SỐ 4", DAY)).unit_id == "a"
    assert matcher.find(Asked("TỔ MỘC SỐ 5", DAY)).unit_id is None


def test_hostile_texts_cost_no_time_and_name_nobody(matcher: Matcher) -> None:
    for text in ("", " \n", "a" * 100_000, "CĐCS " * 20_000, "\x00\ud800", "=1+1", "🙂" * 500, "((((" * 999):
        assert matcher.find(Asked(text, DAY, text, HOME)).unit_id is None


def test_the_offices_federation_is_that_of_most_units() -> None:
    units = ["thpt-na-tum", "may-1", "ldld-huyen-na-ri", "nobody"]
    assert federation_of(office(), units, DAY) == HOME
    assert federation_of(office(), []) is None


def test_a_writing_is_known_again_whatever_its_case_and_signs() -> None:
    assert alias_key("  CĐCS – Trường  “Mẫu”") == alias_key("cdcs truong mau")
