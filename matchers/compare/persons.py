"""Who wrote it and where: authors, birth year, phone, unit."""

from __future__ import annotations

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from matchers.compare.batch import Batch
from matchers.compare.evidence import Comparator, Pair
from matchers.compare.names import couples
from matchers.compare.sets import Floats, crossed
from matchers.people import skeleton
from matchers.runs import Ints, within, word_key
from matchers.vocabulary import unit_common_keys

_SURE = 0.95
_OFFICE = 4  # records: a phone of more is an office's


def _authors(batch: Batch) -> Floats:
    """The most alike pair of authors, whoever stands first; a name that many records have counts a little less."""
    found = batch.made(couples)
    score = np.full(len(batch), np.nan)
    score[found.best_pair] = found.likeness[found.best]
    sure = found.best[found.likeness[found.best] >= _SURE]
    keys = [word_key(f"name {skeleton(found.bare[author])}") for author in found.author_a[sure].tolist()]
    often = batch.stats.bearers(np.array(keys, dtype=np.uint64)) > max(6, batch.stats.total // 2000)
    score[found.pair[sure[often]]] -= 0.1
    return score


def _authors_line(pair: Pair) -> str:
    found = pair.batch.made(couples)
    best = int(found.best[np.searchsorted(found.best_pair, pair.at)])
    one, other = pair.a.names[found.at_a[best]].shown, pair.b.names[found.at_b[best]].shown
    if pair.score == 0:
        return f"Khác tác giả: {pair.a.names[0].shown} – {pair.b.names[0].shown}"
    return f"Cùng tác giả {one}" if found.likeness[best] >= _SURE else f"Tên tác giả gần giống: {one} – {other}"


def _birth_year(batch: Batch) -> Floats:
    """The principal authors' birth years; None unless the principals bear alike names: it is said of no one else."""
    one, other = (batch.corpus["born"].first(side) for side in (batch.left, batch.right))
    found, known = batch.made(couples), np.zeros(len(batch), dtype=bool)
    principals = (found.at_a == 0) & (found.at_b == 0) & (found.likeness > 0)
    known[found.pair[principals]] = True
    digits = sum((one // 10**place % 10 != other // 10**place % 10).astype(int) for place in range(5))
    near = (np.abs(one - other) == 1) | (digits == 1)
    return batch.told(known & (one > 0) & (other > 0), np.where(one == other, 1.0, np.where(near, 0.5, 0.0)))


def _birth_line(pair: Pair) -> str:
    one, other = pair.a.record.birth_year, pair.b.record.birth_year
    return f"Cùng năm sinh {one}" if one == other else f"Năm sinh khác: {one} – {other}"


def _phone(batch: Batch) -> Floats:
    """Phones; a number that many people give is an office's."""
    found, score = batch.sets("phones"), np.zeros(len(batch))
    pair, first = np.unique(found.pair[found.both], return_index=True)
    keys = [word_key(f"phone {str(number)[1:]}") for number in found.key[found.both][first].tolist()]
    score[_one_digit_apart(batch)] = 0.6
    score[pair] = np.where(batch.stats.bearers(np.array(keys, dtype=np.uint64)) > _OFFICE, 0.8, 1.0)
    return batch.told(found.fewer > 0, score)


def _one_digit_apart(batch: Batch) -> Ints:
    """Pairs of which some two phones are."""
    rows = batch.corpus["phones"]
    (left, _), (right, _) = rows.take(batch.left), rows.take(batch.right)
    pair, at_a, at_b = crossed(rows.sizes(batch.left), rows.sizes(batch.right))
    one, other = (list(map(str, phones.tolist())) for phones in (left[at_a], right[at_b]))
    apart = process.cpdist(one, other, scorer=Levenshtein.distance, score_cutoff=1) if one else np.zeros(0)
    return pair[apart <= 1]


def _phone_line(pair: Pair) -> str:
    """Only the last three digits are shown."""
    if shared := sorted({*pair.a.phones} & {*pair.b.phones}):
        return f"Cùng số điện thoại (…{shared[0][-3:]})"
    return "Số điện thoại chỉ lệch một chữ số" if pair.score else "Khác số điện thoại"


def _unit(batch: Batch) -> Floats:
    """Words of the units' names that tell units apart."""
    words = batch.sets("unit")
    told = words.where(~within(words.key, unit_common_keys()))
    weights = batch.stats.weights(told.key)
    both, one, other = (told.sums(chosen, weights) for chosen in (told.both, told.in_a, told.in_b))
    score = both / np.maximum(np.minimum(one, other), 0.05)
    return batch.told(told.fewer > 0, np.where(score >= 0.99, 1.0, score))


def _unit_line(pair: Pair) -> str:
    one, other = pair.a.record.unit, pair.b.record.unit
    return f"Cùng đơn vị: {one}" if pair.score == 1.0 else f"Đơn vị khác: {one} – {other}"


COMPARATORS = {
    "authors": Comparator(_authors, _authors_line),
    "birth-year": Comparator(_birth_year, _birth_line),
    "phone": Comparator(_phone, _phone_line),
    "unit": Comparator(_unit, _unit_line),
}
