"""`sovang retrain`: what the office's judgements would make of the model, and putting it in use."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing

from flows.models import adopted
from flows.office import known_office
from flows.retraining import Trial, figures_of, go_back, retrain, use, version_in_use
from matchers.model_file import shipped_version, version_of
from matchers.regression import Figures
from sovang.settings import Settings

_AGAIN = "So lại toàn bộ sổ theo mô hình này: `sovang match --all` (kết luận của người vẫn giữ)."


def tried(settings: Settings, *, adopting: str | None, as_json: bool) -> int:
    """Tunes the model and prints the change; `adopting`: who puts it in use. Returns the exit status."""
    office = known_office(settings.data, settings.database)
    with closing(office.register):
        trial, before = retrain(office), version_in_use(office)
        if not as_json:
            print("\n".join(_lines(trial, before)))
        if adopting is not None:
            use(office, trial, adopting)
    if as_json:
        found = {"judged_same": trial.same, "judged_different": trial.different, "figures": figures_of(trial)}
        versions = {"before": before, "after": version_of(trial.model)}
        print(json.dumps({**found, "versions": versions, "adopted": adopting is not None, "worse": trial.worse}))
    elif adopting is not None:
        print(f"Đã dùng mô hình {version_of(trial.model)}. {_AGAIN}")
    elif not trial.worse:
        print("Chưa đổi gì. Dùng mô hình mới: thêm --adopt; quay lại sau này: --revert.")
    return 0


def reverted(settings: Settings, person: str, *, as_json: bool) -> int:
    office = known_office(settings.data, settings.database)
    with closing(office.register):
        after = go_back(office, person)
        told = adopted(office.data)
    if as_json:
        print(json.dumps({"version": after, "shipped": told is None}))
    else:
        print(f"Đã quay lại mô hình {after}{'' if told else ' (gốc của phần mềm)'}. {_AGAIN}")
    return 0


def _lines(trial: Trial, before: str) -> Iterator[str]:
    shipped = " (gốc của phần mềm)" if before == shipped_version() else ""
    yield f"Kết luận dùng được: {trial.same + trial.different} ({trial.same} trùng, {trial.different} không trùng)"
    yield f"Mô hình đang dùng: {before}{shipped}; mô hình mới: {version_of(trial.model)}"
    yield from _table("Trên bộ thử cố định", "phải xem / 1000 bản ghi", *trial.frozen)
    yield from _table("Trên kết luận của cơ quan, cặp chưa dùng để học", "phải xem / 1000 cặp", *trial.judged)
    if trial.worse:
        yield f"Không nên dùng: {trial.worse}."


def _table(title: str, load: str, before: Figures, after: Figures) -> Iterator[str]:
    yield f"{title}:{'đang dùng':>{max(1, 62 - len(title))}} {'mới':>9} {'đổi':>9}"
    rows = [
        ("chính xác (cặp nêu ra là đúng)", before.precision, after.precision, ".3f"),
        ("tìm đủ (cặp trùng được nêu ra)", before.recall, after.recall, ".3f"),
        ("chính xác của “trùng”", before.same, after.same, ".3f"),
        (load, before.review, after.review, ".1f"),
    ]
    for label, was, now, form in rows:
        shown = (f"{was:{form}}", f"{now:{form}}", f"{now - was:+{form}}")
        yield f"  {label:<51} " + " ".join(f"{text.replace('.', ','):>9}" for text in shown)
