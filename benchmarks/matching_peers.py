"""The peers of matching.py: each reads a CSV, groups its names and writes it with a cluster a row, in its own process.

usage: python benchmarks/matching_peers.py PEER IN.csv OUT.csv [--best]

PEER is string_grouper (`group_similar_strings` with its defaults), sparse_dot_topn (TF-IDF of character trigrams, the
ten nearest, connected components at 0.8), rapidfuzz (`cdist` with `token_sort_ratio`, connected components at 90; all
pairs, so for short lists only) or csv (the floor: reading and writing, grouping nothing). With --best nothing is
written: the peer's pairs are joined from the most alike down, and printed is the threshold at which the F1 of pairs is
highest, which nobody can know without the column `cluster`.

Run with a Python in which these packages are installed; signers needs none but rapidfuzz of them.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Pair = tuple[int, int, float]
LOWEST = {"string_grouper": 0.5, "sparse_dot_topn": 0.5, "rapidfuzz": 70.0}  # of the thresholds that are tried
USUAL = {"sparse_dot_topn": 0.8, "rapidfuzz": 90.0}
CHUNK = 1000


def modules(*names: str) -> list[Any]:
    """The packages of one peer: imported when it runs, since none is installed with signers."""
    return [import_module(name) for name in names]


def read(path: Path) -> tuple[list[str], list[list[str]]]:
    """The header and the rows of a CSV."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        return next(rows), list(rows)


def write(path: Path, header: list[str], rows: list[list[str]], clusters: Iterable[object]) -> None:
    """The rows with the cluster of each."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        out.writerow([*header, "cluster_id"])
        out.writerows([*row, cluster] for row, cluster in zip(rows, clusters, strict=True))


def string_grouper_groups(names: list[str]) -> list[object]:
    """The groups of string_grouper, as its README makes them."""
    pandas, grouper = modules("pandas", "string_grouper")
    found = grouper.group_similar_strings(pandas.Series(names))
    return list(found.iloc[:, 0] if found.ndim > 1 else found)


def string_grouper_pairs(names: list[str], lowest: float) -> Iterator[Pair]:
    """The pairs of string_grouper that are at least so alike."""
    pandas, grouper = modules("pandas", "string_grouper")
    found = grouper.match_strings(pandas.Series(names), min_similarity=lowest)
    columns = [found[name].to_numpy() for name in ("left_index", "right_index", "similarity")]
    return ((int(one), int(other), float(score)) for one, other, score in zip(*columns, strict=True) if one < other)


def trigram_pairs(names: list[str], lowest: float) -> Iterator[Pair]:
    """The ten nearest of each name by the cosine of weighted character trigrams."""
    text, sparse = modules("sklearn.feature_extraction.text", "sparse_dot_topn")
    weigher = text.TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), lowercase=True)
    weights = weigher.fit_transform(names).tocsr()
    near = sparse.sp_matmul_topn(weights, weights.T.tocsr(), top_n=10, threshold=lowest, n_threads=2).tocoo()
    return (
        (int(one), int(other), float(score))
        for one, other, score in zip(near.row, near.col, near.data, strict=True)
        if one != other
    )


def rapidfuzz_pairs(names: list[str], lowest: float) -> Iterator[Pair]:
    """All pairs with the ratio of their sorted words, a thousand names at a time."""
    numpy, fuzz, process, utils = modules("numpy", "rapidfuzz.fuzz", "rapidfuzz.process", "rapidfuzz.utils")
    plain = [utils.default_process(name) for name in names]
    for start in range(0, len(plain), CHUNK):
        scores = process.cdist(
            plain[start : start + CHUNK], plain, scorer=fuzz.token_sort_ratio, score_cutoff=lowest, workers=-1,
            dtype=numpy.float32,
        )  # fmt: skip
        for one, other in zip(*numpy.nonzero(scores), strict=True):
            if start + one < other:
                yield int(start + one), int(other), float(scores[one, other])


PAIRS = {"string_grouper": string_grouper_pairs, "sparse_dot_topn": trigram_pairs, "rapidfuzz": rapidfuzz_pairs}


def root_of(joined: list[int], at: int) -> int:
    """The name that stands for this one's group; the way there is shortened."""
    while joined[at] != at:
        joined[at] = joined[joined[at]]
        at = joined[at]
    return at


def components(size: int, pairs: Iterable[Pair]) -> list[int]:
    """What hangs together."""
    joined = list(range(size))
    for one, other, _ in pairs:
        joined[root_of(joined, one)] = root_of(joined, other)
    return [root_of(joined, at) for at in range(size)]


def best_threshold(truth: list[str], pairs: Iterable[Pair]) -> dict[str, float]:
    """The threshold with the highest F1 of pairs, when what is more alike is joined first."""
    due = sum(n * (n - 1) // 2 for n in Counter(truth).values())
    joined = list(range(len(truth)))
    votes = [Counter((label,)) for label in truth]
    ranked = sorted(pairs, key=lambda pair: -pair[2])
    hit = said = 0
    best = {"p": 1.0, "r": 0.0, "f1": 0.0, "threshold": 1.0}
    for at, (left, right, score) in enumerate(ranked):
        one, other = root_of(joined, left), root_of(joined, right)
        if one != other:
            if len(votes[one]) < len(votes[other]):
                one, other = other, one
            said += votes[one].total() * votes[other].total()
            hit += sum(count * votes[one][label] for label, count in votes[other].items())
            votes[one].update(votes[other])
            votes[other] = Counter()
            joined[other] = one
        last = at + 1 == len(ranked) or ranked[at + 1][2] < score
        if last and 2 * hit / (said + due) > best["f1"]:
            best = {"p": hit / said, "r": hit / due, "f1": 2 * hit / (said + due), "threshold": score}
    return best


def main() -> int:
    """Group a file with one peer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("peer", choices=("csv", *PAIRS))
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--best", action="store_true")
    args = parser.parse_args()
    header, rows = read(args.source)
    names = [row[header.index("name")] for row in rows]
    if args.best:
        truth = [row[header.index("cluster")] for row in rows]
        print(json.dumps(best_threshold(truth, PAIRS[args.peer](names, LOWEST[args.peer]))))
        return 0
    clusters: Iterable[object]
    if args.peer == "csv":
        clusters = range(len(rows))
    elif args.peer == "string_grouper":
        clusters = string_grouper_groups(names)
    else:
        clusters = components(len(names), PAIRS[args.peer](names, USUAL[args.peer]))
    write(args.target, header, rows, clusters)
    return 0


if __name__ == "__main__":
    sys.exit(main())
