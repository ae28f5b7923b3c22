"""Everything that must be so before the first page: a sound database, its tables, its files, the example people."""

import contextlib
import io
import os

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from cairn.lib import driver
from cairn.lib.db import atomic
from cairn.papers import shipping
from cairn.people import joining
from cairn.people import reading as people
from cairn.people.roles import Role

from . import stories


class Unsound(Exception):
    """The ground does not hold: the sentence says what to do."""


def open_house():
    """The tables are those of this version, and the root key is the one that the data was written with."""
    migrate()
    people.prove_keys()


def prepare():
    """The database is sound and up to date, static files are laid out, every house has our newest papers, and the
    example people are there (if wanted)."""
    assert_sound()
    open_house()
    if os.environ.get("CAIRN_EXAMPLES", "1") != "0" and not stories.is_told():
        stories.tell()
    shipping.ship_everywhere()


def migrate():
    """Tables and static files are those of this version."""
    quiet = io.StringIO()
    with contextlib.redirect_stdout(quiet):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)


def assert_sound():
    """Nothing when the database keeps what it says it keeps; ``Unsound`` otherwise."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            return _assert_postgresql(cursor)
        cursor.execute("SELECT sqlite_version()")
        version = tuple(int(part) for part in cursor.fetchone()[0].split("."))
        if not driver.is_sound(version):
            raise Unsound(
                f"This SQLite ({'.'.join(map(str, version))}) can corrupt its log. Install the locked requirements."
            )
        wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
        for pragma, value in wanted.items():
            cursor.execute(f"PRAGMA {pragma}")
            if (found := cursor.fetchone()[0]) != value:
                raise Unsound(
                    f"SQLite must run with {pragma} = {value}, and runs with {found}. The folder "
                    f"{settings.DATA} may lie on a disk that cannot do it; choose another with CAIRN_DATA."
                )
    return None


def _assert_postgresql(cursor):
    wanted = {
        "fsync": ("on",),
        "full_page_writes": ("on",),
        "synchronous_commit": ("on", "remote_apply", "remote_write"),
    }
    for name, values in wanted.items():
        cursor.execute("SELECT current_setting(%s)", [name])
        if (found := cursor.fetchone()[0]) not in values:
            raise Unsound(
                f"PostgreSQL runs with {name} = {found}; Cairn needs {' or '.join(values)}, or words that are "
                "called saved could be lost."
            )


def found(name, *, slug, zone, administrator, email):
    """A real organization with its first administrator; returns the code with which they come in."""
    with atomic():
        house = joining.found(name, slug=slug, zone=zone)
        shipping.ship(house)
        person = joining.welcome(administrator, roles=[Role.ADMINISTRATOR], by=None, organization=house, email=email)
        return joining._code(person, by=None)
