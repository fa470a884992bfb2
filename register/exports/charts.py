"""Charts of a worksheet's own columns."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.label import DataLabelList

from register.exports.sheet import Chart

_COLOURS = ("2E75B6", "C00000", "A5A5A5", "FFC000")
_WIDE, _HIGH = 26, 10  # centimetres


def drawn(page: Any, chart: Chart, top: int) -> BarChart:
    """`top`: the row of the headings, which name the bars."""
    bars = BarChart()
    bars.type, bars.title = "col", chart.title
    bars.width, bars.height = _WIDE, _HIGH
    if chart.stacked:
        bars.grouping, bars.overlap = "stacked", 100
    if chart.series:
        _across(bars, page, chart, top)
    else:
        _down(bars, page, chart, top)
    for series, colour in zip(bars.series, _COLOURS, strict=False):
        series.graphicalProperties.solidFill = colour
    bars.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    bars.legend.position = "b"
    bars.x_axis.delete = bars.y_axis.delete = False  # openpyxl leaves both out unless told
    bars.y_axis.numFmt, bars.y_axis.scaling.min = "0", 0
    return bars


def _down(bars: BarChart, page: Any, chart: Chart, top: int) -> None:
    last = top + chart.rows
    for column in chart.values:
        bars.add_data(Reference(page, min_col=column, min_row=top, max_row=last), titles_from_data=True)
    bars.set_categories(Reference(page, min_col=chart.names, min_row=top + 1, max_row=last))


def _across(bars: BarChart, page: Any, chart: Chart, top: int) -> None:
    first, last = chart.values[0], chart.values[-1]
    for number, name in enumerate(chart.series, start=top + 1):
        values = Reference(page, min_col=first, max_col=last, min_row=number)
        bars.series.append(Series(values, title=name))
    bars.set_categories(Reference(page, min_col=first, max_col=last, min_row=top))
