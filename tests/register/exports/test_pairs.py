"""The duplicates that leave: groups, weak bridges, what people said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from register import Register
from register.exports import export
from register.grouping import group_of, grouped, how_many
from schemas.match import Across, Comparison, Judgement, Kind
from tests.register.builders import NINE, TITLES, alike, reading, received, result, saved


@pytest.fixture
def ids(register: Register) -> list[str]:
    """Six innovations: two threes that one doubtful pair connects."""
    other = received(register, b"two", NINE.replace(year=2022))
    register.save(other, result(*(reading(n, f"{title} loại lớn") for n, title in enumerate(TITLES, start=1))))
    ids = [*saved(register), *(f"{other}-00{n}" for n in (1, 2, 3))]
    sure = [
        Comparison(id_a=a, id_b=b, score=0.97, verdict="same", kind=Kind.DUPLICATE, across=[Across.YEARS])
        for three in (ids[:3], ids[3:])
        for a, b in ((three[0], three[1]), (three[1], three[2]), (three[0], three[2]))
    ]
    register.save_pairs([*sure, alike(ids[2], ids[3], 0.6)], ids)
    return ids


def told(register: Register, path: Path) -> dict[tuple[str, str], dict[str, Any]]:
    export(register, "duplicates", "jsonl", path / "pairs.jsonl")
    lines = map(json.loads, (path / "pairs.jsonl").read_text("utf-8").splitlines())
    return {(line["id_a"], line["id_b"]): line for line in lines}


def test_a_group_and_its_weak_bridge(register: Register, ids: list[str], tmp_path: Path) -> None:
    found = told(register, tmp_path)
    assert {line["cluster"] for line in found.values()} == {ids[0]}
    assert [ends for ends, line in found.items() if line["bridge"]] == [(ids[2], ids[3])]
    assert found[ids[0], ids[1]]["kind"] == "duplicate"
    assert found[ids[0], ids[1]]["across"] == ["years"]


def test_one_word_parts_the_group_where_it_is_weakest(register: Register, ids: list[str], tmp_path: Path) -> None:
    register.judge(alike(ids[0], ids[5]), Judgement.DIFFERENT, "thu")
    found = told(register, tmp_path)
    assert found[ids[2], ids[3]]["cluster"] is None
    assert found[ids[2], ids[3]]["parted"]
    assert {found[ids[0], ids[1]]["cluster"], found[ids[3], ids[4]]["cluster"]} == {ids[0], ids[3]}


def test_the_sheet_says_it_in_words(register: Register, ids: list[str], tmp_path: Path) -> None:
    register.judging.judge(alike(ids[0], ids[3], 0.5), Judgement.COPIED, "thu", "nguyên văn")
    register.judging.judge(alike(ids[1], ids[4], 0.4), Judgement.SERIES, "ba", "hai máy khác nhau")
    export(register, "duplicates", "xlsx", tmp_path / "pairs.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "pairs.xlsx").worksheets[0].values)
    lines = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    ends = ("Mã sáng kiến thứ nhất", "Mã sáng kiến thứ hai")
    by_ends = {tuple(line[name] for name in ends): line for line in lines}
    assert by_ends[ids[0], ids[1]]["Loại"] == "Nghi trùng: khác năm"
    assert by_ends[ids[0], ids[3]]["Ghi chú"].startswith("thu cho là sao chép: cần người thứ hai xác nhận")
    series = by_ends[ids[1], ids[4]]
    assert (series["Kết luận"], series["Ghi chú"]) == (
        "Cùng tác giả, khác sáng kiến",
        "Người thẩm định ghi: hai máy khác nhau",
    )
    assert series["Lý do"] == "Trùng tên sáng kiến (+2,0)"


def test_many_pairs_leave_a_few_at_a_time_in_their_order(register: Register) -> None:
    before = how_many(register.database), how_many(register.database, waiting=True)
    key = received(register, b"many")
    register.save(key, result(*(reading(n, f"Sáng kiến {n} của tổ {n * 7919}") for n in range(1, 1202))))
    ids = [f"{key}-{n:03d}" for n in range(1, 1202)]
    register.save_pairs([alike(ids[0], other, 0.4 + n / 4000) for n, other in enumerate(ids[1:])], ids)
    found = [pair for pair in grouped(register.database) if pair.id_a == ids[0]]
    assert [pair.id_b for pair in found] == ids[:0:-1]
    assert not any(pair.cluster for pair in found), "a star of doubtful pairs is no group"
    assert how_many(register.database) == before[0] + 1200
    register.judge(found[0], Judgement.SAME, "thu")
    assert how_many(register.database, waiting=True) == before[1] + 1199
    one = group_of(register.database, ids[-1], ids[0])
    assert one is not None
    assert (one.cluster, one.judgement) == (ids[0], Judgement.SAME)
    assert group_of(register.database, ids[1], ids[2]) is None
