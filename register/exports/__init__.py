"""What leaves the register. The writers are loaded when they are asked for: most modules here need none of them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from register.exports.delimited import export_csv
    from register.exports.jsonl import export_jsonl
    from register.exports.tables import Form, What, export, sheets
    from register.exports.workbook import export_xlsx

__all__ = ["Form", "What", "export", "export_csv", "export_jsonl", "export_xlsx", "sheets"]
_ELSEWHERE = {"export_csv": "delimited", "export_jsonl": "jsonl", "export_xlsx": "workbook"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_ELSEWHERE.get(name, 'tables')}"), name)
