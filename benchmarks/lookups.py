"""Times how few names are compared with many, and how well: `signers add` with a list, `signers match` with a register.

usage: python benchmarks/lookups.py [--add 10000 100000] [--match 1000000] [--wanted 200 1000] [--peer 100] [--runs 3]

The names are made by tests/namesmith, which knows whose they are. `add` is timed beside a program that only reads the
same store, `match` beside Python's csv module reading the same register, and beside rapidfuzz's process.extractOne,
which is asked for the first `--peer` of the names; its time for more is reckoned. Prints tables in Markdown; exit 1
says that a limit is passed.
"""

from __future__ import annotations

import argparse
import csv
import platform
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]

from matching import Cost, run, run_well  # noqa: E402 - of the script beside this one
from namesmith.forge import make  # type: ignore[import-not-found]  # noqa: E402 - of the tests, which mypy does not read
from rapidfuzz import fuzz, process, utils  # noqa: E402

from signers.model import Kind, Signatory  # noqa: E402
from signers.store import ParsedLetter, Store  # noqa: E402

ADDED = 100  # names that are added at once
MOST_TIMES = 2.0  # the time of `add`, beside that of reading the store
MOST_SECONDS = 60.0  # of `match`, 200 names against a million
MOST_MEGABYTES = 1024.0
LEAST_PRECISION = 0.99  # of the verdict "same" of `match`
SEED = 11
READ_STORE = """
import sys
from pathlib import Path
from signers.cli.standing import look
from signers.cli.terminal import Talk
from signers.store import Store
with Store.open_for_reading(Path(sys.argv[1])) as store:
    look(store, Talk(quiet=True))
    store.doubts()
"""
READ_CSV = "import csv, sys\nfor row in csv.reader(open(sys.argv[1], encoding='utf-8', newline='')): pass"


def bodies_of(count: int) -> dict[str, int]:
    """So many made names, different ones, each with the number of the body that bears it."""
    bodies: dict[str, int] = {}
    for record in make(count + count // 8 + 100, SEED):
        bodies.setdefault(record.name, record.cluster)
    return dict(list(bodies.items())[:count])


def names_of(count: int) -> list[str]:
    """So many made names, different ones."""
    return list(bodies_of(count))


def median(costs: Sequence[Cost]) -> Cost:
    """The cost whose time is in the middle."""
    return sorted(costs, key=lambda cost: cost.seconds)[len(costs) // 2]


# --- add --------------------------------------------------------------------------------------------------------


def make_store(path: Path, names: Sequence[str]) -> None:
    """A store with a letter of these names, grouped."""
    entries = tuple(
        Signatory(name, Kind.ORGANIZATION, line=at, end_line=at, text=name) for at, name in enumerate(names, start=1)
    )
    with Store.open(path) as store:
        store.save_letters([ParsedLetter("letter", str(path.with_suffix(".txt")), "made", len(names), entries)])
    run_well([sys.executable, "-m", "signers", "dedupe", "--db", path, "-q"])


def time_add(folder: Path, size: int, runs: int) -> tuple[str, bool]:
    """A row of the table: how long it takes to add to a list of so many names, beside reading it."""
    names = names_of(size + ADDED)
    random.Random(SEED).shuffle(names)  # noqa: S311 - no secret
    new, old = names[:ADDED], names[ADDED:]
    store, form = folder / f"list{size}.db", folder / "new.csv"
    make_store(store, old)
    write_csv(form, ("organization", *new))
    add: list[str | Path] = [
        sys.executable,
        "-m",
        "signers",
        "add",
        form,
        "--db",
        store,
        "--kind",
        "organization",
        "-q",
    ]
    floor, dry, kept = [], [], []
    for _ in range(runs):
        floor.append(run([sys.executable, "-c", READ_STORE, store]))
        dry.append(run([*add, "--dry-run"]))
        kept.append(run(add))
        run_well([sys.executable, "-m", "signers", "add", "--undo", "--db", store, "-q"])
    base, told, done = median(floor), median(dry), median(kept)
    share = done.seconds / base.seconds
    times = f"{base.seconds:.2f} | {told.seconds:.2f} | {done.seconds:.2f} | {share:.1f}"
    row = f"| {size:,} | {times} | {done.megabytes:.0f} |"
    return row, share > MOST_TIMES and size >= 100_000  # of a short list the start is the most


def write_csv(path: Path, lines: Sequence[str]) -> None:
    """A table of one column."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([line] for line in lines)


# --- match ------------------------------------------------------------------------------------------------------


class Answer(NamedTuple):
    """What a program finds for a name: the entry, how sure it is from 0 to 1, and what it would ask about."""

    entry: str
    score: float
    asks: tuple[str, ...] = ()


class Truth(NamedTuple):
    """Whose the names are, and the bodies that the register has an entry of."""

    body: Mapping[str, int]
    there: frozenset[int]

    def judged(self, answers: Mapping[str, Answer], least: float) -> tuple[float, float]:
        """Precision and recall of the answers that are at least so sure."""
        given = {name: one for name, one in answers.items() if one.entry and one.score >= least}
        right = sum(self.body[name] == self.body[one.entry] for name, one in given.items())
        due = sum(self.body[name] in self.there for name in answers)
        return right / max(len(given), 1), right / max(due, 1)

    def best(self, answers: Mapping[str, Answer]) -> tuple[float, float, float]:
        """Precision, recall and threshold where F1 is best: chosen with the truth in hand."""
        scores = sorted({one.score for one in answers.values()})
        told = [(*self.judged(answers, least), least) for least in scores]
        return max(told, key=lambda one: 2 * one[0] * one[1] / ((one[0] + one[1]) or 1))

    def settled(self, answers: Mapping[str, Answer]) -> float:
        """Recall where somebody answers each question truly: the right entry is the answer, or among those asked."""
        right = sum(
            any(self.body[name] == self.body[entry] for entry in ((one.entry,) if one.entry else one.asks))
            for name, one in answers.items()
        )
        return right / max(sum(self.body[name] in self.there for name in answers), 1)


def time_match(folder: Path, asked: Namespace) -> tuple[list[str], list[str], bool]:
    """Rows of two tables: how long it takes to match names against a register, and how many are matched rightly."""
    size, wanted = asked.match, asked.wanted
    bodies = bodies_of(size + max(wanted))
    names = list(bodies)
    random.Random(SEED).shuffle(names)  # noqa: S311 - no secret
    sought, known = names[: max(wanted)], names[max(wanted) :]
    truth = Truth(bodies, frozenset(bodies[name] for name in known))
    register = folder / "register.csv"
    with register.open("w", encoding="utf-8", newline="") as stream:
        # A body has one identifier and all its other names, as in a register that knows aliases.
        csv.writer(stream).writerows([("id", "name"), *((bodies[name], name) for name in known)])
    rows, passed = [], False
    floor = median([run([sys.executable, "-c", READ_CSV, register]) for _ in range(asked.runs)])
    peer, seconds = ask_peer(sought[: asked.peer], known)
    found: dict[str, Answer] = {}
    for count in wanted:
        some, out = folder / f"wanted{count}.csv", folder / "out.csv"
        write_csv(some, ("organization", *sought[:count]))
        command: list[str | Path] = [
            *(sys.executable, "-m", "signers", "match", some, "--against", register, "--kind", "organization"),
            *("--list-column", "organization", "-q", "-o", out),
        ]
        cost = median([run_well(command) for _ in range(asked.runs)])
        found = answers_in(out)
        rows.append(
            f"| {count:,} | {size:,} | {floor.seconds:.1f} | {cost.seconds:.1f} | {cost.cpu:.1f} "
            f"| {cost.megabytes:.0f} | {seconds * count:,.0f} |"
        )
        passed |= cost.seconds > MOST_SECONDS or cost.megabytes > MOST_MEGABYTES
    precision, recall = truth.judged(found, 0.0)
    asks = sum(bool(one.asks) for one in found.values()) / len(found)
    told = f"{len(found):,} | {precision:.3f} | {recall:.3f} | {asks:.0%} | {truth.settled(found):.3f}"
    quality = [f"| `match`, the verdict “same” | {told} |"]
    if peer:
        at_90 = truth.judged(peer, 0.9)
        *best, least = truth.best(peer)
        quality += [
            f"| extractOne, 90 and more | {len(peer):,} | {at_90[0]:.3f} | {at_90[1]:.3f} | | |",
            f"| extractOne, best F1: from {100 * least:.1f} on | {len(peer):,} | {best[0]:.3f} | {best[1]:.3f} | | |",
        ]
    return rows, quality, passed or precision < LEAST_PRECISION


def answers_in(out: Path) -> dict[str, Answer]:
    """What `match` wrote."""
    with out.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {
        row["name"]: Answer(row["match"], float(row["score"]))
        if row["verdict"] == "same"
        else Answer("", 0.0, tuple(filter(None, (row["match"], row["second"]))))
        for row in rows
    }


def ask_peer(sought: Sequence[str], known: Sequence[str]) -> tuple[dict[str, Answer], float]:
    """What rapidfuzz finds for names, and the seconds that it takes for each."""
    folded = [utils.default_process(name) for name in known]
    found, times = {}, [0.0]
    for name in sought:
        start = time.perf_counter()
        _, score, at = process.extractOne(utils.default_process(name), folded, scorer=fuzz.WRatio)
        times.append(time.perf_counter() - start)
        found[name] = Answer(known[at], score / 100)
    return found, sum(times) / max(len(sought), 1)


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--add", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--match", type=int, default=1_000_000)
    parser.add_argument("--wanted", type=int, nargs="*", default=[200, 1_000])
    parser.add_argument("--peer", type=int, default=100)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}\n")
    too_much = False
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if asked.add:
            print("| names | read the store, s | `add --dry-run`, s | `add`, s | times reading | MB |")
            print("|---|---|---|---|---|---|")
            for size in asked.add:
                row, passed = time_add(folder, size, asked.runs)
                print(row, flush=True)
                too_much |= passed
        if asked.match and asked.wanted:
            print("\n| wanted | register | csv reads it, s | `match`, s | computing, s | MB | extractOne, s |")
            print("|---|---|---|---|---|---|---|")
            rows, quality, passed = time_match(folder, asked)
            print("\n".join(rows), flush=True)
            print("\n| matched by | names | precision | recall | asks about | recall with answers |")
            print("|---|---|---|---|---|---|")
            print("\n".join(quality), flush=True)
            too_much |= passed
    return int(too_much)


if __name__ == "__main__":
    sys.exit(main())
