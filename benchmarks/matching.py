"""Times and scores how names are matched, beside peers, on lists made by tests/namesmith whose truth is known.

usage: python benchmarks/matching.py [--sizes 1000 10000 100000 1000000] [--runs 3]
       python benchmarks/matching.py --peers --peers-python VENV/bin/python
       python benchmarks/matching.py --blocking | --profile | --hostile [WORDS …] | --labelled DIR

Each size runs the whole `signers dedupe FILE --column name --output O --suggestions S`, with start, reading and
writing, beside a Python that reads and writes the same CSV. Precision, recall and F1 count pairs of records; "after" is
the F1 when a person who knows the truth has answered the questions of --suggestions. Memory is that of the process and
those that it starts, together.

--peers also runs string_grouper, sparse_dot_topn and rapidfuzz (matching_peers.py) on the same files, in turn with
signers; they are found by --peers-python: `pip install string_grouper sparse_dot_topn rapidfuzz` in an environment of
its own. --blocking asks apart from all weighing how many true pairs are compared at all, --profile where the time of
grouping goes. --hostile times lists that
nobody should have. --labelled scores the labelled sets in the folders of DIR: records.csv (id, name, cluster) or
pairs.csv (left, right, match). All print tables in Markdown; exit 1 says that a limit is passed.
"""

from __future__ import annotations

import argparse
import cProfile
import csv
import itertools
import json
import os
import platform
import pstats
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
SIZES = (1_000, 10_000, 100_000, 1_000_000)
PEERS_MOST = {"string_grouper": 100_000, "sparse_dot_topn": 100_000, "rapidfuzz": 10_000}
# What must hold. Speed is told by what runs beside it in the same run, but for the shortest list.
LEAST_PRECISION = 0.99
LEAST_F1 = {10_000: 0.92, 100_000: 0.88, 1_000_000: 0.88}
LEAST_SPEEDUP = {10_000: 6.0, 100_000: 3.0}  # beside string_grouper
MOST_SECONDS = {1_000: 0.4}  # "about 0.3 s"
MOST_GROWTH = 15.0  # of the seconds from 100,000 records to a million
MOST_MEGABYTES = 3 * 1024.0  # at a million
# The stages of grouping, by the functions that do them.
STAGES = {
    ("clusters", "_keys_and_best"): "comparison keys and readings",
    ("survey", "survey_readings"): "what the list says about its names",
    ("blocking", "buckets"): "buckets",
    ("blocking", "pairs_in"): "candidate pairs",
    ("screening", "__init__"): "columns for screening",
    ("screening", "passing"): "screening",
    ("matching", "compare"): "weighing the evidence",
    ("clusters", "_agglomerate"): "joining",
    ("clusters", "_questions"): "questions",
    ("clusters", "_described"): "names and reasons of clusters",
}
MOST_MODULES = 10  # that are listed
PATIENCE = 1800.0  # seconds, then a process is ended
LEAST_TIMED = 0.2  # seconds of computing: less cannot be told from the start of the program
MOST_HOSTILE_GROWTH = 2.5  # of the seconds a row, when the list is ten times as long; quadratic would be 10
csv.field_size_limit(1 << 24)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds on the clock, of computing, and megabytes at its most."""

    seconds: float
    cpu: float
    megabytes: float
    said: str = ""
    code: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """How well records are grouped: pairs that are rightly together, of those found and of those due."""

    hit: int
    found: int
    due: int

    @property
    def precision(self) -> float:
        """Of the pairs found, how many are right."""
        return self.hit / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Of the right pairs, how many are found."""
        return self.hit / self.due if self.due else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.hit / (self.found + self.due) if self.found + self.due else 1.0


# --- Running ----------------------------------------------------------------------------------------------------


def family(pid: int) -> Iterator[int]:
    """A process and what it started, as far as the system tells."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from family(int(child))


def megabytes(pid: int) -> float:
    """The memory that a process and its children hold now; what they share counts once."""
    total = 0
    pids = list(family(pid))
    for one in pids:
        with suppress(OSError, ValueError, IndexError):
            if len(pids) == 1:
                total += int(Path(f"/proc/{one}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024
            else:
                lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
                total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def run(command: Sequence[str | Path]) -> Cost:
    """Run a command to its end, and watch it."""
    most = 0.0
    done = threading.Event()
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as talk:
        start = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=talk, text=True)

        def watch() -> None:
            nonlocal most
            while not done.wait(0.1):
                most = max(most, megabytes(process.pid))

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        end = threading.Timer(PATIENCE, process.kill)
        end.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        end.cancel()
        done.set()
        watcher.join()
        talk.seek(0)
        said = talk.read().strip()
    single = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return Cost(seconds, usage.ru_utime + usage.ru_stime, max(most, single), said, process.returncode)


def run_well(command: Sequence[str | Path]) -> Cost:
    """Run a command that must not fail."""
    cost = run(command)
    if cost.code:
        sys.exit(f"{' '.join(map(str, command))}: exit {cost.code}: {cost.said[-400:]}")
    return cost


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of several runs, each figure by itself."""
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        max(cost.megabytes for cost in costs),
    )


def signers(source: Path, output: Path, suggestions: Path, kind: str = "organization") -> list[str | Path]:
    """The command that groups a file."""
    command: list[str | Path] = [sys.executable, "-m", "signers", "dedupe", source, "--column", "name", "--kind", kind]
    return [*command, "--output", output, "--suggestions", suggestions]


# --- Scoring ----------------------------------------------------------------------------------------------------


def pairs_of(sizes: Iterable[int]) -> int:
    """How many pairs there are in groups of these sizes."""
    return sum(size * (size - 1) // 2 for size in sizes)


def score(truth: Sequence[object], found: Sequence[object]) -> Score:
    """How well the found clusters say what the true ones say.

    >>> score("aab", "xyy")
    Score(hit=0, found=1, due=1)
    """
    both = Counter(zip(truth, found, strict=True)).values()
    return Score(pairs_of(both), pairs_of(Counter(found).values()), pairs_of(Counter(truth).values()))


def column(path: Path, name: str) -> list[str]:
    """A column of a CSV."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [row[name] for row in csv.DictReader(stream)]


def answered(truth: Sequence[str], found: Sequence[str], suggestions: Path) -> tuple[int, int, Score]:
    """Answer each question as the truth has it: how many were asked, how many were one, and the score then.

    A found cluster stands for the organization that most of its records are of. A pair that earlier answers settle is
    not asked.
    """
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for label, cluster in zip(truth, found, strict=True):
        votes[cluster][label] += 1
    stands_for = {cluster: labels.most_common(1)[0][0] for cluster, labels in votes.items()}
    joined = {cluster: cluster for cluster in votes}
    apart: defaultdict[str, set[str]] = defaultdict(set)

    def root(cluster: str) -> str:
        while joined[cluster] != cluster:
            joined[cluster] = joined[joined[cluster]]
            cluster = joined[cluster]
        return cluster

    asked = same = 0
    for left, right in zip(column(suggestions, "left_cluster"), column(suggestions, "right_cluster"), strict=True):
        one, other = root(left), root(right)
        if one == other or other in apart[one]:
            continue
        asked += 1
        if stands_for[left] == stands_for[right]:
            same += 1
            joined[other] = one
            for third in apart.pop(other, ()):
                apart[third].discard(other)
                apart[third].add(one)
                apart[one].add(third)
        else:
            apart[one].add(other)
            apart[other].add(one)
    return asked, same, score(truth, [root(cluster) for cluster in found])


# --- Tables -----------------------------------------------------------------------------------------------------


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown; numbers stand to the right."""
    cells = [[each if isinstance(each, str) else told(each) for each in row] for row in rows]
    widths = [max(len(row[at]) for row in (head, *cells)) for at in range(len(head))]
    left = [any(not row[at][:1].isdigit() for row in cells if row[at] != "-") for at in range(len(head))]

    def line(row: Sequence[str]) -> str:
        sides = zip(row, widths, left, strict=True)
        padded = (cell.ljust(width) if side else cell.rjust(width) for cell, width, side in sides)
        return f"| {' | '.join(padded)} |"

    rule = "|".join(
        f"{'-' * (width + 2)}" if side else f"{'-' * (width + 1)}:" for width, side in zip(widths, left, strict=True)
    )
    return "\n".join((line(head), f"|{rule}|", *map(line, cells)))


def told(number: object) -> str:
    """A number as a table tells it.

    >>> told(1234567), told(0.98765), told(12.3), told(None)
    ('1,234,567', '0.988', '12.3', '-')
    """
    if number is None:
        return "-"
    if isinstance(number, float):
        return f"{number:.3f}" if abs(number) < 2 else f"{number:.1f}" if abs(number) < 100 else f"{number:,.0f}"
    return f"{number:,}" if isinstance(number, int) else str(number)


class Limits:
    """What must hold, told line by line."""

    def __init__(self) -> None:
        self.passed = False

    def hold(self, what: str, value: float, bound: float, *, least: bool) -> None:
        """Say whether a value is within its limit."""
        held = value >= bound if least else value <= bound
        self.passed |= not held
        mark = "holds" if held else "FAILS"
        print(f"- {mark} {what}: {told(value)}, {'at least' if least else 'at most'} {told(bound)}")


class Beside(NamedTuple):
    """A row of the table of tools: `times` is how many times as fast as it signers is."""

    records: int
    tool: str
    seconds: float
    cpu: float
    megabytes: float
    times: float
    f1: float
    best: float | None = None
    at: float | None = None


# --- Made lists -------------------------------------------------------------------------------------------------


def made(folder: Path, records: int, seed: int) -> Path:
    """A list of so many records, made once."""
    path = folder / f"{records}-{seed}.csv"
    if not path.exists():
        script = ROOT / "tests" / "namesmith"
        command: list[str | Path] = [
            sys.executable,
            script,
            "--records",
            str(records),
            "--seed",
            str(seed),
            "--forms",
            "-o",
            path,
        ]
        subprocess.run(command, check=True)
    return path


def measure(folder: Path, args: argparse.Namespace) -> int:
    """Each size beside its floor, and beside the peers where they are asked for."""
    limits = Limits()
    rows: list[tuple[object, ...]] = []
    beside: list[Beside] = []
    costs: dict[int, Cost] = {}
    scores: dict[int, Score] = {}
    output, suggestions = folder / "found.csv", folder / "asked.csv"
    for records in args.sizes:
        source = made(folder, records, args.seed)
        peers = [peer for peer, most in PEERS_MOST.items() if args.peers and records <= most]
        taken: defaultdict[str, list[Cost]] = defaultdict(list)
        for _ in range(args.runs if records <= 10_000 else 1):
            taken["csv"].append(run_well(peer_command(sys.executable, "csv", source, folder / "csv.csv")))
            taken["signers"].append(run_well(signers(source, output, suggestions)))
            for peer in peers:
                taken[peer].append(run_well(peer_command(args.peers_python, peer, source, folder / f"{peer}.csv")))
        own, floor = middle(taken["signers"]), middle(taken["csv"])
        truth, found = column(source, "cluster"), column(output, "cluster_id")
        automatic = score(truth, found)
        asked, same, after = answered(truth, found, suggestions)
        costs[records], scores[records] = own, automatic
        rows.append((
            records, len(set(truth)), automatic.precision, automatic.recall, automatic.f1, 100 * asked / records,
            100 * same / asked if asked else None, after.f1, own.seconds, own.cpu, own.megabytes, floor.seconds,
        ))  # fmt: skip
        beside.append(Beside(records, "signers", own.seconds, own.cpu, own.megabytes, 1.0, automatic.f1))
        for peer in peers:
            cost = middle(taken[peer])
            usual = score(truth, column(folder / f"{peer}.csv", "cluster_id"))
            best = best_of(args.peers_python, peer, source)
            beside.append(Beside(
                records, peer, cost.seconds, cost.cpu, cost.megabytes, cost.seconds / own.seconds, usual.f1, best["f1"],
                best["threshold"],
            ))  # fmt: skip
        if args.by_form:
            print(f"{by_form(source, truth, found)}\n")
    head = ("records", "organizations", "P", "R", "F1", "questions per 100", "% same", "F1 after")
    print(table((*head, "s", "CPU s", "MB", "csv s"), rows))
    if args.peers:
        print(f"\n{table(('records', 'tool', 's', 'CPU s', 'MB', 'times signers', 'F1', 'best F1', 'at'), beside)}")
    print()
    check(limits, costs, scores, beside)
    return int(limits.passed)


def by_form(source: Path, truth: Sequence[str], found: Sequence[str]) -> str:
    """The recall of the pairs that a record of each form has with others of its organization."""
    sizes, together = Counter(truth), Counter(zip(truth, found, strict=True))
    records: Counter[str] = Counter()
    due: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for form, label, cluster in zip(column(source, "form"), truth, found, strict=True):
        for way in form.split("+"):
            records[way] += 1
            due[way] += sizes[label] - 1
            hit[way] += together[label, cluster] - 1
    return table(
        ("form", "records", "R"), [(way, count, hit[way] / max(due[way], 1)) for way, count in records.most_common()]
    )


def peer_command(python: str, peer: str, source: Path, target: Path, *more: str) -> list[str | Path]:
    """The command that runs a peer, or the floor."""
    return [python, ROOT / "benchmarks" / "matching_peers.py", peer, source, target, *more]


def best_of(python: str, peer: str, source: Path) -> Mapping[str, float]:
    """The F1 of a peer at the threshold that is best when the truth is known."""
    command = peer_command(python, peer, source, source, "--best")
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    best: Mapping[str, float] = json.loads(done.stdout)
    return best


def check(limits: Limits, costs: Mapping[int, Cost], scores: Mapping[int, Score], beside: Iterable[Beside]) -> None:
    """Say of each limit whether it holds."""
    for records, automatic in scores.items():
        limits.hold(f"precision at {records:,}", automatic.precision, LEAST_PRECISION, least=True)
        if records in LEAST_F1:
            limits.hold(f"F1 at {records:,}", automatic.f1, LEAST_F1[records], least=True)
        if records in MOST_SECONDS:
            limits.hold(f"seconds for {records:,}", costs[records].seconds, MOST_SECONDS[records], least=False)
    for row in beside:
        if row.tool == "string_grouper" and row.records in LEAST_SPEEDUP:
            what = f"times as fast as {row.tool} at {row.records:,}"
            limits.hold(what, row.times, LEAST_SPEEDUP[row.records], least=True)
    if {100_000, 1_000_000} <= set(costs):
        growth = costs[1_000_000].seconds / costs[100_000].seconds
        limits.hold("seconds from 100,000 to 1,000,000, times", growth, MOST_GROWTH, least=False)
    if 1_000_000 in costs:
        limits.hold("megabytes at 1,000,000", costs[1_000_000].megabytes, MOST_MEGABYTES, least=False)


# --- Where the time goes ----------------------------------------------------------------------------------------


def profile(folder: Path, args: argparse.Namespace) -> int:
    """What share of the processor's time each stage of grouping takes, in one process, and of it each module."""
    from signers import clusters, matching  # noqa: PLC0415 - the program runs as a process elsewhere
    from signers.matching import parallel  # noqa: PLC0415

    parallel.processes = lambda: 1  # type: ignore[assignment]
    for records in args.sizes:
        names = column(made(folder, records, args.seed), "name")
        profiler = cProfile.Profile()
        profiler.runcall(clusters.group, names)
        calls = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
        whole = sum(own for _, _, own, _, _ in calls.values())
        within: defaultdict[str, float] = defaultdict(float)
        own_time: defaultdict[str, float] = defaultdict(float)
        home = str(Path(clusters.__file__).parent)
        for (path, _, function), (_, _, own, cumulative, _) in calls.items():
            module = "matching" if path == matching.__file__ else Path(path).stem
            module = module if path.startswith(home) else "Python, NumPy, rapidfuzz"
            own_time[module] += own
            if stage := STAGES.get((module, function)):
                within[stage] += cumulative
        print(f"\n{records:,} names, each stage with all that it calls:\n")
        print(
            table(
                ("stage", "% of the time"),
                [(stage, 100 * share / whole) for stage, share in sorted(within.items(), key=lambda each: -each[1])],
            )
        )
        most = sorted(own_time.items(), key=lambda each: -each[1])[:MOST_MODULES]
        print("\nThe modules themselves, without what they call:\n")
        print(table(("module", "% of the time"), [(module, 100 * own / whole) for module, own in most]))
    return 0


# --- Blocking ---------------------------------------------------------------------------------------------------


def blocking(folder: Path, args: argparse.Namespace) -> int:
    """How many true pairs are compared at all, apart from what comparing says."""
    from signers.matching import candidate_pairs  # noqa: PLC0415 - the program runs as a process elsewhere
    from signers.names import comparison_key  # noqa: PLC0415

    rows = []
    for records in args.sizes:
        source = made(folder, records, args.seed)
        names, truth = column(source, "name"), column(source, "cluster")
        start = time.perf_counter()
        keys = [comparison_key(name) for name in names]
        best: dict[str, str] = {}
        for name, key in zip(names, keys, strict=True):
            best[key] = min(best.get(key, name), name)
        number = {key: at for at, key in enumerate(best)}
        at_name = {name: number[key] for key, name in best.items()}
        looked_at = {paired(at_name[one], at_name[other]) for one, other in candidate_pairs(best.values())}
        seconds = time.perf_counter() - start
        members: defaultdict[str, list[int]] = defaultdict(list)
        for label, key in zip(truth, keys, strict=True):
            members[label].append(number[key])
        alike = near = due = 0
        for group in members.values():
            for one, other in itertools.combinations(group, 2):
                due += 1
                alike += one == other
                near += one != other and paired(one, other) in looked_at
        rows.append((
            records, len(best), due, alike / due, (alike + near) / due, near / max(due - alike, 1), len(looked_at),
            len(looked_at) / len(best), seconds,
        ))  # fmt: skip
    head = ("records", "keys", "true pairs", "one key", "one key or compared", "of other keys", "compared")
    print(table((*head, "per key", "s"), rows))
    return 0


def paired(one: int, other: int) -> int:
    """Two numbers as one: millions of these take less memory than pairs."""
    return min(one, other) << 32 | max(one, other)


# --- Lists that nobody should have ------------------------------------------------------------------------------


def identical(rows: int) -> Iterator[bytes]:
    """One name, again and again."""
    return itertools.repeat(b"League of Women Voters of Ohio", rows)


def permuted(rows: int) -> Iterator[bytes]:
    """Names that are all made of the same words."""
    words = b"union of the workers for clean water and fair housing in our river valley towns".split()
    return itertools.islice((b" ".join(order) for order in itertools.permutations(words)), rows)


def drawn(rows: int) -> Iterator[bytes]:
    """Names of nine words out of the same fourteen."""
    words = b"union of the workers for clean water and fair housing in our river valley towns".split()
    chance = random.Random(1)  # noqa: S311 - the names are no secrets
    return (b" ".join(chance.sample(words, 9)) for _ in range(rows))


def spellings(rows: int) -> Iterator[bytes]:
    """One name with its letters large and small in every way."""
    cases = itertools.product(*zip(b"leagueofwomenvotersofohio", b"LEAGUEOFWOMENVOTERSOFOHIO", strict=True))
    return itertools.islice(map(bytes, cases), rows)


def one_acronym(rows: int) -> Iterator[bytes]:
    """Names with the same first letters, and between them these letters alone."""
    return (
        b"ABC" if at % 50 == 0 else b"Alm%db Bor%dk Cen%dt" % (at, at * 7 % rows, at * 3 % rows) for at in range(rows)
    )


def sharing(rows: int) -> Iterator[bytes]:
    """Names that share all words but one."""
    return (b"National Association of Community Health Centers %d" % at for at in range(rows))


def prefixes(rows: int) -> Iterator[bytes]:
    """Names of few letters, each near to many."""
    letters = b"abcdefghijklmnopqrstuvwxyz"
    return itertools.islice((b"Club " + bytes(four) for four in itertools.product(letters, repeat=5)), rows)


def lengthy(rows: int) -> Iterator[bytes]:
    """Names of 100,000 characters."""
    words = b"Coalition of the Friends of Rivers "
    return (b"%d " % at + words * (100_000 // len(words)) for at in range(rows))


def unbroken(rows: int) -> Iterator[bytes]:
    """Names of 100,000 letters without a space."""
    return (b"%d" % at + b"abcdefghij" * 10_000 for at in range(rows))


def scripts(rows: int) -> Iterator[bytes]:
    """Names in fifty scripts, by their blocks in Unicode."""
    starts = (
        0x61, 0x3B1, 0x430, 0x561, 0x5D0, 0x627, 0x710, 0x780, 0x7CA, 0x800, 0x840, 0x905, 0x985, 0xA05, 0xA85, 0xB05,
        0xB85, 0xC05, 0xC85, 0xD05, 0xD85, 0xE01, 0xE81, 0xF40, 0x1000, 0x10D0, 0x1100, 0x1200, 0x13A0, 0x1401,
        0x1681, 0x16A0, 0x1700, 0x1720, 0x1780, 0x1820, 0x1900, 0x1950, 0x1980, 0x1A00, 0x1B05, 0x1B83,
        0x1C00, 0x1C5A, 0x2C00, 0x2D30,
        0x3041, 0x30A1, 0x4E00, 0xAC00,
    )  # fmt: skip
    for at in range(rows):
        first = starts[at % len(starts)]
        letters = [chr(first + (at // 7 + step * 5) % 20) for step in range(14)]
        yield f"{''.join(letters[:5])} {''.join(letters[5:9])} {''.join(letters[9:])} {at // 3}".encode()


def broken(rows: int) -> Iterator[bytes]:
    """Names with NULs, lone surrogates and bytes that are no text."""
    marks = (b"\x00", "\ud800".encode("utf-8", "surrogatepass"), b"\xff", b"\xed\xbf\xbf", b"\xc3")
    return (b"Friends of River %d%s Valley" % (at // 4, marks[at % len(marks)]) for at in range(rows))


def empty(rows: int) -> Iterator[bytes]:
    """Nothing, spaces and marks."""
    return itertools.islice(itertools.cycle((b"", b" ", b"-", b"\xe2\x80\x8b", b"...", b"The", b"Inc.")), rows)


HOSTILE: tuple[tuple[str, Callable[[int], Iterator[bytes]], int], ...] = (
    ("identical names", identical, 1_000_000),
    ("all words shared", permuted, 1_000_000),
    ("nine of fourteen words", drawn, 100_000),
    ("one name, all its spellings", spellings, 1_000_000),
    ("one acronym for all", one_acronym, 100_000),
    ("all words shared but one", sharing, 100_000),
    ("five letters, all of them", prefixes, 100_000),
    ("100,000 characters each", lengthy, 200),
    ("100,000 letters each, no space", unbroken, 200),
    ("fifty scripts", scripts, 100_000),
    ("NULs, surrogates, broken bytes", broken, 100_000),
    ("nothing but marks", empty, 1_000_000),
)


def hostile(folder: Path, args: argparse.Namespace) -> int:
    """Time each list at a tenth of its length and at its length; no row may be lost, no time may be quadratic."""
    limits = Limits()
    rows: list[tuple[object, ...]] = []
    start = min(hostile_run(folder, identical(1))[0].cpu for _ in range(3))
    for label, names, most in HOSTILE:
        if args.hostile and not any(words in label for words in args.hostile):
            continue
        lengths = [max(most // (100 if args.quick else 10), 1), max(most // (10 if args.quick else 1), 1)]
        (small, _), (large, back) = (hostile_run(folder, names(length)) for length in lengths)
        ended = "all rows back" if back == lengths[1] else f"exit {large.code}, {back:,} rows: {large.said[-80:]}"
        own = [max(cost.cpu - start, LEAST_TIMED) for cost in (small, large)]
        times = own[1] / lengths[1] / (own[0] / lengths[0])
        a_row = own[1] / lengths[1] * 1e6
        rows.append((label, *lengths, large.seconds, small.cpu, large.cpu, a_row, times, large.megabytes, ended))
        limits.hold(f"computing a row, {label}, times", times, MOST_HOSTILE_GROWTH, least=False)
        if large.code == 0 and back != lengths[1]:
            limits.hold(f"rows back, {label}", back, lengths[1], least=True)
    print()
    head = ("list", "rows", "ten times", "s then", "CPU s", "CPU s then", "µs a row", "times a row", "MB", "ended")
    print(table(head, rows))
    return int(limits.passed)


def hostile_run(folder: Path, names: Iterable[bytes]) -> tuple[Cost, int]:
    """Group these names: what it took, and how many rows came back."""
    source, output = folder / "hostile.csv", folder / "found.csv"
    with source.open("wb") as stream:
        stream.write(b"id,name\n")
        stream.writelines(b'%d,"%s"\n' % (at, name) for at, name in enumerate(names))
    output.unlink(missing_ok=True)
    cost = run(signers(source, output, folder / "asked.csv"))
    return cost, len(column(output, "id")) if cost.code == 0 else 0


# --- Labelled sets ----------------------------------------------------------------------------------------------


def kind_of(folder: Path) -> str:
    """What the names of a set are: as its source.json says, or a column, or its own name."""
    described = folder / "source.json"
    if described.exists():
        kind = str(json.loads(described.read_text(encoding="utf-8")).get("kind", ""))
        if kind in {"person", "organization"}:
            return kind
    for file in ("records.csv", "pairs.csv"):
        with suppress(OSError, KeyError, IndexError):
            for name in ("kind", "schema"):
                if column(folder / file, name)[0].casefold() == "person":
                    return "person"
    people = ("person", "people", "legislator", "inventor", "author")
    return "person" if any(word in folder.name for word in people) else "organization"


def labelled(folder: Path, args: argparse.Namespace) -> int:
    """Score each set in the folders of a folder."""
    rows: list[tuple[object, ...]] = []
    for one in sorted(path for path in args.labelled.iterdir() if path.is_dir()):
        kind = kind_of(one)
        if (one / "records.csv").exists():
            source, output, suggestions = one / "records.csv", folder / "found.csv", folder / "asked.csv"
            cost = run(signers(source, output, suggestions, kind))
            if cost.code:
                print(f"{one.name}: {cost.said}", file=sys.stderr)
                continue
            truth, found = column(source, "cluster"), column(output, "cluster_id")
            automatic = score(truth, found)
            asked, same, after = answered(truth, found, suggestions)
            rows.append((
                one.name, kind, len(truth), automatic.precision, automatic.recall, automatic.f1,
                100 * asked / len(truth), 100 * same / asked if asked else None, after.f1, None, cost.seconds,
            ))  # fmt: skip
        if (one / "pairs.csv").exists():
            rows.append(pairs_row(one, kind))
    head = ("set", "kind", "records, pairs", "P", "R", "F1", "questions per 100", "% same", "F1 after", "best F1")
    print(table((*head, "s"), rows))
    return 0


def pairs_row(folder: Path, kind: str) -> tuple[object, ...]:
    """A set of pairs: what is merged, what is merged or asked, and the best threshold of the score."""
    from signers import compare  # noqa: PLC0415 - the program runs as a process elsewhere

    path = folder / "pairs.csv"
    start = time.perf_counter()
    matches = [
        (compare(left, right, kind), match == "1")
        for left, right, match in zip(column(path, "left"), column(path, "right"), column(path, "match"), strict=True)
    ]
    seconds = time.perf_counter() - start
    due = sum(same for _, same in matches)

    def of(*verdicts: str) -> Score:
        said = [same for match, same in matches if match.verdict.value in verdicts]
        return Score(sum(said), len(said), due)

    asked = [same for match, same in matches if match.verdict.value == "doubtful"]
    merged = of("same")
    after = Score(merged.hit + sum(asked), merged.found + sum(asked), due)
    best, hit = 0.0, 0
    ranked = sorted(matches, key=lambda each: -each[0].score)
    for at, (match, same) in enumerate(ranked, start=1):
        hit += same
        if at == len(ranked) or ranked[at][0].score < match.score:
            best = max(best, 2 * hit / (at + due))
    return (
        folder.name, kind, len(matches), merged.precision, merged.recall, merged.f1, 100 * len(asked) / len(matches),
        100 * sum(asked) / len(asked) if asked else None, after.f1, best, seconds,
    )  # fmt: skip


def main() -> int:
    """Print the tables that are asked for; exit with 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--runs", type=int, default=3, help="of lists of up to 10,000; longer ones run once")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--peers-python", default=sys.executable, metavar="PATH")
    parser.add_argument("--by-form", action="store_true", help="what became of each way to print a name")
    parser.add_argument("--blocking", action="store_true")
    parser.add_argument("--profile", action="store_true", help="where the time goes")
    parser.add_argument(
        "--hostile", nargs="*", metavar="WORDS", help="all lists, or those whose name holds these words"
    )
    parser.add_argument("--quick", action="store_true", help="a tenth of the hostile lists")
    parser.add_argument("--labelled", type=Path, metavar="DIR")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where made lists are kept and found again")
    args = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, medians of {args.runs} up to 10,000\n")
    what = measure
    for asked, does in (
        (args.labelled, labelled),
        (args.hostile is not None, hostile),
        (args.blocking, blocking),
        (args.profile, profile),
    ):
        if asked:
            what = does
            break
    with tempfile.TemporaryDirectory() as folder:
        if args.keep:
            args.keep.mkdir(parents=True, exist_ok=True)
        return what(args.keep or Path(folder), args)


if __name__ == "__main__":
    sys.exit(main())
