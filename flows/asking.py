"""Duplicates of one row while it is being typed: the index is only read, and kept open from question to question."""

from __future__ import annotations

import threading
from pathlib import Path

from flows.index import FOLDER
from flows.models import model_for
from matchers.find import MatchSettings
from matchers.store import Store
from matchers.store.asking import likely, reopened
from register.office_settings import OfficeSettings
from schemas.match import Comparison, Record


class Asking:
    """Safe to share between threads."""

    def __init__(self, data: Path, settings: OfficeSettings) -> None:
        self._data, self._settings, self._lock = data, settings, threading.Lock()
        self._store: Store | None = None

    def like(self, record: Record) -> list[Comparison]:
        """What may be the same as a record, the likeliest first; rows that no run has compared yet are not known."""
        with self._lock:
            self._store = reopened(self._store or Store(self._data / FOLDER))
            store = self._store
        return likely(store, record, MatchSettings(model=model_for(self._data, self._settings)))
