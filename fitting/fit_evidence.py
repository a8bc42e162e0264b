"""Fit what each piece of evidence weighs that two names of organizations, or of persons, are one, in bits.

usage: fit_evidence.py LABELLED.csv… [--persons] [--check] [--hold-out LABELLED.csv…] [--show N]

A labelled list has the columns name and cluster. Each list is looked over as `signers dedupe` would, its candidate
pairs are weighed, and pairs that a veto forbids or that one decisive piece settles (the same form, letters or words)
are left out: the weights are those of the open pairs. They are the coefficients of a logistic regression over the
amounts of evidence (Fellegi and Sunter's model with its weights fitted together, since the pieces do not come
independently), with a Gaussian prior around the weights at hand; each list counts the same, however long. --check
writes nothing and says how pairs fall with the weights at hand.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from signers.knowledge import DATA
from signers.matching import candidate_pairs, organizations, persons, screened, survey
from signers.matching.weights import DOUBTFUL_AT, SAME_AT, weights
from signers.model import Evidence, Kind
from signers.names import comparison_key
from signers.person_names import person_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


FILE = DATA / "match-evidence.tsv"
PERSONS_FILE = DATA / "person-evidence.tsv"
# What settles a pair by itself is set, not fitted: that it errs once in a thousand cannot be learnt from some hundreds.
# So is what is always to be asked about, and what made lists know too little of: how often real names of two bodies
# differ by a word that one has more.
SETTLED = frozenset({"form", "order", "letters", "words", "alternate", "known body"})
ALSO_SET = frozenset(
    {
        *(
            "prior",
            "extra place",
            "moved place",
            "plural",
            "umlaut",
            "usual order",
            "short word",
            "former name",
            "real words",
            "one of several",
        ),
        *("initial letter", "longer", "prefixed", "inserted", "place and more", "two proper names", "coined word"),
        *("loose initials", "other acronym", "few letters", "beside a mark", "only places"),
        # of persons: what the conventions of a list decide, and what no labelled list knows
        *("generation missing", "which namesake", "other affiliation", "affiliation", "one name", "common name"),
        # and what lists without namesakes make too much of: a short form, a name more
        *("rare name", "character", "born", "no list", "given short", "second family", "further name", "bound given"),
    }
)
WIDTH = 6.0  # bits: the standard deviation of the prior around each weight at hand
# Lists of persons hold few open pairs that are not one: what they teach moves a weight by a bit or two.
PERSONS_WIDTH = 1.5
ROUNDS = 60

Amounts = dict[str, float]


def labelled_pairs(path: Path, kind: Kind) -> list[tuple[str, str, bool, Amounts]]:
    """The open pairs of a list: the names, whether they are one, the amounts of evidence."""
    key = person_key if kind is Kind.PERSON else comparison_key
    with path.open(encoding="utf-8-sig", newline="") as file:
        cluster_of = {row["name"]: row["cluster"] for row in csv.DictReader(file)}
    names = sorted({key(name): name for name in sorted(cluster_of)}.values())
    pairs = []
    bits = at_hand(kind)
    for left, right, evidence in _weighed(names, kind):
        if not evidence or any(each.veto or each.name in SETTLED for each in evidence):
            continue
        amounts: defaultdict[str, float] = defaultdict(float)
        for each in evidence:
            amounts[each.name] += each.bits / bits[each.name] if bits[each.name] else 1.0
        pairs.append((left, right, cluster_of[left] == cluster_of[right], dict(amounts)))
    return pairs


def _weighed(names: list[str], kind: Kind) -> Iterator[tuple[str, str, Sequence[Evidence]]]:
    if kind is Kind.PERSON:
        known = persons.survey_persons(names)
        for left, right in candidate_pairs(names, kind, known):
            yield left, right, persons.weigh(left, right, known)
    else:
        context = survey(names)
        for left, right in screened(names, context):
            yield left, right, organizations.weigh(context.reading(left), context.reading(right), context)


def at_hand(kind: Kind) -> Mapping[str, float]:
    """The weights as they are."""
    return persons.weights() if kind is Kind.PERSON else weights()


def fit(lists: list[list[tuple[str, str, bool, Amounts]]], bits: Mapping[str, float], width: float) -> dict[str, float]:
    """The weights with the highest posterior, by Newton's method; `width` is that of the prior, in bits."""
    pieces = sorted({name for pairs in lists for *_, amounts in pairs for name in amounts})
    column = {name: at for at, name in enumerate(pieces)}
    rows = sum(map(len, lists))
    design = np.zeros((rows, len(pieces)))
    truth, offset, share = np.zeros(rows), np.zeros(rows), np.zeros(rows)
    row = 0
    for pairs in lists:
        for _, _, same, amounts in pairs:
            for name, amount in amounts.items():
                design[row, column[name]] = amount
            truth[row], offset[row] = same, bits["prior"]
            share[row] = 1000 / max(1000, len(pairs))
            row += 1
    centre = np.array([bits[name] for name in pieces]) * log(2)
    widths = np.array([1e-3 if name in ALSO_SET else width for name in pieces]) * log(2)
    found = centre.copy()
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(design @ found + offset * log(2), -50, 50)))
        slope = design.T @ (share * (truth - chance)) - (found - centre) / widths**2
        bend = (design * (share * chance * (1 - chance))[:, None]).T @ design + np.diag(1 / widths**2)
        found += np.clip(np.linalg.solve(bend, slope), -1, 1)
    return {name: float(weight / log(2)) for name, weight in zip(pieces, found, strict=True)}


def tell(
    label: str, pairs: list[tuple[str, str, bool, Amounts]], bits: Mapping[str, float], kind: Kind, show: int
) -> None:
    """Print how the open pairs of a list fall with these weights, and the worst errors."""
    same_at = bits["same at"] if kind is Kind.PERSON else SAME_AT
    doubtful_at = bits["doubtful at"] if kind is Kind.PERSON else DOUBTFUL_AT
    scored = sorted(
        (bits["prior"] + sum(bits[name] * amount for name, amount in amounts.items()), same, left, right, amounts)
        for left, right, same, amounts in pairs
    )
    merged = [same for odds, same, *_ in scored if odds >= same_at]
    asked = [same for odds, same, *_ in scored if doubtful_at <= odds < same_at]
    due = sum(same for _, same, *_ in scored)
    print(
        f"{label}: {len(pairs)} open pairs, {due} of them one; merged {len(merged)}, wrongly {merged.count(False)}; "
        f"asked {len(asked)}, for nothing {asked.count(False)}; missed {due - sum(merged) - sum(asked)}"
    )
    for odds, _, left, right, amounts in [each for each in reversed(scored) if not each[1]][:show]:
        print(f"  not one {odds:6.1f}  {left} / {right}  {_told(amounts)}")
    for odds, _, left, right, amounts in [each for each in scored if each[1]][:show]:
        print(f"  one     {odds:6.1f}  {left} / {right}  {_told(amounts)}")


def _told(amounts: Amounts) -> str:
    return ", ".join(f"{name} {amount:.1f}" for name, amount in sorted(amounts.items()))


def write(found: Mapping[str, float], path: Path) -> None:
    """Put the weights into the data file, where each stands; its comments and the weights that are set stay."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for at, line in enumerate(lines):
        name, *cells = line.split("\t")
        if name in found and not line.startswith("#"):
            lines[at] = "\t".join((name, f"{found[name]:.2f}", *cells[1:]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Fit the weights, write them, and say how the pairs fall."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", nargs="*", type=Path, metavar="LABELLED.csv")
    parser.add_argument("--persons", action="store_true", help="the lists are of persons")
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--hold-out", nargs="*", type=Path, default=[], metavar="LABELLED.csv", help="only told about")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the N worst pairs of either kind")
    args = parser.parse_args()
    kind = Kind.PERSON if args.persons else Kind.ORGANIZATION
    labelled = {path: labelled_pairs(path, kind) for path in (*args.lists, *args.hold_out)}
    bits = dict(at_hand(kind))
    if not args.check:
        found = fit([labelled[path] for path in args.lists], bits, PERSONS_WIDTH if args.persons else WIDTH)
        for name, weight in sorted(found.items(), key=lambda item: -item[1]):
            print(f"{name:20} {bits[name]:7.2f} -> {weight:7.2f}")
        bits |= found
        write(found, PERSONS_FILE if args.persons else FILE)
    for path, pairs in labelled.items():
        tell(str(path), pairs, bits, kind, args.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
