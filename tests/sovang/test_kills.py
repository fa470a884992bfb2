"""Commands killed at fifty random points; `python -m benchmarks.kills --points 1000` kills more often."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.kill import Killer
from tests.kills import SCENARIOS, Move, Scenario, make_filled

POINTS = {"move": 10, "backup": 13, "restore": 13, "merge": 6, "import": 4}
ON_POSTGRESQL = 4


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_filled(tmp_path_factory.mktemp("kills"))


@pytest.fixture(scope="session")
def killer() -> Iterator[Killer]:
    with Killer() as made:
        yield made


def killed(scenario: Scenario, points: int) -> int:
    chance = random.Random(points)
    return sum(scenario.kill(chance) for _ in range(points))


@pytest.mark.parametrize("kind", SCENARIOS, ids=lambda kind: kind.name)
def test_a_killed_command_loses_nothing_and_a_rerun_ends_it(
    kind: type[Scenario], killer: Killer, filled: Path, tmp_path: Path
) -> None:
    points = POINTS[kind.name]
    assert killed(kind(killer, filled, tmp_path / "here"), points) >= points // 2


def test_a_killed_move_to_postgresql(killer: Killer, filled: Path, tmp_path: Path, postgres_server: Any) -> None:
    with postgres_server.database() as url:
        assert killed(Move(killer, filled, tmp_path / "here", url), ON_POSTGRESQL) >= ON_POSTGRESQL // 2
