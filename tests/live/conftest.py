"""A house with its doors open: real rows that several threads can see, and a server that really listens."""

import contextlib
import itertools

import pytest

from tests import town as towns

from .browser import Browser
from .running import Running

_numbers = itertools.count(1000)


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
