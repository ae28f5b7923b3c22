"""Every page of every role, on a phone and at a desk: nobody is kept out, nothing complains or runs off the side."""

import pytest

from tests.stories.steps import is_saved, sign_in

HOUSE = "/house/papers"
DRAFT = f"{HOUSE}/drafts/{{next}}"
WAY = "/people/{way}"
PAPER = ("/papers/{paper}/filling", "/papers/{paper}/reading", "/papers/{signed}", "/papers/{signed}/print",
         "/papers/{plan}", "/consents/{consent}")  # fmt: skip
TOUR = {
    "Avery Moss": (
        "/", "/people", WAY, f"{WAY}/team", f"{WAY}/about", f"{WAY}/code",
        f"{WAY}/meetings/new?how=plan", f"{WAY}/meetings/new?how=now", f"{WAY}/short",
        "/meetings/{planned}", "/meetings/{planned}/times", "/notes/{note}/writing", "/notes/{note}", "/notes/{sealed}",
        "/notes/{sealed}/print", "/notes/{sealed}/amendments", "/notes/{note}/handover", "/mine/account",
        f"{WAY}/way", f"{WAY}/way/beginning", f"{WAY}/way/reviews", f"{WAY}/way/pause", f"{WAY}/way/leaving",
        f"{WAY}/way/leaving/end", f"{WAY}/way/leaving/code", f"{WAY}/way/decision", "/reviews/{held}", "/reviews/{review}",
        "/decisions/{decision}", "/path", "/path/reviews", "/my-work",
        f"{WAY}/papers", f"{WAY}/consents", f"{WAY}/releases/new", f"{WAY}/card", *PAPER, "/papers/{paper}/handover",
        "/desk/papers", "/desk/notes", "/mine/concerns", "/mine/concerns/new", f"{WAY}/serious", "/serious/{serious}",
        "/notices", "/mine/notices", "/manual", "/texts/tiers",
    ),
    "Jordan Rivera": (
        "/", "/mine/notes", "/mine/team", "/mine/history", "/mine/account", "/notes/{note}/writing", "/notes/{sealed}",
        "/notes/{sealed}/amendments", "/meetings/{planned}", "/mine/way", "/mine/way/beginning", "/mine/way/reviews",
        "/mine/way/pause", "/mine/way/leaving", "/mine/way/leaving/end", "/mine/way/leaving/code", "/mine/way/keepsake",
        "/reviews/{held}", "/reviews/{review}", "/decisions/{decision}", "/mine/supporter", "/mine/papers",
        "/mine/consents", "/mine/card", *PAPER, "/mine/concerns", "/mine/concerns/{own}", "/mine/concerns/new",
        "/notices", "/mine/notices", "/mine/manual", "/texts/tiers",
    ),
    "Deshawn Carter": ("/", "/mine/way", "/mine/way/leaving", "/mine/way/survey", "/mine/way/leaving/end"),
    "Mei Tanaka": ("/", "/mine/way", "/mine/way/return", "/mine/way/leaving", "/mine/way/keepsake", "/mine/papers"),
    "Tomasz Wiśniewski": ("/", "/mine/way", "/mine/papers", "/mine/supporter"),
    "Sam Kowalski": (
        "/", "/people", "/people/new", WAY, f"{WAY}/team", f"{WAY}/history", "/notes/{sealed}",
        f"{WAY}/way", f"{WAY}/match", f"{WAY}/papers", "/people/{Deshawn}/way", "/people/{Deshawn}/way/leaving",
        "/people/{Mei}/way", "/people/{Tomasz}/way", "/referrals", "/referrals/new", "/referrals/{referral}",
        "/referrals/{referral}/details", "/referrals/{referral}/match", "/path", "/path/reviews", "/path/returns",
        "/path/survey", "/concerns", "/concerns/closed", "/concerns/{concern}", "/serious", "/serious/{serious}",
        "/desk/papers", "/desk/notes", HOUSE, "/manual", "/notices",
    ),
    "Robin Achterberg": (
        "/", "/house", "/house/welcome", "/house/people/{avery}", "/house/programs/new", "/house/history",
        "/house/programs/{program}", "/house/programs/{program}/rules", "/house/concerns", HOUSE, f"{HOUSE}/new",
        f"{HOUSE}/import", f"{HOUSE}/manual", f"{HOUSE}/{{form}}", f"{HOUSE}/texts/{{text}}",
        f"{HOUSE}/texts/{{text}}/print", f"{HOUSE}/texts/{{next}}/differences", DRAFT, f"{DRAFT}/about",
        f"{DRAFT}/parts/new", f"{DRAFT}/parts/goal", f"{DRAFT}/preview", f"{DRAFT}/publication", "/path/survey",
    ),
    "Noor Haddad": ("/", "/house", "/house/history", "/concerns", "/serious", HOUSE, f"{HOUSE}/{{form}}"),
}  # fmt: skip
SIGNED_OUT = (
    "/", "/sign-in", "/join", "/join/AAAA-AAAA", "/come-back", "/refer/hope-street", "/refer/hope-street/received",
    "/concern/hope-street", "/follow",
)  # fmt: skip
RUNS_OFF = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def shared(pattern, tmp_path_factory):
    """One house for the whole tour, with the ids of what it visits."""
    from tests.stories.house import House

    house = House(tmp_path_factory.mktemp("tour") / "house", pattern)
    house.start()
    yield house, house.scene("everywhere")
    house.stop()


def visit(page, url, name, axe, look, status=200):
    """One page is opened, looked at and checked."""
    answer = page.goto(url)
    assert status is None or answer.status == status, f"{url} answers {answer.status}"
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
        visit(visitor.page, house.url + path, f"tour-{device}-nobody-{slug}", axe, look, status=None)


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
    for path in ("/", "/mine/notes", "/notes/{note}/writing", "/notes/{sealed}", "/mine/way", *PAPER, "/mine/card"):
        slug = path.format(**dict.fromkeys(places, "x")).strip("/").replace("/", "-") or "home"
        visit(page, house.url + path.format(**places), f"tour-{look_.replace(' ', '-')}-{slug}", axe, look)
