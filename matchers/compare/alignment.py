"""Which stretches of two summaries answer to each other, however reworded, and what is left on either side.

Who files an innovation again touches every sentence a little, cuts or adds; who writes the next one keeps some
sentences and replaces others, so that both texts have stretches of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matchers.compare.batch import Batch
from matchers.compare.evidence import Comparator, Pair, percent
from matchers.compare.sets import Entries, Floats, Marks, Union, contained, united
from matchers.runs import Ints, Keys, mixed, rolled, within
from matchers.vocabulary import stock_keys

_SHORT = 6  # words: a shorter text says nothing
_WINDOW = 9  # words: less than a sentence
_DENSE = 0.35  # share of a window's words that a reworded or badly scanned sentence still shares
_MUCH = 4.0  # mass of words: a sentence
_NUMBER = np.uint64(1)  # stands for all numbers, which change when an innovation is sent again next year
_FACTS, _REACH, _STEPS = 8, 10, 5  # couples of things that say something; words between; things between
_THING = 0.2  # weight: a more common word is no thing


@dataclass(frozen=True)
class Side:
    """The words of one side of each pair, in order; `covered`: they stand in a stretch that the other side has too."""

    keys: Keys
    pair: Ints
    sizes: Ints
    weights: Floats
    covered: Marks

    def mass(self, chosen: Marks) -> Floats:
        return np.bincount(self.pair[chosen], self.weights[chosen], len(self.sizes)).astype(np.float64)

    @cached_property
    def share(self) -> Floats:
        """Of the words those that are covered."""
        return np.bincount(self.pair, self.covered, len(self.sizes)) / np.maximum(self.sizes, 1)


@dataclass(frozen=True, slots=True)
class Alignment:
    a: Side
    b: Side

    @property
    def long_enough(self) -> Marks:
        return np.minimum(self.a.sizes, self.b.sizes) > _SHORT

    @property
    def shorter(self) -> Floats:
        """Share of the shorter text that the longer one has too."""
        return np.where(self.b.sizes < self.a.sizes, self.b.share, self.a.share)

    @property
    def own(self) -> tuple[Floats, Floats]:
        """Masses of what either side has alone."""
        return self.a.mass(~self.a.covered), self.b.mass(~self.b.covered)


def alignment(batch: Batch) -> Alignment:
    rows = batch.corpus["summary"]
    (a, pair_a), (b, pair_b) = rows.take(batch.left), rows.take(batch.right)
    couples_a, couples_b = _couples(a, pair_a), _couples(b, pair_b)
    return Alignment(
        _side(batch, (a, pair_a), rows.sizes(batch.left), (couples_a, couples_b)),
        _side(batch, (b, pair_b), rows.sizes(batch.right), (couples_b, couples_a)),
    )


def _couples(words: Keys, pair: Ints) -> Entries:
    """Neighbouring words, all numbers taken for one."""
    if len(words) < 2:
        return words[:0], pair[:0]
    plain = np.where(words & _NUMBER == _NUMBER, _NUMBER, words)
    one = pair[1:] == pair[:-1]
    return rolled(plain, 2)[one], pair[1:][one]


def _side(batch: Batch, words: Entries, sizes: Ints, couples: tuple[Entries, Entries]) -> Side:
    keys, pair = words
    beside = _beside(contained(*couples), couples[0][1], sizes)
    return Side(keys, pair, sizes, batch.stats.weights(keys), _dense(beside, pair, sizes))


def _beside(couples: Marks, owner: Ints, sizes: Ints) -> Marks:
    """Marks the words of which a couple is marked: a text of n words has n - 1 couples, in order."""
    fewer = np.maximum(sizes - 1, 0)
    at = np.arange(len(couples)) - (np.cumsum(fewer) - fewer)[owner] + (np.cumsum(sizes) - sizes)[owner]
    marks = np.zeros(int(sizes.sum()), dtype=bool)
    marks[at[couples]] = marks[at[couples] + 1] = True
    return marks


def _dense(beside: Marks, pair: Ints, sizes: Ints) -> Marks:
    """Marks the words around which enough others are marked."""
    sums = np.r_[0, np.cumsum(beside)]
    first = (np.cumsum(sizes) - sizes)[pair]
    at, half = np.arange(len(pair)), _WINDOW // 2
    low, high = np.maximum(at - half, first), np.minimum(at + half + 1, first + sizes[pair])
    dense: Marks = sums[high] - sums[low] >= _DENSE * (high - low)
    return dense


def _passages(batch: Batch) -> Floats:
    """Share of the shorter summary that lies in stretches with a counterpart in the other, however reworded."""
    found = batch.made(alignment)
    return batch.told(found.long_enough, found.shorter)


def _own(batch: Batch) -> Floats:
    """1: one text lies within the other; 0.5: both have a long sentence of their own; near 0: much of both is."""
    found = batch.made(alignment)
    return batch.told(found.long_enough, 1 / (1 + np.minimum(*found.own) / _MUCH))


def _own_line(pair: Pair) -> str:
    found = pair.batch.made(alignment)
    one, other = (percent(1 - float(side.share[pair.at])) for side in (found.a, found.b))
    if pair.score > 0.9:
        return "Bản này nằm trọn trong bản kia"
    return f"Mỗi bản có đoạn riêng mà bản kia không có ({one} và {other})"


def _facts(batch: Batch) -> Union:
    """Couples of things that are spoken of side by side, in either order, whatever stands between."""
    found = batch.made(alignment)
    return united(_near(found.a), _near(found.b), len(batch))


def _near(side: Side) -> Entries:
    thing = (side.weights >= _THING) & (side.keys & _NUMBER == 0) & ~within(side.keys, stock_keys())
    at = np.flatnonzero(thing)
    keys, pair, out, owners = side.keys[at], side.pair[at], [], []
    for step in range(1, _STEPS + 1):
        one, other = keys[step:], keys[:-step]
        near = (pair[step:] == pair[:-step]) & (at[step:] - at[:-step] <= _REACH) & (one != other)
        out.append(mixed(np.minimum(one, other)[near], np.maximum(one, other)[near]))
        owners.append(pair[step:][near])
    return np.concatenate(out), np.concatenate(owners)


def _things(batch: Batch) -> Floats:
    """Share of the couples of things of the poorer text that the other speaks of too, whatever the sentences."""
    found = batch.made(_facts)
    return batch.told(found.fewer >= _FACTS, found.shared / np.maximum(found.fewer, 1))


COMPARATORS = {
    "passages": Comparator(
        _passages, lambda pair: f"{percent(pair.score)} bản ngắn hơn có đoạn tương ứng trong bản kia"
    ),
    "own": Comparator(_own, _own_line),
    "things": Comparator(
        _things, lambda pair: f"{percent(pair.score)} sự vật nêu cạnh nhau ở bản này cũng vậy ở bản kia"
    ),
}
