"""Times whole commands beside floors in the same run, and prints the ratios.

What is counted is how long the processor worked for the whole process, so that others at work on the machine do not
count; on a quiet machine that is the time that one waits.

usage: python benchmarks/startup.py [--runs 15]

Each command and its floor run in turn, A B A B ..., so that a machine that slows down slows both; the ratio is that of
the medians. The floors are Python importing what the command cannot do without.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SIGNERS = [sys.executable, "-c", "from signers.cli import main; main()"]
SEED = str(ROOT / "seeds" / "amazon-rekognition-2019.txt")
# What is timed, the command, its floor, and the most that the ratio may be (None: only recorded).
COMPARISONS: tuple[tuple[str, list[str], str, float | None], ...] = (
    ("signers --version", ["--version"], "import typer", 1.5),
    ("signers --help", ["--help"], "import typer", None),
    ("signers parse (the seed letter)", ["parse", SEED], "import typer, rich", 3.0),
    ("signers dedupe (the seed letter)", ["dedupe"], "import typer, rich, rapidfuzz", None),
    ("signers export --format csv", ["export", "--format", "csv"], "import typer, rich", None),
)


def seconds(command: list[str], folder: str, store: Path) -> float:
    """How long the processor worked for a whole process, its output thrown away."""
    environment = {**os.environ, "SIGNERS_DB": str(store)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Print a table of medians and ratios; exit with 1 where a ratio is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {runs} runs each, medians")
    print(f"{'command':34} {'ms':>6}  {'floor':32} {'ms':>6} {'ratio':>6} {'limit':>6}")
    over = False
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "signers.db"
        for name, arguments, floor, limit in COMPARISONS:
            ours, floors = [], []
            for run in range(runs + 1):
                own = seconds([*SIGNERS, *arguments], folder, store)
                beside = seconds([sys.executable, "-c", floor], folder, store)
                if run:  # the first only warms up
                    ours.append(own)
                    floors.append(beside)
            mine, theirs = statistics.median(ours) * 1000, statistics.median(floors) * 1000
            over |= limit is not None and mine / theirs > limit
            shown = f"{limit:.1f}" if limit else "-"
            print(f"{name:34} {mine:6.0f}  {floor:32} {theirs:6.0f} {mine / theirs:6.2f} {shown:>6}")
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
