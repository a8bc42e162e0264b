"""The list as it stands in the store, with what people decided: read for a command, and brought up to date after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from signers.model import Answers, Grouping
from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from signers.cli.terminal import Talk
    from signers.lookup import Names
    from signers.model import Cluster, Decision, Kind, Signatory
    from signers.store import Store

_MOST_TOLD = 10


@frozen
class Standing:
    """Who signed, after all that people decided: the entries as they should read, their clusters, and the answers."""

    signatories: tuple[Signatory, ...]
    clusters: tuple[Cluster, ...]
    answers: Answers
    ungrouped: int = 0

    def names(self) -> Names:
        """The signatories, to be found by name."""
        from signers.lookup import Names

        return Names(self.clusters)

    def home(self, spelling: str) -> Cluster | None:
        """The cluster of a spelling."""
        return next((cluster for cluster in self.clusters if spelling in cluster), None)


def now() -> str:
    """This moment, as the log keeps it."""
    from datetime import UTC, datetime

    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def look(store: Store, talk: Talk) -> Standing:
    """The list as it stands, without writing.

    Where answers came after the last grouping, as when a program was killed between the two, the names are grouped
    again in memory.
    """
    answers, signatories, clusters = store.answers(), store.signatories(), store.clusters()
    made_with = store.grouped_with()
    if not made_with and answers == Answers():
        from signers.namesakes import labelled

        entries = labelled(signatories)
        ungrouped = store.ungrouped() if entries is signatories else _ungrouped(entries, clusters)
        return Standing(tuple(entries), clusters, answers, ungrouped)
    from signers.decisions import corrected, fingerprint

    entries = corrected(signatories, answers)
    if made_with == fingerprint(answers):
        return Standing(entries, clusters, answers, _ungrouped(entries, clusters))
    groupings = _grouped(signatories, answers, talk)
    return Standing(entries, tuple(cluster for found in groupings.values() for cluster in found.clusters), answers)


def bring_up_to_date(store: Store, talk: Talk) -> Standing:
    """The list as it stands, grouped with all answers, in the store too."""
    from signers.decisions import corrected, differ_in_names_only, fingerprint

    answers, signatories, clusters = store.answers(), store.signatories(), store.clusters()
    entries = corrected(signatories, answers)
    before, wanted = store.grouped_with(), fingerprint(answers)
    if _ungrouped(entries, clusters) or not differ_in_names_only(before, wanted):
        store.save_groupings(_grouped(signatories, answers, talk), wanted)
    elif before != wanted:
        from signers.settling import named

        found = named(signatories, clusters, answers)
        store.save_groupings({kind: Grouping(found[kind], store.doubts(kind)) for kind in found}, wanted)
    else:
        return Standing(entries, clusters, answers)
    return Standing(entries, store.clusters(), answers)


def tell_contradictions(
    answers: Answers, signatories: Iterable[Signatory], talk: Talk, known: Answers | None = None
) -> None:
    """Say which answers about names that are printed cannot all be right; one that is `known` is not repeated."""
    from signers.decisions import contradictions
    from signers.model import Kind

    if not (answers.same and answers.different):
        return
    names: dict[Kind, dict[str, None]] = {kind: {} for kind in Kind}
    for entry in signatories:
        names[entry.kind][entry.name] = None
    before = {found for kind in Kind for found in contradictions(known, kind)} if known else set()
    every = dict.fromkeys(found for kind in Kind for found in contradictions(answers, kind, names[kind]))
    new = [found for found in every if found not in before]
    for found in new[:_MOST_TOLD]:
        *ways, against = found.said
        talk.warn(f"answers contradict each other: {', '.join(ways)}, but {against}")
    if len(new) > _MOST_TOLD:
        talk.warn(f"{len(new) - _MOST_TOLD:,} more answers contradict others")
    if new:
        talk.hint("what was called different stays apart; `signers review` asks again, `signers undo` takes one back")


def _grouped(signatories: Sequence[Signatory], answers: Answers, talk: Talk) -> dict[Kind, Grouping]:
    from signers.settling import group_decided

    with talk.working(len(signatories), f"grouping {len(signatories):,} entries"):
        return group_decided(signatories, answers)


def _ungrouped(entries: Iterable[Signatory], clusters: Iterable[Cluster]) -> int:
    """How many names, each of its kind counted once, are in no cluster."""
    grouped = {(cluster.kind, name) for cluster in clusters for name in cluster}
    return len({(entry.kind, entry.name) for entry in entries} - grouped)


def decide(store: Store, decisions: Sequence[Decision], talk: Talk) -> Standing:
    """Keep what was decided, which is safe from then on, and bring the list up to date."""
    store.decide(decisions, now())
    return bring_up_to_date(store, talk)
