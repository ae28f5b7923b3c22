"""The one thread that commits. What queued up while a commit ran goes into the next: nothing waits behind itself."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import close_old_connections

from cairn.notes import keeping
from cairn.notes.keeping import Ledger, Line, Row

MOST_ROWS = 1_000
# When many write, a commit costs the loop more than the disk: a breath in between gathers three times as many rows.
# Whoever writes alone is not kept waiting.
BREATH = 0.0015
log = logging.getLogger(__name__)


class Job(NamedTuple):
    """A row to keep; or nothing to keep, and only to be told when all before it is on disk (``row`` None).

    ``look``: read what other processes added to this log. ``done`` is called in the loop, in the order of putting.
    """

    done: Callable[["Job", list[Line]], None]
    row: Row | None = None
    look: Ledger | None = None
    about: Any = None


class Writer:
    """``start`` it with the loop that should hear; ``put`` jobs from there; ``stop`` returns when all is on disk."""

    def __init__(self, sender: str = "", append=keeping.append):
        self.sender, self._append = sender, append
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="live-writer", daemon=True)
        self._loop: Any = None

    def start(self, loop) -> None:
        self._loop = loop
        self._thread.start()

    def put(self, job: Job) -> None:
        """The job is done after all that were put before it."""
        self._jobs.put(job)

    def stop(self) -> None:
        """Blocks until everything put so far is on disk. Call it from another thread than the loop's."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        jobs: list[Job] = []
        while True:
            job = self._jobs.get()
            while job is not None:
                jobs.append(job)
                if len(jobs) >= MOST_ROWS or self._jobs.empty():
                    break
                job = self._jobs.get()
            if jobs:
                self._keep(jobs)
            if job is None:
                close_old_connections()
                return
            if len(jobs) > 1:
                time.sleep(BREATH)
            jobs = []

    def _keep(self, jobs: list[Job]) -> None:
        rows = [job.row for job in jobs if job.row is not None]
        looking = {job.look for job in jobs if job.look is not None}
        grown: dict[Ledger, list[Line]] = {}
        if rows or looking:
            try:
                grown = self._append(rows, looking=looking, sender=self.sender)
            except Exception:  # a thread that died would leave every word unsaved; so the rows stay FAILED
                log.exception("a group of %d rows was not written", len(rows))
        self._loop.call_soon_threadsafe(_tell, jobs, grown)


def _tell(jobs: list[Job], grown: dict[Ledger, list[Line]]) -> None:
    """In the loop: what others wrote first, then what became of each row."""
    for job in jobs:
        ledger = job.look or (job.row.ledger if job.row is not None else None)
        lines = grown.pop(ledger, []) if ledger is not None else []
        try:
            job.done(job, lines)
        except Exception:
            log.exception("a result was not delivered")
