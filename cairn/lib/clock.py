"""The one clock. Everything that asks for the time asks here, so that a test can move it."""

import contextlib
import datetime
import zoneinfo

_shift = datetime.timedelta()
_stopped = None


def now():
    """The moment, aware, in UTC."""
    return _stopped or datetime.datetime.now(datetime.UTC) + _shift


def today(zone="UTC"):
    """The day it is in that zone (an IANA name)."""
    return now().astimezone(zoneinfo.ZoneInfo(zone)).date()


@contextlib.contextmanager
def moved(**delta):
    """Inside, the clock is ahead by that much (``timedelta`` arguments)."""
    global _shift
    before, _shift = _shift, _shift + datetime.timedelta(**delta)
    try:
        yield
    finally:
        _shift = before


@contextlib.contextmanager
def stopped(at):
    """Inside, it is always ``at`` (an aware datetime)."""
    global _stopped
    before, _stopped = _stopped, at
    try:
        yield
    finally:
        _stopped = before
