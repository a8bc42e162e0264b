"""Times how letters of text are read, beside the floor of reading the file and splitting its lines.

usage: python benchmarks/reading.py [--runs 3] [--sizes 1000 10000 100000]

Each letter holds so many names, a line each, wrapped, or run on in a paragraph. Letter and floor run in turn, each in a
process of its own, that says how long the processor worked for it, and how much memory it used at most. Before, the
program is made ready as its own start does it, and reads a few names, so that imports and what it knows of the world
are loaded; startup.py counts these. The cost is microseconds a line over the floor: it may not grow with the letter,
and must stay under the limit.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIMIT = 100.0  # microseconds a line over the floor
MOST_GROWTH = 1.5  # of the cost a line, from the second largest letter to the largest
MEASURE = """
import json, resource, sys, time
from pathlib import Path
{imports}
start = time.process_time()
content = Path(sys.argv[1]).read_bytes()
found = {work}
took = time.process_time() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
print(json.dumps([took, peak, len(found)]))
"""
OURS = MEASURE.format(
    imports="""
from signers.cli import spare_collector
from signers.reading import read_letter, text
from signers.signatories import parse_letter
spare_collector()
few = "Sincerely,\\n\\nSierra Club\\nAda Lowe, Director, Fen Trust (Ohio)\\nOakland Tenants Union\\nMijente\\n"
parse_letter(read_letter(few.encode(), "few.txt"))""",
    work='parse_letter(read_letter(content, "letter.txt"))',
)
FLOOR = MEASURE.format(imports="", work="content.decode().splitlines()")


def names_of(size: int) -> list[str]:
    """So many different names, sorted: those of fitting/names with the place of a chapter."""
    files = sorted((ROOT / "fitting" / "names").glob("*.txt"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    bases = [line for line in lines if line and not line.startswith("#") and "," not in line]
    towns = (
        "Lyon",
        "Porto",
        "Leipzig",
        "Toledo",
        "Utrecht",
        "Cork",
        "Recife",
        "Oslo",
        "Graz",
        "Boston",
        "Leeds",
        "Gent",
    )
    made = itertools.product(
        ("", *(f" {one} {two}".rstrip() for one in towns for two in ("", "North", "South"))), bases
    )
    return sorted(dict.fromkeys(base + town for town, base in itertools.islice(made, size)), key=str.casefold)


def letter_of(size: int, layout: str) -> str:
    """A letter of so many names."""
    rows = names_of(size)
    if layout == "wrapped":
        rows = [line for name in rows for line in textwrap.wrap(name, 34, subsequent_indent="  ")]
    elif layout == "run-on":
        rows = textwrap.wrap("; ".join(name.replace(";", "") for name in rows) + ".", 72)
    body = "We, the undersigned organizations, ask you to withdraw the proposed rule.\n\nSincerely,\n\n"
    return body + "\n".join(rows) + "\n"


def measured(program: str, path: Path) -> tuple[float, float, int]:
    """Seconds, peak megabytes and how many were found, in a process of its own."""
    done = subprocess.run([sys.executable, "-c", program, str(path)], check=True, capture_output=True, text=True)
    seconds, peak, found = json.loads(done.stdout)
    return seconds, peak, found


def main() -> int:
    """Print a row a letter; exit with 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--layouts", nargs="+", default=["line", "wrapped", "run-on"])
    args = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, medians of {args.runs}")
    print(f"{'layout':8} {'names':>7} {'lines':>7} {'found':>7} {'s':>7} {'floor s':>8} {'µs/line':>8} {'peak MB':>8}")
    over = False
    with tempfile.TemporaryDirectory() as folder:
        for layout in args.layouts:
            costs = []
            for size in args.sizes:
                path = Path(folder) / "letter.txt"
                path.write_text(letter_of(size, layout), encoding="utf-8")
                lines = path.read_text(encoding="utf-8").count("\n")
                ours, floors = [], []
                for _ in range(args.runs):
                    ours.append(measured(OURS, path))
                    floors.append(measured(FLOOR, path))
                own = statistics.median(one[0] for one in ours)
                floor = statistics.median(one[0] for one in floors)
                costs.append((own - floor) / lines * 1e6)
                peak = max(one[1] for one in ours)
                print(
                    f"{layout:8} {size:7} {lines:7} {ours[0][2]:7} {own:7.2f} {floor:8.4f} {costs[-1]:8.1f} {peak:8.0f}"
                )
            over |= costs[-1] > LIMIT or (len(costs) > 1 and costs[-1] > MOST_GROWTH * costs[-2])
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
