"""What is done once a night: safe to run twice, and two at once. A room that needs more adds a step to ``STEPS``."""

import time
from dataclasses import dataclass

from django.db import connection

from cairn.journey import reviewing
from cairn.notices import noticing, posting, reminding, turns
from cairn.people import secrets
from cairn.teams import offering

from . import verifying

TURN = "nightly"


@dataclass(frozen=True)
class Done:
    """One step: what it gave, how long it took, and what stood in its way ("" when nothing did)."""

    name: str
    gave: object
    seconds: float
    failed: str = ""


class Broken(Exception):
    """Something that must not change was changed, or the database is damaged."""


def integrity():
    """The database file is whole (SQLite; PostgreSQL looks after its own pages)."""
    if connection.vendor != "sqlite":
        return "left to PostgreSQL"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(5)")
        found = [row[0] for row in cursor.fetchall()]
    if found != ["ok"]:
        raise Broken("; ".join(found))
    return "whole"


def proof():
    """Every history, log and seal is as it was."""
    if not (found := verifying.walk())["whole"]:
        raise Broken("; ".join(row["broken"] for row in found["organizations"] if row["broken"]))
    return "whole"


# (name, function that takes nothing and gives a count or a word), in this order. Each is safe to do again.
STEPS = [
    ("reviews are on the calendar", reviewing.due_tonight),
    ("offers whose day is over lapse", offering.lapse),
    ("what happened is told", noticing.catch_up),
    ("what is due is told", reminding.remind),
    ("messages are sent", posting.send_due),
    ("old tries and codes are swept", secrets.sweep),
    ("the database is whole", integrity),
]


def run(say=lambda done: None, *, prove=False):
    """Every step, also when one before it failed; ``[Done]``, or None when somebody else is at it."""
    if not turns.take(TURN):
        return None
    steps = [*STEPS, ("history and seals are whole", proof)] if prove else STEPS
    found = []
    try:
        for name, step in steps:
            found.append(_do(name, step))
            say(found[-1])
    finally:
        turns.give_back(TURN, done=len(found) == len(steps))
    return found


def _do(name, step):
    began = time.monotonic()
    try:
        gave, failed = step(), ""
    except Exception as failure:
        gave, failed = None, f"{type(failure).__name__}: {failure}" if isinstance(failure, Broken) else _kind(failure)
    return Done(name, gave, round(time.monotonic() - began, 3), failed)


def _kind(failure):
    return type(failure).__name__  # the words of an error may hold what nobody should read in a log
