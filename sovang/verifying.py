"""`sovang verify`: everything that the register keeps against what is known of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from register.existing import open_existing
from register.verify import Anchor, Progress, Verification
from schemas.errors import SetupError
from sovang.settings import Settings


def verify(settings: Settings, *, quick: bool, anchor: str | None, as_json: bool) -> int:
    """Prints what is wrong, each with the next step; returns 0 when all is well, else 1. Raises SetupError."""
    known = Anchor.parse(anchor) if anchor else None
    if anchor and known is None:
        raise SetupError(f"Mốc “{anchor}” viết sai: cần SỐ:MÃ đúng như lệnh `sovang verify` đã in.")
    register = open_existing(settings.data, settings.database)
    try:
        with _progress() as progress:
            look = Verification(register.database, register.files, quick, known, progress)
            found = []
            for problem in look.problems():
                found.append(problem)
                if not as_json:
                    print(f"✗ {problem.message}")
        head = look.head()
    finally:
        register.close()
    if as_json:
        print(json.dumps({"problems": [*map(asdict, found)], "anchor": str(head), "quick": quick}, ensure_ascii=False))
        return 1 if found else 0
    print(f"{len(found)} chỗ sai." if found else f"✓ Sổ, nhật ký và bản gốc nguyên vẹn{_how(quick)}.")
    if head.number:
        print(f"Mốc nhật ký: {head}")
        print("Ghi mốc này ở nơi khác; lần sau so bằng `sovang verify --anchor MỐC`.")
    return 1 if found else 0


def _how(quick: bool) -> str:
    return " (kiểm nhanh; bỏ --quick để kiểm toàn bộ)" if quick else ""


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on a terminal; nothing in a log."""
    if not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bars

    with Bars(console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task("Kiểm tra")

        def shown(step: str, done: int, total: int) -> None:
            bars.update(bar, description=step, completed=done, total=total)

        yield shown
