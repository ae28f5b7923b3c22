"""The bell: rings after an event is committed. Listeners never change what happened."""

import logging

from django.db import transaction

_listeners = []
log = logging.getLogger(__name__)


def on(listener):
    """``listener(event)`` is called after each commit, in the thread that committed. Returns the listener."""
    _listeners.append(listener)
    return listener


def off(listener):
    """The listener is called no more."""
    _listeners.remove(listener)


def ring(event):
    """Tell everybody, once the transaction of this moment is on disk."""
    transaction.on_commit(lambda: _tell(event))


def _tell(event):
    for listener in list(_listeners):
        try:
            listener(event)
        except Exception:
            log.exception("a listener failed at %s", event.act)
