"""Who hears a concern: the rule and the tie in the database say the same, whoever is out and whoever is there."""

import itertools

import pytest

from cairn.concerns import appointing, reading
from cairn.concerns.models import Concern, KeptOut
from cairn.lib import clock
from cairn.lib.models import Key
from cairn.people import access, granting
from cairn.people.acts import Act
from cairn.people.models import Membership
from cairn.people.roles import Role
from cairn.programs import founding
from tests import town as people

pytestmark = pytest.mark.django_db
STAFF = ("chloe", "hana", "finn", "gus")
CIRCLES = [set(each) for size in range(5) for each in itertools.combinations(STAFF, size)]


def readers(town, concern):
    return {name for name in town.cast if access.allows(town.again(name), Act.CONCERN_READ, concern)}


def expected(town, concern):
    ids = reading.hearers(concern)[1]
    return {name for name, who in town.cast.items() if who.person_id in ids}


def bare(town, *, out=(), **other):
    """A concern without words, with these people out of it."""
    made = Concern(organization=town.house, key=Key.make(under=town.house.key), raised_at=clock.now(),
                   opened_at=clock.now(), kind="other", urgency="time", answer="none", **other)  # fmt: skip
    made.save(force_insert=True)
    for name in out:
        KeptOut.objects.create(concern=made, person=town.cast[name].person, why="named", at=clock.now())
    return made


@pytest.mark.parametrize("second", [None, "gus", "finn", "chloe"])
@pytest.mark.parametrize("of_program", [True, False])
@pytest.mark.parametrize("around", [True, False])
def test_the_rule_and_the_tie_agree(town, second, of_program, around):
    if second:
        appointing.appoint(town.cast[second].person, by=town.finn)
    for out in CIRCLES:
        concern = bare(town, out=out, program=town.program if of_program else None, around=around)
        assert readers(town, concern) == expected(town, concern), (out, reading.hearers(concern))
        assert not readers(town, concern) & out


def test_it_goes_to_the_coordinators_of_its_program(town):
    assert readers(town, people.concern(town)) == {"chloe"}


def test_about_the_coordinator_it_goes_to_the_second_person(town):
    appointing.appoint(town.gus.person, by=town.finn)
    assert readers(town, people.concern(town, named=town.chloe.person)) == {"gus"}
    assert readers(town, people.concern(town, named="", involves="yes")) == {"gus"}


def test_raised_by_the_coordinator_it_goes_to_the_second_person(town):
    appointing.appoint(town.hana.person, by=town.finn)
    assert readers(town, people.concern(town, by=town.chloe)) == {"hana"}


def test_without_a_second_person_an_administrator_hears_it_and_never_the_one_it_is_about(town):
    assert readers(town, people.concern(town, named=town.chloe.person)) == {"finn"}
    appointing.appoint(town.finn.person, by=town.finn)
    assert readers(town, bare(town, out=("chloe", "finn"), program=town.program, around=True)) == {"hana"}


def test_with_nobody_left_it_waits_for_an_administrator_who_is_not_named(town):
    concern = bare(town, out=STAFF, program=town.program, around=True)
    assert readers(town, concern) == set()
    people_ = people.somebody(town.house, "ines", Role.ADMINISTRATOR)
    town.cast["ines"] = people_
    assert readers(town, concern) == {"ines"}


def test_from_outside_the_coordinators_of_the_house_hear_it(town):
    assert readers(town, people.nameless(town)[0]) == {"chloe", "hana"}
    assert readers(town, people.nameless(town, involves="yes")[0]) == {"finn"}


def test_a_coordinator_who_comes_later_hears_it_and_one_who_goes_does_not(town):
    concern = people.concern(town)
    founding.charge(town.program, person=town.hana.person, by=town.finn)
    assert readers(town, concern) == {"chloe", "hana"}
    founding.discharge(town.program, person=town.chloe.person, by=town.finn)
    assert readers(town, concern) == {"hana"}
    granting.revoke(Membership.objects.get(person=town.hana.person), by=town.finn)
    assert readers(town, concern) == {"finn"}


def test_whoever_is_named_and_becomes_a_coordinator_still_hears_nothing(town):
    concern = people.concern(town)
    granting.grant(town.ana.person, role=Role.COORDINATOR, by=town.finn)
    founding.charge(town.program, person=town.ana.person, by=town.finn)
    granting.grant(town.ana.person, role=Role.ADMINISTRATOR, by=town.finn)
    appointing.appoint(town.ana.person, by=town.finn)
    assert readers(town, concern) == {"chloe"}


def test_a_second_person_without_a_role_is_nobody(town):
    appointing.appoint(town.gus.person, by=town.finn)
    concern = people.concern(town, named=town.chloe.person)
    people.without_roles(town.gus)
    assert readers(town, concern) == {"finn"} == expected(town, concern)
