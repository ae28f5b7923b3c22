"""How a row of the log is chained to the one before: plain values."""

import hashlib
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(at: datetime) -> int:
    """A moment as whole microseconds since 1970, UTC: one spelling on every database."""
    return (at - EPOCH) // timedelta(microseconds=1)


def link(previous: bytes, note: str, seq: int, section: int, person: str, at: int, stored: bytes) -> bytes:
    """``SHA-256(0x00 || previous || header || what is stored)``. The chain is over ciphertext: walking it needs no key.

    ``at`` is in microseconds. The header is canonical JSON as it stands: ids in lower case and whole numbers have one
    spelling only.
    """
    header = f'["{note}",{seq},{section},"{person}",{at}]'
    return hashlib.sha256(b"\x00" + previous + header.encode() + stored).digest()


def bound(note: str, seq: int) -> bytes:
    """Where an update stands; its ciphertext opens nowhere else."""
    return f"notes_entry|update|{note}|{seq}".encode()


def bound_late(late: str) -> bytes:
    """The same for late words."""
    return f"notes_latewords|update|{late}".encode()
