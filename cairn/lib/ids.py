"""Identifiers made by the server."""

import os
import time
import uuid


def uuid7():
    """A new id whose order is the order of making (RFC 9562, version 7), so that rows of one day lie together."""
    number = int.from_bytes(os.urandom(10), "big")
    stamp = time.time_ns() // 1_000_000
    value = stamp << 80 | 0x7 << 76 | (number >> 62 & 0xFFF) << 64 | 0b10 << 62 | number & (1 << 62) - 1
    return uuid.UUID(int=value)
