"""Where somebody stands with a form: nothing yet, under way, signed, due again, run out, taken back."""

import calendar
import datetime
from dataclasses import dataclass

from .life import Kind, State

DUE_AHEAD = datetime.timedelta(days=30)  # a renewal is asked for this long before the paper runs out
MISSING, DRAFT, WAITING, SIGNED, DUE, EXPIRED, REVOKED = (
    "missing", "draft", "waiting", "signed", "due", "expired", "revoked",
)  # fmt: skip
BEST_FIRST = (SIGNED, DUE, WAITING, DRAFT, EXPIRED, REVOKED, MISSING)


@dataclass(frozen=True)
class Fact:
    """One paper of a form, as far as its standing needs."""

    pk: object
    state: str
    number: int = 1  # of the version it was filled in
    closed_on: datetime.date | None = None
    renew_on: datetime.date | None = None  # the last day on which it holds
    review_on: datetime.date | None = None
    is_revoked: bool = False


@dataclass(frozen=True)
class Stand:
    """What the facts come to. ``paper`` is the one that counts, ``open`` one that is under way."""

    state: str
    paper: object = None
    open: object = None
    signed_on: datetime.date | None = None
    due_on: datetime.date | None = None
    number: int = 0
    asks_again: bool = False
    declined_on: datetime.date | None = None
    looked_for: datetime.date | None = None


def stand(kind, facts, *, asked, today, since=None):
    """The standing of one form. ``facts``: its papers, the oldest first. ``asked``: {version number: day on which it
    asked everybody to sign anew}. ``since``: a day since which this one is to be looked at again, as it was then.

    Of several permissions the best counts; of everything else the last one that was signed.
    """
    under_way = next((f for f in reversed(facts) if f.state in (State.DRAFT, State.WAITING)), None)
    signed = [f for f in facts if f.state == State.SIGNED]
    stands = [_of(f, asked, today, since) for f in signed]
    if stands:
        best = min(reversed(stands), key=lambda s: BEST_FIRST.index(s.state)) if kind == Kind.CONSENT else stands[-1]
        if best.state not in (EXPIRED, REVOKED) or under_way is None:
            return _with(best, open=under_way and under_way.pk)
    if under_way is not None:
        state = WAITING if under_way.state == State.WAITING else DRAFT
        return Stand(state, under_way.pk, under_way.pk, number=under_way.number)
    declined = next((f for f in reversed(facts) if f.state == State.DECLINED), None)
    return Stand(MISSING, declined_on=declined and declined.closed_on)


def _with(stand, **more):
    return Stand(**{**stand.__dict__, **more})


def _of(fact, asked, today, since):
    """The standing of one signed paper."""
    again = min((day for number, day in asked.items() if number > fact.number), default=None)
    since = since if since and fact.closed_on and fact.closed_on < since else None
    days = [day for day in (fact.renew_on, fact.review_on, again, since) if day is not None]
    state = _state(fact, again or since, today)
    return Stand(
        state,
        fact.pk,
        signed_on=fact.closed_on,
        due_on=min(days, default=None),
        number=fact.number,
        asks_again=again is not None,
        looked_for=since,
    )


def _state(fact, again, today):
    if fact.is_revoked:
        return REVOKED
    if fact.renew_on is not None and today > fact.renew_on:
        return EXPIRED
    if again is not None or (fact.review_on is not None and today >= fact.review_on):
        return DUE
    if fact.renew_on is not None and today >= fact.renew_on - DUE_AHEAD:
        return DUE
    return SIGNED


def look_on(day, *, months, days):
    """When a living plan of that day is looked at again: as its text says, or sooner where the program's clock does."""
    if not months:
        return None
    return min(after_months(day, months), day + datetime.timedelta(days=days))


def after_months(day, months):
    """That day so many months later; the last of the month where the month is shorter. None for no months."""
    if not months:
        return None
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))
