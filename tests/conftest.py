"""What every test stands on: a data folder and root key of its own, the database the environment names, and Django."""

import contextlib
import copy
import os
import shutil
import tempfile
from pathlib import Path

# Before Django is imported: the settings read the environment once, and must not find the developer's own data.
FOLDER = Path(tempfile.mkdtemp(prefix="cairn-tests-"))
os.environ["CAIRN_DATA"] = str(FOLDER / "data")
os.environ["DJANGO_SETTINGS_MODULE"] = "cairn.config.settings"
for name in (
    "CAIRN_ROOT_KEY",
    "CAIRN_HOSTS",
    "CAIRN_HTTPS",
    "CAIRN_ADDRESS",
    "CAIRN_SMTP_URL",
    "CAIRN_SMS_URL",
    "PORT",
):
    os.environ.pop(name, None)

import django
import hypothesis
import pytest
from django.conf import settings

# Pages are tested without laying out the static files; the stories and the command's own tests do that for real.
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
django.setup()

from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

STORIES = Path(__file__).parent / "stories"
DATABASE = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
    "live_server",
    "told",
}
# What opens, closes and marks a transaction is not a question to the database.
CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
_towns = {}  # {database: (the town, its rows)}, once it was built there

# No deadlines: the machine may be busy, and slow is not wrong.
calm = {"deadline": None, "print_blob": True, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("fast", max_examples=50, **calm)
hypothesis.settings.register_profile("long", max_examples=500, **calm)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


def pytest_addoption(parser):
    parser.addoption("--short", action="store_true", help="the short form of long proofs")
    parser.addoption("--database-only", action="store_true", help="only the tests that touch the database")


def pytest_unconfigure(config):
    shutil.rmtree(FOLDER, ignore_errors=True)


def pytest_itemcollected(item):
    """Stories are marked by their folder (here, so that ``-m`` sees the mark)."""
    if STORIES in item.path.parents:
        item.add_marker(pytest.mark.browser)


@pytest.hookimpl(trylast=True)  # after pytest-django has put them in order
def pytest_collection_modifyitems(config, items):
    """What belongs to the other database is left to its own run."""
    here = [item for item in items if belongs(item, config)]
    if away := [item for item in items if item not in set(here)]:
        config.hook.pytest_deselected(items=away)
        items[:] = here


def belongs(item, config):
    """True when the test has something to say about the database of this run."""
    if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
        return False
    touches = item.get_closest_marker("django_db") or DATABASE.intersection(getattr(item, "fixturenames", ()))
    return bool(touches or item.get_closest_marker("postgres") or not config.getoption("--database-only"))


@pytest.fixture
def queries():
    """``with queries() as asked: ...`` and ``asked`` is then the list of what the database was really asked."""

    @contextlib.contextmanager
    def listen():
        asked = []
        with CaptureQueriesContext(connection) as captured:
            yield asked
        asked += [query["sql"] for query in captured if not query["sql"].lstrip().upper().startswith(CONTROL)]

    return listen


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
def town(db):
    """The people of every test (tests/town.py), fresh: built once, then laid down again from its rows."""
    from tests import pressed  # after Django is set up
    from tests import town as people

    here = connection.settings_dict["NAME"]
    if here not in _towns:
        built = people.build()
        _towns[here] = copy.deepcopy(built), pressed.take()
        return built
    built, rows = _towns[here]
    pressed.lay(rows)
    return copy.deepcopy(built)


@pytest.fixture(scope="session", autouse=True)
def quick_hashing():
    """Secrets are kept with the cheapest argon2: what is slow on purpose would be most of the suite."""
    import argon2

    from cairn.people import secrets

    kept, secrets._hasher = secrets._hasher, argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    yield
    secrets._hasher = kept
