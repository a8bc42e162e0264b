"""From a few names and very many others to the matches between them, at a cost that grows with the others, not pairs.

    sieve       one pass over the others: how often each word occurs, and which of them share words with the few
    shortlist   for each of the few the others that share its rarest words
    survey      what these and the few say about one another, with the word counts of all the others
    weighing    the evidence about each pair that is left, as everywhere

Readings are made only of what the sieve leaves: of a million names some thousand.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from itertools import chain
from math import log2
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from signers.folding import words_of, words_of_each
from signers.knowledge import table, terms
from signers.matching import MATCHES, Context, compare, look_over
from signers.matching.columns import Columns
from signers.matching.given_names import forms_of
from signers.matching.known import body_of
from signers.matching.parallel import Portions, spread
from signers.matching.persons import read_person
from signers.matching.readings import read
from signers.matching.screening import Screen
from signers.matching.vocabulary import canonical, shorter
from signers.model import Kind, Match, Verdict
from signers.names import acronyms, comparison_key, initials_of, letters_of, looks_like_acronym

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from signers.matching import Surveyed

SHORTLIST = 24  # others that are weighed for each of the few, by their words
BY_LETTERS = 12  # and by their acronyms
_LEAST_SHARED = 0.34  # of what the words of a name tell, which another must share to be weighed
_SHORTEST_SLIP = 5  # letters of a word in which a slip is looked for
_LEAST_TOLD = 0.1  # bits: a word that all others have still is a word
_USUAL = 0.6  # of what the rarest word tells, which a word tells that is not looked up
_MOST_TOLD = 255  # words of a name that are counted
_AT_ONCE = 2_000  # names whose words are counted in one go
_PORTIONS = Portions(least=8_000)  # pairs that have been screened
_ALL = 1_500  # others that are surveyed as a whole, as in `dedupe`


class Between(NamedTuple):
    """The matches of the few with the others that are the same or doubtful, and what their survey said.

    A match has the one of the few at the left; `context` knows all names that were weighed.
    """

    matches: tuple[Match, ...]
    context: Surveyed


def matches_between(
    few: Iterable[str],
    others: Sequence[str],
    kind: Kind = Kind.ORGANIZATION,
    *,
    among: bool = False,
    tell: Callable[[float], None] | None = None,
) -> Between:
    """The matches of a few names with very many others; with `among`, those of the few with each other too.

    Names that are equal letter for letter are no match: the caller knows them. `tell` hears how much of the others was
    looked through, from 0 to 1. The order of neither list changes anything.

    >>> found = matches_between(["Sierra Club, Inc."], ["The Sierra Club", "Sierra Club Foundation", "Mijente"])
    >>> [(match.left, match.right) for match in found.matches]
    [('Sierra Club, Inc.', 'The Sierra Club')]
    """
    wanted = sorted(set(few))
    # Names that come nearly in order, as those of a list do, are sorted in half the time as long as they stay so.
    known = sorted(dict.fromkeys((*others, *wanted) if among else others))
    sieve = _Sieve(wanted, kind)
    sifted = _joined(list(spread(sieve.sift, known, tell=tell)))
    pairs = sieve.shortlist(sifted)
    places = sorted({place for _, place in pairs}) if len(known) > _ALL else range(len(known))
    context = look_over({*wanted, *(known[place] for place in places)}, kind)
    if isinstance(context, Context):
        context = _counted(context, sieve, sifted)
    named = [(wanted[at], known[place]) for at, place in pairs if wanted[at] != known[place]]
    if among:  # a pair of the few is found from both of its ends
        own = set(wanted)
        named = [pair for pair in named if pair[1] not in own or pair[0] < pair[1]]
    return Between(_weighed(sorted(set(named)), context), context)


def _weighed(pairs: Sequence[tuple[str, str]], context: Surveyed) -> tuple[Match, ...]:
    if isinstance(context, Context):
        pairs = _screened(pairs, context)

    def weigh(some: Sequence[tuple[str, str]]) -> list[Match]:
        found = (compare(left, right, context=context) for left, right in some)
        return [match for match in found if match.verdict is not Verdict.DIFFERENT]

    return tuple(match for part in spread(weigh, pairs, portions=_PORTIONS, parcel=MATCHES) for match in part)


def _screened(pairs: Sequence[tuple[str, str]], context: Context) -> Sequence[tuple[str, str]]:
    """The pairs without those that a veto forbids; names that are one but for form pass, whatever else is said."""
    if not pairs:
        return pairs
    names = sorted(set(chain.from_iterable(pairs)))
    number = {name: at for at, name in enumerate(names)}
    readings = [context.reading(name) for name in names]
    left = np.array([number[one] for one, _ in pairs], np.int64)
    right = np.array([number[other] for _, other in pairs], np.int64)
    passed = Screen(Columns(readings), context).passes((left, right)).tolist()
    return [
        pair
        for pair, passes, one, other in zip(pairs, passed, left.tolist(), right.tolist(), strict=True)
        if passes or readings[one].key == readings[other].key
    ]


def _counted(context: Context, sieve: _Sieve, sifted: _Sifted) -> Context:
    """The context with the counts of all the others in the place of those of the names that were weighed."""
    return replace(
        context,
        frequency={word: max(count, sifted.counts.get(word, 0)) for word, count in context.frequency.items()},
        fitting={letters: max(count, sieve.fitting(letters, sifted)) for letters, count in context.fitting.items()},
        size=max(context.size, sifted.size),
    )


# --- The sieve --------------------------------------------------------------------------------------------------


class _Sifted(NamedTuple):
    """What one pass over the others found.

    `counts` tells how many of them have a word, `lengths` how many words each has, `places` for each term where it
    stands.
    """

    counts: Counter[str]
    lengths: NDArray[np.uint8]
    places: Mapping[int, NDArray[np.int64]]

    @property
    def size(self) -> int:
        """How many others there are."""
        return len(self.lengths)


def _joined(parts: Sequence[_Sifted]) -> _Sifted:
    """The parts of a list as one."""
    counts: Counter[str] = Counter()
    places: defaultdict[int, list[NDArray[np.int64]]] = defaultdict(list)
    before = 0
    for part in parts:
        counts.update(part.counts)
        for term, found in part.places.items():
            places[term].append(found + before)
        before += part.size
    return _Sifted(
        counts,
        np.concatenate([part.lengths for part in parts]) if parts else np.empty(0, np.uint8),
        {term: np.concatenate(found) for term, found in places.items()},
    )


class _Sieve:
    """The few names, and the terms by which others may be them: their words, with slips, and their letters."""

    def __init__(self, names: Sequence[str], kind: Kind) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._kind = kind
        self._small = terms("small-words.txt")
        # Of each way to write a name its place, the terms of its words and those of its acronyms.
        self._variants: list[tuple[int, list[int], list[int]]] = []
        self._whole: list[list[int]] = []  # the terms of each name that stand for all of it
        self._near: defaultdict[str, set[str]] = defaultdict(set)
        for at, name in enumerate(names):
            whole = {self._term("letters", "".join(words_of(name)))}
            if kind is Kind.PERSON:
                whole.update(self._families_of(name))
                by_letters: set[int] = set()
            else:
                by_letters = set(self._acronyms_of(name))
                whole.add(self._term("letters", read(name).letters))  # of a domain without its ending
            self._whole.append(sorted(whole))
            for words in _ways(name, kind):
                self._variants.append((at, [self._term("word", word) for word in words], sorted(by_letters)))
        for form, word in list(self._numbers):
            if form == "word" and len(word) >= _SHORTEST_SLIP:
                for short in (word, *shorter(word)):
                    self._near[short].add(word)
        self._acronyms = {word for form, word in self._numbers if form == "initials"}
        self._acronym_starts = {word[0] for word in self._acronyms if word}
        self._families = {word.partition(" ")[0] for form, word in self._numbers if form == "family"}

    def _term(self, form: str, word: str) -> int:
        return self._numbers.setdefault((form, word), len(self._numbers))

    def _acronyms_of(self, name: str) -> Iterator[int]:
        """The acronyms that the words of a name make, and the words of its own acronyms."""
        words = list(words_of(name))
        printed = {letters_of(each) for each in acronyms(name)}
        if len(words) == 1 and looks_like_acronym(name.strip()):
            printed.add(words[0])
        made = initials_of(words) | initials_of(words[:-1]) | printed
        yield from (self._term("acronym", letters) for letters in sorted(made) if len(letters) > 1)
        yield from (self._term("initials", letters) for letters in sorted(printed))

    def _families_of(self, name: str) -> Iterator[int]:
        """A person's family name with the first letter of whatever the given name may be."""
        reading = read_person(name)
        given = {form[0] for call in reading.calls for form in (call, *forms_of(call)) if form}
        for last in sorted({reading.last, *reading.person.family.split()}):
            yield from (self._term("family", f"{last} {letter}") for letter in sorted(given))

    def _touched(self, word: str) -> tuple[int, ...]:
        """The terms that a word of another name is, or may be with a slip, or written out."""
        found = {word, *canonical(word).split()}
        if len(word) >= _SHORTEST_SLIP - 1:
            found.update(near for short in (word, *shorter(word)) for near in self._near.get(short, ()))
        numbers = [self._numbers.get(("word", each)) for each in found]
        acronym = self._numbers.get(("acronym", word))
        return tuple(sorted({number for number in (*numbers, acronym) if number is not None}))

    def sift(self, names: Sequence[str]) -> _Sifted:
        """One pass over other names."""
        counts: Counter[str] = Counter()
        lengths = array("B")
        places: defaultdict[int, array[int]] = defaultdict(lambda: array("q"))
        touching: dict[str, tuple[int, ...]] = {}
        domains, articles = terms("internet-domains.txt"), terms("articles-compared.txt")
        forms = {word for term in terms("legal-forms.txt") for word in words_of(term)[-1:]}
        letters_of_few = {word: number for (form, word), number in self._numbers.items() if form == "letters"}
        for start in range(0, len(names), _AT_ONCE):
            rows = words_of_each([name.replace("\n", " ") for name in names[start : start + _AT_ONCE]])
            for word in set(chain.from_iterable(rows)).difference(counts):
                if terms_of_word := self._touched(word):
                    touching[word] = terms_of_word
            counts.update(chain.from_iterable(map(set, rows)))
            lengths.extend([min(len(words), _MOST_TOLD) for words in rows])
            for place, words in enumerate(rows, start=start):
                letters = "".join(words[:-1] if len(words) == 2 and words[1] in domains else words)
                found = [number for word in words if word in touching for number in touching[word]]
                if letters in letters_of_few:
                    found.append(letters_of_few[letters])
                if words and (words[0] in articles or words[-1] in forms):
                    reduced = comparison_key(names[place]).replace(" ", "")
                    if reduced != letters and reduced in letters_of_few:
                        found.append(letters_of_few[reduced])
                found += self._told_by_letters(words)
                for number in found:
                    places[number].append(place)
        return _Sifted(
            counts,
            np.frombuffer(lengths, np.uint8) if lengths else np.empty(0, np.uint8),
            {number: np.unique(np.frombuffer(found, np.int64)) for number, found in places.items()},
        )

    def _told_by_letters(self, words: tuple[str, ...]) -> Iterable[int]:
        """The acronyms of the few that the first letters of these words make; their family names with an initial."""
        if self._kind is Kind.PERSON:
            return [
                self._numbers["family", f"{family} {letter}"]
                for family in self._families.intersection(words)
                for letter in {word[0] for word in words if word != family}
                if ("family", f"{family} {letter}") in self._numbers
            ]
        if len(words) < 2 or not (words[0][0] in self._acronym_starts or words[0] in self._small):
            return ()
        firsts = "".join([word[0] for word in words])
        made = {firsts, firsts[:-1]}
        if not self._small.isdisjoint(words):
            telling = "".join([word[0] for word in words if word not in self._small])
            made |= {telling, telling[:-1]}
        if made.isdisjoint(self._acronyms):
            return ()
        return [self._numbers["initials", letters] for letters in made & self._acronyms]

    def fitting(self, letters: str, sifted: _Sifted) -> int:
        """How many of the others have words that these letters fit."""
        return len(sifted.places.get(self._numbers.get(("initials", letters), -1), ()))

    def shortlist(self, sifted: _Sifted) -> list[tuple[int, int]]:
        """For each of the few, by its place, the places of the others that tell most of the same.

        By words those that share most of them; by letters some more, that have or make its acronym.
        """
        most_told = log2(sifted.size + 1)
        told = {
            number: max(log2((sifted.size + 1) / (len(found) + 0.5)), _LEAST_TOLD)
            for number, found in sifted.places.items()
        }
        shared = np.zeros(sifted.size, np.float32)
        pairs: set[tuple[int, int]] = set()
        for at, words, letters in self._variants:
            own = sum(told.get(number, most_told) for number in words) or most_told
            by_words = self._places(words, sifted)
            by_letters = self._places(letters, sifted)
            for number in words:
                if number in told:
                    shared[sifted.places[number]] += told[number]
            enough = by_words[shared[by_words] >= _LEAST_SHARED * own]
            for places, most in ((enough, SHORTLIST), (by_letters, BY_LETTERS)):
                share = shared[places]
                # What a word tells that is not looked up, since none of the few has it, is not known.
                length = np.maximum(share, sifted.lengths[places] * (_USUAL * most_told))
                alike = 2 * share / (own + length)
                best = np.lexsort((places, sifted.lengths[places], -alike))[:most]
                pairs.update((at, place) for place in places[best].tolist())
            shared[by_words] = 0.0
            pairs.update((at, place) for place in self._places(self._whole[at], sifted)[:SHORTLIST].tolist())
        return sorted(pairs)

    def _places(self, numbers: Iterable[int], sifted: _Sifted) -> NDArray[np.int64]:
        """Where any of the terms stands."""
        found = [sifted.places[number] for number in numbers if number in sifted.places]
        return np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)


def _ways(name: str, kind: Kind) -> list[tuple[str, ...]]:
    """The words of a name; of an organization also those with well-known acronyms and its places written otherwise."""
    if kind is Kind.PERSON:
        return [tuple(dict.fromkeys(words_of(name)))]
    words = words_of(comparison_key(name))
    ways = [words, _written_out(words)]
    reading = read(name)
    if reading.places:
        core = reading.core
        for place in zip(*(_forms_of(min(ids)) for ids in reading.places), strict=False):
            there = tuple(word for form in place for word in words_of(form))
            ways += [(*core, *there), (*_written_out(core), *there)]
    return list(dict.fromkeys(tuple(dict.fromkeys(_telling(way))) for way in ways))


def _written_out(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words, with those of well-known bodies for their acronyms."""
    return tuple(part for word in words for part in (words_of(comparison_key(body_of(word) or "")) or (word,)))


@cache
def _places() -> Mapping[str, tuple[str, ...]]:
    return {place: tuple(forms) for place, *forms in table("places.tsv")}


def _forms_of(place: str) -> tuple[str, str]:
    """The name of a place and its code, such as Maine and ME; the name twice where it has no code."""
    forms = _places().get(place, ("",))
    return forms[0], next((form for form in forms if form.isupper()), forms[0])


def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without the small ones, where others are left; as they are compared."""
    small = terms("small-words.txt")
    kept = tuple(word for word in words if word not in small) or words
    return tuple(part for word in kept for part in canonical(word).split())
