"""Decisions about coming in, on plain values."""

import datetime
import zoneinfo
from datetime import timedelta
from itertools import pairwise

from cairn.lib.words import _

CODE_LASTS = timedelta(minutes=30)
IDLE = timedelta(minutes=30)  # without a sign of life the page asks again
LONGEST = timedelta(hours=12)
PROOF_LASTS = timedelta(minutes=10)
HANDLE_LENGTH, PASSPHRASE_LENGTH, PIN_LENGTH = 40, 15, 6
LONGEST_SECRET = 200
NAME_LENGTH, PRONOUNS_LENGTH = 120, 40
MOST_LINES = 8  # lines for a crisis

# What a person (or somebody who refers them) says about reaching them safely. Nothing said: nobody is written to.
SAFE_CONTACT = {
    "channels": [],  # of CHANNELS, the best first
    "hours": "",  # in their words: "weekdays after 4"
    "leave_no_message": True,
    "email": "",  # where to write to; nobody signs in with it
    "neutral_name": "",  # under which name to call or write, so that nobody beside them learns what this is
    "words": "",  # anything else that keeps them safe
}
CHANNELS = {
    "call": _("Phone call"),
    "text": _("Text message"),
    "email": _("E-mail"),
    "letter": _("Letter"),
    "person": _("In person, or through somebody they trust"),
}

# How many wrong secrets within which time; the owner's own devices have a count of their own (design: trust, 5).
LIMITS = {
    "own device": (10, timedelta(minutes=15)),
    "network": (8, timedelta(minutes=15)),
    "account": (40, timedelta(hours=1)),
    "code": (10, timedelta(minutes=15)),
    "codes": (300, timedelta(minutes=15)),
    "calendar": (30, timedelta(minutes=15)),
    "form": (12, timedelta(hours=1)),  # forms that anybody may send, from one network
    "forms": (400, timedelta(hours=1)),
}
FEWEST_DIGITS, REACH_WORDS, FIRST_BIRTH = 7, 500, datetime.date(1900, 1, 1)

_COMMON = (
    "123456",
    "password",
    "passphrase",
    "qwerty",
    "letmein",
    "iloveyou",
    "welcome",
    "abcdef",
    "sunshine",
    "football",
)


def why_not_pin(pin):
    """The sentence to read, or "" when this PIN may be used."""
    if not pin.isdigit() or len(pin) < PIN_LENGTH:
        return _("A PIN needs six digits or more.")
    if _is_run(pin) or len(set(pin)) < 3:
        return _("That PIN is easy to guess. Please choose digits that do not repeat or count up.")
    return ""


def why_not_passphrase(words):
    """The sentence to read, or "" when this passphrase may be used. Length is all that is asked; no odd signs."""
    if len(words) > LONGEST_SECRET:
        return _("That passphrase is too long. Two hundred letters are enough.")
    if len(words) < PASSPHRASE_LENGTH:
        return _(
            "A passphrase needs fifteen letters or more. Four or five words that only you would put together are good."
        )
    folded = words.casefold()
    if len(set(folded)) < 5 or any(folded.replace(c, "").strip() == "" for c in _COMMON):
        return _("That passphrase is easy to guess. Please use a few more words.")
    return ""


def why_not_secret(secret):
    """For a participant: a PIN when it is all digits, else a passphrase of eight letters or more."""
    if secret.isdigit():
        return why_not_pin(secret)
    if len(secret) > LONGEST_SECRET:
        return why_not_passphrase(secret)
    if len(secret) < 8:
        return _("Please use a PIN of six digits or more, or a passphrase of eight letters or more.")
    if len(set(secret.casefold())) < 4 or secret.casefold() in _COMMON:
        return _("That one is easy to guess. Please choose another.")
    return ""


def why_not_handle(name):
    """The sentence to read, or "" when somebody may sign in under this name."""
    name = " ".join(name.split())
    if len(name) < 3:
        return _("Please choose a name of three letters or more to sign in with. It can be any name.")
    if len(name) > HANDLE_LENGTH:
        return _("That name is a little long. Forty letters are enough.")
    return ""


def why_not_said(said):
    """``(sentence, field)``: what stands in the way of saying this about a person, or ("", "")."""
    if len(said.get("pronouns", "")) > PRONOUNS_LENGTH:
        return _("Those pronouns are a little long. Forty letters are enough."), "pronouns"
    if len(said.get("legal_name", "")) > NAME_LENGTH:
        return _("That name is very long. Please use up to 120 letters."), "legal_name"
    if said.get("zone") and said["zone"] not in zoneinfo.available_timezones():
        return _("That time zone is not known here."), "zone"
    if "languages" in said and not said["languages"]:
        return _("Please choose at least one language."), "languages"
    return "", ""


def why_not_crisis_lines(lines):
    """The sentence to read, or "" when these lines may stand on the pages of participants."""
    if not lines:
        return _("Please leave at least one line. Somebody may need it tonight.")
    if len(lines) > MOST_LINES:
        return _("That is more than somebody can choose from in a hard moment. Please keep eight or fewer.")
    for line in lines:
        if not line["label"] or not line["tel"]:
            return _("Each line needs a name and a number.")
        if not _dials(line["tel"]):
            return _("A number holds digits, and + * # or spaces between them. Nothing else can be dialed.")
        if len(line["label"]) > 60 or len(line["text"]) > 160:
            return _("Please keep the name and the words of each line short, so that they can be read at one look.")
    return ""


def _dials(number):
    return len(number) <= 24 and any(map(str.isdigit, number)) and all(c.isdigit() or c in "+*#-() ." for c in number)


def reach(said):
    """What was said about reaching somebody, with every part of ``SAFE_CONTACT`` and only ways that there are."""
    kept = {**SAFE_CONTACT, **{name: said[name] for name in SAFE_CONTACT if name in said}}
    words = {name: kept[name].strip() for name in ("hours", "neutral_name", "email", "words")}
    chosen = [c for c in CHANNELS if c in kept["channels"]]
    first = [c for c in chosen if c == said.get("first")]
    ordered = first + [c for c in chosen if c not in first]
    return {**words, "channels": ordered, "leave_no_message": bool(kept["leave_no_message"])}


def why_not_reach(said, *, today):
    """``(sentence, field)``: what stands in the way of keeping this about reaching somebody, or ("", "").

    ``said``: phone, born_on (an ISO day or ""), safe (as ``reach`` gives it).
    """
    safe, phone = said.get("safe") or {}, said.get("phone", "")
    if phone and (sum(c.isdigit() for c in phone) < FEWEST_DIGITS or len(phone) > 40):
        return _("That phone number looks too short or too long. Please give it with the area code."), "phone"
    if (address := safe.get("email", "")) and ("@" not in address[1:-1] or len(address) > 200 or " " in address):
        return _("That e-mail address looks incomplete."), "email"
    for field, name in (("hours", "safe_hours"), ("neutral_name", "neutral_name"), ("words", "safe_words")):
        if len(safe.get(field, "")) > REACH_WORDS:
            return _("That is a little long. Five hundred letters are enough."), name
    try:
        born = datetime.date.fromisoformat(said.get("born_on") or today.isoformat())
    except ValueError:
        return _("Please give the day of birth like 1990-05-24, or leave it empty."), "born_on"
    if not FIRST_BIRTH <= born <= today:
        return _("That day of birth cannot be. Please check the year."), "born_on"
    return "", ""


def why_not_throttled(failures):
    """``failures``: {bucket kind: how many lately}. The sentence to read, or ""."""
    if any(failures.get(kind, 0) >= LIMITS[kind][0] for kind in ("form", "forms")):
        return _("Many of these came in a short time, so this waits for an hour. What you typed is still here.")
    if any(count >= LIMITS[kind][0] for kind, count in failures.items()):
        return _(
            "That was wrong a few times in a row, so this waits for fifteen minutes. A device on which you "
            "signed in before still works, and your supporter can make you a new code when you meet."
        )
    return ""


def has_expired(sign_in, now):
    """True when a sign-in (``seen_at``, ``started_at``) is over: idle for half an hour, or twelve hours old."""
    return now - sign_in.seen_at > IDLE or now - sign_in.started_at > LONGEST


def is_proved(sign_in, now):
    """True when the secret was given lately enough for a signature."""
    return now - sign_in.proved_at <= PROOF_LASTS


def _is_run(pin):
    return {(int(b) - int(a)) % 10 for a, b in pairwise(pin)} in ({1}, {9}, {0})
