"""Times how few names are compared with many: `signers add` with a list, `signers match` with a register.

usage: python benchmarks/lookups.py [--add 10000 100000] [--match 1000000] [--wanted 200 1000] [--runs 3]

The names are made by tests/namesmith. `add` is timed beside a program that only reads the same store, `match` beside
Python's csv module reading the same register, and beside rapidfuzz's process.extractOne, of which a few names are
timed and the rest is reckoned. Prints tables in Markdown; exit 1 says that a limit is passed.
"""

from __future__ import annotations

import argparse
import csv
import platform
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]

from matching import Cost, run, run_well  # noqa: E402 - of the script beside this one
from namesmith.forge import make  # type: ignore[import-not-found]  # noqa: E402 - of the tests, which mypy does not read
from rapidfuzz import fuzz, process, utils  # noqa: E402

from signers.model import Kind, Signatory  # noqa: E402
from signers.store import ParsedLetter, Store  # noqa: E402

ADDED = 100  # names that are added at once
ASKED_OF_PEER = 3  # names that rapidfuzz is timed with
MOST_TIMES = 2.0  # the time of `add`, beside that of reading the store
MOST_SECONDS = 60.0  # of `match`, 200 names against a million
MOST_MEGABYTES = 1024.0
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


def names_of(count: int) -> list[str]:
    """So many made names, different ones."""
    return list(dict.fromkeys(record.name for record in make(count + count // 8 + 100, SEED)))[:count]


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


def time_match(folder: Path, size: int, wanted: Sequence[int], runs: int) -> tuple[list[str], bool]:
    """Rows of the table: how long it takes to match so many names against a register of a size."""
    names = names_of(size + max(wanted))
    random.Random(SEED).shuffle(names)  # noqa: S311 - no secret
    sought, known = names[: max(wanted)], names[max(wanted) :]
    register = folder / "register.csv"
    with register.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("id", "name"), *enumerate(known, start=1)])
    rows, passed = [], False
    floor = median([run([sys.executable, "-c", READ_CSV, register]) for _ in range(runs)])
    peer = time_peer(sought[:ASKED_OF_PEER], known)
    for count in wanted:
        some = folder / f"wanted{count}.csv"
        write_csv(some, ("organization", *sought[:count]))
        command: list[str | Path] = [
            sys.executable,
            "-m",
            "signers",
            "match",
            some,
            "--against",
            register,
            "--kind",
            "organization",
            "-q",
        ]
        cost = median([run([*command, "-o", folder / "out.csv"]) for _ in range(runs)])
        rows.append(
            f"| {count:,} | {size:,} | {floor.seconds:.1f} | {cost.seconds:.1f} | {cost.cpu:.1f} "
            f"| {cost.megabytes:.0f} | {peer * count:,.0f} |"
        )
        passed |= cost.seconds > MOST_SECONDS or cost.megabytes > MOST_MEGABYTES
    return rows, passed


def time_peer(sought: Sequence[str], known: Sequence[str]) -> float:
    """Seconds that rapidfuzz takes for a name."""
    folded = [utils.default_process(name) for name in known]
    times = []
    for name in sought:
        start = time.perf_counter()
        process.extractOne(utils.default_process(name), folded, scorer=fuzz.WRatio)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--add", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--match", type=int, default=1_000_000)
    parser.add_argument("--wanted", type=int, nargs="*", default=[200, 1_000])
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
            rows, passed = time_match(folder, asked.match, asked.wanted, asked.runs)
            print("\n".join(rows), flush=True)
            too_much |= passed
    return int(too_much)


if __name__ == "__main__":
    sys.exit(main())
