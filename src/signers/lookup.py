"""From what a person types for a signatory to the signatory: by any of its spellings, or by a short id."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from signers.errors import UsageError
from signers.folding import folded, words_of
from signers.model import Cluster, Kind
from signers.names import comparison_key
from signers.person_names import person_key, printed_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from signers.model import Signatory

_ID_LENGTH = 7
_SHORTEST_ID = 4  # characters of it that will do, where they are clear
_SHOWN = 5  # candidates, or nearest names
_ALIKE = 60  # of 100; names that are less alike are no help


def short_id(name: str, kind: Kind) -> str:
    """A few letters and digits that stand for a name of a kind, in whatever form it is printed; the same in every run.

    >>> short_id("The Sierra Club", Kind.ORGANIZATION) == short_id("Sierra Club, Inc.", Kind.ORGANIZATION)
    True
    """
    from base64 import b32encode  # noqa: PLC0415 - few commands show ids
    from hashlib import sha256  # noqa: PLC0415 - the same

    text = f"{kind.value}\n{_key(kind)(name)}"
    return b32encode(sha256(text.encode("utf-8", "replace")).digest()).decode().lower()[:_ID_LENGTH]


def _is_printed(label: str, wanted: str, kind: Kind) -> bool:
    """Whether a label is of the printed name that is wanted: of namesakes, all are found."""
    return kind is Kind.PERSON and person_key(printed_name(label)) == person_key(wanted)


def _key(kind: Kind) -> Callable[[str], str]:
    return person_key if kind is Kind.PERSON else comparison_key


@dataclass(frozen=True, slots=True)
class Found:
    """A signatory that was asked for: its cluster, and the spelling of it that was meant."""

    spelling: str
    cluster: Cluster


class Names:
    """The signatories of a list, to be found by what people type for them; `noun` is what they are called in errors."""

    def __init__(self, clusters: Iterable[Cluster], noun: str = "signatory") -> None:
        self._clusters = tuple(clusters)
        self._noun = noun

    def find(self, text: str) -> Found:
        """The signatory that `text` stands for: a name as printed, in other form, or an id or the beginning of one.

        Raises:
            UsageError: there is none, or there are several.
        """
        for hits in self._ways(text):
            # A name may be found twice in one cluster: as a spelling and as the canonical name.
            homes = {id(found.cluster): found for found in reversed(hits)}
            if len(homes) == 1:
                return hits[0]
            if homes:
                raise _ambiguous(text, sorted(homes.values(), key=lambda found: found.cluster.name))
        raise self._unknown(text)

    def _ways(self, text: str) -> Iterator[list[Found]]:
        """What each way of looking finds, the strictest first."""
        wanted = text.strip()
        yield [found for found, name, _ in self._all() if name == wanted]
        yield [found for found, name, _ in self._all() if words_of(name) == words_of(wanted) != ()]
        yield [found for found, name, kind in self._all() if _key(kind)(name) == _key(kind)(wanted)]
        yield [found for found, name, kind in self._all() if name.endswith("]") and _is_printed(name, wanted, kind)]
        if len(wanted) >= _SHORTEST_ID and wanted.isalnum():
            yield [found for found, name, kind in self._all() if short_id(name, kind).startswith(wanted.lower())]

    def _all(self) -> Iterator[tuple[Found, str, Kind]]:
        for cluster in self._clusters:
            for spelling in cluster:
                yield Found(spelling, cluster), spelling, cluster.kind
            if cluster.name not in cluster:
                yield Found(cluster.spellings[0], cluster), cluster.name, cluster.kind

    def _unknown(self, text: str) -> UsageError:
        nearest = self.nearest(text)
        near = f"; the nearest: {_enumerated(nearest)}" if nearest else ""
        return UsageError(
            f"no {self._noun} is called `{text}`{near}",
            "run `signers list` to see the names; one with spaces stands in quotation marks",
        )

    def nearest(self, text: str) -> list[str]:
        """The names most like what was typed; those that hold all its words come first."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a mistake needs it

        folds: defaultdict[str, list[str]] = defaultdict(list)
        for _, name, _ in self._all():
            folds[folded(name)].append(name)
        words = set(words_of(text))
        holding = sorted(fold for fold in folds if words and words <= set(words_of(fold)))
        alike = process.extract(folded(text), list(folds), scorer=fuzz.WRatio, limit=_SHOWN, score_cutoff=_ALIKE)
        names = (name for fold in (*holding, *(fold for fold, *_ in alike)) for name in sorted(folds[fold])[:1])
        return list(dict.fromkeys(names))[:_SHOWN]


def entries_of(signatories: Iterable[Signatory]) -> Names:
    """The entries, to be found by what people type for them: those of the same words are one to every decision.

    >>> from signers.model import Signatory
    >>> entries = [Signatory(name, Kind.ORGANIZATION) for name in ("DENSHO", "Densho")]
    >>> entries_of(entries).find("densho").spelling
    'DENSHO'
    """
    of_words: defaultdict[tuple[Kind, tuple[str, ...]], dict[str, None]] = defaultdict(dict)
    for entry in signatories:
        of_words[entry.kind, words_of(entry.name) or (entry.name,)][entry.name] = None
    clusters = (Cluster(next(iter(names)), tuple(names), kind) for (kind, _), names in of_words.items())
    return Names(clusters, "entry")


def _ambiguous(text: str, candidates: list[Found]) -> UsageError:
    shown = [
        f"{found.cluster.name} ({found.cluster.kind.value}, id {short_id(found.spelling, found.cluster.kind)})"
        for found in candidates[:_SHOWN]
    ]
    more = f" and {len(candidates) - _SHOWN:,} more" if len(candidates) > _SHOWN else ""
    return UsageError(f"`{text}` may be one of several: {'; '.join(shown)}{more}", "give the whole name, or its id")


def _enumerated(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
