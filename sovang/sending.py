"""Sends an errand to a child process and waits for what it says."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from schemas.errors import SovangError

_LOG = logging.getLogger("sovang")
_MAIN = "from sovang.errands import main; main()"
_LONGEST = 3600.0  # seconds
_BROKEN = "Việc này không xong: phần mềm dừng giữa chừng. Thử lại; nếu vẫn vậy, báo người quản trị."


@dataclass(frozen=True, slots=True)
class Errands:
    """`place`: the environment that says where a child works."""

    place: Mapping[str, str]
    program: str = _MAIN

    def send(self, errand: str, asked: Mapping[str, object], seconds: float = _LONGEST) -> dict[str, Any]:
        """Raises SovangError with what the child had to say against it, or when it broke."""
        request = json.dumps({"errand": errand, "asked": asked}, default=str)
        try:
            done = subprocess.run(
                [sys.executable, "-c", self.program],
                input=request.encode(),
                env={**os.environ, **self.place},
                capture_output=True,
                timeout=seconds,
                check=False,
            )
            told: dict[str, Any] = json.loads(done.stdout)
        except (subprocess.TimeoutExpired, ValueError, OSError) as error:
            _LOG.warning("an errand (%s) broke: %s", errand, type(error).__name__)
            raise SovangError(_BROKEN) from error
        if "trouble" in told:
            raise SovangError(told["trouble"])
        said: dict[str, Any] = told["said"]
        return said
