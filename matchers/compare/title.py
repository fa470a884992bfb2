"""Titles: how much topic they share, and what stands in one only."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from rapidfuzz import fuzz, process

from matchers.compare.batch import Batch
from matchers.compare.evidence import Comparator, Pair, listed, percent
from matchers.compare.mending import mended
from matchers.compare.overlap import Overlap, overlap
from matchers.compare.sets import Floats, Marks, Union, contained
from matchers.normal import Prepared
from matchers.runs import Ints, within, word_key
from matchers.tokens import find_runs, spelled
from matchers.vocabulary import by_first_word, opener_keys, stock_keys, unit_common_keys, vocabulary

_TONE_LOSS = 0.15  # of a shared word that is spelled with other accents: an OCR slip, or another word
_TOGETHER = 88.0
_MOSTLY = 0.6  # from here on what differs is little beside what is alike, and its line says so


def _titles(batch: Batch) -> Overlap:
    return mended(batch, overlap(batch, batch.sets("about"), "title"))


def _both_told(batch: Batch) -> Marks:
    return batch.made(_titles).words.fewer > 0


def _title(batch: Batch) -> Floats:
    """Share of the topic words that both titles have; the words of units and places left aside."""
    found = batch.made(_titles)
    loss = _TONE_LOSS * _tones_mass(batch)
    score = np.maximum(0.0, found.shared - loss / np.maximum(found.common + found.left_a + found.left_b, 0.1))
    open_ = np.flatnonzero(_both_told(batch) & (score < 0.8))  # blanks that OCR lost leave no word in common
    score[open_] = np.maximum(score[open_], _run_together(batch, open_))
    return batch.told(_both_told(batch), score)


def _tones_mass(batch: Batch) -> Floats:
    """Of the words that both titles spell with accents, but with other ones."""
    rows, half = batch.corpus["tones"], np.uint64(32)
    (a, pair), (b, pair_b) = rows.take(batch.left), rows.take(batch.right)
    have = (pair_b.astype(np.uint64) << half) | (b >> half)
    wanted = (pair.astype(np.uint64) << half) | (a >> half)
    at = np.searchsorted(have, wanted).clip(max=max(len(have) - 1, 0))
    other = np.flatnonzero((have[at] == wanted) & (b[at] != a)) if len(have) else np.zeros(0, dtype=np.int64)
    return np.bincount(pair[other], batch.stats.weights(a[other] >> half), len(batch)).astype(np.float64)


def _run_together(batch: Batch, pairs: Ints) -> Floats:
    """How alike the titles of some pairs are without their blanks; 0 for little."""
    rows = batch.corpus["title text"]
    left, right = ([text.replace(" ", "") for text in rows.texts(side[pairs])] for side in (batch.left, batch.right))
    ratios = process.cpdist(left, right, scorer=fuzz.ratio, score_cutoff=_TOGETHER, dtype=np.float64)
    return 0.9 / 100 * ratios if left else np.zeros(0)


def _swapped(batch: Batch) -> Floats:
    """Words exchanged between two titles that are otherwise alike: another object, subject, department.

    1: nothing exchanged; 0: most of the topic. Words that only one title adds do not count.
    """
    found = batch.made(_titles)
    common, lost = found.common, np.minimum(found.left_a, found.left_b)
    return batch.told(_both_told(batch) & (common > 0), 1 - lost / np.where(common > 0, lost + common, 1.0))


def _swapped_line(pair: Pair) -> str:
    one, other = _alone(pair)
    if not one or not other:
        return "Tên không có từ nào bị thay"
    return f"{'Tên chỉ khác ở' if pair.score >= _MOSTLY else 'Tên khác nhau ở'}: “{one}” – “{other}”"


def _topic(batch: Batch) -> Floats:
    """As `swapped`, but in topic words and not as a share: one object exchanged for another is one, in any title.

    1: nothing; 0.5: one rare word for one rare word. Titles that share no topic word at all (`Đồ dùng tự làm`, of words
    that are stock without their accents) are on one topic only as far as they are alike.
    """
    found = batch.made(_titles)
    told = ~within(found.words.key, stock_keys())
    lost = np.minimum(found.mass(found.alone_a & told), found.mass(found.alone_b & told))
    matter, sides = told & ((found.words.key & np.uint64(1)) == 0), (found.words.in_a, found.words.in_b)
    meant = np.minimum(*(found.mass((found.words.both | found.paired) & side & matter) for side in sides))
    score = 1 / (1 + lost)
    return batch.told(_both_told(batch), np.where(meant > 0, score, np.minimum(score, found.shared)))


def _topic_line(pair: Pair) -> str:
    one, other = _alone(pair, but=vocabulary().stock)
    if not one or not other:
        return "Tên cùng nói về một việc"
    return f"{'Tên gần như một việc, khác' if pair.score >= _MOSTLY else 'Tên nói về việc khác'}: “{one}” – “{other}”"


def _alone(pair: Pair, but: Collection[str] = ()) -> tuple[str, str]:
    """The words of either title that found no partner, as written."""
    found = pair.batch.made(_titles)
    sides = ((pair.a, found.alone_a), (pair.b, found.alone_b))
    one, other = (_as_written(side, {*found.words.of(pair.at, alone)}, but) for side, alone in sides)
    return one, other


def _as_written(side: Prepared, keys: set[int], but: Collection[str] = ()) -> str:
    ordered = dict.fromkeys(word for word in side.title if word_key(word) in keys and word not in but)
    return listed([spelled(side.record.title).get(word, word) for word in ordered])


def _places(batch: Batch) -> tuple[Union, Marks, Marks]:
    """The places that each title names: neither openers (`tại`, `thuộc`), kinds of bodies (`trường tiểu học`, which the
    other may shorten) nor words of the other one's unit.
    """
    named, units = batch.sets("place"), batch.corpus["unit"]
    asked = (named.key, named.pair)
    kept = ~within(named.key, opener_keys()) & ~within(named.key, unit_common_keys())
    of_a, of_b = (contained(asked, units.take(side)) for side in (batch.left, batch.right))
    return named, kept & named.in_a & ~of_b, kept & named.in_b & ~of_a


def _place(batch: Batch) -> Floats:
    """Places that the titles name; None unless both do."""
    named, one, other = batch.made(_places)
    both, either = named.counts(one & other), named.counts(one | other)
    within_other = (both == named.counts(one)) | (both == named.counts(other))
    return batch.told(named.fewer > 0, np.where(within_other, 1.0, both / np.maximum(either, 1.0)))


def _place_line(pair: Pair) -> str:
    if pair.score == 1.0:
        return "Tên nêu cùng địa điểm"
    named, *marks = pair.batch.made(_places)
    sides = zip((pair.a, pair.b), marks, strict=True)
    one, other = (_as_written(side, {*named.of(pair.at, mark)}) for side, mark in sides)
    return f"Tên nêu địa điểm khác: “{one}” – “{other}”"


def _subject(batch: Batch) -> Floats:
    """School subjects that the titles name, 0 where each names one that the other does not; None unless both name some.

    `Giải toán có lời văn` names a subject too, whatever the one that is taught with it.
    """
    found = batch.sets("subjects")
    return batch.told(found.fewer > 0, np.where(found.shared == found.fewer, 1.0, 0.0))


def _subject_line(pair: Pair) -> str:
    if pair.score:
        return "Cùng môn học trong tên"
    return f"Khác môn học: {_spelled(pair.a)} – {_spelled(pair.b)}"


def _spelled(side: Prepared) -> str:
    found = (run for _, run in find_runs(side.title, by_first_word(side.subjects)))
    return listed([" ".join(spelled(side.record.title).get(word, word) for word in run) for run in found])


COMPARATORS = {
    "title": Comparator(_title, lambda pair: f"Tên sáng kiến giống nhau {percent(pair.score)}"),
    "title-swapped": Comparator(_swapped, _swapped_line),
    "title-topic": Comparator(_topic, _topic_line),
    "place": Comparator(_place, _place_line),
    "subject": Comparator(_subject, _subject_line),
}
