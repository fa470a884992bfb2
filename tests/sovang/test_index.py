"""`sovang index` says what is so, and puts right what is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.index import FOLDER
from flows.matching import match
from flows.office import Office, open_office
from sovang.index import rebuild, status, verify
from sovang.settings import Settings
from tests.flows.test_versions import ROWS, later, row, send

Told = Callable[[], dict[str, object]]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


@pytest.fixture
def office(settings: Settings) -> Office:
    opened = open_office(settings.data, None, workers=1)
    send(opened, [row(name) for name in ROWS])
    match(opened)
    return opened


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    def read() -> dict[str, object]:
        found: dict[str, object] = json.loads(capsys.readouterr().out)
        return found

    return read


def files(settings: Settings) -> list[Path]:
    return sorted((settings.data / FOLDER).glob("*.bin"))


def test_status_tells_whether_the_index_fits_the_register(office: Office, settings: Settings, told: Told) -> None:
    assert status(settings, as_json=True) == 0
    before = told()
    assert (before["rows"], before["usable"], before["up_to_date"], before["uncompared"]) == (len(ROWS), True, True, 0)
    send(office, [row(next(iter(ROWS)))], later(1), issuing_unit="Công đoàn cơ sở Xưởng khác")
    status(settings, as_json=True)
    assert (after := told())["up_to_date"] is False
    assert after["uncompared"] == 1


def test_verify_names_the_damaged_file_and_rebuild_mends_it(
    office: Office, settings: Settings, told: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(settings, as_json=False) == 0
    assert "khớp với sổ: 4 sáng kiến" in capsys.readouterr().out
    [file] = files(settings)
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    assert verify(settings, as_json=True) == 1
    assert told() == {"rows": 4, "damaged": [file.name], "wrong": []}
    assert verify(settings, as_json=False) == 1
    assert "`sovang index rebuild`" in capsys.readouterr().out
    assert rebuild(settings, as_json=False) == 0
    capsys.readouterr()
    assert verify(settings, as_json=True) == 0
    assert files(settings) != [file]


def test_verify_notices_rows_that_are_not_the_registers(office: Office, settings: Settings, told: Told) -> None:
    from matchers.store import Store

    store = Store(settings.data / FOLDER)
    with store.changing():
        store.step_back(store.alive(1, 2))
    assert verify(settings, as_json=True) == 1
    assert told()["wrong"] == [next(iter(sorted(office.register.comparing.stamps())[1:]))]


def test_without_an_index_nothing_is_wrong_with_a_new_register(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    open_office(settings.data).register.close()
    assert status(settings, as_json=False) == 0
    assert "Chưa có chỉ mục" in capsys.readouterr().out
    assert verify(settings, as_json=False) == 0
    assert rebuild(settings, as_json=False) == 0


def test_the_doctor_tells_of_the_index(office: Office, settings: Settings) -> None:
    from sovang.doctor import _index

    assert _index(settings).found.startswith("4 sáng kiến, ")
    for file in files(settings):
        file.unlink()
    assert _index(settings).found == "chưa có; lượt so trùng tới sẽ lập"
