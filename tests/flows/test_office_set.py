"""What was set at the desk holds in every run; the machine's own files and environment hold over it."""

from __future__ import annotations

from pathlib import Path

from flows.matching import match
from flows.models import model_for
from flows.office import at_home, open_office
from register import Register
from schemas.office import ABOUT, MATCHING, PROGRAMME
from schemas.programme import programmes
from tests.register.builders import reading, received, result

OWN = {"id": "sang-tao-van-son", "name": "Sáng tạo Vân Sơn", "names": ["sáng tạo Vân Sơn"]}
FILE = 'id = "sang-tao-van-son"\nname = "Theo tệp"\nnames = ["sáng tạo Vân Sơn"]\n'


def test_a_programme_of_the_desk_is_known_and_a_file_holds_over_it(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    office.register.settings.put(PROGRAMME + OWN["id"], OWN, 0, "lan")  # type: ignore[operator]
    office.register.close()
    again = open_office(tmp_path)
    again.register.close()
    assert len(again.programmes) == len(programmes()) + 1
    assert again.programmes[-1].name == "Sáng tạo Vân Sơn"
    (tmp_path / "programmes").mkdir()
    (tmp_path / "programmes" / "rieng.toml").write_text(FILE, "utf-8")
    third = open_office(tmp_path)
    third.register.close()
    assert [one.name for one in third.programmes if one.id == OWN["id"]] == ["Theo tệp"]


def test_the_province_of_the_desk_holds_unless_the_environment_names_one(tmp_path: Path) -> None:
    register = Register.open(tmp_path)
    register.settings.put(ABOUT, {"name": "LĐLĐ tỉnh Vân Sơn", "province": "Vân Sơn"}, 0, "lan")
    register.close()
    office = open_office(tmp_path)
    office.register.close()
    assert at_home(office, "").province == "Vân Sơn"
    assert at_home(office, "Lai Châu").province == "Lai Châu"


def test_thresholds_of_the_desk_hold_in_the_next_comparison(tmp_path: Path) -> None:
    office = open_office(tmp_path)
    register = office.register
    text = {"summary": "Máy sấy lúa bằng nhiệt thải của lò gạch, quạt thổi ngược, đảo hạt bằng tay quay."}
    for n, content in enumerate((b"mot", b"hai", b"ba"), start=1):
        register.save(received(register, content), result(reading(1, "Máy sấy lúa bằng nhiệt thải lò gạch", **text)))
        if n == 2:
            match(office)
            assert [pair.verdict for pair in register.pairs()] == ["same"]
            register.settings.put(MATCHING, {"review": 0.3, "same": 1.01}, 0, "lan")
    assert model_for(tmp_path, register.settings).same == 1.01
    match(office)
    verdicts = [pair.verdict for pair in register.pairs()]
    assert verdicts.count("review") == 2, "the new row's pairs wait for a person, whatever their score"
    assert verdicts.count("same") == 1, "what was compared before keeps its answer"
    register.close()
