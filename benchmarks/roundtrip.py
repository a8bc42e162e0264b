"""Sets lists of signatories in every layout of tests/lettersmith, reads the letters, and prints what came back.

usage: python benchmarks/roundtrip.py [LAYOUT ...] [--seeds 3] [--show 3] [--worst FILE] [--keep DIR]

Each letter goes through the library as `signers parse` would have it. `--keep` writes each letter with its gold.csv in
a folder of its own; `--worst` writes the worst layouts and what was missed there to a file.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

# The letters' smith stands in tests/, which is on the path only now.
from lettersmith.forge import LAYOUTS, Made, is_possible, make  # type: ignore[import-not-found,unused-ignore]  # noqa: E402
from lettersmith.scoring import SHARES, Score, score, total  # type: ignore[import-not-found,unused-ignore]  # noqa: E402

from signers.errors import NoBlockError, SignersError  # noqa: E402 - stands with the others
from signers.reading import read_letter  # noqa: E402 - the same
from signers.signatories import parse_letter  # noqa: E402 - the same


def result(made: Made) -> tuple[Score, str]:
    """What came back of a letter, and what went wrong."""
    try:
        return score(made.gold, parse_letter(read_letter(made.content, made.name))), ""
    except NoBlockError:
        return score(made.gold, ()), "no block"
    except SignersError as error:
        return score(made.gold, ()), str(error)
    except Exception as error:  # noqa: BLE001 - a defect found in one letter must not hide the others
        return score(made.gold, ()), f"{type(error).__name__}: {error}"


def keep(made: Made, folder: Path) -> None:
    """Write a letter and its gold list as the shared letters are kept."""
    here = folder / Path(made.name).stem
    here.mkdir(parents=True, exist_ok=True)
    (here / f"letter{Path(made.name).suffix}").write_bytes(made.content)
    with (here / "gold.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["name", "kind", "title", "affiliation", "location", "block"])
        rows.writerows([one.name, one.kind, one.title, one.affiliation, one.location, 1] for one in made.gold)


@dataclass(frozen=True)
class Row:
    """What came back from a layout: all its letters as one, the F1 of each, and what went wrong."""

    name: str
    together: Score
    each: tuple[float, ...]
    problem: str = ""

    @property
    def mean(self) -> float:
        """The mean F1 of the letters."""
        return sum(self.each) / len(self.each)

    def print(self, show: int) -> None:
        """A line of the table, and some of what was missed, extra and wrong."""
        one = self.together
        print(f"{self.name:30} {one.due:5} {one.found:5} {self.mean:6.3f} {min(self.each):6.3f} {one.kind:5.2f}  "
              f"{shares(one)} {self.problem}".rstrip())  # fmt: skip
        for sign, texts in (("-", one.missed), ("+", one.extra), ("!", one.wrong)):
            for text in texts[:show]:
                print("   ", sign, text)


def row_of(letters: list[Made], folder: Path | None) -> Row:
    """Read all letters of a layout, and keep them where asked to."""
    scores, problems = [], []
    for made in letters:
        if folder:
            keep(made, folder)
        one, problem = result(made)
        scores.append(one)
        problems += [problem.removeprefix(f"{made.name}: ")] if problem else []
    name = letters[0].name.rsplit("-", 1)[0]
    return Row(name, total(scores), tuple(one.f1 for one in scores), "; ".join(dict.fromkeys(problems)))


def shares(one: Score) -> str:
    """The fields' shares, in words."""
    return " ".join(f"{name} {one.fields[name][0]}/{one.fields[name][1]}" for name in SHARES if name in one.fields)


def report(rows: list[Row], show: int) -> str:
    """The layouts, the worst first, with some of what was missed, extra and wrong; those not read at all last."""
    lines = []
    for row in sorted(rows, key=lambda row: (row.together.found == 0, row.mean)):
        one = row.together
        lines.append(
            f"- **{row.name}** F1 {row.mean:.3f}, {one.hit} of {one.due}, found {one.found}, kind {one.kind:.2f}; "
            f"{shares(one)} {row.problem}".rstrip()
        )
        if one.found:
            for what, texts in (("missed", one.missed), ("extra", one.extra), ("wrong", one.wrong)):
                lines += [f"    - {what}: {text}" for text in texts[:show]]
    return "\n".join(lines)


def main() -> int:
    """Print a row a layout and the mean."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("layouts", nargs="*", help="only layouts whose name holds one of these")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--size", type=int, default=0)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--worst", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--floor", type=float, default=0.0, help="exit with 1 where the mean is below")
    args = parser.parse_args()
    start, rows, skipped = time.perf_counter(), [], []
    print(f"{'layout':30} {'due':>5} {'found':>5} {'F1':>6} {'low':>6} {'kind':>5}  fields")
    for layout in LAYOUTS.values():
        if args.layouts and not any(part in layout.name for part in args.layouts):
            continue
        if not is_possible(layout):
            skipped.append(layout.name)
            continue
        rows.append(row_of([make(layout, args.first + at, args.size) for at in range(args.seeds)], args.keep))
        rows[-1].print(args.show)
    if not rows:
        parser.error("no layout has such a name")
    every = total(row.together for row in rows)
    mean = sum(row.mean for row in rows) / len(rows)
    took = time.perf_counter() - start
    summary = (
        f"{len(rows)} layouts, {sum(min(row.each) == 1 for row in rows)} exact, mean F1 {mean:.4f}, worst "
        f"{min(row.mean for row in rows):.3f}, kind {every.kind:.4f}; {shares(every)}; {took:.0f} s"
    )
    print(summary + (f"; not possible here: {', '.join(skipped)}" if skipped else ""))
    if args.worst:
        worst = [row for row in rows if min(row.each) < 1 or row.together.wrong]
        args.worst.write_text(f"{time.strftime('%H:%M')} {summary}\n\n{report(worst, 4)}\n", encoding="utf-8")
    return int(mean < args.floor)


if __name__ == "__main__":
    sys.exit(main())
