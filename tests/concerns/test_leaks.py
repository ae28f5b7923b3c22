"""Whoever is named never learns that there is a concern: every page of the house, as they see it, is to the byte the
same before and after. So is what a stranger sees, a former member, an ally, and everybody who does not handle it.
"""

import io
import re
import uuid
import zipfile

import pypdf
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cairn.audit import bell
from cairn.audit import reading as audit
from cairn.audit.models import Chain, Event
from cairn.concerns import appointing, handling, raising, reading, writing
from cairn.lib import clock
from cairn.notes import reading as notes
from cairn.people import reading as people_doors
from cairn.people import signing_in
from cairn.teams import reading as teams
from tests import town as people
from tests.house import matrix
from tests.house.test_matrix import ROUTES

pytestmark = pytest.mark.django_db
PK = uuid.UUID("01900000-0000-7000-8000-00000000c0de")
SERIOUS = uuid.UUID("01900000-0000-7000-8000-00000000c0df")
# Fresh on each page: tokens against forged forms, and ids of what a form will make.
FRESH = re.compile(rb'(name="(?:csrfmiddlewaretoken|once|pass|token)" value=|X-CSRFToken":)"[^"]*"')
MADE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|shown=.*")  # ids and codes of what was just made, in an address
AWAY = {"sign-out", "exit", "health", "note-ticket"}  # a ticket is drawn anew for each who asks


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """Ben's record with one of everything but a concern, built once; the second person is Gus."""
    with django_db_blocker.unblock(), transaction.atomic():
        town = people.build()
        made = matrix.scene(town, wrong=False)
        appointing.appoint(town.gus.person, by=town.finn)
        made.things.update(concern=PK, serious=SERIOUS)
        made.tokens = {name: signing_in.begin(who.person, device="test")[1] for name, who in made.people.items()}
        made.town = town
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def town(scene):
    """The town of that record; what a test does in it is gone afterwards."""
    return scene.town


def seen(scene, name, *, methods=("GET",)):
    """{(method, route): what this person gets} for every route of the house; nothing of it is kept."""
    found = {}
    client = Client(HTTP_HOST="localhost")
    if name:
        client.cookies[settings.SIGNED_COOKIE] = scene.tokens[name]
    client.cookies[settings.DEVICE_COOKIE] = "test"
    for route in sorted(set(ROUTES) - AWAY):
        for method in methods:
            with transaction.atomic():
                path = reverse(route, kwargs=arguments(scene, route))
                answer = client.get(path) if method == "GET" else client.post(path, {"words": "x", "q": "lobby"})
                transaction.set_rollback(True)
            found[method, route] = (
                answer.status_code,
                MADE.sub("", MADE.sub("", answer.get("Location", ""))),
                said(answer),
            )
    return found


def said(answer):
    """What an answer tells: a page without what is fresh on it, the words of a document without when it was made."""
    if answer.get("Content-Type", "") == "application/pdf":
        return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages]
    if answer.get("Content-Type", "").endswith("spreadsheetml.sheet"):
        with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
            return [book.read(name) for name in book.namelist() if name != "docProps/core.xml"]
    return FRESH.sub(b"", answer.content)


def arguments(scene, route):
    about = (
        matrix.MATRIX[route].about if route in matrix.MATRIX else {"slug": "hope", "code": "ACDE-FHJK", "token": "none"}
    )
    return {key: scene.things.get(about[key], about[key]) for key in ROUTES[route]}


def raised(town, named):
    """A concern that names them, looked after to the end and opened again; and another that nobody signed."""
    concern = people.concern(town, by=town.ben if named != "ben" else town.dan, named=town.cast[named].person, pk=PK)
    name = next(n for n in ("chloe", "gus", "hana", "finn") if allowed(town, n, concern))
    by = town.cast[name]
    reading.look(reading.concern_for(by, PK), by=by)
    handling.acknowledge(concern, by=by)
    handling.act(concern, words="We talked.", by=by)
    handling.settle(concern, words="Another supporter.", by=by)
    handling.tell(concern, how="person", by=by)
    handling.close(concern, by=by)
    handling.route(concern, person=town.eva.person, words="She was there.", by=by)
    people.nameless(town, whom=named)
    return concern


def allowed(town, name, concern):
    return bool(reading.hearers(concern)[1] & {town.cast[name].person_id})


@pytest.mark.parametrize("named", ["ana", "chloe", "finn", "gus", "ida", "olga", "ben"])
def test_every_page_is_the_same_for_whoever_is_named(town, scene, named):
    methods = ("GET", "POST") if named in ("ana", "chloe") else ("GET",)  # forms take their time
    with clock.stopped(clock.now()):
        before = seen(scene, named, methods=methods)
        raised(town, named)
        after = seen(scene, named, methods=methods)
    assert different(before, after, but={"concerns", "home"} if hears_the_nameless(named) else ()) == []


def hears_the_nameless(named):
    """An unsigned concern from outside names nobody we know, and comes to every coordinator."""
    return named == "chloe"


def different(before, after, but=()):
    return [key for key in before if before[key] != after[key] and key[1] not in but]


@pytest.mark.parametrize("other", ["hana", "olga", "ida", "gus", "finn", "dan", "eva", ""])
def test_every_page_is_the_same_for_everybody_who_does_not_handle_it(town, scene, other):
    with clock.stopped(clock.now()):
        before = seen(scene, other)
        people.concern(town, named=town.ana.person, pk=PK)
        handling.acknowledge(reading.concern_for(town.chloe, PK), by=town.chloe)
        after = seen(scene, other)
    assert different(before, after) == []


def test_the_coordinator_who_is_named_sees_the_same_even_in_the_concerns(town, scene):
    with clock.stopped(clock.now()):
        before = seen(scene, "chloe")
        people.concern(town, named=town.chloe.person, pk=PK)
        assert different(before, seen(scene, "chloe")) == []
    assert reading.handled(town.chloe) == []
    assert reading.counts(town.chloe) == {"open": 0, "new": 0, "late": 0}
    assert reading.counts(town.gus) == {"open": 1, "new": 1, "late": 0}


def test_whoever_handles_it_sees_it_so_that_the_comparison_means_something(town, scene):
    with clock.stopped(clock.now()):
        before = seen(scene, "chloe")
        people.concern(town, named=town.ana.person, pk=PK)
        changed = {route for _, route in different(before, seen(scene, "chloe"))}
    assert {"concern", "concerns"} <= changed
    assert all(route.startswith("concern") or route == "home" for route in changed)


def test_histories_hold_neither_a_line_nor_a_gap(town):
    places = audit.of_house(town.house.pk)[0].seq
    house, own = people_doors.house_history(town.finn), people_doors.own_history(town.ben)
    with_ben = teams.history(town.ben_way)
    raised(town, "ana")
    writing.write(town.ben_way, facts="A fall.", by=town.ana)
    assert [e.pk for e in people_doors.house_history(town.finn)] == [e.pk for e in house]
    assert [e.pk for e in people_doors.own_history(town.ben)] == [e.pk for e in own]
    assert [e.pk for e in teams.history(town.ben_way)] == [e.pk for e in with_ben]
    assert Chain.objects.get(pk=town.house.pk).seq == places
    people.holding.begin(town.ben_way, by=town.ana, place="Library")
    assert audit.of_house(town.house.pk)[0].seq == places + 1  # the next place follows, as if nothing had been


def test_no_event_of_it_names_a_participant_or_an_outsider(town):
    raised(town, "ana")
    rows = Event.objects.filter(about_kind__startswith="concerns")
    assert rows.exists()
    assert not rows.exclude(subject_id=None).exists()
    assert not rows.filter(organization_id=town.house.pk).exists()
    assert not any(str(town.ana.person_id) in row.facts for row in rows)


def test_the_bell_says_nothing_that_belongs_to_a_house_or_to_a_person(town, django_capture_on_commit_callbacks):
    heard = []
    bell.on(heard.append)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            people.concern(town)
    finally:
        bell.off(heard.append)
    assert [(e.act, e.organization_id == town.house.pk, e.subject_id) for e in heard] == [
        ("concern.raise", False, None)
    ]


def test_nothing_is_found_by_searching(town):
    people.sealed(town)
    raised(town, "ana")
    for who in (town.ana, town.chloe, town.ben):
        assert list(notes.search(who, town.ben_way, "lobby")) == []


def test_a_page_asks_the_database_the_same(town, browser_of):
    at = browser_of("ana")
    at.get("/")
    before = asked(at)
    raised(town, "ana")
    assert asked(at) == before


def asked(client):
    with CaptureQueriesContext(connection) as captured:
        for path in ("/", "/people", "/mine/concerns", "/mine/concerns/new"):
            assert client.get(path).status_code == 200
    return len(captured)


@pytest.fixture
def browser_of(town):
    def sit(name):
        client = Client(HTTP_HOST="localhost")
        client.cookies[settings.SIGNED_COOKIE] = signing_in.begin(town.cast[name].person, device="test")[1]
        client.cookies[settings.DEVICE_COOKIE] = "test"
        return client

    return sit


def test_the_code_of_another_house_opens_nothing_here(town):
    _, code = people.nameless(town, house=town.other_house)
    found = reading.followed(code, network="n")
    assert found.organization_id == town.other_house.pk
    assert {name for name in town.cast if allowed(town, name, found)} == {"xia"}
    assert raising.index(code) != raising.index("ACDE")
