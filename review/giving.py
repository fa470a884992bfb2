"""Exports as people order them: made one or two at a time in children, kept for an hour for whoever ordered them."""

from __future__ import annotations

import datetime as dt
import logging
import shutil
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from fastapi import Request

from register.persons import Giving
from review.desk import Desk
from schemas.account import Account
from schemas.errors import SovangError
from schemas.export import Asked
from schemas.written import OFFICE

_LOG = logging.getLogger(__name__)
_AT_ONCE = 2
_WAITING = 5  # orders of one person that are not made yet
_KEPT = 3600.0  # seconds
_BROKEN = "Không xuất được vì lỗi trong phần mềm. Thử lại; nếu vẫn vậy, báo người quản trị."


@dataclass(slots=True)
class Order:
    """`trouble`: why it was not made; `made`: the file is there."""

    owner: str
    what: str
    form: str
    asked: Asked
    folder: Path
    id: str = field(default_factory=lambda: uuid4().hex)
    at: dt.datetime = field(default_factory=lambda: dt.datetime.now(OFFICE))
    made: bool = False
    rows: int = 0
    remarks: Sequence[str] = ()
    trouble: str = ""
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def path(self) -> Path:
        return self.folder / self.id / f"{self.what}-{self.at:%Y%m%d-%H%M}.{self.form}"

    @property
    def size(self) -> int:
        """In bytes; 0 when the file is not there."""
        return self.path.stat().st_size if self.made and self.path.is_file() else 0


class Orders:
    """In memory, as the desk is one process: who starts it again orders again."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._orders = desk, dict[str, Order]()
        self._hands = ThreadPoolExecutor(_AT_ONCE, "sovang-export")
        self._lock = threading.Lock()
        self._folder = desk.pages.with_name("outgoing")
        shutil.rmtree(self._folder, ignore_errors=True)

    def take(self, me: Account, what: str, form: str, asked: Asked) -> Order:
        """Begins an export. Raises SovangError when somebody has too many in work."""
        order = Order(me.name, what, form, asked, self._folder)
        with self._lock:
            if sum(one.owner == me.name and not one.done.is_set() for one in self._orders.values()) >= _WAITING:
                raise SovangError("Các tệp đã đặt chưa làm xong: chờ xong rồi xuất tiếp.")
            self._orders[order.id] = order
        order.path.parent.mkdir(parents=True, mode=0o700)
        self._hands.submit(self._make, order)
        return order

    def of(self, me: Account) -> list[Order]:
        """A person's own, the newest first."""
        with self._lock:
            return [one for one in reversed(self._orders.values()) if one.owner == me.name]

    def find(self, me: Account, order_id: str) -> Order | None:
        found = self._orders.get(order_id)
        return found if found and found.owner == me.name else None

    def _make(self, order: Order) -> None:
        try:
            made = self._desk.services.give(order.what, order.asked, (order.form, order.path))
            order.rows, order.remarks = made.rows, made.remarks
            giving = Giving(order.what, order.form, made.rows, order.asked.reveal or "")
            self._desk.register.persons.given(giving, order.owner)  # before anybody can fetch it
            order.made = True
        except SovangError as error:
            order.trouble = str(error)
        except Exception:
            _LOG.exception("an export could not be made")
            order.trouble = _BROKEN
        order.done.set()
        forgetting = threading.Timer(_KEPT, self._forget, (order,))
        forgetting.daemon = True
        forgetting.start()

    def _forget(self, order: Order) -> None:
        with self._lock:
            self._orders.pop(order.id, None)
        shutil.rmtree(order.path.parent, ignore_errors=True)


def orders_of(request: Request) -> Orders:
    orders: Orders = request.app.state.orders
    return orders
