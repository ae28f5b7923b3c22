"""One spelling for one value: JSON as in RFC 8785, so that a digest means the same everywhere."""

import hashlib
import json

import rfc8785


def dumps(value):
    """The value as canonical JSON bytes."""
    return rfc8785.dumps(value)


def digest(value):
    """SHA-256 of the canonical JSON, as 32 bytes."""
    return hashlib.sha256(dumps(value)).digest()


def loads(text):
    """The value of canonical JSON again."""
    return json.loads(text)
