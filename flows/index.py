"""The matcher's index beside the register: brought up to date before it is used, made anew when it is damaged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from itertools import islice

from flows.office import Office
from matchers.runs import Ints
from matchers.store import Store
from register.comparing import Comparing
from schemas.errors import SetupError, trouble_with

FOLDER = "index"  # in the data folder
_AT_ONCE = 40_000  # records in memory while the index is made anew
_ANEW = "Chỉ mục so trùng chưa có hoặc không dùng được: lập lại từ sổ ({} sáng kiến)."


@contextmanager
def open_index(office: Office) -> Iterator[Store]:
    """The index, held until the block ends: nobody else changes it meanwhile. Raises SetupError."""
    folder = office.data / FOLDER
    try:
        store = Store(folder)
        with store.changing():
            yield store
    except OSError as error:
        raise SetupError(f"Không ghi được chỉ mục so trùng: {trouble_with(error, folder)}.") from error


def catch_up(office: Office, store: Store, new: Mapping[str, int], aside: Set[str]) -> Ints:
    """Brings the index up to what the register holds, but for innovations `aside`; the rows of `new` ones, the last.

    `new`: stamps of innovations that are to be compared, whatever the index has of them. What else has changed since,
    a count tells; only then all stamps are looked through.
    """
    comparing = office.register.comparing
    store.step_back(store.rows_of([*{*new, *aside}]))
    out = comparing.stamps_of([*aside - new.keys()])
    count, total = comparing.total()
    held = (count - len(new) - len(out), total - sum(new.values()) - sum(out.values()))
    if held != (len(store), store.total_stamp()):
        _mend(office, store, {*new, *aside})
    coming = {key: stamp for key, stamp in new.items() if key not in aside}
    _add(store, comparing, coming)
    store.settle()
    return store.alive(0, store.manifest.rows) if len(coming) == len(store) else store.rows_of([*coming])


def make_anew(office: Office, store: Store, aside: Set[str]) -> None:
    """Forgets what the index holds and takes all from the register."""
    store.clear()
    catch_up(office, store, {}, aside)
    store.gather()


def differences(office: Office, store: Store, aside: Set[str]) -> tuple[list[str], dict[str, int]]:
    """(innovations that the index has wrongly, those that it lacks with their stamps)."""
    wanted = {key: stamp for key, stamp in office.register.comparing.stamps().items() if key not in aside}
    have = store.stamps()
    wrong = [key for key, stamp in have.items() if wanted.get(key) != stamp]
    return wrong, {key: stamp for key, stamp in wanted.items() if have.get(key) != stamp}


def _mend(office: Office, store: Store, besides: Set[str]) -> None:
    wrong, lacking = differences(office, store, besides)
    if store.made_anew and lacking:
        office.watcher.note(_ANEW.format(len(lacking)))
    store.step_back(store.rows_of(wrong))
    _add(store, office.register.comparing, lacking)


def _add(store: Store, comparing: Comparing, stamps: Mapping[str, int]) -> None:
    store.reserve(len(stamps))
    rest = (record for some in comparing.records([*stamps]) for record in some)
    while records := [*islice(rest, _AT_ONCE)]:
        store.append(records, [stamps[record.id] for record in records])
