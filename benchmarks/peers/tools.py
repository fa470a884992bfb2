"""The contestants, each in a process of its own: `python -m benchmarks.peers.tools NAME FOLDER OUT`.

Reads FOLDER/records.jsonl and writes OUT: `id_a,id_b,score,verdict`, the verdict being sovang's own. Peers get folded
texts and are asked for more pairs than they would flag; the best threshold is sought for them afterwards. This file
imports nothing of sovang's at its top: another environment's Python runs it for the peers.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from benchmarks.peers.data import folded

Found = Iterator[tuple[str, str, float, str]]
_BLOCK = 50  # records: larger blocks say nothing
_PERMUTATIONS, _BANDS = 128, 32


def sovang(folder: Path) -> Found:
    from matchers import find_duplicates
    from schemas.match import Record

    with (folder / "records.jsonl").open(encoding="utf-8") as lines:
        records = [Record.model_validate_json(line) for line in lines]
    for found in find_duplicates(records):
        yield found.id_a, found.id_b, found.score, found.verdict


def minhash(folder: Path) -> Found:
    """rensa: MinHash of word bigrams, LSH of 32 bands, estimated Jaccard as the score."""
    from rensa import RMinHash, RMinHashLSH

    records = folded(folder)
    hashes = []
    for record in records:
        words = f"{record['title']} {record['summary']}".split()
        one = RMinHash(num_perm=_PERMUTATIONS, seed=42)
        one.update([" ".join(pair) for pair in pairwise(words)] or words)
        hashes.append(one)
    index = RMinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    for at, one in enumerate(hashes):
        index.insert(at, one)
    for at, one in enumerate(hashes):
        for other in index.query(one):
            if other > at:
                yield records[at]["id"], records[other]["id"], one.jaccard(hashes[other]), ""


def tfidf(folder: Path) -> Found:
    """sparse_dot_topn: cosine of TF-IDF of words and word pairs, the ten nearest of each record."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sparse_dot_topn import sp_matmul_topn

    records = folded(folder)
    # Above some 20,000 records the product is too large with common words: those are left out.
    often = 1.0 if len(records) <= 20_000 else 0.05
    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2, max_df=often)
    matrix = vectors.fit_transform(f"{record['title']} {record['summary']}" for record in records)
    near = sp_matmul_topn(matrix, matrix.T.tocsr(), top_n=10, threshold=0.3, n_threads=2).tocoo()
    for one, other, score in zip(near.row.tolist(), near.col.tolist(), near.data.tolist(), strict=True):
        if one < other:
            yield records[one]["id"], records[other]["id"], score, ""


def rapidfuzz(folder: Path) -> Found:
    """rapidfuzz within blocks (person, phone, title, beginning of the text): .35 title + .65 summary."""
    from rapidfuzz import fuzz

    records = folded(folder)
    for one, other in sorted(_blocked(records)):
        a, b = records[one], records[other]
        titles = fuzz.token_sort_ratio(a["title"], b["title"])
        yield a["id"], b["id"], (0.35 * titles + 0.65 * fuzz.token_set_ratio(a["summary"], b["summary"])) / 100, ""


def _blocked(records: list[dict[str, Any]]) -> set[tuple[int, int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for at, record in enumerate(records):
        names = record["authors"]
        keys = [f"person {name} {record.get('birth_year')}" for name in names[:1]]
        keys += [
            f"phone {record['phone']}",
            f"title {record['title']}",
            f"text {' '.join(record['summary'].split()[:6])}",
        ]
        for key in keys:
            if not key.endswith((" ", "None")):
                blocks[key].append(at)
    return {pair for block in blocks.values() if len(block) <= _BLOCK for pair in combinations(block, 2)}


def splink(folder: Path) -> Found:
    """Splink: unsupervised EM over name, year of birth, phone, unit, title and the beginning of the text."""
    import pandas as pd
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    from splink import comparison_library as cl

    blocks = ["author", "phone", "title", "head", "coauthor"]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("author", [0.92, 0.8]), cl.ExactMatch("birth_year"), cl.ExactMatch("phone"),
            cl.JaroWinklerAtThresholds("unit", [0.92]), cl.JaroWinklerAtThresholds("title", [0.95, 0.85]),
            cl.JaroWinklerAtThresholds("summary", [0.95, 0.85, 0.75]),
        ],
        blocking_rules_to_generate_predictions=[block_on(block) for block in blocks],
    )  # fmt: skip
    linker = Linker(DuckDBAPI().register(pd.DataFrame(map(_row, folded(folder)))), settings, log_level="ERROR")
    linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000)
    for block in ("author", "title", "head"):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(block))
    found = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
    columns = ("unique_id_l", "unique_id_r", "match_probability")
    for one, other, score in found[list(columns)].itertuples(index=False):
        yield one, other, float(score), ""


def _row(record: dict[str, Any]) -> dict[str, Any]:
    names, summary = record["authors"], record["summary"]
    said = {
        "author": " ".join(names[:1]), "coauthor": " ".join(names[1:2]), "phone": record["phone"],
        "unit": record["unit"], "title": record["title"], "summary": summary[:300],
        "head": " ".join(summary.split()[:6]),
    }  # fmt: skip
    born = record.get("birth_year")
    return {"unique_id": record["id"], "birth_year": str(born) if born else None} | {
        k: v or None for k, v in said.items()
    }


TOOLS: dict[str, Callable[[Path], Found]] = {
    "sovang": sovang, "rensa": minhash, "sparse_dot_topn": tfidf, "rapidfuzz": rapidfuzz, "splink": splink,
}  # fmt: skip


def main(name: str, folder: Path, out: Path) -> None:
    with out.open("w", newline="", encoding="utf-8") as lines:
        csv.writer(lines).writerows(TOOLS[name](folder))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
