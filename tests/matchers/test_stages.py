"""What is spared never changes what is said."""

import numpy as np

from matchers.compare import COMPARATORS, STAGES, scored
from matchers.compare.batch import Batch
from matchers.compare.joint import strangers
from matchers.corpus import Corpus
from matchers.find import compared
from matchers.model import default_model
from matchers.rules import may_rule, ruling
from matchers.statistics import Statistics
from schemas.match import Record
from tests.matchers.records import SUMMARY, record
from tests.matchers.test_index import drawn


def by_chance(total: int) -> dict[str, np.ndarray]:
    """Scores as comparators give them: often nothing, often the ends."""
    drawing = np.random.default_rng(3)
    choices = [np.full(total, np.nan), np.zeros(total), np.ones(total), drawing.random(total)]
    return {code: np.choose(drawing.integers(0, 4, total), choices) for code in COMPARATORS}


def test_a_pair_is_given_up_only_when_nothing_can_lift_it() -> None:
    scores, model = by_chance(20_000), default_model()
    judged, spoken = model.judge(scores), dict[str, np.ndarray]()
    for codes in STAGES:
        spoken |= {code: scores[code] for code in codes}
        hopeful = model.hopeful(spoken)
        assert not (judged.review & ~hopeful).any()
        assert not ((ruling(scores) >= 0) & ~may_rule(spoken)).any()
    assert judged.review.sum() > 100
    assert hopeful.mean() < 0.7
    assert {True, False} == {*strangers(scores).tolist()}


def near(rows: list[Record]) -> list[Record]:
    """Every third again by somebody else, by the same person, or a little changed."""
    changes = [{"authors": ["Chu Văn Thụ"], "phone": "", "birth_year": 1979}, {}, {"summary": SUMMARY}]
    return [row.model_copy(update={"id": f"x{row.id}", **changes[n % 3]}) for n, row in enumerate(rows)]


def test_pairs_are_told_as_if_all_had_been_looked_at() -> None:
    rows = [*drawn(24, 8), record("a"), record("b", authors=["Vừ Thị Sen"])]
    corpus = Corpus.of(rows + near(rows))
    pairs = np.array([(a, b) for b in range(len(corpus)) for a in range(b)])
    stats, model = Statistics.of(corpus), default_model()
    judged = model.judge(scored(Batch(corpus, pairs, stats)))
    found = compared(Batch(corpus, pairs, stats), model)
    expected = [(corpus.records[a].id, corpus.records[b].id) for a, b in pairs[judged.review]]
    assert [(c.id_a, c.id_b) for c in found] == expected
    assert 20 < len(found) < len(pairs) // 2
    for told in found[::5]:
        at = expected.index((told.id_a, told.id_b))
        alone = compared(Batch(corpus, pairs[judged.review][at : at + 1], stats), model)
        assert alone == [told]
