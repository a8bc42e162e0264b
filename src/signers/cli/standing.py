"""The list as it stands in the store, with what people decided: read for a command, and brought up to date after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from signers.values import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from signers.cli.terminal import Talk
    from signers.lookup import Names
    from signers.model import Answers, Cluster, Decision, Signatory
    from signers.store import Store


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
    if not store.grouped_with() and not store.events():
        return Standing(signatories, clusters, answers, store.ungrouped())
    from signers.decisions import corrected, fingerprint

    entries = corrected(signatories, answers)
    if store.grouped_with() == fingerprint(answers):
        return Standing(entries, clusters, answers, store.ungrouped())
    from signers.settling import group_decided

    with talk.working(len(signatories), f"grouping {len(signatories):,} entries"):
        groupings = group_decided(signatories, answers)
    return Standing(entries, tuple(cluster for found in groupings.values() for cluster in found.clusters), answers)


def bring_up_to_date(store: Store, talk: Talk) -> Standing:
    """The list as it stands, grouped with all answers, in the store too."""
    from signers.decisions import corrected, fingerprint

    answers, signatories = store.answers(), store.signatories()
    made_with = fingerprint(answers)
    if store.grouped_with() != made_with or store.ungrouped():
        from signers.settling import group_decided

        with talk.working(len(signatories), f"grouping {len(signatories):,} entries"):
            groupings = group_decided(signatories, answers)
        store.save_groupings(groupings, made_with)
    return Standing(corrected(signatories, answers), store.clusters(), answers)


def decide(store: Store, decisions: Sequence[Decision], talk: Talk) -> Standing:
    """Keep what was decided, which is safe from then on, and bring the list up to date."""
    store.decide(decisions, now())
    return bring_up_to_date(store, talk)
