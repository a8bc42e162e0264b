"""From names to candidate pairs, and from two names to a match: the evidence, its weights, the verdict.

Each piece of evidence is a small function that looks at two readings and says nothing, or something in bits (the
logarithm of a likelihood ratio, after Fellegi and Sunter 1969). The sum with `PRIOR` is the probability that the two
are one signatory; a veto outbids it. To teach the matcher something, add a function to `ORGANIZATION_EVIDENCE` and
its weight to `BITS`; to let it see more pairs, add one to `BLOCKING`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import combinations
from math import log2

from signers.knowledge import table, term_list, terms
from signers.model import Evidence, Kind, Match, Verdict
from signers.names import (
    acronym_of,
    acronyms,
    comparison_key,
    initials,
    letters_of,
    looks_like_acronym,
    person_name,
    tidy,
    without_acronym,
    words_of,
)

# Log-odds of a candidate pair before anything is known, and the log-odds from which it is asked about and merged:
# a merge may be wrong once in a thousand, a question must be worth asking.
PRIOR = -6.0
SAME_AT = 10.0
DOUBTFUL_AT = -1.0
VETO = -40.0

# What each piece of evidence weighs, in bits.
BITS: Mapping[str, float] = {
    "form": 24.0,
    "letters": 20.0,
    "words": 20.0,
    "alternate": 18.0,
    "slip": 18.0,
    "plural": 16.5,
    "misspelt": 9.0,
    "order": 9.0,
    "moved place": -10.0,
    "extra place": -9.0,
    "initials": 8.0,
    "shorter": 7.0,
    "in brackets": 7.0,
    "person form": 24.0,
    "person order": 10.0,
    "middle name": 10.0,
    "initial": 8.0,
    "nickname": 9.0,
}

PLACE = "@"  # stands in `Reading.words` where a place is printed


@dataclass(frozen=True, slots=True)
class Reading:
    """A name of an organization taken apart for comparing; `read` makes it.

    `words` are canonical: abbreviations, acronyms and numbers written out, small words left out, each place a `PLACE`.
    `core` is the words without places, `spelt_out` the acronyms that were written out, `alternates` the keys of other
    names printed inside this one, with whether it says that they are the same ("formerly").
    """

    name: str
    key: str
    words: tuple[str, ...]
    core: tuple[str, ...]
    places: tuple[frozenset[str], ...]
    numbers: tuple[str, ...]
    directions: frozenset[str]
    affiliates: frozenset[str]
    chapter: bool
    letters: str
    bare: str
    spelt_out: tuple[str, ...]
    alternates: tuple[tuple[str, bool], ...]


# --- Reading a name ---------------------------------------------------------------------------------------------

_TOKEN = re.compile(r"[^\s,;:()\[\]/|·–—-]+|[,;:()\[\]/|·–—-]")
_MARKS = frozenset(",;:()[]/|·–—-")
_OF = frozenset({"of", "de", "do", "da", "du", "di", "del"})
_INVERTED = re.compile(r"^([^,]+), ([^,]+ (?:of|for|on|in|de|für))(?: the)?$", re.IGNORECASE)
_SAYS_SO = re.compile(
    r"[(,]\s*(?:formerly|now|previously|also|aka|a\.k\.a\.|d/?b/?a|doing business as|fka|f/k/a)"
    r"(?: known as| called)?:? +([^()]+?)\)?$",
    re.IGNORECASE,
)
_BRACKET_AT_END = re.compile(r"^(.+?)\s*\(([^()]+)\)$")
_LONGEST_PLACE = 5  # words
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")


@dataclass(frozen=True, slots=True)
class _Token:
    """A word with its folded form and whether a mark stands before it, or nothing behind it."""

    raw: str
    word: str
    set_off: bool = False
    last: bool = False


SHORTEST_SCANNED = 5  # characters
# Letters, folded, that a scanner takes for one another.
_LOOKALIKE = str.maketrans({"1": "l", "i": "l", "0": "o", "5": "s"})


@lru_cache(1 << 16)
def _shape(word: str) -> str:
    return word.translate(_LOOKALIKE).replace("rn", "m").replace("vv", "w").replace("cl", "d")


def _shapes(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words as a scanner may have seen them ("Califomia"); a short word is too easily another one."""
    return tuple(_shape(word) if len(word) >= SHORTEST_SCANNED else word for word in words)


@cache
def _place_table() -> Mapping[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """From the words of a place, as `_shapes`, to its ids, each with what its print must show: capitals or a dot."""
    found: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for place, *forms in table("places.tsv"):
        for form in forms:
            if form.isupper():
                shows = "capitals"
            elif form.endswith(".") and " " not in form:
                shows = "dot"
            else:
                shows = ""
            found[_shapes(words_of(form))].append((place, shows))
    return {words: tuple(ids) for words, ids in found.items()}


@cache
def _place_starts() -> frozenset[str]:
    return frozenset(words[0] for words in _place_table())


@cache
def _groups(file: str) -> Mapping[str, str]:
    """From each folded term of a list with synonyms ("pac, political action committee") to the first of its line."""
    return {
        " ".join(words_of(term)): line.split(",")[0].strip() for line in term_list(file) for term in line.split(",")
    }


@cache
def _abbreviations() -> Mapping[str, str]:
    return {"".join(words_of(short)): " ".join(words_of(long)) for short, long in table("abbreviations.tsv")}


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    set_off = False
    for raw in _TOKEN.findall(text):
        if raw in _MARKS:
            set_off = True
            continue
        for word in words_of(_without_domain(raw)):
            tokens.append(_Token(raw, word, set_off))
            set_off = False
    if tokens:
        final = tokens[-1]
        tokens[-1] = _Token(final.raw, final.word, final.set_off, last=True)
    return tokens


def _without_domain(raw: str) -> str:
    head, dot, ending = raw.rpartition(".")
    return head if dot and head and ending.lower() in terms("internet-domains.txt") else raw


def _place_at(tokens: list[_Token], at: int, *, capitals_tell: bool) -> tuple[int, frozenset[str]]:
    """How many tokens from `at` name a place, and its ids; 0 where none does."""
    if _shapes((tokens[at].word,))[0] not in _place_starts():
        return 0, frozenset()
    for count in range(min(_LONGEST_PLACE, len(tokens) - at), 0, -1):
        run = tokens[at : at + count]
        ids = _place_table().get(_shapes(tuple(token.word for token in run)), ())
        placed = all(token.raw.isupper() for token in run) and (capitals_tell or run[0].set_off)
        dotted = run[-1].raw.endswith(".") or (run[0].set_off and run[-1].last)
        shown = {"": True, "capitals": placed, "dot": dotted}
        found = frozenset(place for place, shows in ids if shown[shows])
        if found:
            return count, found
    return 0, frozenset()


def _written_out(tokens: list[_Token], definitions: Mapping[str, str]) -> tuple[list[_Token], tuple[str, ...]]:
    """The tokens with each acronym that has a definition replaced by its words, and the acronyms replaced."""
    out: list[_Token] = []
    spelt: list[str] = []
    for token in tokens:
        long = definitions.get(token.word) if looks_like_acronym(token.raw) else None
        if long is None:
            out.append(token)
        else:
            spelt.append(token.raw)
            out.extend(_tokens(long))
    return out, tuple(spelt)


def read(name: str, definitions: Mapping[str, str] | None = None) -> Reading:
    """Take the name apart; `definitions` says what acronyms stand for in the list at hand (see `Context`)."""
    definitions = definitions or {}
    base = without_acronym(tidy(name))
    if inverted := _INVERTED.match(base):
        base = f"{inverted[2]} {inverted[1]}"
    bare = _bare_acronym(base)
    key = comparison_key(name)
    spelt: tuple[str, ...] = (base,)
    if bare in definitions:
        tokens = _tokens(definitions[bare])
    else:
        tokens, spelt = _written_out(_key_tokens(base, key), definitions)
    words, places, chapter = _words_and_places(tokens, capitals_tell=not base.isupper() or bool(bare))
    core = tuple(word for word in words if word != PLACE)
    plain = key.replace(" ", "") if not _ends_in_domain(base) else "".join(words_of(_without_domain(base)))
    return Reading(
        name=name,
        key=key,
        words=words,
        core=core,
        places=places,
        numbers=tuple(sorted(run for word in core for run in re.findall(r"\d+", word))),
        directions=frozenset(_groups("directions.txt")[word] for word in core if word in _groups("directions.txt")),
        affiliates=_affiliates(core),
        chapter=chapter,
        letters=plain,
        bare=bare,
        spelt_out=spelt,
        alternates=_alternates(base),
    )


def _key_tokens(base: str, key: str) -> list[_Token]:
    """The tokens of the name without what its comparison key lost at either end: the article and the legal form."""
    tokens = _tokens(base)
    kept = key.split()
    words = [token.word for token in tokens]
    for start in range(len(words) - len(kept) + 1):
        if words[start : start + len(kept)] == kept:
            return tokens[start : start + len(kept)]
    return tokens


def _words_and_places(
    tokens: list[_Token], *, capitals_tell: bool
) -> tuple[tuple[str, ...], tuple[frozenset[str], ...], bool]:
    words: list[str] = []
    places: list[frozenset[str]] = []
    small, chapter_words = terms("small-words.txt"), terms("chapter-words.txt")
    chapter, at = False, 0
    while at < len(tokens):
        count, ids = _place_at(tokens, at, capitals_tell=capitals_tell)
        if count:
            chapter = chapter or (at > 0 and tokens[at - 1].word in _OF)
            words.append(PLACE)
            places.append(ids)
            at += count
            continue
        word = tokens[at].word
        if word in chapter_words and at > 0:
            chapter = True
        elif word not in small:
            words.extend(_abbreviations().get(word, word).split())
        at += 1
    return tuple(words) or tuple(token.word for token in tokens), _most_specific(places), chapter


def _most_specific(places: list[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Each place once, and only the narrowest of places that lie in one another ("Burlington, VT")."""
    kept = [p for p in places if not any(p is not q and p != q and _within(q, p) for q in places)]
    return tuple(sorted(set(kept), key=sorted))


def _within(inner: frozenset[str], outer: frozenset[str]) -> bool:
    return any(one.startswith(other + "/") for one in inner for other in outer)


def _affiliates(core: tuple[str, ...]) -> frozenset[str]:
    known = _groups("affiliate-words.txt")
    text = " ".join(core)
    return frozenset(
        known.get(word) or known[word[:-1]]
        for word in (*core, *(term for term in known if " " in term and term in text))
        if word in known or (word.endswith("s") and word[:-1] in known)
    )


def _bare_acronym(base: str) -> str:
    """The letters of a name that is nothing but an acronym or a domain, else ""."""
    if " " in base or len(base) > 24:
        return ""
    if _ends_in_domain(base):
        return letters_of(_without_domain(base))
    return letters_of(base) if looks_like_acronym(base) else ""


def _ends_in_domain(base: str) -> bool:
    return " " not in base and _without_domain(base) != base


def _alternates(base: str) -> tuple[tuple[str, bool], ...]:
    if said := _SAYS_SO.search(base):
        return (comparison_key(base[: said.start()]), True), (comparison_key(said[1]), True)
    if bracket := _BRACKET_AT_END.match(base):
        return (comparison_key(bracket[1]), False), (comparison_key(bracket[2]), False)
    return ()


# --- What the list at hand says ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Context:
    """What a list of names says about each of them: its acronyms, its words, which bodies have several places.

    `definitions` holds the acronyms that some name prints with their words and that nothing else in the list fits;
    `frequency` in how many names a word occurs; `fitting` how many names an acronym's letters fit; `places` in how
    many places a core is found; `heads` how many names go on after a core.
    """

    definitions: Mapping[str, str] = field(default_factory=dict)
    frequency: Mapping[str, int] = field(default_factory=dict)
    fitting: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    heads: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)
    size: int = 0

    @classmethod
    def of(cls, names: Iterable[str]) -> Context:
        """The context that these names are for one another; the order in which they come does not matter."""
        distinct = sorted(set(names))
        definitions = _definitions(distinct)
        readings = {name: read(name, definitions) for name in distinct}
        frequency = Counter(word for reading in readings.values() for word in set(reading.words))
        fitting: Counter[str] = Counter()
        for key in {reading.key: name for name, reading in readings.items()}.values():
            fitting.update(initials(key))
        places: defaultdict[tuple[str, ...], set[frozenset[str]]] = defaultdict(set)
        heads: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for reading in readings.values():
            places[reading.core].update(reading.places)
            for end in range(1, min(len(reading.core), _LONGEST_HEAD + 1)):
                heads[reading.core[:end]].add(reading.core[end])
        return cls(
            definitions=definitions,
            frequency=frequency,
            fitting=fitting,
            places={core: len(found) for core, found in places.items() if len(found) > 1},
            heads={head: len(next_words) for head, next_words in heads.items() if len(next_words) > 1},
            readings=readings,
            size=len(distinct),
        )

    def reading(self, name: str) -> Reading:
        """The reading of a name, of this list or another, with the acronyms of this list written out."""
        return self.readings.get(name) or read(name, self.definitions)


_LONGEST_HEAD = 8  # words; a longer beginning that two names share tells nothing more


def _definitions(names: list[str]) -> dict[str, str]:
    """The acronyms that the names print with their words, where nothing else in the list fits the letters as well."""
    printed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        if found := acronym_of(name):
            printed[letters_of(found.letters)][found.long] += 1
    wanted = set(printed)
    fitting: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        if not acronyms(name):
            for letters in initials(name) & wanted:
                fitting[letters].add(name)
    plain: dict[str, str] = {}
    for letters, longs in printed.items():
        ranked = sorted(longs, key=lambda long: (-longs[long], -len(long), long))
        if all(_one_body(ranked[0], other) for other in (*ranked[1:], *sorted(fitting[letters]))):
            plain[letters] = ranked[0]
    return plain


def _one_body(left: str, right: str) -> bool:
    return comparison_key(left) == comparison_key(right) or (
        compare(left, right, context=_NO_CONTEXT).verdict is Verdict.SAME
    )


_NO_CONTEXT = Context()

# --- Evidence about organizations -------------------------------------------------------------------------------

EvidenceRule = Callable[[Reading, Reading, Context], Evidence | None]


def _piece(name: str, why: str, bits: float = 0.0) -> Evidence:
    return Evidence(name, BITS[name] + bits, why)


def _against(name: str, why: str) -> Evidence:
    return Evidence(name, VETO, why, veto=True)


def same_form(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """The same comparison key."""
    if left.key != right.key:
        return None
    return _piece("form", _difference_in_form(left.name, right.name))


def _difference_in_form(left: str, right: str) -> str:
    if left == right:
        return "the same name"
    if tidy(left).casefold() == tidy(right).casefold():
        return "the same but for capitals or spaces"
    if acronyms(left) != acronyms(right):
        printed = (*acronyms(left), *acronyms(right))[0]
        return f"the same but for the acronym {printed} beside it"
    return "the same but for punctuation, accents, “and”, article or legal form"


def same_letters(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """The same letters, with words joined or split, or as a domain ("MomsRising.org")."""
    if left.core == right.core or left.letters != right.letters or len(left.letters) < 5:
        return None
    return _piece("letters", "the same letters, written apart, together or as a domain")


def same_words(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """The same words, once abbreviations and the list's own acronyms are written out."""
    if left.core != right.core or not left.core or left.key == right.key:
        return None
    spelt = sorted({*left.spelt_out, *right.spelt_out} - ({*left.spelt_out} & {*right.spelt_out}))
    if spelt:
        return _piece("words", f"this list says what {' and '.join(spelt)} stands for, and the words are the same")
    return _piece("words", "the same words, spelt out or abbreviated")


def scanning_slip(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """The same but for letters that a scanner takes for one another: l and I and 1, rn and m."""
    if left.core == right.core or left.numbers != right.numbers or len(left.core) != len(right.core):
        return None
    if any(
        a != b and (len(a) < SHORTEST_SCANNED or _shape(a) != _shape(b))
        for a, b in zip(left.core, right.core, strict=True)
    ):
        return None
    return _piece("slip", "the same but for letters that a scanner confuses")


def _one_word_apart(left: Reading, right: Reading) -> tuple[str, str] | None:
    """The two words in which the names differ, if they differ in one word only and have others."""
    if len(left.core) != len(right.core) or len(left.core) < 2:
        return None
    apart = [(a, b) for a, b in zip(left.core, right.core, strict=True) if a != b]
    return apart[0] if len(apart) == 1 else None


def plural(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """One word is plural here and singular there."""
    apart = _one_word_apart(left, right)
    if apart is None or len(left.core) < 3:
        return None
    shorter, longer = sorted(apart, key=len)
    if longer != shorter + "s" or len(shorter) < 4:
        return None
    return _piece("plural", f"the same but for “{shorter}” and “{longer}”")


def misspelt(left: Reading, right: Reading, context: Context) -> Evidence | None:
    """One long word differs in a letter or two; the rarer the word, the likelier a slip."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # compiled; a command that compares nothing must not load it

    apart = _one_word_apart(left, right)
    if apart is None:
        return None
    first, second = apart
    length = min(len(first), len(second))
    if length < 5 or any(character.isdigit() for character in first + second):
        return None
    if first + "s" == second or second + "s" == first:
        return None if len(left.core) >= 3 else _piece("misspelt", f"“{first}” and “{second}”", -2.0)
    edits = OSA.distance(first, second, score_cutoff=2)
    if edits > (2 if length >= 9 else 1):
        return None
    # A word that other names use too is a word of its own, not a slip.
    established = min(context.frequency.get(first, 1), context.frequency.get(second, 1))
    return _piece(
        "misspelt", f"“{first}” may be “{second}” misspelt", -3.0 * log2(max(1, established)) - 2.0 * (edits - 1)
    )


def other_order(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """The same words in another order."""
    if left.core == right.core or len(left.core) < 2 or sorted(left.core) != sorted(right.core):
        return None
    return _piece("order", "the same words in another order")


def moved_place(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """The same words and place, but the place stands elsewhere ("Seattle JACL", "JACL Seattle")."""
    if left.core != right.core or left.words == right.words or _places_apart(left, right) != "same":
        return None
    return _piece("moved place", "the place stands before the name in one and behind it in the other")


def fitting_initials(left: Reading, right: Reading, context: Context) -> Evidence | None:
    """An acronym alone against words that it fits, which nobody in this list has printed together."""
    for short, long in ((left, right), (right, left)):
        if short.bare and not short.spelt_out and len(short.bare) > 2 and short.bare in initials(long.name):
            others = max(1, context.fitting.get(short.bare, 1))
            return _piece("initials", f"{short.name} fits the words of {long.name}", -2.0 * log2(others))
    return None


def shorter_form(left: Reading, right: Reading, context: Context) -> Evidence | None:
    """One name goes on where the other ends ("Million Hoodies", "Million Hoodies Movement for Justice")."""
    if _places_apart(left, right) != "same":
        return None
    short, long = sorted((left.core, right.core), key=len)
    rare = len(short) == 1 and context.frequency.get(short[0], 1) <= 2 and len(short[0]) > 4
    if len(short) == len(long) or long[: len(short)] != short or not (len(short) > 1 or rare):
        return None
    several = context.heads.get(short, 1)
    more = len(long) - len(short)
    return _piece(
        "shorter", f"{' '.join(long[len(short) :])} is more in one name", -6.0 * (several - 1) - 0.5 * (more - 1)
    )


def says_so(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """One name prints the other as its own ("now …", "formerly …")."""
    for one, other in ((left, right), (right, left)):
        if (other.key, True) in one.alternates:
            return _piece("alternate", f"{one.name} says so")
    return None


def in_brackets(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """One name prints the other, or what stands before a bracket is the other."""
    for one, other in ((left, right), (right, left)):
        if (other.key, False) in one.alternates and one.core != other.core and not other.places:
            return _piece("in brackets", f"{one.name} prints {other.name} with it")
    return None


def _abbreviates(left: Reading, right: Reading) -> bool:
    """Whether one is only letters and the other their words: then what the words say is not missing from the other."""
    return any(
        short.bare and not short.spelt_out and short.bare in initials(long.name)
        for short, long in ((left, right), (right, left))
    )


def _says_less(left: Reading, right: Reading) -> bool:
    """Whether no word can tell these two apart: the same letters, an acronym of the other, or said to be the same."""
    return (
        left.letters == right.letters
        or _abbreviates(left, right)
        or (right.key, True) in left.alternates
        or (left.key, True) in right.alternates
    )


def other_numbers(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """Numbers or ordinals that differ."""
    if left.numbers == right.numbers or _says_less(left, right):
        return None
    return _against("numbers", f"the numbers differ: {_told(left.numbers)} and {_told(right.numbers)}")


def other_directions(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """Directions that differ, or stand in one name only."""
    if left.directions == right.directions or _says_less(left, right):
        return None
    return _against("directions", f"the directions differ: {_told(left.directions)} and {_told(right.directions)}")


def other_affiliate(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """A word that makes another body (fund, foundation, PAC, local) in one name only."""
    if left.affiliates == right.affiliates or _says_less(left, right):
        return None
    word = min(left.affiliates ^ right.affiliates)
    return _against("affiliate", f"only one is a {word}")


def other_school(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """Schools whose words stand in another order ("University of Washington", "Washington University")."""
    if left.words == right.words or sorted(left.words) != sorted(right.words):
        return None
    if not terms("schools.txt") & set(left.core):
        return None
    return _against("school", "the order of the words tells schools apart")


def other_place(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """Different places, or a chapter's place beside that of the whole."""
    apart = _places_apart(left, right)
    if apart == "different" and not _says_less(left, right):
        return _against("place", f"the places differ: {_told_places(left)} and {_told_places(right)}")
    return None


def extra_place(left: Reading, right: Reading, context: Context) -> Evidence | None:
    """A place in one name only: where it sits, or a chapter; a person must say."""
    if _places_apart(left, right) != "more" or _says_less(left, right) or in_brackets(left, right, context):
        return None
    where = _told_places(left if len(left.places) > len(right.places) else right)
    if left.chapter != right.chapter:
        return _against("chapter", f"{where} names a chapter")
    if context.places.get(left.core, 0) > 1 or context.places.get(right.core, 0) > 1:
        return _against("chapter", f"{where} names a chapter: this list has others of other places")
    return _piece("extra place", f"{where} is printed with one only")


def other_chapter(left: Reading, right: Reading, _: Context) -> Evidence | None:
    """A chapter, whose place we do not know, beside a name without one."""
    if left.chapter == right.chapter or left.places or right.places or _says_less(left, right):
        return None
    return _against("chapter", "only one is a chapter")


def _places_apart(left: Reading, right: Reading) -> str:
    """How the places stand to each other: "same" (none counts), "more" in one, or "different"."""
    if left.places == right.places:
        return "same"
    only_left = [p for p in left.places if not any(p & q for q in right.places)]
    only_right = [q for q in right.places if not any(p & q for p in left.places)]
    if only_left and only_right:
        return "different"
    return "more" if only_left or only_right else "same"


def _told(found: Iterable[str]) -> str:
    return ", ".join(sorted(found)) or "none"


def _told_places(reading: Reading) -> str:
    return _told("/".join(sorted(place.rsplit("/", 1)[-1].upper() for place in ids)) for ids in reading.places)


ORGANIZATION_EVIDENCE: tuple[EvidenceRule, ...] = (
    same_form,
    same_letters,
    same_words,
    scanning_slip,
    plural,
    misspelt,
    other_order,
    moved_place,
    fitting_initials,
    shorter_form,
    says_so,
    in_brackets,
    extra_place,
    other_numbers,
    other_directions,
    other_affiliate,
    other_school,
    other_place,
    other_chapter,
)

# --- Evidence about persons -------------------------------------------------------------------------------------

PersonRule = Callable[[str, str], Evidence | None]


def same_person_form(left: str, right: str) -> Evidence | None:
    """The same name, but for case, accents, titles, degrees, or the family name printed first with a comma."""
    one, other = person_name(left), person_name(right)
    if one.key.replace(" ", "") != other.key.replace(" ", ""):
        return None
    return _piece("person form", "the same name but for capitals, accents, titles or degrees")


def other_person_order(left: str, right: str) -> Evidence | None:
    """The same words in another order."""
    one, other = person_name(left), person_name(right)
    if one.key == other.key or sorted(one.key.split()) != sorted(other.key.split()):
        return None
    return _piece("person order", "the same words in another order")


def close_given_names(left: str, right: str) -> Evidence | None:
    """One family name, with given names of which one is an initial, a short form, or has a middle name more."""
    one, other = person_name(left), person_name(right)
    if one.family != other.family or one.given == other.given or not one.given or not other.given:
        return None
    first, second = one.given[0], other.given[0]
    if first == second:
        if len(one.given) > 1 and len(other.given) > 1:
            return None
        return _piece("middle name", "a middle name is printed with one only")
    if first[0] == second[0] and 1 in (len(first), len(second)):
        return _piece("initial", f"{min(first, second, key=len).upper()}. may stand for {max(first, second, key=len)}")
    if any({first, second} <= names for names in _nicknames()):
        return _piece("nickname", f"{first} and {second} are forms of one given name")
    return None


def other_generation(left: str, right: str) -> Evidence | None:
    """Jr., Sr. or III with one only."""
    one, other = person_name(left), person_name(right)
    if one.generation == other.generation:
        return None
    return _against("generation", "Jr., Sr. or a number tells them apart")


def other_middle(left: str, right: str) -> Evidence | None:
    """Middle names or initials that cannot be one."""
    one, other = person_name(left).given[1:], person_name(right).given[1:]
    if not one or not other or all(a.startswith(b) or b.startswith(a) for a, b in zip(one, other, strict=False)):
        return None
    if sorted(person_name(left).key.split()) == sorted(person_name(right).key.split()):
        return None
    return _against("middle name", f"the middle names differ: {' '.join(one)} and {' '.join(other)}")


@cache
def _nicknames() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(name.strip() for name in line.split(",")) for line in term_list("nicknames.txt"))


PERSON_EVIDENCE: tuple[PersonRule, ...] = (
    same_person_form,
    other_person_order,
    close_given_names,
    other_generation,
    other_middle,
)

# --- The verdict ------------------------------------------------------------------------------------------------


def compare(left: str, right: str, kind: Kind = Kind.ORGANIZATION, context: Context | None = None) -> Match:
    """How likely it is that the two names are one signatory, and everything that speaks for and against it.

    Without a `context` the two names are all that is known.

    >>> compare("Food & Water Watch", "Food and Water Watch, Inc.").verdict.value
    'same'
    >>> compare("Sierra Club", "Sierra Club Foundation").reasons[0]
    'only one is a foundation'
    """
    if kind is Kind.PERSON:
        found = [rule(left, right) for rule in PERSON_EVIDENCE]
    else:
        context = Context.of((left, right)) if context is None else context
        one, other = context.reading(left), context.reading(right)
        # Whatever else differs, the same key has only one meaning.
        rules = (same_form,) if one.key == other.key else ORGANIZATION_EVIDENCE
        found = [organization_rule(one, other, context) for organization_rule in rules]
    return judge(left, right, tuple(piece for piece in found if piece))


def same_but_for_form(left: str, right: str, kind: Kind = Kind.ORGANIZATION) -> Match:
    """The match of two names that have one comparison key: what they differ in, without weighing anything else."""
    if kind is Kind.PERSON:
        return compare(left, right, kind)
    return judge(left, right, (_piece("form", _difference_in_form(left, right)),))


def judge(left: str, right: str, evidence: tuple[Evidence, ...]) -> Match:
    """The match that the evidence makes: the sum of its bits with the prior, as a probability and a verdict."""
    odds = max(-60.0, min(60.0, PRIOR + sum(piece.bits for piece in evidence)))
    if any(piece.veto for piece in evidence) or odds < DOUBTFUL_AT:
        verdict = Verdict.DIFFERENT
    else:
        verdict = Verdict.SAME if odds >= SAME_AT else Verdict.DOUBTFUL
    return Match(left, right, 1 / (1 + 2.0**-odds), verdict, evidence)


def vetoed(left: str, right: str, kind: Kind, context: Context) -> bool:
    """Whether some evidence forbids that the two are ever one."""
    return any(piece.veto for piece in compare(left, right, kind, context).evidence)


# --- Candidate pairs --------------------------------------------------------------------------------------------

BlockingRule = Callable[[Reading, Context], Iterator[str]]
BIGGEST_BUCKET = 40  # names; what more than these share tells nothing


def same_core(reading: Reading, _: Context) -> Iterator[str]:
    """All words but the places, in any order."""
    yield "core:" + " ".join(sorted(reading.core))


def joined(reading: Reading, _: Context) -> Iterator[str]:
    """The letters without spaces."""
    yield "letters:" + reading.letters


def ends(reading: Reading, _: Context) -> Iterator[str]:
    """The first and the last half of the letters: one slip spares one of them."""
    letters = _shape("".join(reading.core))
    if len(letters) >= 8:
        half = len(letters) // 2
        yield from (
            f"{side}{size}:{part}"
            for size in (half, half + 1)
            for side, part in (("front", letters[: min(size, 16)]), ("back", letters[-min(size, 16) :]))
        )


def rare_words(reading: Reading, context: Context) -> Iterator[str]:
    """The two rarest words, and the rarest with each of its neighbours."""
    ranked = sorted(set(reading.core), key=lambda word: (context.frequency.get(word, 1), word))
    yield from ("word:" + word for word in ranked[:2])
    if len(ranked) > 2:
        yield "words:" + " ".join(sorted(ranked[:2]))


def head(reading: Reading, _: Context) -> Iterator[str]:
    """The first words: one name may go on where another ends."""
    yield "head:" + " ".join(reading.core[:2])
    if len(reading.core) > 3:
        yield "head:" + " ".join(reading.core[:3])


def acronym_letters(reading: Reading, _: Context) -> Iterator[str]:
    """An acronym, and the first letters of the words."""
    if reading.bare:
        yield "acronym:" + reading.bare
    yield from ("acronym:" + letters for letters in initials(reading.name) if len(letters) > 2)


def other_names(reading: Reading, _: Context) -> Iterator[str]:
    """The names that a name prints beside itself."""
    yield "name:" + reading.key
    yield from ("name:" + key for key, _ in reading.alternates)


BLOCKING: tuple[BlockingRule, ...] = (same_core, joined, ends, rare_words, head, acronym_letters, other_names)


def candidate_pairs(
    names: Iterable[str], kind: Kind = Kind.ORGANIZATION, context: Context | None = None
) -> list[tuple[str, str]]:
    """The pairs worth comparing, sorted, each pair in order: those that share a bucket that is not too big.

    Names of one comparison key should be folded before: they would only fill the buckets.
    """
    distinct = sorted(set(names))
    buckets: defaultdict[str, list[str]] = defaultdict(list)
    if kind is Kind.PERSON:
        for name in distinct:
            for bucket in _person_buckets(name):
                buckets[bucket].append(name)
    else:
        context = Context.of(distinct) if context is None else context
        for name in distinct:
            reading = context.reading(name)
            for bucket in {bucket for rule in BLOCKING for bucket in rule(reading, context)}:
                buckets[bucket].append(name)
    return sorted(
        {pair for bucket in buckets.values() if len(bucket) <= BIGGEST_BUCKET for pair in combinations(bucket, 2)}
    )


def _person_buckets(name: str) -> set[str]:
    person = person_name(name)
    words = person.key.split()
    return {
        "sorted:" + " ".join(sorted(words)),
        "letters:" + "".join(words),
        *(f"initial:{person.family} {given[0]}" for given in person.given[:1]),
        *(f"nickname:{person.family} {min(group)}" for group in _nicknames() if set(person.given[:1]) <= group),
    }
