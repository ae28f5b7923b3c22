"""The hand in the serving process: tells and sends as things happen, and does the nightly chores."""

import datetime
import logging
import threading

from django.db import close_old_connections, connection

from cairn.audit import bell
from cairn.lib import clock
from cairn.notices import noticing, posting, turns
from cairn.notices.rules.telling import TELLS

from . import nightly

EVERY = 60.0  # seconds between looks when nothing rings
PAUSE = 0.5  # after the bell, so that what comes together is told together
log = logging.getLogger(__name__)


class Worker:
    """One thread. ``start`` and ``stop`` once each; ``hour``: of the nightly chores (UTC), None for none."""

    def __init__(self, *, hour=None):
        self.hour = hour
        self._rung, self._over = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._work, name="worker", daemon=True)

    def start(self):
        """It listens, and looks once at what happened before."""
        bell.on(self.hear)
        self._rung.set()
        self._thread.start()

    def stop(self):
        """It ends after what it is at."""
        bell.off(self.hear)
        self._over.set()
        self._rung.set()
        self._thread.join(timeout=20)

    def hear(self, event):
        """Something was committed that somebody may want to know."""
        if event.act in TELLS:
            self._rung.set()

    def _work(self):
        while not self._over.is_set():
            if self._rung.wait(EVERY) and self._over.wait(PAUSE):
                break
            self._rung.clear()
            self.look()
        connection.close()

    def look(self):
        """Tell, send, and do the night's chores when their hour has come. A failure is logged and tried again."""
        try:
            close_old_connections()
            noticing.catch_up()
            posting.send_due()
            if self.is_night():
                for done in nightly.run() or ():
                    if done.failed:
                        log.error("nightly: %s failed: %s", done.name, done.failed)
        except Exception as failure:
            log.error("the worker stumbled: %s", type(failure).__name__)

    def is_night(self):
        """True when the hour of this day has come and its chores are not done."""
        if self.hour is None:
            return False
        now = clock.now()
        due = now.replace(hour=self.hour, minute=0, second=0, microsecond=0)
        due -= datetime.timedelta(days=now < due)
        last = turns.done_at(nightly.TURN)
        return last is None or last < due
