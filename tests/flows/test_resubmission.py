"""A corrected table sent again by the same unit is known as such; another unit's rows are not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import steps
from flows.office import Office, open_office
from schemas.finding import Code
from tests.flows.makers import DRYER, TRAINING, dossier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(tmp_path / "data", workers=1)
    yield opened
    opened.register.close()


def resubmissions(office: Office) -> dict[str, list[str]]:
    found = {
        d.source_name: [f.message for f in d.findings if f.code == Code.RESUBMISSION]
        for d in office.register.dossiers()
    }
    return {name: messages for name, messages in found.items() if messages}


def test_a_corrected_table_names_the_earlier_one(office: Office, tmp_path: Path) -> None:
    mended = [*DRYER]
    mended[1] = "Cải tiến lò sấy ngô bằng quạt đảo chiều."
    mended[4] = "Giảm 3 giờ mỗi mẻ sấy. Làm lợi 35 triệu đồng/năm."
    steps.ingest(office, [dossier(tmp_path / "lần một.docx", DRYER)])
    steps.ingest(office, [dossier(tmp_path / "lần hai.docx", mended)])
    [first, _] = office.register.dossiers()
    assert list(resubmissions(office)) == ["lần hai.docx"]
    assert first.id in resubmissions(office)["lần hai.docx"][0]
    office.register.retry(first.id, "thử")
    steps.ingest(office, [])
    assert list(resubmissions(office)) == ["lần hai.docx"]
    assert len(list(office.register.innovations())) == 2  # both versions are kept


def test_other_units_and_other_rows_are_no_resubmission(office: Office, tmp_path: Path) -> None:
    steps.ingest(office, [dossier(tmp_path / "một.docx", DRYER)])
    steps.ingest(office, [dossier(tmp_path / "hai.docx", DRYER, unit="Công đoàn cơ sở Trạm Thú y huyện Bản Mẫu")])
    steps.ingest(office, [dossier(tmp_path / "ba.docx", TRAINING)])
    assert resubmissions(office) == {}
