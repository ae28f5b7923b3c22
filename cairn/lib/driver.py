"""Put a SQLite without the WAL-reset fault in the place of the system's, before Django looks for one."""

import sys

import pysqlite3
import pysqlite3.dbapi2

FIXED_IN = (3, 51, 3)
BACKPORTS = {(3, 50): 7, (3, 44): 6}


def install():
    """From here on ``import sqlite3`` gives the bundled build. Call it before Django is imported."""
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def is_sound(version):
    """True when this SQLite (a tuple of three) has the WAL-reset fix: 3.51.3, or the backports 3.50.7 and 3.44.6.

    Source: https://sqlite.org/wal.html, section on the WAL-reset bug (3.7.0 to 3.51.2).
    """
    backport = BACKPORTS.get(tuple(version[:2]))
    return tuple(version) >= FIXED_IN or (backport is not None and version[2] >= backport)
