"""Programmes written at the desk: what the form shows is what holds, and what it does not show stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from flows.programmes import set_programmes
from register import Register
from review import programme_form
from review.inputs import NotUnderstood
from review.services import OfficeProgramme, Services
from schemas.account import Role
from schemas.office import PROGRAMME
from schemas.programme import Programme, programmes
from tests.review.browser import Browser

Browsers = Callable[..., Browser]
SHIPPED = {one.id: one for one in programmes()}
MILLION = SHIPPED["1-trieu-sang-kien"]
OWN = {
    "name": "Sáng tạo Vân Sơn 2026",
    "source": "Kế hoạch số 1/KH-LĐLĐ ngày 05/01/2026",
    "names": "sáng tạo Vân Sơn\n sáng  tạo VS ",
    "applied_first": "01/01/2026",
    "applied_last": "31/12/2026",
    "dossier_deadline": "30/11/2026",
    "selected": "1.200",
    "required-letter": "on",
    "recognised": "on",
    "phase-0-name": "Đợt 1",
    "phase-0-first_day": "01/01/2026",
    "phase-0-last_day": "30/06/2026",
    "target-0-phase": "",
    "target-0-innovations": "2.300",
    "target-1-percent": "12,5",
    "quota-0-level": "grassroots",
    "quota-0-most": "5",
    "version": "0",
}


@pytest.fixture
def services(register: Register) -> Services:
    def known() -> list[OfficeProgramme]:
        mine = {one.id: one for _, one in set_programmes(register.settings)}
        shipped = [OfficeProgramme(mine.get(k, one), "desk" if k in mine else "shipped") for k, one in SHIPPED.items()]
        rest = [OfficeProgramme(one, "desk") for k, one in mine.items() if k not in SHIPPED]
        file = Programme(id="theo-tep", name="Theo tệp", names=["chương theo tệp"])
        return [*shipped, *rest, OfficeProgramme(file, "rieng.toml")]

    return Services(known=known)


def kept(register: Register, key: str) -> Programme:
    found = register.settings.get(PROGRAMME + key)
    assert found
    return Programme.model_validate(found.data)


@pytest.mark.parametrize("one", SHIPPED.values(), ids=SHIPPED)
def test_the_form_of_a_programme_gives_the_same_programme_back(one: Programme) -> None:
    again = programme_form.parsed(programme_form.filled(one), one)
    assert again.model_dump() == one.model_dump()
    for variant in one.variants:
        assert again.in_province(variant.province).model_dump() == one.in_province(variant.province).model_dump()


def test_a_new_programme_holds_as_it_was_written(browser: Browsers, register: Register) -> None:
    mine = browser(role=Role.ADMIN)
    assert mine.post("/thiet-lap/chuong-trinh/moi", OWN).status_code == 303
    one = kept(register, "sang-tao-van-son-2026")
    assert one.names == ["sáng tạo Vân Sơn", "sáng tạo VS"]
    assert (one.applied_first, one.dossier_deadline) == (date(2026, 1, 1), date(2026, 11, 30))
    assert (one.selected, one.required, one.recognised) == (1200, ["letter"], True)
    assert [(p.id, p.last_day) for p in one.phases] == [("dot-1", date(2026, 6, 30))]
    assert [(t.innovations, t.members_percent) for t in one.targets] == [(2300, None), (None, 12.5)]
    assert [(q.level, q.most) for q in one.quotas] == [("grassroots", 5)]
    assert "cơ quan sửa" in mine.get("/thiet-lap/chuong-trinh").text
    assert "Đã có chương trình" in mine.post("/thiet-lap/chuong-trinh/moi", OWN).text


def test_a_shipped_one_is_changed_and_given_back(browser: Browsers, register: Register) -> None:
    mine, path = browser(role=Role.ADMIN), f"/thiet-lap/chuong-trinh/{MILLION.id}"
    form = programme_form.filled(MILLION) | {"version": "0", "dossier_deadline": "15/08/2023"}
    assert mine.post(path, form).status_code == 303
    one = kept(register, MILLION.id)
    assert one.dossier_deadline == date(2023, 8, 15)
    assert one.in_province("Lai Châu").targets[0].innovations == 2300, "a province's own rules stay"
    assert one.mentions == MILLION.mentions
    assert mine.post(path, form | {"selected": "3"}).status_code == 409, "the version is an old one"
    found = register.settings.get(PROGRAMME + MILLION.id)
    assert found
    assert mine.post(path, {"version": str(found.version), "action": "back"}).status_code == 303
    assert register.settings.starting(PROGRAMME) == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": " "}, "Ghi tên chương trình và căn cứ"),
        ({"source": ""}, "Ghi tên chương trình và căn cứ"),
        ({"names": ""}, "cần `names`"),
        ({"names": "liên đoàn lao động"}, "quá rộng"),
        ({"applied_first": "hôm qua"}, "ngày viết như"),
        ({"applied_last": "31/12/2025"}, "sau ngày cuối"),
        ({"phase-0-last_day": ""}, "ghi ngày đầu và ngày cuối"),
        ({"selected": "nhiều"}, "không phải số"),
        ({"target-1-percent": "lắm"}, "không phải số phần trăm"),
        ({"target-1-percent": "300"}, "Chỉ tiêu"),
        ({"quota-0-least": "9"}, "lớn hơn"),
    ],
)
def test_a_slip_is_told_and_what_was_typed_stays(
    browser: Browsers, register: Register, wrong: dict[str, str], told: str
) -> None:
    answer = browser(role=Role.ADMIN).post("/thiet-lap/chuong-trinh/moi", OWN | wrong)
    assert answer.status_code == 422
    assert told.replace("`names`", "") in answer.text.replace("Chữ mà tờ trình dùng để gọi", "") or told in answer.text
    assert "30/11/2026" in answer.text
    assert register.settings.starting(PROGRAMME) == []


def test_what_a_file_of_the_machine_says_is_not_changed_here(browser: Browsers, register: Register) -> None:
    mine = browser(role=Role.ADMIN)
    assert "rieng.toml" in mine.get("/thiet-lap/chuong-trinh/theo-tep").text
    assert mine.post("/thiet-lap/chuong-trinh/theo-tep", OWN).status_code == 403
    assert mine.get("/thiet-lap/chuong-trinh/khong-co").status_code == 404
    assert register.settings.starting(PROGRAMME) == []


def test_no_table_of_the_form_has_more_rows_than_it_may() -> None:
    with pytest.raises(NotUnderstood):
        programme_form.parsed(OWN | {f"phase-{n}-name": "x" for n in range(1, 40)}, None)
