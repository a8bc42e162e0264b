"""From printed names to names that tell namesakes apart: "John Smith [Sierra Club]" and "John Smith [Chase Bank]".

    signatories as they should read → the same, persons of one name at several bodies under labels → grouping

Names are what is grouped, decided about, and kept. Where persons whose names are one, or spellings of one, sign for
bodies that are surely not one, each gets a label, which carries the body as printed: grouping leaves them apart and
asks. Nobody else gets one, so that a list without namesakes is what it was. Who prints no body keeps the plain name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import repeat
from typing import TYPE_CHECKING

from signers.model import Answers, Kind, Signatory
from signers.person_names import body_of, label, person_key, person_name, printed_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Printed = tuple[str, str]  # a name and an affiliation

_UNDECIDED = Answers()
_LONGEST_NAME = 200  # characters: what is longer is no person's name
_MOST_BODIES = 30  # of one name; what is printed with more is no person's name
_MOST_LETTERS = 200  # of a body that a label carries


def labelled(signatories: Sequence[Signatory], answers: Answers = _UNDECIDED) -> Sequence[Signatory]:
    """The signatories, namesakes under labels; the very same ones where there are none.

    A label that people decided about stays in use, also when its namesake signs no longer.

    >>> smiths = [Signatory("John Smith", Kind.PERSON, affiliation=body) for body in ("Sierra Club", "Chase Bank")]
    >>> [one.name for one in labelled(smiths)]
    ['John Smith [Sierra Club]', 'John Smith [Chase Bank]']
    """
    names = label_names(
        [one.name for one in signatories],
        [one.kind for one in signatories],
        [one.affiliation or "" for one in signatories],
        answers,
    )
    if names is None:
        return signatories
    return tuple(
        one if name == one.name else replace(one, name=name) for one, name in zip(signatories, names, strict=True)
    )


def label_names(
    names: Sequence[str], kinds: Kind | Sequence[Kind], affiliations: Sequence[str], answers: Answers = _UNDECIDED
) -> list[str] | None:
    """The names, those of namesakes as labels; None where nobody needs one."""
    if kinds is Kind.ORGANIZATION:
        return None
    every = repeat(kinds, len(names)) if isinstance(kinds, Kind) else kinds
    printed = [
        (name, body.strip()) if kind is Kind.PERSON else ("", "")
        for name, body, kind in zip(names, affiliations, every, strict=True)
    ]
    counts = Counter(printed)
    labels = _labels(counts, _decided_labels(answers))
    return [labels.get(pair, name) for pair, name in zip(printed, names, strict=True)] if labels else None


def shown_name(signatory: Signatory) -> str:
    """The name of a signatory as printed, without the body in a label."""
    if signatory.kind is not Kind.PERSON or not signatory.affiliation:
        return signatory.name
    return printed_name(signatory.name)


# --- Who needs a label ------------------------------------------------------------------------------------------


def _labels(counts: Mapping[Printed, int], decided: Mapping[str, tuple[str, ...]]) -> dict[Printed, str]:
    """The label of each name and affiliation that needs one."""
    if len({body for _, body in counts if body}) < 2 and not decided:
        return {}
    candidates = _candidates(counts, decided)
    if not candidates:
        return {}
    from signers.matching.affiliations import bodies_apart, is_body  # noqa: PLC0415 - few lists have namesakes

    labels: dict[Printed, str] = {}
    for spellings in _spellings_of_one(candidates, {name for name, _ in counts if 0 < len(name) <= _LONGEST_NAME}):
        printed = {(name, body): counts[name, body] for name in spellings for body in candidates[name] if is_body(body)}
        known = sorted({body for name in spellings for body in decided.get(person_key(name), ())})
        # The most frequent come first: what is beyond the number that is looked at gets a label of its own.
        often = Counter[str]()
        for (_, body), count in printed.items():
            often[body] += count
        bodies = sorted(often, key=lambda body: (-often[body], body))[:_MOST_BODIES]
        groups = bodies_apart([*bodies, *known])
        if len(groups) < 2 and not known:
            continue
        shown = {body: _shown(group, known, often) for group in groups for body in group}
        labels.update({(name, body): label(name, shown.get(body, body)[:_MOST_LETTERS]) for name, body in printed})
    return labels


def _shown(group: Sequence[str], known: Sequence[str], often: Mapping[str, int]) -> str:
    """The spelling of a body that stands in a label: the one that people decided about, else the most frequent."""
    return min(group, key=lambda body: (body not in known, -often[body], len(body), body))


def _decided_labels(answers: Answers) -> dict[str, tuple[str, ...]]:
    """The bodies in the labels that people decided about, by the key of the name."""
    pairs = (*answers.same, *answers.different, *answers.unsure)
    single = (*answers.names, *answers.sort_keys, *answers.kinds, *(each.name for each in answers.withdrawn))
    names = {name for pair in pairs for name in pair} | set(single)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        if body := body_of(name):
            found[person_key(printed_name(name))].append(body)
    return {key: tuple(bodies) for key, bodies in found.items()}


def _candidates(counts: Mapping[Printed, int], decided: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """The names that may have a namesake, with the bodies printed beside them.

    Of two that may be one person's, the family names are one and the given names begin alike, or one is called by a
    short form: only where such names stand beside several bodies, the matcher need be asked.
    """
    bodies: defaultdict[str, set[str]] = defaultdict(set)
    for name, body in counts:
        if body and " " in name.strip() and len(name) <= _LONGEST_NAME and not body_of(name):
            bodies[name].add(body)
    family = {name: person_name(name).family.split()[-1:] for name in bodies}
    families = _several(bodies, {name: [" ".join(words)] for name, words in family.items()})
    near = {name: found for name, found in bodies.items() if name in families or person_key(name) in decided}
    if not near:
        return {}
    from signers.matching.given_names import forms_of  # noqa: PLC0415 - few lists have namesakes

    beginnings: dict[str, list[str]] = {}
    for name in near:
        person = person_name(name)
        calls = (*person.given[:1], *person.called)
        letters = {form[0] for call in calls for form in (call, *forms_of(call))}
        beginnings[name] = [f"{' '.join(family[name])} {letter}" for letter in letters]
    alike = _several(near, beginnings)
    return {name: sorted(found) for name, found in near.items() if name in alike or person_key(name) in decided}


def _several(bodies: Mapping[str, Iterable[str]], places: Mapping[str, Iterable[str]]) -> set[str]:
    """The names that share a place with names of other bodies, or have several themselves."""
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for name, found in bodies.items():
        for place in places[name]:
            beside[place].update(" ".join(body.casefold().split()) for body in found)
    return {name for name in bodies if any(len(beside[place]) > 1 for place in places[name])}


def _spellings_of_one(names: Iterable[str], every: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The names that deduplication joins to one person, together; `every` is the whole list."""
    from signers.matching import look_over, matches  # noqa: PLC0415 - few lists have namesakes
    from signers.model import Verdict  # noqa: PLC0415 - the same

    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        alike[person_key(name)].append(name)
    best = [spellings[0] for spellings in alike.values()]
    context = look_over(sorted(set(every)), Kind.PERSON)
    home = dict(zip(best, alike.values(), strict=True))
    for match in matches(sorted(best), context):
        left, right = home[match.left], home[match.right]
        if match.verdict is Verdict.SAME and left is not right:
            left += right
            home.update((name, left) for name in right if name in home)
    yield from {id(spellings): tuple(spellings) for spellings in home.values()}.values()
