"""The house at its edges: strange addresses, an e-mail that is none, acts that are only opened, and many rows."""

import re

import pytest
from django.urls import reverse

from cairn.people import joining
from cairn.people import reading as people
from cairn.people.roles import Role
from cairn.programs import founding
from tests.web.conftest import sentences, words

pytestmark = pytest.mark.django_db


def at(name, *nouns):
    return reverse(name, args=[noun.pk for noun in nouns])


@pytest.mark.parametrize("email", ["ivy", "ivy@", "@hope.example", "ivy moore@hope.example", "a@b@c"])
def test_nobody_is_welcomed_who_could_not_sign_in(town, browser, email):
    said = {"chosen_name": "Ivy Moore", "email": email, "roles": ["auditor"], "credential": "Certified Peer Specialist"}
    answer = browser("finn").send("/house/welcome", said, status=422)
    assert sentences(answer) == ["Please give the whole e-mail address, such as ana@example.org."]
    assert 'value="Certified Peer Specialist"' in answer.content.decode()
    assert "Ivy Moore" not in [person.chosen_name for person, _ in people.house(town.finn)]


def test_a_code_is_shown_only_where_it_was_made(town, browser):
    page = at("house-person", town.ana.person)
    address = browser("finn").send(at("house-code", town.ana.person), page=page)["Location"]
    assert "Read it aloud" not in words(browser("finn").see(address))


def test_an_act_that_is_only_opened_leads_to_its_page(town, browser):
    finn, ana = browser("finn"), at("house-person", town.ana.person)
    (supports,) = people.roles_of(town.finn, town.ana.person)
    for path in (at("house-grant", town.ana.person), at("house-code", town.ana.person), at("house-revoke", supports)):
        assert finn.get(path)["Location"] == ana
    path = at("house-discharge", town.program, town.chloe.person)
    assert finn.get(path)["Location"] == at("house-program", town.program)


@pytest.mark.parametrize("strange", ["owl", "-1", "9" * 15, "9" * 30, "0"])
def test_a_strange_place_is_no_error(town, browser, strange):
    browser("gus").see("/house/history", before=strange)
    assert "Ana" in words(browser("gus").see("/house", page=strange))


def test_the_history_is_turned_page_by_page_to_its_first_line(town, browser):
    for n in range(60):
        founding.found(f"Program {n}", by=town.finn)
    gus, pages, path = browser("gus"), [], "/house/history"
    while path:
        pages.append(gus.see(path))
        older = re.search(r'href="/house/history(\?before=\d+)" rel="next"', pages[-1])
        path = f"/house/history{older[1]}" if older else ""
    assert len(pages) > 1
    assert ["The organization was founded." in page for page in pages] == [False] * (len(pages) - 1) + [True]


def test_few_questions_whatever_there_is(town, browser, queries):
    finn, counts = browser("finn"), []
    paths = ("/house", "/house/history", at("house-person", town.chloe.person), at("house-program", town.program))
    for more in (1, 2, 60):
        for n in range(more):
            person = joining.welcome(f"Coordinator {more} {n}", roles=[Role.COORDINATOR], by=town.finn)
            founding.charge(town.program, person=person, by=town.finn)
        asked = {}
        for path in paths:
            with queries() as each:
                finn.see(path)
            asked[path] = len(each)
        counts.append(asked)
    assert counts[0] == counts[1] == counts[2]
    assert max(counts[0].values()) <= 6, counts[0]
