"""The makers of registers: the same seed makes the same register, and what is planted is in it."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks import offices_pairs, workplaces_pairs
from benchmarks.matching import MAKERS


@pytest.mark.parametrize("maker", MAKERS)
def test_a_seed_is_a_register(maker: str) -> None:
    one, again, other = (MAKERS[maker](200, seed) for seed in (7, 7, 8))
    assert one == again
    assert one.records != other.records


@pytest.mark.parametrize("maker", MAKERS)
def test_planted_pairs_are_of_the_register(maker: str) -> None:
    register = MAKERS[maker](300, 3)
    ids = [record.id for record in register.records]
    assert len(ids) == len(set(ids))
    planted = {*register.duplicates, *register.alike}
    assert all(low < high and {low, high} <= set(ids) for low, high in planted)
    assert not register.duplicates.keys() & register.alike.keys()


def test_offices_plant_every_kind() -> None:
    register = MAKERS["offices"](2000, 5)
    assert set(register.duplicates.values()) == set(offices_pairs.NOISE)
    assert set(register.alike.values()) == set(offices_pairs.LOOKALIKES)


def test_workplaces_plant_every_kind() -> None:
    register = MAKERS["workplaces"](3000, 5)
    assert set(register.duplicates.values()) == set(workplaces_pairs.NOISE)
    assert set(register.alike.values()) == set(workplaces_pairs.LOOKALIKES)


def test_offices_have_namesakes_and_shared_phones() -> None:
    records = MAKERS["offices"](3000, 5).records
    names = Counter(name for record in records for name in record.authors)
    phones = Counter(record.phone for record in records if record.phone)
    assert names.most_common(1)[0][1] > 10
    assert phones.most_common(1)[0][1] > 5
