"""Identifiers made by the server."""

import os
import threading
import time
import uuid

_turn = threading.Lock()
_last = 0


def uuid7():
    """A new id whose order is the order of making (RFC 9562, version 7), so that rows of one day lie together.

    The twelve bits after the milliseconds count their parts (6.2, method 3), and in one process no id is ever made
    that is not after the one before: rows of the same moment can be read in the order in which they came.
    """
    global _last
    with _turn:
        _last = stamp = max(_last + 1, time.time_ns() * 4096 // 1_000_000)
    random = int.from_bytes(os.urandom(8), "big") & (1 << 62) - 1
    return uuid.UUID(int=(stamp >> 12) << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64 | 0b10 << 62 | random)
