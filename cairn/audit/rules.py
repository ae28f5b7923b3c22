"""How an event is spelled and chained: plain values."""

import hashlib

from cairn.lib import canonical

FIELDS = ("organization_id", "seq", "act", "by_id", "by_role", "about_kind", "about_id", "subject_id", "facts")


def spelled(event):
    """The event as canonical JSON bytes (RFC 8785): ids as text, the moment in microseconds since 1970, UTC."""
    said = {name: getattr(event, name) for name in FIELDS}
    plain = {k: v if v is None or isinstance(v, (int, str)) else str(v) for k, v in said.items()}
    return canonical.dumps({**plain, "at": str(round(event.at.timestamp() * 1_000_000))})


def chained(previous, event):
    """``SHA-256(0x00 || previous || event)``, 32 bytes (design: trust, section 3)."""
    return hashlib.sha256(b"\x00" + bytes(previous) + spelled(event)).digest()
