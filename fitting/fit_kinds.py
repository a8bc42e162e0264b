"""Fit what each feature of a name says of its being a person's or an organization's.

usage: fit_kinds.py [--check] [--seed N]

Organizations' names are those under fitting/names/; persons' are made by chance from the given names of
data/given-names.tsv and the family names of data/surnames.txt, in the forms in which people sign
(src/signers/persons.py says which features are looked at). So that the weights hold for names that no list knows, a
share of the words is forgotten before the features are taken: given and family names by chance, and of an
organization's words the sightings in its own name. The weights are those of a logistic regression with a Gaussian
prior around 0, in bits, by gradient descent; they go to data/kind-evidence.tsv, and those of the last letters of
unknown words to data/kind-endings.tsv.
--check weighs a fresh sample with the weights at hand and says how many names fall on the wrong side.
"""

from __future__ import annotations

import argparse
import random
from collections import ChainMap, Counter
from math import exp, log
from pathlib import Path

from signers.folding import folded
from signers.knowledge import DATA, table, term_list
from signers.persons import Words, body_words, features_of, known_words, weigh

NAMES = Path(__file__).parent / "names"
FORGOTTEN_FAMILY, FORGOTTEN_GIVEN = 0.45, 0.18
OFTEN, SOMETIMES, SELDOM = 0.2, 0.1, 0.05
ROUNDS, STEP, PRIOR = 40, 0.15, 0.002
LEAST_SIGHTINGS = 6
PARTICLES = tuple(tuple(words.split()) for words in ("de", "van", "von", "de la", "da", "dos", "Van", "van der", "al"))
AND_ONE = ("i", "y", "e")
FRONT = ("Dr.", "Prof.", "Rev.", "Professor", "Sir", "Rabbi", "Dr", "Sr.", "Dra.", "Mr.", "Ms.")
BEHIND = ("Ph.D.", "MD", "Jr.", "III", "JD", "PhD", "MSW")
EVIDENCE_HEAD = """\
# What each feature of a name says of its being a person's (above 0) or an organization's (below 0), in bits.
# Features: words:N is how many words it has; first:, later: and last: are its words, by what is known of them: given,
# family = names of persons, body = words of organizations' names, -often = of many, kind-of-body = those of
# body-words.txt; unknown = a word that nobody knows; the shapes in angle brackets are those of src/signers/lexicon.py.
# Made by fitting/fit_kinds.py; run that again instead of mending this.
"""
ENDINGS_HEAD = """\
# What the last letters of a word that nobody knows say of its standing in a person's name (above 0) or in an
# organization's (below 0), in bits. Made by fitting/fit_kinds.py; run that again instead of mending this.
"""


def organizations() -> list[str]:
    """The names under fitting/names/."""
    return [
        line.strip()
        for path in sorted(NAMES.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]


def persons(count: int, chance: random.Random) -> list[str]:
    """Names of persons that nobody bears, in the forms in which people sign."""
    given = [row[0] for row in table("given-names.tsv")]
    spread = [int(row[1]) for row in table("given-names.tsv")]
    family = list(term_list("surnames.txt"))
    firsts, seconds = chance.choices(given, spread, k=count), chance.choices(given, spread, k=count)
    return [
        _dressed(" ".join((*_given(first, second, chance), *_family(family, chance))), chance)
        for first, second in zip(firsts, seconds, strict=True)
    ]


def _given(first: str, second: str, chance: random.Random) -> list[str]:
    if chance.random() < SELDOM:
        first = first[0] + "."
    elif chance.random() < SELDOM / 2:
        first = first.lower()
    words = [first]
    if chance.random() < OFTEN:
        words.append(second)
    if chance.random() < SOMETIMES:
        words.append(chance.choice("ABCDEFGHJKLMNPRSTW") + chance.choice((".", ".", "")))
    return words


def _family(family: list[str], chance: random.Random) -> list[str]:
    words = list(chance.choice(PARTICLES)) if chance.random() < SOMETIMES else []
    words.append(chance.choice(family))
    if chance.random() < SELDOM:
        words[-1] += "-" + chance.choice(family)
    elif chance.random() < OFTEN:
        words.extend([chance.choice(AND_ONE)] if chance.random() < SOMETIMES else [])
        words.append(chance.choice(family))
    return words


def _dressed(name: str, chance: random.Random) -> str:
    if chance.random() < SELDOM:
        name = name.upper()
    if chance.random() < SELDOM:
        name = f"{chance.choice(FRONT)} {name}"
    if chance.random() < SELDOM:
        name = f"{name}, {chance.choice(BEHIND)}"
    return name


def sample(chance: random.Random) -> list[tuple[list[str], bool]]:
    """Features of names of both kinds, as one sees them who does not know all the words."""
    known = known_words()
    bodies = organizations()
    kinds = body_words()
    rows = []
    for name, is_person in [(name, True) for name in persons(len(bodies), chance)] + [(name, False) for name in bodies]:
        keys = {folded(word).strip("().,;:") for word in name.replace("-", " ").split()}
        keys |= {folded(word).strip("().,;:") for word in name.split()}
        if is_person:
            gone = {key for key in sorted(keys) if chance.random() < FORGOTTEN_GIVEN}
            gone_family = gone | {key for key in sorted(keys) if chance.random() < FORGOTTEN_FAMILY}
            seen = Words(known.given - gone, known.family - gone_family, known.of_bodies)
        else:
            own = Counter(folded(word).strip("().,;:") for word in name.split())
            lesser = {key: known.of_bodies.get(key, 0) - own[key] for key in own if key not in kinds}
            seen = Words(known.given, known.family, ChainMap(lesser, dict(known.of_bodies)))
        rows.append((features_of(name, seen), is_person))
    return rows


def fit(rows: list[tuple[list[str], bool]], chance: random.Random) -> dict[str, float]:
    """The weights, in bits, by stochastic gradient descent over the rows."""
    often = Counter(feature for features, _ in rows for feature in set(features))
    weights = {feature: 0.0 for feature, count in often.items() if count >= LEAST_SIGHTINGS}
    rows = list(rows)
    for turn in range(ROUNDS):
        chance.shuffle(rows)
        step = STEP / (1 + turn / 5)
        for features, is_person in rows:
            used = [feature for feature in features if feature in weights]
            score = max(min(sum(weights[feature] for feature in used), 30.0), -30.0)
            miss = is_person - 1 / (1 + exp(-score))
            for feature in used:
                weights[feature] += step * (miss - PRIOR * weights[feature])
    return {feature: weight / log(2) for feature, weight in weights.items()}


def check(weights: dict[str, float], chance: random.Random) -> str:
    """How many names of a fresh sample fall on the wrong side."""
    rows = sample(chance)
    wrong = Counter(is_person for features, is_person in rows if (weigh(features, weights) > 0) != is_person)
    of = Counter(is_person for _, is_person in rows)
    return f"{wrong[True]}/{of[True]} persons and {wrong[False]}/{of[False]} organizations on the wrong side"


def main() -> None:
    """Fit and write, or only check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only say how well the weights at hand do")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    if options.check:
        weights = {row[0]: float(row[1]) for row in table("kind-evidence.tsv")}
        weights |= {f"ending:{ending}": float(bits) for ending, bits in table("kind-endings.tsv")}
        print("with the weights at hand:", check(weights, chance))
        return
    weights = fit([row for _ in range(2) for row in sample(chance)], chance)
    endings = {feature.partition(":")[2]: bits for feature, bits in weights.items() if feature.startswith("ending:")}
    rest = {feature: bits for feature, bits in weights.items() if not feature.startswith("ending:")}
    lines = [f"{feature}\t{bits:.2f}\n" for feature, bits in sorted(rest.items())]
    (DATA / "kind-evidence.tsv").write_text(EVIDENCE_HEAD + "".join(lines), encoding="utf-8")
    lines = [f"{ending}\t{bits:.2f}\n" for ending, bits in sorted(endings.items()) if abs(bits) >= 0.3]
    (DATA / "kind-endings.tsv").write_text(ENDINGS_HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(rest)} features, {len(lines)} endings; a fresh sample:", check(weights, chance))


if __name__ == "__main__":
    main()
