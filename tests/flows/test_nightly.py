"""The real flow on a real Prefect server: its state, its tasks and its artifact are read back from the server."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from flows.office import open_office
from flows.report import Summary
from tests.flows.makers import DRYER, TRAINING, dossier

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("prefect")]


async def _server_view() -> tuple[list[Any], list[Any], list[Any]]:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.sorting import FlowRunSort

    async with get_client() as client:
        flows = await client.read_flow_runs(sort=FlowRunSort.START_TIME_DESC)
        tasks = await client.read_task_runs()
        artifacts = await client.read_artifacts()
    return flows, tasks, artifacts


def run(data: Path, inbox: Path) -> Summary:
    from flows.nightly import run_nightly

    office = open_office(data)
    try:
        return run_nightly(office, sorted(inbox.iterdir()))
    finally:
        office.register.close()


@pytest.mark.usefixtures("prefect_server")
def test_a_night_on_a_real_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.intake.SETTLE", 0.0)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    dossier(inbox / "cơ sở.docx", DRYER)
    dossier(inbox / "huyện.docx", TRAINING, DRYER, unit="Liên đoàn Lao động huyện Bản Mẫu")
    (inbox / "hỏng.pdf").write_bytes(b"%PDF-1.7 hong")

    summary = run(tmp_path / "data", inbox)
    assert (summary.received, summary.rows, summary.new_pairs, len(summary.set_aside)) == (3, 3, 1, 1)

    flows, tasks, artifacts = asyncio.run(_server_view())
    night = flows[0]
    assert night.state_name == "Completed"
    mine = [task for task in tasks if task.flow_run_id == night.id]
    assert {task.state_name for task in mine} == {"Completed"}
    names = sorted(task.name.rsplit("-", 1)[0] for task in mine)
    assert len(mine) == 5, names  # taking in, three dossiers, matching and report
    report = next(a for a in artifacts if a.key == "bao-cao-dem")
    assert "| Hồ sơ mới nhận | 3 |" in report.data
    told = f"{report.data} {night.parameters} {[task.name for task in mine]} {[task.task_inputs for task in mine]}"
    assert "Lò Văn Mẫu" not in told
    assert "cơ sở.docx" not in told, "names of files are often names of people"

    again = run(tmp_path / "data", inbox)
    assert (again.received, again.read, len(again.known)) == (0, 0, 3)
