"""`sovang index`: what the matcher's index holds, whether it is sound, and making it anew."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from flows.index import FOLDER, differences, make_anew, open_index
from flows.matching import aside
from flows.office import Office, known_office
from matchers.store import Store
from sovang.progress import Lines
from sovang.settings import Settings

ADVICE = "Lập lại bằng `sovang index rebuild`."


def status(settings: Settings, *, as_json: bool) -> int:
    with _office(settings) as office:
        store = Store(office.data / FOLDER)
        count, total = office.register.comparing.total()
        out = office.register.comparing.stamps_of([*aside(office)])
        new = {**office.register.comparing.uncompared()}
        fits = (len(store), store.total_stamp()) == (count - len(out), total - sum(out.values()))
    told = {"rows": len(store), "parts": len(store.segments), "bytes": store.size, "usable": not store.made_anew}
    if as_json:
        print(json.dumps({**told, "up_to_date": fits, "uncompared": len(new)}))
        return 0
    if store.made_anew:
        print("Chưa có chỉ mục so trùng; lượt so trùng tới sẽ lập.")
        return 0
    size = f"{store.size / 2**20:.1f}".replace(".", ",")
    print(f"Chỉ mục so trùng: {len(store)} sáng kiến, {len(store.segments)} phần, {size} MiB.")
    print("Khớp với sổ." if fits else f"Sổ đã thay đổi ({len(new)} chưa so); lượt so trùng tới tự cập nhật.")
    return 0


def verify(settings: Settings, *, as_json: bool) -> int:
    """Returns 0 when the index is sound, else 1."""
    with _office(settings) as office, open_index(office) as store:
        damaged = [] if store.made_anew else store.damaged()
        new = office.register.comparing.uncompared()
        wrong, lacking = differences(office, store, aside(office))
        # What was not compared yet is put right by the next comparison.
        stray = sorted({*wrong, *lacking} - {*new})
        rows = len(store)
    if as_json:
        print(json.dumps({"rows": rows, "damaged": damaged, "wrong": stray}))
    else:
        for name in damaged:
            print(f"✗ {office.data / FOLDER / name}: nội dung không còn như lúc ghi.")
        if stray:
            print(f"✗ {len(stray)} sáng kiến trong chỉ mục khác với sổ, như {', '.join(stray[:5])}.")
        print(ADVICE if damaged or stray else f"✓ Chỉ mục nguyên vẹn, khớp với sổ: {rows} sáng kiến.")
    return 1 if damaged or stray else 0


def rebuild(settings: Settings, *, as_json: bool) -> int:
    with _office(settings) as office, open_index(office) as store:
        make_anew(office, store, aside(office))
        rows, size = len(store), store.size
    if as_json:
        print(json.dumps({"rows": rows, "bytes": size}))
    else:
        print(f"Đã lập lại chỉ mục so trùng: {rows} sáng kiến.")
    return 0


@contextmanager
def _office(settings: Settings) -> Iterator[Office]:
    office = known_office(settings.data, settings.database, watcher=Lines(sys.stderr))
    try:
        yield office
    finally:
        office.register.close()
