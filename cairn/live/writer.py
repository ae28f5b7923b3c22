"""The one thread that commits. What queued up while a commit ran goes into the next: nothing waits behind itself."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import close_old_connections

from cairn.notes import keeping
from cairn.notes.keeping import Ledger, Row
from cairn.notes.lines import Line

MOST_ROWS = 1_000
# When many write, a commit costs the loop more than the disk: a breath in between gathers more rows.
# Whoever writes alone is not kept waiting.
BREATH = 0.001
log = logging.getLogger(__name__)


class Job(NamedTuple):
    """A row to keep; or none, and only to be told when all before it is on disk.

    ``done`` is called in the loop, in the order of putting, with what other processes added to the log meanwhile.
    """

    done: Callable[["Job", list[Line]], None]
    row: Row | None = None
    about: Any = None


class Writer:
    """``start`` it with the loop that should hear; ``put`` jobs from there; ``close`` it, and ``join``."""

    def __init__(self, sender: str = "", append=keeping.append):
        self.sender, self._append = sender, append
        self._gathered: list[Job] = []
        self._jobs: queue.SimpleQueue[list[Job] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="live-writer", daemon=True)
        self._loop: Any = None

    def start(self, loop) -> None:
        """The thread runs."""
        self._loop = loop
        self._thread.start()

    def put(self, job: Job) -> None:
        """The job is done after all that were put before it. The thread is woken when the loop has sent what it had."""
        self._gathered.append(job)
        if len(self._gathered) == 1:
            self._loop.call_soon(self._hand_over)

    def close(self) -> None:
        """Nothing is put any more. From the loop."""
        self._hand_over()
        self._jobs.put(None)

    def join(self) -> None:
        """Blocks until all that was put is on disk. From another thread than the loop's."""
        self._thread.join()

    def _hand_over(self) -> None:
        jobs, self._gathered = self._gathered, []
        if jobs:
            self._jobs.put(jobs)

    def _run(self) -> None:
        while (jobs := self._jobs.get()) is not None:
            while len(jobs) < MOST_ROWS and not self._jobs.empty():
                more = self._jobs.get()
                if more is None:
                    self._jobs.put(None)  # stops after what is at hand
                    break
                jobs += more
            self._keep(jobs)
            if len(jobs) > 1:
                time.sleep(BREATH)
        close_old_connections()

    def _keep(self, jobs: list[Job]) -> None:
        rows = [job.row for job in jobs if job.row is not None]
        grown: dict[Ledger, list[Line]] = {}
        if rows:
            try:
                grown = self._append(rows, sender=self.sender)
            except Exception:  # a thread that died would leave every word unsaved; so the rows stay FAILED
                log.exception("a group of %d rows was not written", len(rows))
        self._loop.call_soon_threadsafe(_tell, jobs, grown)


def _tell(jobs: list[Job], grown: dict[Ledger, list[Line]]) -> None:
    """In the loop: what others wrote first, then what became of each row."""
    for job in jobs:
        lines = grown.pop(job.row.ledger, []) if job.row is not None else []
        try:
            job.done(job, lines)
        except Exception:
            log.exception("a result was not delivered")
