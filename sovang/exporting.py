"""`sovang export`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from flows.office import open_office
from register import exports
from schemas.errors import SetupError
from sovang.settings import Settings


def export(settings: Settings, what: exports.What, file_format: exports.Form, out: Path, *, as_json: bool) -> int:
    """Writes the file whole or not at all; returns the exit status."""
    office = open_office(settings.data, settings.database)
    try:
        count = exports.export(office.register, what, file_format, out)
    except OSError as error:
        raise SetupError(f"Không ghi được {out}: {error.strerror}.") from error
    finally:
        office.register.close()
    if as_json:
        print(json.dumps({"what": what, "rows": count, "out": str(out)}))
    else:
        print(f"Đã xuất {count} dòng ra {out}.", file=sys.stderr)
    return 0
