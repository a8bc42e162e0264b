"""Kills a program that keeps answers, again and again at a random moment, and looks whether a confirmed one is lost.

usage: python benchmarks/kill.py [--runs 100]

Each run opens the store, gives answers, and prints each when it is kept, until it is killed (SIGKILL). At the end the
store is opened, its integrity is checked by SQLite, and the printed answers are looked for.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from signers.store import Store

ANSWERER = """
import sys
from itertools import count
from pathlib import Path
from signers.model import Action, Decision
from signers.store import Store

with Store.open(Path(sys.argv[1])) as store:
    print("ready", flush=True)
    for number in count():
        name = f"{sys.argv[2]}-{number}"
        store.decide([Decision(Action.SAME, ("Access Now", name))], "2026-11-25T12:00:00Z")
        print(name, flush=True)
"""


def main() -> int:
    """Print what was confirmed and what is kept; exit with 1 where something is lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=100)
    runs = parser.parse_args().runs
    chance = random.Random(1)  # noqa: S311 - moments are no secrets
    confirmed: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "signers.db"
        for run in range(runs):
            command = [sys.executable, "-c", ANSWERER, str(path), str(run)]
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as answerer:
                if answerer.stdout is None or answerer.stdout.readline() != "ready\n":
                    print("the store does not open again")
                    return 1
                time.sleep(chance.random() / 10)
                os.kill(answerer.pid, signal.SIGKILL)
                confirmed.update(answerer.stdout.read().split())
        with Store.open(path) as store:
            kept = {decision.names[1] for decision in store.decisions()}
        with closing(sqlite3.connect(path)) as db:
            sound = db.execute("PRAGMA integrity_check").fetchone()[0]
    print(f"{runs} runs killed; {len(confirmed)} answers confirmed, {len(kept)} kept, {len(confirmed - kept)} lost")
    print(f"integrity: {sound}")
    return 1 if confirmed - kept or sound != "ok" else 0


if __name__ == "__main__":
    sys.exit(main())
