"""A name of an organization taken apart for comparing: its words, places, numbers, affiliates, other names."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from signers.knowledge import term_list, terms
from signers.matching.acronyms import acronyms_made, said_by
from signers.matching.dictionary import known_words
from signers.matching.known import body_named, is_acronym
from signers.matching.tokens import (
    BEFORE_NUMBER,
    FIRST_OF_ALL,
    is_code,
    is_of_town,
    tokens_of,
    without_domain,
    written_together,
)
from signers.matching.vocabulary import affiliate_phrases, ambiguous, place_starts, places, scanned, told_by
from signers.names import (
    acronym_of,
    acronyms,
    comparison_key,
    has_any,
    is_plain,
    key_without_acronym,
    letters_of,
    looks_like_acronym,
    tidy,
    undressed,
    without_acronym,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from signers.matching.acronyms import Span
    from signers.matching.tokens import Token

Words = tuple[str, ...]
Places = tuple[frozenset[str], ...]
PLACE = "@"  # stands in `Reading.words` where a place is printed


class Reading(NamedTuple):
    """A name of an organization taken apart for comparing; `read` makes it.

    `words` are canonical: abbreviations, acronyms and numbers written out, small words left out, each place a `PLACE`.
    `core` is the words without places, `letters` the key without spaces. `spelt_out` are the acronyms that were written
    out, `bare` the letters of a name that is nothing but an acronym. `alternates` are the keys of other names printed
    inside this one, with whether it says that they are the same ("formerly"), `printed` the acronyms beside the words.
    `loose` says that some word may stand for several, `capitals` are the words that are set as acronyms are, and
    `initials` the acronyms that the words of the key make. `defines` is an acronym beside the words that it stands for.
    `beside` are the keys of what stands before and behind a mark that parts the name ("Densho: The Japanese …").
    Acronyms are in letters as `letters_of` gives them.
    """

    name: str
    key: str
    words: Words
    core: Words
    places: Places
    numbers: Words
    directions: frozenset[str]
    affiliates: frozenset[str]
    chapter: bool
    letters: str
    bare: str
    spelt_out: Words
    alternates: tuple[tuple[str, bool], ...]
    printed: Words = ()
    loose: bool = False
    capitals: Words = ()
    initials: Words = ()
    defines: Words = ()
    beside: Words = ()


_NOTHING: frozenset[str] = frozenset()
_OF = frozenset({"of", "de", "do", "da", "du", "di", "del"})
_LONGEST_EXPLAINED = 2  # words of a name that wants explaining
_FEWEST_EXPLAIN, _FEWEST_TELLING = 3, 2  # words that explain a name, and of these such as tell more than a part
_LONGEST_KIND = 2  # words: "Roman Catholic", "International Union"
_LONGEST_PART = 3  # words: "(Kreisverband Mainz-Bingen)", "(Education Fund)"
_FEWEST = 4  # words of a name that begins with its chapter: "Section de Bretagne de …"
_LONGEST_ACRONYM = 24  # characters, a domain with it
_INVERTED = re.compile(r"^([^,]+), ([^,]+ (?:of|for|on|in|de|für))(?: the)?$", re.IGNORECASE)
_SAYS_SO = re.compile(
    r"[(,]\s*(?:formerly|now|previously|also|aka|a\.k\.a\.|d/?b/?a|doing business as|fka|f/k/a)"
    r"(?: known as| called)?:? +([^()]+?)\)?$",
    re.IGNORECASE,
)
_BRACKET_AT_END = re.compile(r"^(.+?)\s*\(([^()]+)\)$")
_PARTING = ("- ", "– ", "— ", ": ", "|", "/")  # one of these is in all that `_PARTED` finds
_PARTED = re.compile(r"\s+[-–—]\s+|\s*\|\s*|:\s+|\s+/\s+|(?<=\w\w\w\w)/(?=\w+ \w)")
# And letters with a digit among them are an acronym ("R3D", "D4BL").
_DIGIT_INSIDE = re.compile(r"(?=.{3,6}$)[^\W\d_]+\d[^\W\d_]+")
_LOCAL = re.compile(
    r"(?P<before>[^\d,]{4,}?),? (?:local|lodge|post)\b.{0,10}\d"
    r"|(?:local|lodge|post)\b\D{0,10}\d+\w*,? (?:of (?:the )?)?(?P<behind>[^\d,]{4,})$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_IN_REGISTER = re.compile(r"\d{5}")  # "(SC002327)", "(Registered Charity No. 263710)"; a local's number is shorter
_LONGEST_REGISTER = 5  # words
# A word in which a scanner took a letter for a digit ("C0mpany", "Crimina1") holds no number.
_SCANNED_LETTER = re.compile(
    r"[^\W\d_]+[0158][^\W\d_]+|(?=.{3})(?:[^\W\d_]{3,}[0158]|[0158][^\W\d_]+)(?<!\dth)(?<!\dst)(?<!\dnd)(?<!\drd)"
)


def read(name: str, definitions: Mapping[str, str] | None = None, key: str | None = None) -> Reading:
    """Take the name apart; `definitions` says what acronyms stand for in the list at hand (see `Context`).

    `key` is its comparison key, where that is known already.
    """
    found_acronym = acronym_of(name)
    plain = undressed(without_acronym(found_acronym.base) if found_acronym else name)
    key = key_without_acronym(plain) if key is None else key
    base = _without_remark(plain if found_acronym else tidy(plain))
    inverted = _INVERTED.match(base) if "," in base else None
    if inverted:
        base = f"{inverted[2]} {inverted[1]}"
    bare = _bare_acronym(base)
    spelt: Words = (base,)
    if definitions and bare in definitions:
        tokens = tokens_of(definitions[bare])
    else:
        whole = _with_whole_name(base)
        tokens, spelt = _written_out(_key_tokens(base, key) if whole is base else tokens_of(whole), definitions)
    capitals_tell = bool(bare) or not base.isupper() or _are_letters(tokens_of(base))
    words, spans, chapter = _words_and_places(tokens, capitals_tell=capitals_tell)
    found = _told_apart([ids for _, _, ids in spans]) if spans else ()
    core = tuple([word for word in words if word != PLACE]) if found else words
    told = [each for word in core if (each := told_by(word))]
    shouted = base.isupper() and not bare  # where all is in capitals, a word that nobody knows may be an acronym
    capitals = tuple(
        [token.word for token in tokens if token.acronym and not (shouted and token.word in known_words())]
    )
    numbers = _numbers(core)
    is_domain = "." in base and " " not in base and without_domain(base) != base
    return Reading(
        name,
        key,
        words,
        core,
        found,
        numbers,
        frozenset([what for kind, what in told if kind == "direction"]) if told else _NOTHING,
        _affiliates(core, told),
        chapter,
        "".join(words_of(without_domain(base))) if is_domain else key.replace(" ", ""),
        bare,
        spelt,
        _alternates(base, key, _before_places(spans, len(tokens))),
        tuple(map(letters_of, acronyms(name))) if found_acronym else (),
        not ambiguous().isdisjoint(core) or key_lost_county(name),
        capitals,
        acronyms_made(base, key, tokens, spans, tells=bool(inverted or spans or capitals or numbers)),
        said_by(found_acronym) if found_acronym else (),
        _beside(base),
    )


def _are_letters(tokens: list[Token]) -> bool:
    """Whether no token is a word, but acronyms, codes and numbers are: "RSPB NI"."""
    known = known_words()
    return all(
        token.place or not token.canonical or token.word not in known or is_acronym(token.word) for token in tokens
    )


def key_lost_county(name: str) -> bool:
    """Whether "Co." ends the name, which is a company, and no part of its key, or a county."""
    return name.rstrip(" .,;*")[-3:].lower() == " co"


# --- The words --------------------------------------------------------------------------------------------------


def _without_remark(base: str) -> str:
    """The name without a remark of the list behind it ("(on behalf of its members)", "*")."""
    while True:
        base = base.rstrip(" *†‡")
        bracket = _BRACKET_AT_END.match(base) if base.endswith(")") else None
        if bracket is None or not _is_remark(words_of(bracket[2])):
            return base
        base = bracket[1]


def _is_remark(words: Words) -> bool:
    """Whether words in brackets say nothing of the body: a known remark, or the number of its entry in a register."""
    return any(words[: len(remark)] == remark for remark in _remarks()) or (
        len(words) <= _LONGEST_REGISTER and any(_IN_REGISTER.search(word) for word in words)
    )


@cache
def _remarks() -> tuple[Words, ...]:
    return tuple(words_of(line) for line in term_list("list-remarks.txt"))


def _key_tokens(base: str, key: str) -> list[Token]:
    """The tokens of the name without what its comparison key lost at either end: the article and the legal form."""
    tokens = tokens_of(base)
    kept = key.split()
    if len(kept) == len(tokens):
        return tokens
    words = [token.word for token in tokens]
    found = _found_in(words, kept)
    if found < 0 and written_together(base):
        kept = [word for token in kept for word in _parts(token, words)]
        found = _found_in(words, kept)
    return tokens if found < 0 else tokens[found : found + len(kept)]


def _found_in(words: list[str], some: list[str]) -> int:
    """Where some words stand among others, one behind the other; -1 where they do not."""
    for start in range(len(words) - len(some) + 1):
        if words[start : start + len(some)] == some:
            return start
    return -1


def _with_whole_name(base: str) -> str:
    """The name of a local with the whole name of its union, where everybody knows that: "Teamsters Local 12"."""
    found = _LOCAL.match(base) if _DIGITS.search(base) else None
    if found is None:
        return base
    union = found["before"] or found["behind"]
    body = body_named(comparison_key(union))
    return base.replace(union, body, 1) if body else base


def _parts(word: str, words: list[str]) -> list[str]:
    """The words that this one was taken apart into, where it was."""
    if word not in words:
        for start in range(len(words)):
            for end in range(start + 2, len(words) + 1):
                if "".join(words[start:end]) == word:
                    return words[start:end]
    return [word]


def _written_out(tokens: list[Token], definitions: Mapping[str, str] | None) -> tuple[list[Token], Words]:
    """The tokens with each acronym that has a definition replaced by its words, and the acronyms replaced."""
    if not definitions or not any(token.acronym and token.word in definitions for token in tokens):
        return tokens, ()
    out: list[Token] = []
    spelt: list[str] = []
    for token in tokens:
        long = definitions.get(token.word) if token.acronym else None
        if long is None:
            out.append(token)
        else:
            spelt.append(token.raw)
            out.extend(tokens_of(long))
    return out, tuple(spelt)


def _words_and_places(tokens: list[Token], *, capitals_tell: bool) -> tuple[Words, list[Span], bool]:
    """The words with a `PLACE` for each place, where the places stand, and whether the name is a chapter's."""
    words: list[str] = []
    spans: list[Span] = []
    chapter, may_count, at = False, False, 0
    while at < len(tokens):
        token = tokens[at]
        if not token.odd:
            words += token.canonical
            at += 1
            continue
        if token.place and not (at == 0 and token.raw in FIRST_OF_ALL):
            count, ids = _place_at(tokens, at, capitals_tell=capitals_tell)
            if count:
                chapter = chapter or (at > 0 and tokens[at - 1].word in _OF)
                words.append(PLACE)
                spans.append((at, count, ids))
                at += count
                continue
        may_count = True  # words that are numbers are odd ones
        if token.chapter and (at > 0 or (len(tokens) > _FEWEST and tokens[1].word in _OF)):
            chapter = True
        else:
            words += _meant(tokens, at, capitals_tell=capitals_tell)
        at += 1
    if may_count and any(word.isdigit() for word in words):
        words = _counted(words)
    every = tuple(words) or tuple([token.word for token in tokens])
    return every, spans, chapter


def _meant(tokens: list[Token], at: int, *, capitals_tell: bool) -> Words:
    """The words that an odd token stands for between its neighbours."""
    token, last = tokens[at], at + 1 == len(tokens)
    if is_code(token.raw, token.canonical) and at > 0 and capitals_tell:
        # Behind an acronym at the end, or a letter behind a word: not in a name that is nearly all in capitals.
        is_word = last and tokens[at - 1].acronym if len(token.raw) > 1 else last or not tokens[at - 1].upper
        return (token.word,) if is_word else ()
    if is_of_town(token.raw, token.canonical) and at > 0 and not last:
        others = [each for each in tokens[1:] if each is not token and not each.canonical]
        return () if any(each.raw[0].isupper() for each in others) else (token.word,)
    if token.word == "union" and at > 0 and tokens[at - 1].canonical == ("local",):
        return ()  # "Local Union 12" is Local 12
    if token.raw in FIRST_OF_ALL and (at == 0 or (not last and tokens[at + 1].place)):
        return (FIRST_OF_ALL[token.raw],)
    if token.word in BEFORE_NUMBER and not last and tokens[at + 1].word[0].isdigit():
        return ()
    return token.canonical


def _counted(words: list[str]) -> list[str]:
    """The words with tens and units as one number: 40 4, which was "forty-four", is 44."""
    counted: list[str] = []
    for word in words:
        before = counted[-1] if counted else ""
        if len(word) == 1 and word in "123456789" and len(before) == 2 and before.endswith("0") and before.isdigit():
            counted[-1] = str(int(before) + int(word))
        else:
            counted.append(word)
    return counted


def _numbers(core: Words) -> Words:
    found = [run for word in core if not word.isalpha() for run in _numbers_in(word)]
    return tuple(sorted(found)) if found else ()


@lru_cache(1 << 16)
def _numbers_in(word: str) -> Words:
    if _SCANNED_LETTER.fullmatch(word) or _DIGIT_INSIDE.fullmatch(word):
        return ()
    return tuple(run.lstrip("0") or "0" for run in _DIGITS.findall(word))


def _affiliates(core: Words, told: list[tuple[str, str]]) -> frozenset[str]:
    found = {what for kind, what in told if kind == "affiliate"}
    if not _phrase_starts().isdisjoint(core):
        text = f" {' '.join(core)} "
        found.update([what for term, what in affiliate_phrases().items() if f" {term} " in text])
    return frozenset(found) if found else _NOTHING


@cache
def _phrase_starts() -> frozenset[str]:
    return frozenset(term.split()[0] for term in affiliate_phrases())


# --- The places -------------------------------------------------------------------------------------------------


def _place_at(tokens: list[Token], at: int, *, capitals_tell: bool) -> tuple[int, frozenset[str]]:
    """How many tokens from `at` name a place, and its ids; 0 where none does."""
    known, first = places(), tokens[at]
    if first.raw.islower() and first.word in terms("small-words.txt") and not _all_lower(tokens):
        return 0, _NOTHING  # "por la Paz" is no La Paz
    for count in place_starts()[first.shape]:
        run = tokens[at : at + count]
        if len(run) < count:
            continue
        shapes = [token.shape for token in run]
        ids = known.get(tuple(shapes))
        if not ids and run[-1].word == "co":  # of a county that we know
            ids = known.get((*shapes[:-1], scanned("county")))
        if not ids:
            continue
        if not any(shows for _, shows in ids):
            return count, frozenset([place for place, _ in ids])
        last = at + count == len(tokens)
        behind_of = at > 0 and tokens[at - 1].word in _OF
        tells = capitals_tell or run[0].set_off or "." in run[0].raw[:-1] or (last and behind_of)
        placed = tells and all(token.upper for token in run)
        dotted = run[-1].raw.endswith(".") or (run[0].set_off and last)
        ends = last or tokens[at + count].set_off
        apart = ends and (run[0].set_off or behind_of)
        shown = {"": True, "capitals": placed, "dot": dotted, "mark": ends and run[0].set_off, "apart": apart}
        found = frozenset([place for place, shows in ids if shown[shows]])
        if found:
            return count, found
    return 0, _NOTHING


def _all_lower(tokens: list[Token]) -> bool:
    return all(token.raw.islower() for token in tokens)


def _told_apart(found: list[frozenset[str]]) -> Places:
    """Each place once, sorted; of places of one name those that lie in another one that is printed ("Portland, ME")."""
    if len(found) > 1:
        found = [frozenset(p for p in ids if any(within(frozenset((p,)), q) for q in found)) or ids for ids in found]
    return tuple(sorted(set(found), key=sorted))


def within(inner: frozenset[str], outer: frozenset[str]) -> bool:
    """Whether one place lies in the other."""
    return any(one.startswith(other + "/") for one in inner for other in outer)


# --- Other names ------------------------------------------------------------------------------------------------


def _bare_acronym(base: str) -> str:
    """The letters of a name that is nothing but an acronym or a domain, else ""."""
    if " " in base or len(base) > _LONGEST_ACRONYM:
        return ""
    inside = without_domain(base)
    return letters_of(inside) if inside != base or looks_like_acronym(base) else ""


def _before_places(spans: list[Span], count: int) -> int:
    """How many of so many words stand before the places at the end of a name."""
    for at, size, _ in reversed(spans):
        if at + size != count:
            break
        count = at
    return count


def _alternates(base: str, key: str, count: int) -> tuple[tuple[str, bool], ...]:
    """The keys of the names that this one prints, with whether it says that they are the same body.

    So many of the words of its key stand before the places at its end.
    """
    without = tuple([(rest, False) for rest in _without_kind(key, count)])
    if "(" not in base and "," not in base:
        return (*without, *_introduced(base))
    if said := _SAYS_SO.search(base):
        return (comparison_key(base[: said.start()]), True), (comparison_key(said[1]), True)
    if base.endswith(")") and (bracket := _BRACKET_AT_END.match(base)) and not _is_part(bracket[2]):
        return (comparison_key(bracket[1]), False), (comparison_key(bracket[2]), False)
    return without


def _introduced(base: str) -> Iterator[tuple[str, bool]]:
    """The key of what stands before a mark, where what follows explains it: "Criola - Organização de Mulheres Negras".

    A chapter, a fund or a place behind the mark tells which part of a body it is, and explains nothing.
    """
    parts = _PARTED.split(base) if not is_plain(base) and has_any(_PARTING, base) else ()
    if len(parts) != 2 or not all(parts) or len(parts[0].split()) > _LONGEST_EXPLAINED:
        return
    tokens = tokens_of(parts[1])
    words, _, chapter = _words_and_places(tokens, capitals_tell=True)
    telling = [word for word in words if word != PLACE and not told_by(word) and not word.isdigit()]
    if not chapter and len(tokens) >= _FEWEST_EXPLAIN and len(telling) >= _FEWEST_TELLING:
        yield comparison_key(parts[0]), False


def _without_kind(key: str, before_places: int) -> Iterator[str]:
    """The key without the words for a kind of body before or behind the name, which are left out at will."""
    words = key.split()
    first, last = _ends_of_kinds("kinds-before.txt", 0), _ends_of_kinds("kinds-behind.txt", -1)
    ends = (words[-1], words[min(before_places, len(words)) - 1]) if words else ()
    if not words or (words[0] not in first and last.isdisjoint(ends)):
        return
    small = terms("small-words.txt")
    for count in range(1, min(_LONGEST_KIND, len(words) - 1) + 1):
        if tuple(words[:count]) in _kinds("kinds-before.txt") and words[count] not in small:
            yield " ".join(words[count:])
        for end in {len(words), before_places}:
            start = end - count
            if start > 0 and tuple(words[start:end]) in _kinds("kinds-behind.txt") and words[start - 1] not in small:
                yield " ".join(words[:start] + words[end:])


@cache
def _kinds(file: str) -> frozenset[Words]:
    return frozenset(map(words_of, term_list(file)))


@cache
def _ends_of_kinds(file: str, at: int) -> frozenset[str]:
    """The first, or the last, words of these: most names have none of them at that end."""
    return frozenset(words[at] for words in _kinds(file))


def _is_place(text: str) -> bool:
    words, spans, _ = _words_and_places(tokens_of(text), capitals_tell=True)
    return bool(spans) and set(words) == {PLACE}


def _is_part(text: str) -> bool:
    """Whether what stands in brackets tells which part of a body a name is of: a place, a chapter, a number, a fund."""
    tokens = tokens_of(f"({text})")
    words, spans, chapter = _words_and_places(tokens, capitals_tell=True)
    core = tuple([word for word in words if word != PLACE])
    if spans and not core:
        return True
    if len(tokens) > _LONGEST_PART:
        return False
    return chapter or any(token.chapter for token in tokens) or bool(_numbers(core)) or any(map(told_by, core))


def _beside(base: str) -> Words:
    """The keys of what stands before and behind the one mark that parts a name, where it is no place."""
    if is_plain(base) or not has_any(_PARTING, base):
        return ()
    parts = _PARTED.split(base)
    if len(parts) != 2 or not all(parts) or any(map(_is_place, parts)):
        return ()
    return tuple(map(comparison_key, parts))
