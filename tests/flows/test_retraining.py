"""What people said makes a model, measured before it is used; it is adopted, compared with, and left again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from flows import matching, retraining
from flows.models import FILE, adopted, model_in_use
from flows.office import Office, open_office
from flows.retraining import Trial
from matchers.model import Model, default_model
from matchers.model_file import shipped_version, version_of
from matchers.regression import Figures, frozen
from schemas.errors import SetupError, SovangError
from schemas.innovation import Accepted, Author, Reading, Source
from schemas.match import Comparison, Judgement, Record
from sovang.retraining import reverted, tried
from sovang.settings import Settings
from tests.register.builders import received, result


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(tmp_path, workers=1)
    yield opened
    opened.register.close()


def reading(row: int, record: Record) -> Reading:
    people = [Author(full_name=name) for name in record.authors]
    if people:
        people[0] = people[0].model_copy(
            update={"birth_year": record.birth_year, "phone": record.phone, "workplace": record.unit}
        )
    accepted = Accepted(
        ordinal=row,
        authors=people,
        title=record.title,
        application_period=record.period,
        summary=record.summary,
        effect=record.benefit,
        benefit_vnd=record.benefit_vnd,
    )
    return Reading(source=Source(file="bang.docx", sha256="c" * 64, row=row), accepted=accepted)


@pytest.fixture
def judged(office: Office) -> Office:
    """A register whose planted duplicates and their neighbours people have judged, some of each."""
    parts = frozen()[2:]
    for number, part in enumerate(parts):
        near = {end for ends in part.duplicates for end in ends}
        records = [one for one in part.records if one.id in near]
        key = received(office.register, bytes([number]))
        office.register.save(key, result(*(reading(row, one) for row, one in enumerate(records, 1))))
        ids = {one.id: f"{key}-{row:03d}" for row, one in enumerate(records, 1)}
        same = {(ids[a], ids[b]) for a, b in part.duplicates}
        other = {ends for ends in pairwise(sorted(ids.values())) if ends not in same and ends[::-1] not in same}
        for said, pairs in ((Judgement.SAME, same), (Judgement.DIFFERENT, other)):
            for a, b in sorted(pairs)[: 10 if said == Judgement.SAME else 20]:
                office.register.judge(Comparison(id_a=a, id_b=b, score=0.5, verdict="review"), said, "thu")
    return office


def test_too_few_judgements_are_refused_with_what_is_missing(office: Office) -> None:
    with pytest.raises(SovangError, match="có 0 trùng, 0 không trùng; cần ít nhất 40, mỗi bên ít nhất 10"):
        retraining.retrain(office)


def test_a_trial_changes_nothing_until_it_is_adopted_and_can_be_left(
    judged: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retraining, "_WORSE_F1", 1.0)  # what is shipped changes; whether this one is worse is no matter
    settings = Settings(data=judged.data)
    assert tried(settings, adopting=None, as_json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["judged_same"] + told["judged_different"] >= 40
    assert {*told["figures"]["frozen"]["after"]} == {"precision", "recall", "same", "review", "f1"}
    assert told["versions"]["before"] == shipped_version()
    assert model_in_use(judged.data) == default_model()
    assert not (judged.data / FILE).exists()
    assert tried(settings, adopting="Thu", as_json=False) == 0
    shown = capsys.readouterr().out
    assert "Trên bộ thử cố định" in shown
    assert f"Đã dùng mô hình {told['versions']['after']}" in shown
    kept = adopted(judged.data)
    assert kept is not None
    assert (kept.version, kept.by, kept.base) == (told["versions"]["after"], "Thu", shipped_version())
    assert version_of(model_in_use(judged.data)) == kept.version
    matching.match(judged, everything=True)
    assert {pair.model for pair in judged.register.pairs() if pair.person is None} <= {kept.version}
    reverted(settings, "Thu", as_json=False)
    assert "(gốc của phần mềm)" in capsys.readouterr().out
    assert model_in_use(judged.data) == default_model()
    assert [line["action"] for line in judged.register.audit()].count("model") == 2
    with pytest.raises(SetupError, match="không có gì để quay lại"):
        reverted(settings, "Thu", as_json=False)


GOOD = Figures(0.9, 0.9, 0.99, 5.0)
OWN = replace(default_model(), same=0.91)


def trial(model: Model = OWN, after: Figures = GOOD) -> Trial:
    return Trial(model, 50, 20, (GOOD, after), (GOOD, GOOD))


def test_a_model_that_does_worse_on_the_frozen_registers_is_not_adopted(office: Office) -> None:
    with pytest.raises(SovangError, match="F1 trên bộ thử cố định giảm"):
        retraining.use(office, trial(after=replace(GOOD, recall=0.8)), "Thu")
    with pytest.raises(SovangError, match="độ chính xác của “trùng”"):
        retraining.use(office, trial(after=replace(GOOD, same=0.9)), "Thu")
    assert adopted(office.data) is None


def test_two_models_one_after_the_other_are_left_one_by_one(office: Office) -> None:
    first = retraining.use(office, trial(), "Thu")
    assert (first.base, first.judgements, first.previous) == (shipped_version(), 70, None)
    assert retraining.use(office, trial(), "Thu") == first
    second = retraining.use(office, trial(replace(OWN, same=0.97)), "Ba")
    assert (second.previous, version_of(model_in_use(office.data))) == (first.version, second.version)
    assert retraining.go_back(office, "Ba") == first.version
    assert model_in_use(office.data) == OWN
    assert retraining.go_back(office, "Ba") == shipped_version()


def test_a_damaged_or_outdated_model_is_never_used_in_silence(office: Office) -> None:
    retraining.use(office, trial(), "Thu")
    path = office.data / FILE
    kept = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(kept | {"provenance": kept["provenance"] | {"base": "0" * 12}}), "utf-8")
    assert model_in_use(office.data) == default_model(), "tuned from weights that are not shipped any more"
    path.write_text(json.dumps(kept | {"same": 0.1}), "utf-8")
    with pytest.raises(SetupError, match="đã bị sửa"):
        model_in_use(office.data)
    path.write_text("{", "utf-8")
    with pytest.raises(SetupError, match="hỏng"):
        model_in_use(office.data)
    assert retraining.go_back(office, "Thu") == shipped_version()
