"""What an office's judgements would make of the model, tried before it is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from flows.models import Provenance, adopt, model_in_use, revert
from flows.office import Office
from matchers.find import statistics_of
from matchers.model import Model, default_model
from matchers.model_file import shipped_version, version_of
from matchers.regression import Figures, anchors, frozen, held_out, on_frozen, on_judged
from matchers.tuning import judged_pairs, tuned
from schemas.errors import SetupError, SovangError
from schemas.match import Judgement

LEAST, LEAST_EACH = 40, 10  # judgements, and of those for and against
_FOLDS = 5
_WORSE_F1, _WORSE_SAME = 0.015, 0.005  # on the frozen registers; more is not adopted
_TRUE = {Judgement.SAME: True, Judgement.COPIED: True, Judgement.DIFFERENT: False, Judgement.SERIES: False}


@dataclass(frozen=True, slots=True)
class Trial:
    """`frozen`, `judged`: (the model in use, the new one); of judged pairs each by a model that did not see it."""

    model: Model
    same: int
    different: int
    frozen: tuple[Figures, Figures]
    judged: tuple[Figures, Figures]

    @property
    def worse(self) -> str:
        """Why it is not to be adopted, in Vietnamese; empty when nothing speaks against it."""
        before, after = self.frozen
        if after.f1 < before.f1 - _WORSE_F1:
            return f"F1 trên bộ thử cố định giảm từ {before.f1:.3f} xuống {after.f1:.3f}"
        if after.same < before.same - _WORSE_SAME:
            return f"độ chính xác của “trùng” trên bộ thử cố định giảm từ {before.same:.3f} xuống {after.same:.3f}"
        return ""


def retrain(office: Office) -> Trial:
    """Tunes the shipped model to what people said; changes nothing. Raises SovangError for too few judgements."""
    words = [said for said in office.register.judging.words() if said[0].judgement in _TRUE]
    true = [_TRUE[word.judgement] for word, _, _ in words]
    if len(true) < LEAST or min(true.count(True), true.count(False)) < LEAST_EACH:
        raise SovangError(
            f"Chưa đủ kết luận để chỉnh mô hình: có {true.count(True)} trùng, {true.count(False)} không trùng; "
            f"cần ít nhất {LEAST}, mỗi bên ít nhất {LEAST_EACH}. Kết luận thêm bằng `sovang pairs`."
        )
    pairs = [(one.model_copy(update={"id": "a"}), other.model_copy(update={"id": "b"})) for _, one, other in words]
    judged = judged_pairs(pairs, true, statistics_of(office.register.records()))
    now, new, registers = model_in_use(office.data), tuned(default_model(), judged, anchors()), frozen()
    tried = (on_frozen(now, registers), on_frozen(new, registers))
    folds = [int(word.keys[0][:8], 16) % _FOLDS for word, _, _ in words]
    held = (on_judged(now, judged), held_out(default_model(), judged, folds))
    return Trial(new, true.count(True), true.count(False), tried, held)


def use(office: Office, trial: Trial, by: str) -> Provenance:
    """Puts the tuned model in use. Raises SovangError when it does worse on the frozen registers."""
    if trial.worse:
        raise SovangError(f"Không dùng mô hình mới: {trial.worse}.")
    before = version_in_use(office)
    told = adopt(office.data, trial.model, by, trial.same + trial.different, figures_of(trial))
    office.register.judging.model_changed(before, told.version, by, told.judgements)
    return told


def go_back(office: Office, by: str) -> str:
    """Puts the model before in use again; returns its version. Raises SetupError when none was adopted."""
    before = _version_said(office)
    told = revert(office.data)
    after = told.version if told else shipped_version()
    office.register.judging.model_changed(before, after, by)
    return after


def _version_said(office: Office) -> str:
    try:
        return version_in_use(office)
    except SetupError:
        return "?"  # a damaged file: going back is the way out


def figures_of(trial: Trial) -> dict[str, Any]:
    parts: Sequence[tuple[str, tuple[Figures, Figures]]] = (("frozen", trial.frozen), ("judged", trial.judged))
    return {
        name: {when: {**asdict(found), "f1": found.f1} for when, found in zip(("before", "after"), both, strict=True)}
        for name, both in parts
    }


def version_in_use(office: Office) -> str:
    return version_of(model_in_use(office.data))
