"""What the desk has done in a child process: what takes long, much memory, or the readers' libraries.

One JSON object comes in on stdin, one goes out on stdout. The child ends with its parent.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from contextlib import closing, redirect_stdout
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from schemas.errors import SovangError
from schemas.export import Asked
from sovang.settings import Settings

Said = dict[str, Any]
_NICE = 5  # people at the desk go before


def main() -> None:
    os.nice(_NICE)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    asked = json.load(sys.stdin)
    try:
        with redirect_stdout(sys.stderr):
            out: Said = {"said": ERRANDS[asked["errand"]](Settings(), asked["asked"])}
    except SovangError as error:
        out = {"trouble": str(error)}
    except MemoryError:
        out = {"trouble": "Việc này cần quá nhiều bộ nhớ: chọn ít hơn rồi làm lại."}
    json.dump(out, sys.stdout, ensure_ascii=False, default=str)


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(2)
    os._exit(1)


def _give(settings: Settings, asked: Said) -> Said:
    """Writes an export. Replies to several dossiers go into one archive."""
    from flows.giving import give
    from flows.office import at_home, open_office

    office = at_home(open_office(settings.data, settings.database), settings.province)
    part, target = TypeAdapter(Asked).validate_python(asked["part"]), Path(asked["target"])
    with closing(office.register):
        if asked["form"] != "zip":
            given = give(office, asked["what"], part, (asked["form"], target))
        else:
            folder = target.with_suffix("")
            given = give(office, asked["what"], part, ("docx", folder))
            _pack(folder, target)
    return {"rows": given.rows, "remarks": list(given.remarks)}


def _pack(folder: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.iterdir()):
            packed.write(path, path.name)
            path.unlink()
    folder.rmdir()


def _checks(settings: Settings, _: Said) -> Said:
    """What `sovang doctor` sees."""
    from sovang.doctor import CHECKS

    return {"checks": [asdict(check(settings)) for check in CHECKS]}


def _thresholds(settings: Settings, asked: Said) -> Said:
    """What each choice would mean on the frozen registers, with the model in use."""
    from flows.models import model_in_use
    from matchers.model_file import version_of
    from matchers.regression import frozen
    from matchers.thresholds import compare, trials

    model, chosen = model_in_use(settings.data), asked["chosen"] or {}
    shipped = {"review": model.sets["people"].review, "same": model.same}
    now = {**shipped, **chosen}
    found = trials(model, compare(frozen()), now["review"], now["same"])
    rows = [{"review": one.review, "same": one.same, "figures": asdict(one.figures)} for one in found]
    return {"model": version_of(model), "shipped": shipped, "now": now, "trials": rows}


def _units(settings: Settings, asked: Said) -> Said:
    """What a workbook of units would change; with `only_plan` false it is done, all of it or nothing."""
    from sovang.units import brought_in

    return brought_in(settings, Path(asked["path"]), asked["person"], only_plan=asked["only_plan"])


def _settle(settings: Settings, _: Said) -> Said:
    """Looks up who sent which dossier, by the catalogue as it is now."""
    from flows.office import at_home, open_office
    from flows.units import settle_units

    office = at_home(open_office(settings.data, settings.database), settings.province)
    with closing(office.register):
        return {"looked_up": settle_units(office)}


ERRANDS: dict[str, Callable[[Settings, Said], Said]] = {
    "give": _give,
    "checks": _checks,
    "thresholds": _thresholds,
    "units": _units,
    "settle": _settle,
}
