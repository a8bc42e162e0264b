"""Long work spread over the processor's cores, by processes that are copies of this one.

A copy sees all that its parent has read and surveyed, so that only what it finds need travel. Where the system cannot
make such copies safely, and for short work, everything is done in one process, with the same result.
"""

from __future__ import annotations

import gc
from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")

LEAST = 5_000  # items; for fewer, making the copies takes longer than they save
_MOST = 8  # processes
_REPORTS = 32  # of how far it is, while copies are at work
_AT_ONCE = 100_000  # items


@cache
def processes() -> int:
    """How many processes work together: one where they cannot be copies of this one."""
    import multiprocessing  # noqa: PLC0415 - a short list needs none of it
    import platform  # noqa: PLC0415 - the same

    if platform.system() != "Linux" or multiprocessing.current_process().daemon:
        return 1
    return min(multiprocessing.cpu_count(), _MOST)


def spread(
    work: Callable[[Sequence[T]], R],
    items: Sequence[T],
    least: int = LEAST,
    tell: Callable[[float], None] | None = None,
    at_once: int = _AT_ONCE,
) -> Iterator[R]:
    """What `work` makes of the items, part by part, in the order of the items.

    The copies are made anew for so many items `at_once`: whatever a copy touches it holds for itself, and what it found
    until it is done. `tell` is told from time to time which share of the items is done, from 0 to 1; the shares of all
    processes take about the same time, so that of this one stands for all.

    Raises:
        RuntimeError: a process ended before its work was done, as when memory runs out.
    """
    between = max(at_once // _REPORTS, 1)
    for start in range(0, max(len(items), 1), at_once):
        some = items[start : start + at_once]
        parts = processes() if len(some) >= least else 1
        shares = (
            partial(_tell_share, tell, start / max(len(items), 1), len(some) / max(len(items), 1)) if tell else None
        )
        yield from _told(work, some, shares, between) if parts == 1 else _by_copies(work, some, parts, shares, between)


def _tell_share(tell: Callable[[float], None], before: float, share: float, done: float) -> None:
    tell(min(1.0, before + share * done))


def _by_copies(
    work: Callable[[Sequence[T]], R],
    items: Sequence[T],
    parts: int,
    tell: Callable[[float], None] | None,
    between: int,
) -> list[R]:
    share = -(-len(items) // parts)
    import multiprocessing  # noqa: PLC0415 - the same

    context = multiprocessing.get_context("fork")
    gc.freeze()  # what both have is not looked through by either, and so is not copied
    started = []
    for start in range(share, len(items), share):
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_send, args=(work, items[start : start + share], theirs), daemon=True)
        process.start()
        theirs.close()
        started.append((process, ours))
    found = _told(work, items[:share], tell, between)
    for process, ours in started:
        try:
            found.append(ours.recv())
        except EOFError:
            raise RuntimeError("a process that compared names ended before its work was done") from None
        finally:
            ours.close()
        process.join()
    gc.unfreeze()
    return found


def _told(
    work: Callable[[Sequence[T]], R], items: Sequence[T], tell: Callable[[float], None] | None, between: int
) -> list[R]:
    if tell is None:
        return [work(items)]
    found = []
    for start in range(0, len(items), between):
        found.append(work(items[start : start + between]))
        tell(min(1.0, (start + between) / len(items)))
    return found


def _send(work: Callable[[Sequence[T]], R], items: Sequence[T], to: Connection) -> None:
    import signal  # noqa: PLC0415 - the same

    gc.disable()  # a short life
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends with its copies
    to.send(work(items))
    to.close()
