"""Letters: one waits for each person and channel, and takes in whatever else happens until it goes.

A letter goes at most once. A try is written down before it begins; one that never said how it ended (the process was
killed, the line was cut after the words were out) is not tried again. What it would have said stands in the product
anyway, and a second message on a phone that somebody else reads costs more than one that is missing.
"""

import datetime
import logging

from django.conf import settings
from django.db.models import Max

from cairn.lib import clock
from cairn.lib.db import atomic
from cairn.people import access, signing_in
from cairn.people.acts import Act

from . import mailing
from .models import Letter, Notice, Wish
from .rules import lettering, reaching

LOST_AFTER = datetime.timedelta(minutes=10)
AT_ONCE = 100
log = logging.getLogger(__name__)


def write(who, kind):
    """A letter waits on each channel that this person wishes for this kind. Part of telling; asks nobody."""
    if not who.roles:
        return
    wish = Wish.objects.filter(person_id=who.person_id).first()
    if not reaching.wants(wish.kinds if wish else None, kind):
        return
    for channel, to in reached(who, wish).items():
        if not Letter.objects.filter(person_id=who.person_id, channel=channel, done_at=None).exists():
            _put(who, wish, channel, to)


def reached(who, wish):
    """{channel: address}: where this person is written to now."""
    person = who.person
    own = {"email": wish.email, "text": wish.phone} if wish else {"email": person.email}
    addresses = {channel: to for channel, to in own.items() if to}
    chosen = wish.channels if wish else None
    open_ = reaching.channels(roles=who.roles, chosen=chosen, addresses=addresses, safe=person.safe_contact)
    return {channel: addresses[channel] for channel in open_}


def _put(who, wish, channel, to):
    now = clock.now()
    sent = Letter.objects.filter(person_id=who.person_id, channel=channel)
    quiet = (wish.quiet_from, wish.quiet_to) if wish else reaching.QUIET
    letter = Letter(
        organization_id=who.organization_id,
        person=who.person,
        key_id=who.person.key_id,
        channel=channel,
        to=to,
        made_at=now,
        not_before=reaching.not_before(now, zone=who.zone, quiet=quiet, last=sent.aggregate(at=Max("sent_at"))["at"]),
    )
    Letter.objects.bulk_create([letter], ignore_conflicts=True)


def send_due():
    """Every letter whose time has come has been tried once. Returns how many went."""
    _give_up_lost()
    due = Letter.objects.filter(done_at=None, taken_at=None, not_before__lte=clock.now())
    return sum(_send(pk) for pk in list(due.order_by("not_before").values_list("pk", flat=True)[:AT_ONCE]))


def _give_up_lost():
    """Tries that began and never said how they ended are over."""
    with atomic():
        lost = Letter.objects.filter(done_at=None, taken_at__lt=clock.now() - LOST_AFTER)
        lost.update(done_at=clock.now(), why_not="unknown")


def _send(pk):
    letter = _take(pk)
    if letter is None:
        return False
    try:
        mailing.post(letter.channel, letter.to, _words(letter), number=str(letter.pk))
    except mailing.NotSent as reason:
        _put_back(letter, reason)
        return False
    except Exception as failure:
        log.error("a message may not have gone: %s", type(failure).__name__)
        _finish(letter, why_not="unknown")
        return False
    _finish(letter, sent_at=clock.now())
    return True


@atomic
def _take(pk):
    """The letter, if it is still to be sent and nobody else is at it; the try is written down before it begins."""
    now = clock.now()
    if not Letter.objects.filter(pk=pk, done_at=None, taken_at=None).update(taken_at=now):
        return None
    letter = Letter.objects.select_related("person__organization").get(pk=pk)
    if why_not := _why_not(letter):
        _finish(letter, why_not=why_not)
        return None
    letter.tries += 1
    letter.save(update_fields=["tries"])
    return letter


def _why_not(letter):
    """The code of what changed since the letter was written, or ""."""
    who = signing_in.of(letter.person)
    wish = Wish.objects.filter(person_id=letter.person_id).first()
    if not who.roles or reached(who, wish).get(letter.channel) != letter.to:
        return "not wished"
    new = access.scope(who, Act.NOTICE_READ, Notice.objects.filter(read_at=None))
    return "" if new.exists() else "read"


def _words(letter):
    person = letter.person
    language = person.language or person.organization.language
    neutral = (person.safe_contact or {}).get("neutral_name", "")
    if letter.channel == "text":
        return "", lettering.text(language, site=settings.SITE), ""
    return (*lettering.letter(language, site=settings.SITE, neutral_name=neutral), lettering.name(neutral))


@atomic
def _put_back(letter, reason):
    at = reaching.again_at(clock.now(), letter.tries) if reason.again else None
    if at is None:
        _finish(letter, why_not=reason.code)
        return
    Letter.objects.filter(pk=letter.pk).update(taken_at=None, not_before=at, why_not=reason.code)


@atomic
def _finish(letter, **how):
    Letter.objects.filter(pk=letter.pk).update(done_at=clock.now(), **how)
