"""Every page of every role, on a phone and at a desk: nobody is kept out, nothing complains or runs off the side."""

import pytest

from tests.stories.steps import is_saved, sign_in

TOUR = {
    "Avery Moss": (
        "/", "/people", "/people/{way}", "/people/{way}/team", "/people/{way}/about", "/people/{way}/code",
        "/people/{way}/meetings/new?how=plan", "/people/{way}/meetings/new?how=now", "/people/{way}/short",
        "/meetings/{planned}", "/meetings/{planned}/times", "/notes/{note}/writing", "/notes/{note}", "/notes/{sealed}",
        "/notes/{sealed}/print", "/notes/{sealed}/amendments", "/notes/{note}/handover", "/mine/account",
    ),
    "Jordan Rivera": (
        "/", "/mine/notes", "/mine/team", "/mine/history", "/mine/account", "/notes/{note}/writing", "/notes/{sealed}",
        "/notes/{sealed}/amendments", "/meetings/{planned}",
    ),
    "Sam Kowalski": (
        "/", "/people", "/people/new", "/people/{way}", "/people/{way}/team", "/people/{way}/history", "/notes/{sealed}",
    ),
    "Robin Achterberg": ("/", "/house", "/house/welcome", "/house/people/{avery}", "/house/programs/new", "/house/history"),
    "Noor Haddad": ("/", "/house", "/house/history"),
}  # fmt: skip
SIGNED_OUT = ("/", "/sign-in", "/join", "/join/AAAA-AAAA")
RUNS_OFF = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def shared(pattern, tmp_path_factory):
    """One house for the whole tour, with the ids of what it visits."""
    from tests.stories.house import House

    house = House(tmp_path_factory.mktemp("tour") / "house", pattern)
    house.start()
    yield house, house.scene("rich")
    house.stop()


def visit(page, url, name, axe, look):
    """One page is opened, looked at and checked."""
    page.goto(url)
    if url.endswith("/writing"):
        is_saved(page)
    axe(page)
    assert page.evaluate(RUNS_OFF) <= 0, f"{url} runs off the side"
    look(page, name)


@pytest.mark.parametrize("device", ["phone", "desk"])
@pytest.mark.parametrize("name", TOUR)
def test_every_page_of(name, device, shared, person, axe, look):
    house, places = shared
    visitor = person(name, device)
    page = sign_in(visitor, house, name)
    for path in TOUR[name]:
        slug = path.format(**dict.fromkeys(places, "x")).strip("/").replace("/", "-").replace("?", "-") or "home"
        visit(page, house.url + path.format(**places), f"tour-{device}-{name.split()[0].lower()}-{slug}", axe, look)


@pytest.mark.parametrize("device", ["phone", "desk"])
def test_every_page_without_a_sign_in(device, shared, person, axe, look):
    house, _ = shared
    visitor = person("Nobody", device)
    visitor.expect(r"40[0-9]|422")
    for path in (*SIGNED_OUT, "/nothing/here"):
        slug = path.strip("/").replace("/", "-") or "front"
        visit(visitor.page, house.url + path, f"tour-{device}-nobody-{slug}", axe, look)


@pytest.mark.parametrize("look_", ["dark", "spanish", "wide text"])
def test_pages_in_another_light(look_, shared, person, axe, look):
    house, places = shared
    options = {
        "dark": {"color_scheme": "dark"}, "spanish": {"locale": "es-MX"},
        "wide text": {"viewport": {"width": 320, "height": 256}},     # 1280 x 1024 at 400 % zoom
    }[look_]  # fmt: skip
    visitor = person("Jordan", "phone", **options)
    if look_ == "spanish":
        visitor.page.goto(f"{house.url}/sign-in")
    page = sign_in(visitor, house, "Jordan Rivera")
    for path in ("/", "/mine/notes", "/notes/{note}/writing", "/notes/{sealed}"):
        slug = path.format(**dict.fromkeys(places, "x")).strip("/").replace("/", "-") or "home"
        visit(page, house.url + path.format(**places), f"tour-{look_.replace(' ', '-')}-{slug}", axe, look)
