"""The house: people, roles, programs, history. Nobody reads notes here."""

import re

import pytest

from cairn.people import signing_in
from cairn.people.models import Membership, Person
from tests import town as people
from tests.web.conftest import Browser, hidden, sentences, words

pytestmark = pytest.mark.django_db


def names(page):
    return re.findall(r'class="(?:list-link|person-name)"[^>]*>(.*?)<', page)


def test_an_administrator_sees_everybody_and_an_auditor_who_works_here(town, browser):
    house = ["Ana", "Ben", "Chloe", "Dan", "Eva", "Finn", "Gus", "Hana"]
    assert [n for n in names(browser("finn").see("/house")) if n in house] == house
    seen = names(browser("gus").see("/house"))
    assert seen == ["Ana", "Chloe", "Eva", "Finn", "Gus", "Hana"]


@pytest.mark.parametrize("who", ["ana", "ben", "chloe"])
@pytest.mark.parametrize("path", ["/house", "/house/welcome", "/house/history", "/house/programs/new"])
def test_the_house_is_not_for_others(town, browser, who, path):
    browser(who).see(path, status=404)


@pytest.mark.parametrize("path", ["/house/welcome", "/house/programs/new"])
def test_an_auditor_changes_nothing(town, browser, path):
    at = browser("gus")
    at.see(path, status=404)
    at.see(f"/house/people/{town.ana.person_id}", status=404)
    at.send(f"/house/people/{town.ana.person_id}/code", page="/house", status=404)


def test_people_of_another_house_are_not_there(town, browser):
    at = browser("finn")
    at.see(f"/house/people/{town.wim.person_id}", status=404)
    at.send(f"/house/people/{town.yan.person_id}/code", page="/house", status=404)
    membership = Membership.objects.get(person_id=town.yan.person_id)
    at.send(f"/house/roles/{membership.pk}/end", page="/house", status=404)


def the_code(page):
    return re.search(r'role="img" aria-label="([A-Z0-9 -]+)"', page)[1].replace(" ", "")


def test_staff_are_welcomed_with_a_code_and_come_in(town, browser):
    at = browser("finn")
    said = {"chosen_name": "Ines", "email": "ines@hope.example", "roles": ["supporter"], "credential": "CPS"}
    shown = at.see(at.send("/house/welcome", said)["Location"])
    assert "CPS" in shown
    ines = Browser()
    page = ines.send("/join", code=the_code(shown), status=200).content.decode()
    ines.post("/join", {**hidden(page, "/join"), "secret": "four words for ines", "repeat": "four words for ines"})
    ines.see("/people")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"email": ""}, "Please give the e-mail address with which they will sign in."),
        ({"roles": []}, "Please choose what they do here."),
        ({"roles": ["participant"]}, "Please choose what they do here."),
        ({"email": "ana@hope.example"}, "Somebody here already uses that e-mail address."),
        ({"chosen_name": ""}, "Please say what name this person goes by."),
    ],
)
def test_what_is_missing_is_said_at_its_field(town, browser, said, sentence):
    good = {"chosen_name": "Ines", "email": "ines@hope.example", "roles": ["auditor"], "credential": "Auditor at large"}
    before = Person.objects.count()
    answer = browser("finn").send("/house/welcome", {**good, **said}, status=422)
    assert sentences(answer) == [sentence]
    assert 'value="Auditor at large"' in answer.content.decode()
    assert Person.objects.count() == before


def test_a_role_is_given_and_ended_and_closes_at_once(town, browser):
    at, path = browser("finn"), f"/house/people/{town.eva.person_id}"
    eva = browser("eva")
    eva.see("/people/new", status=404)
    at.send(f"{path}/roles", page=path, role="coordinator")
    eva.see("/people/new")
    membership = Membership.objects.get(person_id=town.eva.person_id, role="coordinator")
    at.send(f"/house/roles/{membership.pk}/end", page=path)
    eva.see("/people/new", status=404)


@pytest.mark.parametrize("role", ["participant", "ally", "", "king"])
def test_only_roles_of_staff_are_given_here(town, browser, role):
    path = f"/house/people/{town.eva.person_id}"
    browser("finn").send(f"{path}/roles", page=path, role=role, status=422)
    assert {str(r) for r in town.again("eva").roles} == {"supporter"}


def test_the_last_administrator_stays(town, browser):
    membership = Membership.objects.get(person_id=town.finn.person_id)
    path = f"/house/people/{town.finn.person_id}"
    answer = browser("finn").send(f"/house/roles/{membership.pk}/end", page=path, status=422)
    assert "This is the last administrator" in sentences(answer)[0]


def test_a_code_for_staff_and_none_for_a_participant(town, browser):
    at, path = browser("finn"), f"/house/people/{town.ana.person_id}"
    shown = at.see(at.send(f"{path}/code", page=path)["Location"])
    assert "Hello, Ana" in Browser().send("/join", code=the_code(shown), status=200).content.decode()
    path = f"/house/people/{town.ben.person_id}"
    assert "Make a code" not in at.see(path)
    answer = at.send(f"{path}/code", page=path, status=422)
    assert "face to face" in sentences(answer)[0]


def test_nobody_gets_into_the_house_through_a_record(town, browser):
    path = f"/house/people/{town.ben.person_id}"
    browser("finn").send(f"{path}/roles", page=path, role="administrator")
    answer = browser("ana").send(f"/people/{town.ben_way.pk}/code", status=422)
    assert "an administrator makes their code" in sentences(answer)[0]


def test_a_program_is_founded_and_put_in_charge(town, browser):
    at = browser("finn")
    path = at.send("/house/programs/new", name="Recovery Café")["Location"]
    assert sentences(at.send("/house/programs/new", name="Recovery Café", status=422)) == [
        "There is a program of that name already."
    ]
    at.send(path, person=town.chloe.person_id)
    assert "Chloe" in words(at.see(path)).split("Put somebody in charge")[0]
    assert "Recovery Café" in browser("chloe").see("/people/new")
    at.send(f"{path}/coordinators/{town.chloe.person_id}/end", page=path)
    assert "Recovery Café" not in browser("chloe").see("/people/new")
    assert "They need the role" in sentences(at.send(path, person=town.ana.person_id, status=422))[0]


@pytest.mark.parametrize("who", ["finn", "gus"])
def test_the_history_of_the_house_names_who_works_here_and_no_participant(town, browser, who):
    people.sealed(town)
    page = browser(who).see("/house/history")
    said = words(page)
    assert "Ana signed a note." in said
    assert "Ben" not in said
    assert "We met" not in said
    assert str(town.ben.person_id) not in page
    again = words(browser(who).see("/house/history"))
    assert "read the history of the house" in again


def test_administrators_reach_no_note_and_no_record(town, browser):
    note = people.sealed(town)
    at = browser("finn")
    for path in (f"/people/{town.ben_way.pk}", f"/notes/{note.pk}", f"/meetings/{note.meeting_id}", "/people"):
        at.see(path, status=404)
    assert signing_in.of(town.finn.person).is_a("administrator")
