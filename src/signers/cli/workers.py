"""Work on several inputs at once, in processes of their own, so that one that crashes or hangs ends only itself."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
from multiprocessing.connection import wait
from time import monotonic
from typing import TYPE_CHECKING, Any

from signers.knowledge import additions, take_over

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection

_MEMORY = 4 << 30  # bytes of addresses for one process: far more than a letter needs
_SWEEP = 0.5  # seconds between looks at the clock


class Lost(Exception):  # noqa: N818 - what happened to the input, as a sentence's part, is no error of ours
    """An input that got no answer: its process died of it, or was ended since it took too long."""


def in_processes(
    work: Callable[..., Any],
    inputs: Sequence[Callable[[], tuple[Any, ...]]],
    seconds: float,
    tell: Callable[[int, Any], None],
) -> None:
    """Tell what `work` returns for each input, with the input's number, as soon as it is there.

    An input is called for its arguments when a process is free for it, so that few are held at a time. Instead of an
    answer there is an exception where `work` raised it, and `Lost` where its process died or took more than `seconds`.
    After Ctrl-C the answers that are there are told, the processes end, and it is raised.
    """
    waiting = list(reversed(range(len(inputs))))
    workers = [_Worker(work) for _ in range(min(len(inputs), os.cpu_count() or 1))]
    try:
        while waiting or any(worker.at is not None for worker in workers):
            for worker in workers:
                if waiting and worker.at is None:
                    worker.give(waiting.pop(), inputs)
            _take_answers([worker for worker in workers if worker.at is not None], seconds, tell)
    except KeyboardInterrupt:
        for worker in workers:
            if worker.has_answer():
                tell(*worker.take())
        raise
    finally:
        for worker in workers:
            worker.end()


def _take_answers(busy: Sequence[_Worker], seconds: float, tell: Callable[[int, Any], None]) -> None:
    """Wait for the next answers, a little, and give up what takes too long."""
    ready = wait([worker.here for worker in busy], timeout=_SWEEP)
    for worker in busy:
        if worker.here in ready:
            tell(*worker.take())
        elif monotonic() - worker.since > seconds:
            tell(*worker.lose(f"it took more than {_in_words(seconds)}"))


def _in_words(seconds: float) -> str:
    return f"{seconds / 60:.0f} minutes" if seconds >= 120 else f"{seconds:g} seconds"


class _Worker:
    """A process that is given one input at a time; `at` is the number of the one it has."""

    def __init__(self, work: Callable[..., Any]) -> None:
        self._work = work
        self.at: int | None = None
        self.since = 0.0
        self._start()

    def _start(self) -> None:
        # Never a fork of the program itself, whose streams, locks and handlers a child should not have.
        ways = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in ways else "spawn")
        if "forkserver" in ways:
            multiprocessing.set_forkserver_preload([self._work.__module__, "signers.signatories"])
        self.here, there = context.Pipe()
        self._process = context.Process(  # type: ignore[attr-defined]  # typed without its processes
            target=_serve, args=(there, self._work, additions()), daemon=True
        )
        self._process.start()
        there.close()

    def give(self, at: int, inputs: Sequence[Callable[[], tuple[Any, ...]]]) -> None:
        """Hand over an input."""
        arguments = inputs[at]()
        self.at, self.since = at, monotonic()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # told when the answer does not come
            self.here.send(arguments)

    def has_answer(self) -> bool:
        """Whether an answer waits to be taken."""
        return self.at is not None and not self.here.closed and self.here.poll()

    def take(self) -> tuple[int, Any]:
        """The answer, which is there."""
        try:
            answer = self.here.recv()
        except (EOFError, ConnectionResetError):
            self._process.join(1)
            return self.lose(_end_of(self._process.exitcode))
        at, self.at = self.at, None
        assert at is not None  # noqa: S101 - for the type checker
        return at, answer

    def lose(self, why: str) -> tuple[int, Lost]:
        """Give up the input and the process that has it; the next input gets a new one."""
        self.end()
        at, self.at = self.at, None
        assert at is not None  # noqa: S101 - for the type checker
        self._start()
        return at, Lost(why)

    def end(self) -> None:
        """End the process, whatever it does."""
        self.here.close()
        self._process.kill()
        self._process.join()


def _end_of(code: int | None) -> str:
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return f"its process was ended by {signal.Signals(-code).name}"
    return "its process ended"


def _serve(connection: Connection, work: Callable[..., Any], known: dict[str, tuple[str, ...]]) -> None:
    """What a worker does until its program ends: work on one input after another, knowing what the program knows."""
    take_over(known)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C on a terminal reaches all processes; the program decides
    _limit_memory()
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            arguments = connection.recv()
            try:
                answer = work(*arguments)
            except Exception as error:  # noqa: BLE001 - it is raised, or told, on the other side
                answer = error
            connection.send(answer)


def _limit_memory() -> None:
    if sys.platform == "linux":  # elsewhere the limit is not kept, or there is none
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = _MEMORY if most == resource.RLIM_INFINITY else min(_MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))
