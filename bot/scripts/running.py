"""Runs what the check has to do on several forked workers, so that a large set is checked in seconds."""

import contextlib
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from multiprocessing.sharedctypes import Synchronized

from bot.scripts.problem import Problem

Job = Callable[[], list[Problem]]
Done = dict[int, list[Problem]]  # {number of the job: what it found}


class Workers:
    """Takes jobs from one list, in order: forked workers at once, this process when it has time.

    Forking hands everything over without copying; only what was found travels back. A process with threads
    must not fork and asks for one process. What a worker that dies leaves undone is done here.
    """

    def __init__(self, jobs: Sequence[Job], processes: int) -> None:
        self._jobs = jobs
        self._workers: list[tuple[ForkProcess, Connection]] = []
        self._next: Synchronized[int] | None = None
        if processes < 2 or len(jobs) < 2:
            return
        context = multiprocessing.get_context("fork")
        self._next = context.Value("i", 0)
        for _ in range(processes - 1):
            here, there = context.Pipe(duplex=False)
            worker = context.Process(target=self._serve, args=(there,), daemon=True)
            worker.start()
            there.close()
            self._workers.append((worker, here))

    def finish(self) -> Iterator[Problem]:
        """Return what all jobs found, in the order of the jobs."""
        done = self._take()
        for worker, here in self._workers:
            with contextlib.suppress(EOFError):
                done.update(here.recv())
            worker.join()
            here.close()
        for number, job in enumerate(self._jobs):
            yield from done[number] if number in done else job()

    def _serve(self, there: Connection) -> None:
        there.send(self._take())
        there.close()

    def _take(self) -> Done:
        """Do jobs that nobody has taken yet, until there are none."""
        done: Done = {}
        while self._next is not None:
            with self._next.get_lock():
                number = self._next.value
                self._next.value += 1
            if number >= len(self._jobs):
                break
            done[number] = self._jobs[number]()
        return done
