"""From printed names to names that tell namesakes apart: "John Smith [Sierra Club]" and "John Smith [Chase Bank]".

    signatories as they should read → the same, persons of one name at several bodies under labels → grouping

Names are what is grouped, decided about, and kept. Where persons whose names are one, or spellings of one, sign for
bodies that are surely not one, each gets a label, which carries the body as printed: grouping leaves them apart and
asks. Nobody else gets one, so that a list without namesakes is what it was. Who prints no body keeps the plain name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import product, repeat
from typing import TYPE_CHECKING

from signers.model import UNDECIDED, Answers, Kind, Signatory
from signers.person_names import body_of, label, may_have_namesakes, person_key, person_name, printed_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Printed = tuple[str, str]  # a name and an affiliation

_LONGEST_NAME = 200  # characters: what is longer is no person's name
_MOST_BODIES = 30  # of one name; what is printed with more is no person's name
_MOST_LETTERS = 200  # of a body that a label carries


def labelled(signatories: Sequence[Signatory], answers: Answers = UNDECIDED) -> Sequence[Signatory]:
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
    names: Sequence[str],
    kinds: Kind | Sequence[Kind],
    affiliations: Sequence[str],
    answers: Answers = UNDECIDED,
    tell: Callable[[float], None] | None = None,
) -> list[str] | None:
    """The names, those of namesakes as labels; None where nobody needs one. `tell` hears how far it is, from 0 to 1."""
    if kinds is Kind.ORGANIZATION:
        return None
    every = repeat(kinds, len(names)) if isinstance(kinds, Kind) else kinds
    printed = [
        (name, body.strip()) if kind is Kind.PERSON else ("", "")
        for name, body, kind in zip(names, affiliations, every, strict=True)
    ]
    counts = Counter(printed)
    labels = _labels(counts, _decided_labels(answers), tell)
    return [labels.get(pair, name) for pair, name in zip(printed, names, strict=True)] if labels else None


def for_labels(answers: Answers, names: Iterable[str]) -> Answers:
    """The answers, with what was called different from a name called different from its labels among `names` too.

    >>> said = Answers(different=(("John Smith", "Jon Smith"),))
    >>> for_labels(said, ["John Smith [Oxfam]"]).different[1]
    ('John Smith [Oxfam]', 'Jon Smith')
    """
    labels: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        if body_of(name):
            labels[person_key(printed_name(name))].append(name)
    if not labels or not answers.different:
        return answers
    called = {name: (name, *labels.get(person_key(name), ())) for pair in answers.different for name in pair}
    further = {
        (min(pair), max(pair)) for one, other in answers.different for pair in product(called[one], called[other])
    }
    return replace(answers, different=tuple(sorted({*answers.different, *further})))


def shown_name(signatory: Signatory) -> str:
    """The name of a signatory as printed, without the body in a label."""
    if signatory.kind is not Kind.PERSON or not signatory.affiliation:
        return signatory.name
    return printed_name(signatory.name)


# --- Who needs a label ------------------------------------------------------------------------------------------


def _labels(
    counts: Mapping[Printed, int], decided: Mapping[str, tuple[str, ...]], tell: Callable[[float], None] | None
) -> dict[Printed, str]:
    """The label of each name and affiliation that needs one."""
    if len({body for _, body in counts if body}) < 2 and not decided:
        return {}
    bodies = _near(counts, decided)
    if not bodies:
        return {}
    from signers.matching.affiliations import bodies_apart, is_body  # noqa: PLC0415 - few lists have namesakes

    labels: dict[Printed, str] = {}
    every = {name for name, _ in counts if 0 < len(name) <= _LONGEST_NAME}
    for spellings in _spellings_of_one(bodies, every, decided, tell):
        known = sorted({body for name in spellings for body in decided.get(person_key(name), ())})
        if not known and len(set[str]().union(*(bodies[name] for name in spellings))) < 2:
            continue
        printed = {
            (name, body): counts[name, body] for name in spellings for body in sorted(bodies[name]) if is_body(body)
        }
        # The most frequent come first: what is beyond the number that is looked at gets a label of its own.
        often = Counter[str]()
        for (_, body), count in printed.items():
            often[body] += count
        looked_at = sorted(often, key=lambda body: (-often[body], body))[:_MOST_BODIES]
        groups = bodies_apart([*looked_at, *known])
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
    entries = (*answers.dropped, *answers.mended, *answers.split)
    names = {name for pair in pairs for name in pair} | {*single, *entries}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        if body := body_of(name):
            found[person_key(printed_name(name))].append(body)
    return {key: tuple(bodies) for key, bodies in found.items()}


def _near(counts: Mapping[Printed, int], decided: Mapping[str, tuple[str, ...]]) -> dict[str, set[str]]:
    """The names that stand beside other bodies than a name of the same family does, each with its bodies."""
    bodies: defaultdict[str, set[str]] = defaultdict(set)
    for name, body in counts:
        if body and may_have_namesakes(name) and len(name) <= _LONGEST_NAME and not body_of(name):
            bodies[name].add(body)
    families = _several(bodies, {name: person_name(name).family.split()[-1:] for name in bodies})
    return {name: found for name, found in bodies.items() if name in families or person_key(name) in decided}


def _several(bodies: Mapping[str, Iterable[str]], places: Mapping[str, Iterable[str]]) -> set[str]:
    """The names that share a place with names of other bodies, or have several themselves."""
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for name, found in bodies.items():
        for place in places[name]:
            beside[place].update(" ".join(body.casefold().split()) for body in found)
    return {name for name in bodies if any(len(beside[place]) > 1 for place in places[name])}


def _spellings_of_one(
    bodies: Mapping[str, set[str]],
    every: Iterable[str],
    decided: Mapping[str, tuple[str, ...]],
    tell: Callable[[float], None] | None,
) -> Iterator[tuple[str, ...]]:
    """The names that deduplication joins to one person, together, where they stand beside several bodies.

    `every` is the whole list, of which whoever stands alone needs no look.
    """
    from signers.matching import matches  # noqa: PLC0415 - few lists have namesakes
    from signers.matching.persons import buckets, read_person, survey_persons  # noqa: PLC0415 - the same
    from signers.model import Verdict  # noqa: PLC0415 - the same

    context = survey_persons(sorted(every))
    meeting = _several(bodies, {name: set(buckets(read_person(name), context)) for name in bodies})
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(bodies):
        if name in meeting or person_key(name) in decided:
            alike[person_key(name)].append(name)
    best = [spellings[0] for spellings in alike.values()]
    home = dict(zip(best, alike.values(), strict=True))
    for match in matches(sorted(best), context, tell):
        left, right = home[match.left], home[match.right]
        if match.verdict is Verdict.SAME and left is not right:
            left += right
            home.update((name, left) for name in right if name in home)
    yield from {id(spellings): tuple(spellings) for spellings in home.values()}.values()
