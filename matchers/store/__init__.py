"""A corpus kept on disk beside a register: opened in milliseconds, added to row by row, never wrong after a crash."""

from matchers.store.store import Store

__all__ = ["Store"]
