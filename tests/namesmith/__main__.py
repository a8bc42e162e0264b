"""Write a list of names with the organizations they stand for.

usage: python tests/namesmith --records 10000 --seed 1 -o names.csv [--persons]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # tests are no package

from namesmith.forge import make, write
from namesmith.persons import make_persons


def main() -> int:
    """Write the list to a file or to stdout."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--forms", action="store_true", help="a column more: what made the form of the name")
    parser.add_argument("--persons", action="store_true", help="names of persons, and not of organizations")
    args = parser.parse_args()
    records = (make_persons if args.persons else make)(args.records, args.seed)
    if args.output:
        with args.output.open("w", encoding="utf-8", newline="") as stream:
            write(records, stream, forms=args.forms)
    else:
        write(records, sys.stdout, forms=args.forms)
    return 0


if __name__ == "__main__":
    sys.exit(main())
