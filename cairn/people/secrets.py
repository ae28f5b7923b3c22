"""Secrets: argon2id over the words with a pepper, and the counts of wrong ones."""

import hmac
from datetime import timedelta

import argon2

from cairn.lib import clock, keys
from cairn.lib.words import Refused

from . import rules
from .models import Attempt, JoinCode, KnownDevice

_hasher = argon2.PasswordHasher()  # argon2id with the library's defaults (RFC 9106, low memory)
_nobody = None
TRIES_KEPT, CODES_KEPT = timedelta(days=1), timedelta(days=30)


def kept(secret):
    """What is stored for a secret."""
    return _hasher.hash(_peppered(secret))


def fits(stored, secret):
    """True when the secret is the stored one. Takes the same time when nothing is stored."""
    global _nobody
    if not stored:
        _nobody = _nobody or kept("nobody's")
    try:
        return _hasher.verify(stored or _nobody, _peppered(secret[: rules.LONGEST_SECRET + 1])) and bool(stored)
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
        return False


def _peppered(secret):
    return keys.mac(keys.derive("pepper"), secret.encode())


def buckets(account, device_index, network):
    """The counts that a try at this account falls into: the owner's own device has one of its own."""
    if device_index and KnownDevice.objects.filter(device_index=device_index, person__in=account["people"]).exists():
        return {"own device": _bucket("own device", account["name"], device_index.hex())}
    return {
        "network": _bucket("network", account["name"], network),
        "account": _bucket("account", account["name"]),
    }


def code_buckets(network):
    """The counts that a try at a code falls into."""
    return {"code": _bucket("code", network), "codes": _bucket("codes")}


def calendar_buckets(network):
    """The count that a try at a calendar's secret address falls into. A device asks by itself, so it blocks no door."""
    return {"calendar": _bucket("calendar", network)}


def form_buckets(form, network):
    """The counts that a form which anybody may send falls into."""
    return {"form": _bucket("form", form, network), "forms": _bucket("forms", form)}


def ask(counts):
    """Nothing when another try is allowed; ``Refused`` otherwise."""
    now = clock.now()
    failures = {
        kind: Attempt.objects.filter(bucket=bucket, at__gt=now - rules.LIMITS[kind][1]).count()
        for kind, bucket in counts.items()
    }
    if sentence := rules.why_not_throttled(failures):
        raise Refused(sentence)


def count(counts):
    """This try was wrong."""
    now = clock.now()
    Attempt.objects.bulk_create(Attempt(bucket=bucket, at=now) for bucket in counts.values())


def clear(counts):
    """This try was right: the count of these starts anew."""
    Attempt.objects.filter(bucket__in=list(counts.values())).delete()


def sweep():
    """Wrong tries that count no more, and codes that opened nothing for a month, are gone. Returns how many."""
    now = clock.now()
    tries, _ = Attempt.objects.filter(at__lt=now - TRIES_KEPT).delete()
    codes, _ = JoinCode.objects.filter(ends_at__lt=now - CODES_KEPT).delete()
    return tries + codes


def _bucket(kind, *parts):
    return keys.index("attempt", kind, "|".join(parts))


def same(a, b):
    """Compare without telling by time where two values part."""
    return hmac.compare_digest(bytes(a), bytes(b))
