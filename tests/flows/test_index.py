"""The index beside the register: whatever happened to it, matching says what comparing everything says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.index import FOLDER, differences, open_index
from flows.matching import match
from flows.office import Office, Watcher, open_office
from matchers.store import Store
from register.pairs import Pair
from tests.flows.test_versions import ROWS, later, row, send

NAMES = [*ROWS]


class Heard(Watcher):
    def __init__(self) -> None:
        self.lines: list[str] = []

    def note(self, line: str) -> None:
        self.lines.append(line)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def office(tmp_path: Path, heard: Heard) -> Iterator[Office]:
    opened = open_office(tmp_path / "data", None, workers=1, watcher=heard)
    yield opened
    opened.register.close()


def filed(office: Office, day: int, *names: str) -> str:
    """Each dossier is of a unit of its own: nothing is a table sent again."""
    return send(office, [row(name) for name in names], later(day), issuing_unit=f"Công đoàn cơ sở Xưởng {day}")


def pairs(office: Office) -> set[tuple[str, str]]:
    return {(pair.id_a, pair.id_b) for pair in office.register.pairs()}


def held(office: Office) -> dict[str, int]:
    return Store(office.data / FOLDER).stamps()


def test_new_rows_are_compared_with_all_that_came_before(office: Office, heard: Heard) -> None:
    first = filed(office, 1, *NAMES[:2])
    assert match(office) == 0
    second = filed(office, 2, NAMES[0], NAMES[2])
    assert match(office) == 1
    assert pairs(office) == {(f"{first}-001", f"{second}-001")}
    assert held(office) == office.register.comparing.stamps()
    assert match(office) == 0
    assert heard.lines == []


def test_row_by_row_and_all_at_once_say_the_same(office: Office) -> None:
    for day, name in enumerate([*NAMES, *NAMES[:3], NAMES[0]], 1):
        filed(office, day, name)
        match(office)
    found: list[Pair] = office.register.pairs()
    assert len(found) == 3 + 1 + 1
    assert match(office, everything=True) == 0
    assert [pair.model_dump(exclude={"at"}) for pair in office.register.pairs()] == [
        pair.model_dump(exclude={"at"}) for pair in found
    ]


@pytest.mark.parametrize("harm", ["gone", "cut", "emptied"])
def test_a_damaged_index_is_made_anew_and_told(office: Office, heard: Heard, harm: str) -> None:
    first = filed(office, 1, *NAMES)
    match(office)
    folder = office.data / FOLDER
    if harm == "gone":
        shutil.rmtree(folder)
    for path in folder.glob("*.bin") if harm != "gone" else ():
        path.write_bytes(path.read_bytes()[: 0 if harm == "emptied" else -9])
    second = filed(office, 2, NAMES[3])
    assert match(office) == 1
    assert pairs(office) == {(f"{first}-004", f"{second}-001")}
    assert heard.lines == ["Chỉ mục so trùng chưa có hoặc không dùng được: lập lại từ sổ (4 sáng kiến)."]
    assert held(office) == office.register.comparing.stamps()


def test_what_the_index_missed_is_noticed(office: Office, tmp_path: Path) -> None:
    """As after a restored backup: the register says that all is compared, the index knows another register."""
    first = filed(office, 1, *NAMES[:2])
    match(office)
    kept = shutil.copytree(office.data / FOLDER, tmp_path / "kept")
    filed(office, 2, NAMES[2])
    match(office)
    shutil.rmtree(office.data / FOLDER)
    shutil.copytree(kept, office.data / FOLDER)
    third = filed(office, 3, NAMES[2], NAMES[0])
    assert match(office) == 2
    assert (f"{first}-001", f"{third}-002") in pairs(office)
    assert held(office) == office.register.comparing.stamps()


def test_a_reading_that_changed_is_a_new_row(office: Office) -> None:
    first = filed(office, 1, NAMES[0])
    second = filed(office, 2, NAMES[0])
    assert match(office) == 1
    other = row(NAMES[1]).accepted
    office.register.accept(f"{second}-001", other, "thẩm định viên")
    match(office)
    assert pairs(office) == set()
    assert held(office) == office.register.comparing.stamps()
    office.register.accept(f"{second}-001", row(NAMES[0]).accepted, "thẩm định viên")
    assert match(office) == 1
    assert pairs(office) == {(f"{first}-001", f"{second}-001")}


def test_rows_aside_are_not_in_the_index(office: Office) -> None:
    from flows.versions import settle_versions

    send(office, [row(name) for name in NAMES[:3]])
    later_one = send(office, [row(name) for name in NAMES[:3]], later(1))
    settle_versions(office)
    match(office)
    assert not any(key.startswith(later_one) for key in held(office))
    with open_index(office) as index:
        replaced, waiting = office.register.sent_again.aside()
        assert differences(office, index, replaced | waiting) == ([], {})
