"""What the public page shows and asks, and how it knows a person from a machine without asking anybody else."""

import json
import uuid

from django.utils.translation import gettext

from cairn.lib import clock, ids, keys
from cairn.lib.words import Refused, _
from cairn.people import rules as people
from cairn.teams.rules import referral as rules

from .. import asking

YOUNGEST, OLDEST = 4, 24 * 3600  # seconds between opening the page and sending it
SHOWN_FOR = 3600
TOO_OLD = _("This page was open for a long time. Everything is still here; please send it again.")


def token(slug):
    """For the form: the id of the referral it may make, once, and when the page was opened."""
    data = json.dumps({"id": str(ids.uuid7()), "at": clock.now().timestamp()}).encode()
    return keys.seal_text("refer", slug, data)


def opened(post, slug):
    """The id that came with the form; ``Refused`` when it was filled by no person, or too long ago."""
    if post.get("website", "").strip():
        raise Refused(_("Please leave the last field empty, and send it again."))
    try:
        data = json.loads(keys.open_text("refer", slug, post.get("token", "")))
    except (keys.CannotOpen, ValueError):
        raise Refused(TOO_OLD) from None
    age = clock.now().timestamp() - data["at"]
    if age > OLDEST:
        raise Refused(TOO_OLD)
    if age < YOUNGEST:
        raise Refused(_("That was very quick. Please look it over once more, and send it again."))
    return uuid.UUID(data["id"])


def kept_token(post, slug):
    """The same token again while it is good, so that sending once more is still one referral; else a fresh one."""
    try:
        data = json.loads(keys.open_text("refer", slug, post.get("token", "")))
        return post["token"] if clock.now().timestamp() - data["at"] <= OLDEST else token(slug)
    except (keys.CannotOpen, ValueError):
        return token(slug)


def put_by(slug, reference):
    """The reference for the address of the next page, as text that only this server opens, for an hour."""
    data = json.dumps({"code": reference, "until": clock.now().timestamp() + SHOWN_FOR}).encode()
    return keys.seal_text("received", slug, data)


def taken_up(text, slug):
    """The reference again; "" when it was too long ago."""
    try:
        data = json.loads(keys.open_text("received", slug, text))
    except (keys.CannotOpen, ValueError):
        return ""
    return data["code"] if data["until"] >= clock.now().timestamp() else ""


def reach(safe, phone):
    """How to reach them, as they said it, in one line; where to look when they said nothing."""
    lines = asking.safe_lines(people.reach(safe), phone)
    return " · ".join(f"{term}: {words}" for term, words in lines) or gettext("See what their referral says.")


def values(said):
    """What the form shows, with what was typed."""
    referrers = {code: words for code, words in rules.REFERRERS.items() if code != "staff"}
    return {
        "said": said,
        "ask": asking.choices(),
        "own": False,
        "referrers": [{"value": code, "label": words} for code, words in asking.named(referrers)],
        "urgencies": [{"value": code, "label": words} for code, words in asking.named(rules.URGENCY)],
    }
