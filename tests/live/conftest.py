"""A house with its doors open: real rows that several threads can see, and a server that really listens."""

import contextlib
import itertools
import shutil

import pytest
from django.db import connection, connections

from tests import town as towns

from .browser import Browser
from .running import Running

_numbers = itertools.count(1000)


@pytest.fixture
def ground(transactional_db, tmp_path, tmp_path_factory):
    """A database that every thread of the test sees, without rows.

    SQLite's own test database lives in memory and refuses readers while somebody writes, so each test gets a file.
    """
    if connection.vendor == "postgresql":
        yield
        return
    template = tmp_path_factory.getbasetemp() / "ground.sqlite3"
    if not template.exists():
        with contextlib.closing(connection.Database.connect(template)) as file:
            connection.connection.backup(file)
    path = shutil.copy(template, tmp_path / "house.sqlite3")
    kept, name = connection.connection, connection.settings_dict["NAME"]
    connection.connection, connection.settings_dict["NAME"] = None, str(path)
    assert connections.settings["default"] is connection.settings_dict
    try:
        yield
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = kept, name


@pytest.fixture
def town(ground):
    """Ana and Ben and the others, with rows that stay."""
    return towns.build()


@pytest.fixture
def note(town):
    """An open note of Ana and Ben."""
    return towns.draft(town)


@pytest.fixture
def house(ground):
    """A server on a port of its own. Call it for another one: a second process, as far as anybody can see."""
    with contextlib.ExitStack() as open_houses:

        def begin(**options):
            return open_houses.enter_context(Running(**options))

        yield begin


@pytest.fixture
def sit(house, town, note):
    """``sit("ana")``: Ana's browser on the note, signed in, with everything there. ``at`` names another server."""
    with contextlib.ExitStack() as browsers:
        first = []

        def come(name, *, at=None, of=None, **options):
            if at is None:
                first[:] = first or [house()]
                at = first[0]
            browser = Browser(at, town.cast[name], of or note, client=next(_numbers), **options)
            return browsers.enter_context(browser)

        yield come
