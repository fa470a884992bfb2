"""The catalogue that comes with the program: the provincial federations of 1 July 2025 and some unions below them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files

from schemas.text import fold
from schemas.unit import EventKind, Link, Unit, UnitEvent, UnitKind, UnitName, UnitParent, UnitPlace
from schemas.units.catalogue import Catalogue

TOP = "tld"
_HUE = date(2025, 1, 1)  # Thừa Thiên Huế became a city of that name, with the same bodies
_MERGED = "Hợp nhất tỉnh theo Nghị quyết 202/2025/QH15"


@cache
def seed() -> Catalogue:
    rows = list(_rows("provinces.tsv"))
    top = UnitName(name="Tổng Liên đoàn Lao động Việt Nam", short_name="TLĐ", symbol="TLĐ")
    units = [Unit(id=TOP, kind=UnitKind.CONFEDERATION, names=[top])]
    units += [_federation(row) for row in rows]
    merged: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        if row["merged_into"]:
            merged[row["merged_into"]].append(row)
    forms = {row["province"]: row["form"] for row in rows}
    units += [_new_federation(name, forms[name], olds) for name, olds in merged.items()]
    unions = list(_rows("unions.tsv"))
    units += [_union(row) for row in unions]
    events = [_merger(name, olds) for name, olds in merged.items()]
    return Catalogue(units, [*events, *(_dissolution(row) for row in unions if row["until"])])


def slug(text: str) -> str:
    """An id's letters: `Bắc Kạn` → `bac-kan`."""
    return "-".join("".join(c if c.isalnum() and c.isascii() else " " for c in fold(text)).split())


def provinces() -> list[str]:
    """The 63 provinces and cities of before 1 July 2025."""
    return [row["province"] for row in _rows("provinces.tsv")]


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("schemas") / "units" / name).read_text("utf-8")
    return csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter="\t")


def _names(form: str, province: str, valid_from: date | None, valid_to: date | None) -> UnitName:
    name, short = f"Liên đoàn Lao động {form} {province}", f"LĐLĐ {form} {province}"
    return UnitName(name=name, short_name=short, symbol="LĐLĐ", valid_from=valid_from, valid_to=valid_to)


def _federation(row: dict[str, str]) -> Unit:
    """As it was before 1 July 2025; one that was not merged goes on."""
    province, end = row["province"], _day(row["from"])
    names = [_names(row["form"], province, None, end)]
    if province == "Huế":
        names = [_names("tỉnh", "Thừa Thiên Huế", None, _HUE), _names("thành phố", "Huế", _HUE, None)]
    return Unit(
        id=f"ldld-{slug(province)}",
        kind=UnitKind.PROVINCE,
        names=names,
        parents=[UnitParent(parent_id=TOP, valid_to=end)],
        places=[UnitPlace(province=province, valid_to=end)],
    )


def _new_federation(province: str, form: str, olds: list[dict[str, str]]) -> Unit:
    """A new body, though its name may be that of one of those it came from."""
    born = _day(olds[0]["from"])
    return Unit(
        id=_new_id(province),
        kind=UnitKind.PROVINCE,
        names=[_names(form, province, born, None)],
        parents=[UnitParent(parent_id=TOP, valid_from=born)],
        places=[UnitPlace(province=province, valid_from=born)],
    )


def _new_id(province: str) -> str:
    return f"ldld-{slug(province)}-2025"


def _merger(province: str, olds: list[dict[str, str]]) -> UnitEvent:
    links = [Link(from_id=f"ldld-{slug(row['province'])}", to_id=_new_id(province)) for row in olds]
    day = _day(olds[0]["from"]) or date.max
    return UnitEvent(id=f"2025-{slug(province)}", day=day, kind=EventKind.MERGE, decision=_MERGED, links=links)


def _union(row: dict[str, str]) -> Unit:
    end, named = _day(row["until"]), {key: row[key] for key in ("name", "symbol", "source")}
    return Unit(
        id=row["id"],
        kind=UnitKind(row["kind"]),
        names=[UnitName(**named, short_name=row["short"], valid_to=end)],
        parents=[UnitParent(parent_id=row["parent"], valid_to=end)],
        places=[UnitPlace(province=row["province"], district=row["district"], valid_to=end)],
    )


def _dissolution(row: dict[str, str]) -> UnitEvent:
    day, links = _day(row["until"]) or date.max, [Link(from_id=row["id"])]
    return UnitEvent(id=f"het-{row['id']}", day=day, kind=EventKind.DISSOLVE, decision=row["decision"], links=links)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
