"""Long work spread over the processor's cores, by processes that are copies of this one.

A copy sees all that its parent has read and surveyed, so that only what it finds need travel. Where the system cannot
make such copies safely, and for short work, everything is done in one process, with the same result.
"""

from __future__ import annotations

import gc
import marshal
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")

_MOST = 8  # processes
_REPORTS = 32  # of how far it is, while copies are at work


class Portions(NamedTuple):
    """How much is done at a time: for fewer items than `least` making copies takes longer than they save.

    They are made anew for so many items `at_once`: whatever a copy touches it holds for itself, and what it found until
    it is done.
    """

    least: int = 5_000
    at_once: int = 100_000


_NAMES = Portions()


class Parcel(NamedTuple, Generic[R]):
    """How what a copy found comes back: as tuples, lists and plain values, which travel in half the time of others."""

    pack: Callable[[R], Any]
    unpack: Callable[[Any], R]


class _Report(NamedTuple):
    """Whom to tell how far it is, and that some of the work was done `before`, of which this is a `share`."""

    tell: Callable[[float], None]
    before: float
    share: float
    items: int  # between two reports

    def done(self, part: float) -> None:
        self.tell(min(1.0, self.before + self.share * min(1.0, part)))


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
    tell: Callable[[float], None] | None = None,
    portions: Portions = _NAMES,
    parcel: Parcel[R] | None = None,
) -> Iterator[R]:
    """What `work` makes of the items, part by part, in the order of the items.

    Copies send what they found as a `parcel`, or as it is. `tell` is told from time to time which share of the items is
    done, from 0 to 1; the shares of all processes take about the same time, so that of this one stands for all.

    Raises:
        RuntimeError: a process ended before its work was done, as when memory runs out.
    """
    every = max(len(items), 1)
    for start in range(0, every, portions.at_once):
        some = items[start : start + portions.at_once]
        between = max(portions.at_once // _REPORTS, 1)
        report = _Report(tell, start / every, len(some) / every, between) if tell else None
        parts = processes() if len(some) >= portions.least else 1
        yield from _told(work, some, report) if parts == 1 else _by_copies(work, some, parts, report, parcel)


def _by_copies(
    work: Callable[[Sequence[T]], R],
    items: Sequence[T],
    parts: int,
    report: _Report | None,
    parcel: Parcel[R] | None,
) -> list[R]:
    import multiprocessing  # noqa: PLC0415 - a short list needs none of it

    share = -(-len(items) // parts)
    context = multiprocessing.get_context("fork")
    gc.freeze()  # what both have is not looked through by either, and so is not copied
    started = []
    for start in range(share, len(items), share):
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_send, args=(work, items[start : start + share], theirs, parcel), daemon=True)
        process.start()
        theirs.close()
        started.append((process, ours))
    found = _told(work, items[:share], report)
    for process, ours in started:
        try:
            found.append(_received(ours, parcel))
        except EOFError:
            raise RuntimeError("a process that compared names ended before its work was done") from None
        finally:
            ours.close()
        process.join()
    gc.unfreeze()
    return found


def _told(work: Callable[[Sequence[T]], R], items: Sequence[T], report: _Report | None) -> list[R]:
    if report is None:
        return [work(items)]
    found = []
    for start in range(0, len(items), report.items):
        found.append(work(items[start : start + report.items]))
        report.done((start + report.items) / len(items))
    return found


def _send(work: Callable[[Sequence[T]], R], items: Sequence[T], to: Connection, parcel: Parcel[R] | None) -> None:
    import signal  # noqa: PLC0415 - a short list needs none of it

    gc.disable()  # a short life
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends with its copies
    found = work(items)
    if parcel is None:
        to.send(found)
    else:
        to.send_bytes(marshal.dumps(parcel.pack(found)))
    to.close()


def _received(ours: Connection, parcel: Parcel[R] | None) -> R:
    if parcel is None:
        found: R = ours.recv()
        return found
    return parcel.unpack(marshal.loads(ours.recv_bytes()))  # noqa: S302 - from a copy of this process
