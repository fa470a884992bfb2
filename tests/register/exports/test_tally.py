"""Progress by emulation cluster and by quarter, with its charts."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from register.exports.units import export_units
from schemas.programme import programmes
from schemas.unit import Target, Unit, UnitKind, UnitName, UnitParent
from schemas.units.catalogue import Catalogue
from schemas.units.progress import Sent, View, progress, quarter_of
from schemas.units.totals import totals

HOME = "ldld-mau"
PROGRAMME = next(one for one in programmes() if one.id == "75-nghin-sang-kien")


def unit(key: str, cluster: str, target: int) -> Unit:
    kind = UnitKind.GRASSROOTS
    targets = [Target(programme=PROGRAMME.id, target=target)]
    parents = [UnitParent(parent_id=HOME)]
    names = [UnitName(name=f"CĐCS {key}")]
    return Unit(id=key, kind=kind, names=names, parents=parents, cluster=cluster, targets=targets)


def written(path: Path) -> None:
    federation = Unit(id=HOME, kind=UnitKind.PROVINCE, names=[UnitName(name="LĐLĐ tỉnh Mẫu")])
    catalogue = Catalogue(
        [federation, unit("go", "Cụm 1", 5), unit("may", "Cụm 1", 2), unit("moc", "Cụm 2", 4), unit("le", "", 1)]
    )
    counts = [("go", date(2021, 3, 5), 2), ("go", date(2021, 4, 6), 4), ("moc", date(2021, 4, 7), 1)]
    sent = [
        Sent(dossier_id=f"HS{n}", unit_id=key, received=day, programme=PROGRAMME.id, registered=count)
        for n, (key, day, count) in enumerate(counts)
    ]
    lines = progress(catalogue, PROGRAMME, sent, View(date(2021, 4, 10), home=HOME))
    export_units(lines, totals(catalogue, lines, HOME), "xlsx", path)


def test_clusters_are_summed(tmp_path: Path) -> None:
    written(tmp_path / "u.xlsx")
    heads, *rows = load_workbook(tmp_path / "u.xlsx")["Theo cụm"].iter_rows(values_only=True)
    found = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    assert list(found) == ["Cụm 1", "Cụm 2", "(chưa xếp cụm)"]
    one = found["Cụm 1"]
    numbers = [one[name] for name in ("Đơn vị phải gửi", "Đã gửi", "Chưa gửi", "Số sáng kiến", "Chỉ tiêu", "Đạt (%)")]
    assert numbers == [2, 1, 1, 6, 7, 86]
    assert (found["Cụm 2"]["Chưa gửi"], found["(chưa xếp cụm)"]["Chưa gửi"]) == (0, 1)


def test_quarters_are_columns(tmp_path: Path) -> None:
    written(tmp_path / "u.xlsx")
    heads, *rows = load_workbook(tmp_path / "u.xlsx")["Theo quý"].iter_rows(values_only=True)
    assert heads[4:] == ("Quý I/2021", "Quý II/2021")
    assert [(row[2], *row[4:]) for row in rows] == [("Tất cả", 2, 5), ("CĐCS go", 2, 4), ("CĐCS moc", None, 1)]
    assert [quarter_of(date(2021, month, 1)) for month in (1, 3, 6, 12)] == ["2021-Q1", "2021-Q1", "2021-Q2", "2021-Q4"]


def test_charts_show_what_the_sheets_say(tmp_path: Path) -> None:
    written(tmp_path / "u.xlsx")
    with zipfile.ZipFile(tmp_path / "u.xlsx") as file:
        charts = [file.read(name).decode() for name in sorted(file.namelist()) if name.startswith("xl/charts/chart")]
    ranges = [re.findall(r"<(?:c:)?f>'(.*?)'!(.*?)</", chart) for chart in charts]
    assert ranges[0] == [("Theo cụm", "E1"), ("Theo cụm", "$A$2:$A$4"), ("Theo cụm", "$E$2:$E$4"),
                         ("Theo cụm", "F1"), ("Theo cụm", "$A$2:$A$4"), ("Theo cụm", "$F$2:$F$4")]  # fmt: skip
    assert ranges[1][0] == ("Theo cụm", "G1")
    assert ranges[2] == [("Theo quý", "$E$1:$F$1"), ("Theo quý", "$E$2:$F$2")]
