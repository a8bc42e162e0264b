"""The command line: one file a command, each arguments, one call, printing."""

from __future__ import annotations

import atexit
import gc
import sys


def main() -> None:
    """Run the program: `signers` and `python -m signers`."""
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        from signers import __version__

        sys.stdout.write(f"signers {__version__}\n")  # asked for by scripts and shells, so without loading the rest
        return
    spare_collector()
    try:
        from signers.cli.app import run

        run()
    except KeyboardInterrupt:  # before or after a command, when there is nothing to keep
        sys.exit(130)


def spare_collector() -> None:
    """Let Python look less often for values that hold one another in a circle.

    There are values by the hundred thousand and no such circles, and to look for them took 15 % of the time. Nor need
    they be looked for at the end, when all memory is given back at once.
    """
    gc.set_threshold(50_000, 50, 50)
    atexit.register(gc.freeze)
