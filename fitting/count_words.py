"""Counts how words stand in the names of fitting/names/ and writes data/name-words.tsv and data/name-pairs.tsv.

usage: python fitting/count_words.py

Names that the seed letter prints on one line do not count: it is the letter on which weights are compared.
"""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from signers.knowledge import DATA
from signers.lexicon import PAIRS, WORDS, Lexicon, Sightings, ending_of, lexicon_of, shape_of, starting_of, word_of

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
FIRST, SECOND, INSIDE, LAST, ALONE = range(5)
PLACES = 5
LEAST = 2  # words and pairs seen less often are left to their shape


def corpus() -> list[str]:
    """The names of all lists under fitting/names/, without those the seed letter prints on one line."""
    printed = {
        line.strip() for letter in SEEDS.glob("*.txt") for line in letter.read_text(encoding="utf-8").splitlines()
    }
    names = {
        " ".join(line.split())
        for file in sorted((HERE / "names").glob("*.txt"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    }
    return sorted(names - printed)


def count(names: Iterable[str]) -> tuple[dict[str, list[int]], dict[tuple[str, str], tuple[int, int]]]:
    """For each word and shape, how often it is first, second, inside, last and alone; how often two are neighbours."""
    words: dict[str, list[int]] = {}
    shapes: dict[tuple[str, str], list[int]] = {}
    pairs: Counter[tuple[str, str]] = Counter()
    openings: Counter[tuple[str, str]] = Counter()
    for name in names:
        tokens = name.split()
        final = len(tokens) - 1
        for at, token in enumerate(tokens):
            place = (
                ALONE if final == 0 else FIRST if at == 0 else LAST if at == final else SECOND if at == 1 else INSIDE
            )
            # A mark that closes or opens is counted beside the word it is on.
            for key in {word_of(token), ending_of(token), starting_of(token)}:
                words.setdefault(key, [0] * PLACES)[place] += 1
            shapes.setdefault((shape_of(token), word_of(token)), [0] * PLACES)[place] += 1
        neighbours = [(word_of(a), starting_of(b)) for a, b in itertools.pairwise(tokens)]
        pairs.update(neighbours)
        openings.update(neighbours[:1])
    for (shape, _), counts in shapes.items():
        if sum(counts) == 1:
            sums = words.setdefault(shape, [0] * PLACES)
            for place, number in enumerate(counts):
                sums[place] += number
    return words, {pair: (number, openings[pair]) for pair, number in pairs.items()}


def lexicon_from(names: Iterable[str]) -> Lexicon:
    """A lexicon of `names` in memory, as the data files would give it."""
    words, pairs = count(names)
    return lexicon_of(
        {word: Sightings(*counts) for word, counts in words.items() if sum(counts) >= LEAST},
        {pair: seen for pair, seen in pairs.items() if seen[0] >= LEAST},
    )


def main() -> None:
    """Write the two files."""
    names = corpus()
    words, pairs = count(names)
    rows = sorted((word, counts) for word, counts in words.items() if sum(counts) >= LEAST)
    head = (
        f"# How words stand in {len(names)} names: how often first, second, further inside, last, and alone.\n"
        "# Words in angle brackets are marks and shapes (see src/signers/lexicon.py).\n"
        "# Made by fitting/count_words.py from the lists under fitting/names/; mend those, then run it again.\n"
    )
    body = "".join("\t".join([word, *map(str, counts)]) + "\n" for word, counts in rows)
    (DATA / WORDS).write_text(head + body, encoding="utf-8")
    kept = sorted((pair, seen) for pair, seen in pairs.items() if seen[0] >= LEAST)
    head = (
        "# Words that follow each other inside names, how often, and how often as the first two words of a name.\n"
        "# Made by fitting/count_words.py from the lists under fitting/names/; mend those, then run it again.\n"
    )
    body = "".join(f"{left}\t{right}\t{number}\t{opening}\n" for (left, right), (number, opening) in kept)
    (DATA / PAIRS).write_text(head + body, encoding="utf-8")
    print(f"{len(names)} names, {len(rows)} words, {len(kept)} pairs")


if __name__ == "__main__":
    main()
