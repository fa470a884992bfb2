"""A model as a file: the same text for the same weights, and a short version by which comparisons name it."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

from matchers.model import Model, default_model


def dumped(model: Model) -> dict[str, Any]:
    """What `matchers.model.read_model` reads."""
    sets = {
        name: {
            "bias": part.bias,
            "review": part.review,
            "curves": {code: {"knots": [*c.knots], "weights": [*c.weights]} for code, c in part.curves.items()},
        }
        for name, part in model.sets.items()
    }
    return {"same": model.same, "sets": sets}


def version_of(model: Model) -> str:
    """Twelve hex digits of its content."""
    return hashlib.sha256(json.dumps(dumped(model), sort_keys=True).encode()).hexdigest()[:12]


@cache
def shipped_version() -> str:
    return version_of(default_model())
