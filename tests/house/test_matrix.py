"""The authorization matrix: every route × every role × every relation, generated from the URL configuration.

``matrix.MATRIX`` says for each route who may come. Everybody else must get the page of what is not there, to the byte
the same as for an id that was never given; a stranger is asked to sign in. A route that nobody classified fails.
"""

import re
import uuid

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from cairn.people import signing_in
from tests import town as people
from tests.house import matrix
from tests.house.matrix import CAST, MATRIX, PUBLIC

pytestmark = pytest.mark.django_db
TOKENS = re.compile(rb'(name="csrfmiddlewaretoken" value=|X-CSRFToken":)"[^"]*"')


def routes(resolver=None, prefix=""):
    """{name: [argument names]} of every route of the house."""
    found = {}
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            found |= routes(entry, prefix)
        else:
            assert entry.name, f"{entry.pattern} has no name"
            found[entry.name] = list(entry.pattern.converters)
    return found


ROUTES = routes()


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """Everybody of the cast, signed in, and the things of Ben's record that the routes are about; built once."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = matrix.scene(people.build())
        made.tokens = {name: signing_in.begin(who.person, device="test")[1] for name, who in made.people.items()}
        yield made
        transaction.set_rollback(True)


def browser(scene, name):
    """A browser in which they are signed in; "" is a stranger's."""
    client = Client(HTTP_HOST="localhost", raise_request_exception=True)
    if name:
        client.cookies[settings.SIGNED_COOKIE] = scene.tokens[name]
        client.cookies[settings.DEVICE_COOKIE] = "test"
    return client


def ask(client, method, name, arguments):
    """The answer, with nothing of it kept in the database."""
    with transaction.atomic():
        answer = (
            client.generic(method, reverse(name, kwargs=arguments))
            if method == "GET"
            else client.post(reverse(name, kwargs=arguments))
        )
        transaction.set_rollback(True)
    return answer


def bare(answer):
    """What a page says, without the token that is new each time."""
    return TOKENS.sub(b"", answer.content)


def test_every_route_is_classified():
    assert set(ROUTES) == set(MATRIX) | PUBLIC


def test_the_cast_covers_every_role_and_relation():
    from cairn.people.roles import Role

    assert {role for roles, _ in CAST.values() for role in roles} == set(Role)
    assert {relation for _, relation in CAST.values()} == {
        "self",
        "own team",
        "shared",
        "own program",
        "other team",
        "other program",
        "other organization",
        "former member",
        "own house",
    }


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_who_may_come(scene, name):
    rules = MATRIX[name]
    for method, meant in rules.allowed.items():
        for person in CAST:
            client = browser(scene, person)
            answer = ask(client, method, name, scene.arguments(name, ROUTES[name], person))
            came = answer.status_code in (200, 204, 302, 303, 400, 403, 409, 422)
            assert came is (person in meant), f"{method} {name} as {person}: {answer.status_code}"
            if person not in meant and ROUTES[name]:
                missing = {
                    key: matrix.missing(value) for key, value in scene.arguments(name, ROUTES[name], person).items()
                }
                nothing = ask(client, method, name, missing)
                assert (
                    (answer.status_code, bare(answer)) == (nothing.status_code, bare(nothing)) == (404, bare(nothing))
                )


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_a_stranger_is_asked_to_sign_in(scene, name):
    for method in MATRIX[name].allowed:
        here = ask(browser(scene, ""), method, name, scene.arguments(name, ROUTES[name], "ben"))
        gone = {key: matrix.missing(value) for key, value in scene.arguments(name, ROUTES[name], "ben").items()}
        there = ask(browser(scene, ""), method, name, gone)
        assert here.status_code == there.status_code, name
        assert here.status_code in (302, 401), f"{method} {name}: {here.status_code}"
        if here.status_code == 302:
            assert here["Location"].startswith(reverse("sign-in") + "?next=")


def test_missing_ids_are_never_found():
    assert matrix.missing(uuid.UUID(int=1)) != uuid.UUID(int=1)
