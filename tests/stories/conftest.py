"""What a story needs: a house with a real server, people at browsers, and an eye for what a page does wrong."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from scripts import frontend, machine
from tests.stories.house import House, prepared
from tests.stories.visitor import Visitor
from tests.stories.wire import Wire

QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def chromium():
    """The machine's own Chromium, without a window."""
    program = machine.chromium()
    assert program, f"The stories need Chromium. On Debian:  {machine.apt('chromium')}"
    # Playwright's own Node asks for a library that a bare Debian lacks; the one we test the editor with does not.
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(frontend.node()[0] / "node"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pattern(tmp_path_factory):
    """A data folder with the example people, prepared once and copied for every house."""
    return prepared(tmp_path_factory.mktemp("pattern"))


@pytest.fixture
def house(pattern, tmp_path):
    """A running house with fresh example people: ``house.url``, ``kill()``, ``start()``, ``people()``."""
    house = House(tmp_path / "house", pattern)
    yield house.start()
    house.stop()


@pytest.fixture
def wire(house):
    """A wire to the house that can be cut: open pages at ``wire.url`` instead of ``house.url``."""
    wire = Wire(house.port)
    yield wire
    wire.close()


@pytest.fixture
def person(chromium, request):
    """``person("Avery", "desk")`` sits down at a browser of their own; in the end no page may have complained."""
    for outlasting in ("house", "wire"):  # people leave before the house closes, in whatever order a story names them
        if outlasting in request.fixturenames:
            request.getfixturevalue(outlasting)
    people = []

    def sit_down(name, device="phone", **options):
        people.append(Visitor(chromium, name, device, **options))
        return people[-1]

    yield sit_down
    complaints = {visitor.name: said for visitor in people if (said := visitor.unexpected())}
    for visitor in people:
        visitor.leave()
    assert complaints == {}


@pytest.fixture
def look():
    """``look(page, "timeline-phone")`` keeps a picture where CAIRN_SHOTS names a folder."""
    folder = os.environ.get("CAIRN_SHOTS")

    def take(page, name, **how):
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder, f"{name}.png"), **how)

    return take


@pytest.fixture
def axe():
    """``axe(page)`` finds nothing that would keep somebody out of this page."""

    def check(page):
        found = Axe().run(page).response["violations"]
        words = [f"{each['id']}: {each['help']} ({where(each)})" for each in found]
        assert not words, "\n".join([page.url, *words])

    return check


def where(violation):
    """The first places of an accessibility finding, as selectors."""
    return "; ".join(str(node["target"]) for node in violation["nodes"][:3])
