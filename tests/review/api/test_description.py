"""The description tells the truth: schemathesis asks what it allows and what it does not, with a fixed seed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import (
    ignored_auth,
    negative_data_rejection,
    positive_data_acceptance,
)
from starlette.testclient import TestClient

from register import Register
from review.services import Made, Services
from schemas.account import Role
from schemas.export import Asked
from tests.register.builders import saved
from tests.review.api.routes import API

EXAMPLES = 8
FEW = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def services() -> Services:
    def made(what: str, asked: Asked, target: tuple[str, Path]) -> Made:
        target[1].write_text("{}\n" if target[0] == "jsonl" else "x", "utf-8")
        return Made(1)

    return Services(give=made)


def test_every_operation_keeps_to_its_description(program: Callable[..., TestClient], register: Register) -> None:
    saved(register)
    mine = program(Role.ADMIN)
    headers = {"authorization": mine.headers["authorization"]}
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", mine.app, headers=headers)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) == len(API) - 1, "all but the description itself"
    for operation in operations:
        for mode in schemathesis.GenerationMode:
            _ask(operation, mode, headers)


def _ask(operation: Any, mode: Any, headers: dict[str, str]) -> None:
    # Who may call is asked of every route in test_gate.py. What was made wrong may come right on its way (a part of a
    # form is text, a nameless parameter is dropped), so that wrong values are refused is asked there as well.
    excluded = [ignored_auth, negative_data_rejection]
    if operation.path == "/exports/{what}":
        excluded.append(positive_data_acceptance)  # which option goes with which kind is told by GET /exports

    @FEW
    @given(st.data())
    def ask(data: Any) -> None:
        case = data.draw(operation.as_strategy(generation_mode=mode))
        case.call_and_validate(headers=headers, excluded_checks=excluded)

    ask()
