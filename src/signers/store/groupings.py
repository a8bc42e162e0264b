"""Clusters and doubts, in the store: what deduplication found, under names, so that it outlives the letters."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from signers.model import Cluster, Evidence, Grouping, Kind, Match, Verdict
from signers.store.schema import GROUPING_TABLES, insert, select

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

Row = tuple[Any, ...]

_quoted = re.compile("“(.*?)”").findall  # the names that a reason is about


def save(db: sqlite3.Connection, kind: Kind, grouping: Grouping) -> None:
    """Keep a grouping in the place of the one before, where the two differ.

    Ids within a kind follow one another, so that equal groupings make equal rows.
    """
    first = db.execute("SELECT coalesce(min(id), 1) FROM clusters WHERE kind = ?", (kind,)).fetchone()[0]
    rows = _grouping_rows(kind, grouping, first)
    if all(set(db.execute(select(table, where="kind = ?"), (kind,))) == set(rows[table]) for table in rows):
        return
    for table in reversed(GROUPING_TABLES):
        db.execute(f"DELETE FROM {table} WHERE kind = ?", (kind,))
    first = db.execute("SELECT coalesce(max(id), 0) + 1 FROM clusters").fetchone()[0]
    for table, new in _grouping_rows(kind, grouping, first).items():
        db.executemany(insert(table), new)


def extend(db: sqlite3.Connection, kind: Kind, changes: Grouping) -> None:
    """Add new clusters, new spellings of clusters that stand, and new doubts; the cost is that of what is new."""
    next_id = db.execute("SELECT coalesce(max(id), 0) + 1 FROM clusters").fetchone()[0]
    for cluster in changes.clusters:
        home, known = None, set()
        for spelling in cluster:
            row = db.execute(
                "SELECT cluster_id FROM spellings WHERE kind = ? AND name = ?", (kind, spelling)
            ).fetchone()
            if row:
                home = row[0]
                known.add(spelling)
        if home is None:
            home, next_id = next_id, next_id + 1
            db.execute(insert("clusters"), (home, kind.value, cluster.name))
        for position, spelling in enumerate(cluster.spellings, start=1):
            if spelling not in known:
                db.execute(insert("spellings"), (kind.value, spelling, home, position))
        for alias, reason in _why(cluster).items():
            if alias not in known:
                db.execute(insert("merges"), (kind.value, cluster.name, alias, None, reason))
    last = db.execute("SELECT coalesce(max(position), 0) FROM doubts WHERE kind = ?", (kind,)).fetchone()[0]
    db.executemany(insert("doubts"), _doubt_rows(kind, changes, last + 1))


def clusters(db: sqlite3.Connection, kind: Kind | None) -> tuple[Cluster, ...]:
    """The clusters in the order saved; a cluster's reasons stand there once each."""
    query = """
        SELECT clusters.id, clusters.kind, canonical_name, spellings.name, reason
        FROM clusters JOIN spellings ON cluster_id = clusters.id
        LEFT JOIN merges ON merges.kind = clusters.kind AND left = canonical_name AND right = spellings.name
        WHERE ? IS NULL OR clusters.kind = ? ORDER BY clusters.kind, clusters.id, spellings.position"""
    rows = db.execute(query, (kind, kind))
    return tuple(_cluster(key, members) for key, members in groupby(rows, key=lambda row: row[:3]))


def doubts(db: sqlite3.Connection, kind: Kind | None) -> tuple[Match, ...]:
    """The doubtful pairs, the best question of each kind first."""
    query = "SELECT left, right, score, reason FROM doubts WHERE ? IS NULL OR kind = ? ORDER BY kind, position"
    return tuple(_doubt(*row) for row in db.execute(query, (kind, kind)))


def names(db: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    """The names of each kind that deduplication saw."""
    return frozenset(db.execute("SELECT kind, name FROM spellings"))


def made_with(db: sqlite3.Connection) -> str:
    """The fingerprint of the answers that the groupings were made with; empty for none."""
    row = db.execute("SELECT answers FROM grouped").fetchone()
    return str(row[0]) if row else ""


def set_made_with(db: sqlite3.Connection, answers: str) -> None:
    """Keep the fingerprint of the answers, where it is another one."""
    if made_with(db) == answers:
        return
    db.execute("DELETE FROM grouped")
    if answers:
        db.execute(insert("grouped"), (answers,))


def _grouping_rows(kind: Kind, grouping: Grouping, first: int) -> dict[str, list[Row]]:
    """The rows of each table of `GROUPING_TABLES`, the clusters numbered from `first`."""
    numbered = list(enumerate(grouping.clusters, start=first))
    return {
        "clusters": [(number, kind.value, cluster.name) for number, cluster in numbered],
        "spellings": [
            (kind.value, spelling, number, position)
            for number, cluster in numbered
            for position, spelling in enumerate(cluster.spellings, start=1)
        ],
        "merges": [
            (kind.value, cluster.name, alias, None, reason)
            for cluster in grouping.clusters
            for alias, reason in _why(cluster).items()
        ],
        "doubts": _doubt_rows(kind, grouping, 1),
    }


def _doubt_rows(kind: Kind, grouping: Grouping, first: int) -> list[Row]:
    """The rows of the doubts, numbered from `first`."""
    return [
        (kind.value, match.left, match.right, match.score, "; ".join(match.reasons), position)
        for position, match in enumerate(grouping.doubtful, start=first)
    ]


def _why(cluster: Cluster) -> dict[str, str]:
    """For each alias the reasons that quote it, one a line; a reason that quotes none speaks for all of them."""
    why: dict[str, list[str]] = {alias: [] for alias in cluster.aliases}
    for reason in cluster.reasons:
        quoted = [name for name in _quoted(reason) if name in why]
        for alias in quoted or why:
            why[alias].append(reason)
    return {alias: "\n".join(dict.fromkeys(reasons)) for alias, reasons in why.items()}


def _cluster(key: Row, rows: Iterator[Row]) -> Cluster:
    _, kind, name = key
    members = list(rows)
    reasons = dict.fromkeys(reason for *_, edge in members for reason in (edge or "").split("\n") if reason)
    return Cluster(name, tuple(spelling for *_, spelling, _ in members), Kind(kind), tuple(reasons))


def _doubt(left: str, right: str, score: float, reason: str) -> Match:
    """The reasons come back as one piece of evidence; its weight is in the score."""
    evidence = (Evidence("kept", 0.0, reason),) if reason else ()
    return Match(left, right, score, Verdict.DOUBTFUL, evidence)
