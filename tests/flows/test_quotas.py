"""A unit's innovations are counted over all its dossiers, and told once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flows import steps
from flows.office import Office, open_office
from flows.quotas import tell_quotas
from schemas.innovation import Status
from tests.flows.makers import DRYER, TRAINING, dossier

UPPER = "Liên đoàn Lao động huyện Bản Mẫu"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(tmp_path / "data", workers=1)
    yield replace(opened, province="Bắc Kạn")
    opened.register.close()


def told(office: Office) -> dict[str, list[str]]:
    found = {
        d.source_name: [f"{f.code}: {f.message}" for f in d.findings if f.code.endswith("quota")]
        for d in office.register.dossiers()
    }
    return {name: messages for name, messages in found.items() if messages}


def revisions(office: Office) -> int:
    return len([line for line in office.register.audit() if line["action"] == "told"])


def test_two_dossiers_of_one_unit_are_counted_together(office: Office, tmp_path: Path) -> None:
    steps.ingest(office, [dossier(tmp_path / "một.docx", DRYER)])
    assert told(office) == {}
    steps.ingest(office, [dossier(tmp_path / "hai.docx", TRAINING, unit="CĐCS Trạm Khuyến nông huyện Bản Mẫu")])
    [message] = told(office)["hai.docx"]
    assert message.startswith("over-quota: Đơn vị gửi 2 sáng kiến trong 2 hồ sơ")
    assert "mục 1.3 Công văn số 766/LĐLĐ-CTCS" in message
    assert list(told(office)) == ["hai.docx"]
    [_, second] = office.register.dossiers()
    assert second.status == "complete"


def test_a_rerun_tells_nothing_anew(office: Office, tmp_path: Path) -> None:
    steps.ingest(office, [dossier(tmp_path / "một.docx", DRYER, TRAINING)])
    before = told(office)
    assert list(before) == ["một.docx"]
    assert revisions(office) == 1
    assert tell_quotas(office) == 0
    [first] = office.register.dossiers()
    office.register.retry(first.id, "thử")
    steps.ingest(office, [])
    assert told(office) == before
    assert revisions(office) == 1


def test_what_is_sent_again_or_rejected_counts_once_or_not_at_all(office: Office, tmp_path: Path) -> None:
    mended = [*DRYER]
    mended[1] = "Cải tiến lò sấy ngô bằng quạt đảo chiều."
    steps.ingest(office, [dossier(tmp_path / "một.docx", DRYER)])
    steps.ingest(office, [dossier(tmp_path / "hai.docx", mended)])
    assert told(office) == {}
    steps.ingest(office, [dossier(tmp_path / "ba.docx", TRAINING)])
    assert list(told(office)) == ["ba.docx"]
    training = next(i for i in office.register.innovations() if i.title == TRAINING[1])
    office.register.decide(training.id, Status.REJECTED, "thử")
    steps.ingest(office, [])
    assert told(office) == {}


def test_too_few_by_the_other_provinces_rule(office: Office, tmp_path: Path) -> None:
    there = replace(office, province="Quảng Trị")
    steps.ingest(there, [dossier(tmp_path / "một.docx", DRYER, unit=UPPER)])
    assert told(there)["một.docx"][0].startswith("under-quota: Đơn vị mới gửi 1 sáng kiến. Mỗi công đoàn cấp trên")
    steps.ingest(there, [dossier(tmp_path / "hai.docx", TRAINING, unit=UPPER)])
    assert told(there) == {}, "the newest dossier makes it two"
