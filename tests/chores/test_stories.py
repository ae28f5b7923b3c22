"""The example organization: somebody in every stage, told by verbs in the order of time, once, and whole."""

import itertools

import pytest
from django.db import transaction

from cairn.audit.models import Event
from cairn.chores import chapters, examples, stories, verifying
from cairn.concerns.models import Concern
from cairn.journey import lists
from cairn.journey import reading as journey
from cairn.journey.models import Survey
from cairn.journey.rules.leaving import FEWEST
from cairn.journey.rules.stages import Stage
from cairn.lib import clock
from cairn.notices import noticing
from cairn.notices.models import Notice
from cairn.papers import reading as papers
from cairn.people import signing_in
from cairn.people.models import Person
from cairn.people.roles import Role
from cairn.teams import match_reading
from cairn.teams import reading as teams
from cairn.teams.models import Offer, Opened, Participation, Referral
from cairn.teams.rules.referral import State


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """The example organization, told once for all of these tests, and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        stories.tell()
        yield
        transaction.set_rollback(True)


def somebody(name):
    found = [p for p in Person.objects.select_related("organization") if p.chosen_name.split()[0] == name]
    assert len(found) == 1, name
    return signing_in.of(found[0])


def way_of(name):
    return Participation.objects.select_related("person", "program").filter(person=somebody(name).person).last()


@pytest.mark.django_db  # the one by which the database of this run is made at all
def test_nobody_is_here_before_it_is_told():
    assert not stories.is_told()


def test_every_stage_has_somebody(told):
    counts = [(c.stage, c.tier, c.people) for c in lists.path_counts(somebody("Sam"))]
    assert counts == [
        (Stage.TEAM_BUILDING, None, 1),
        (Stage.GETTING_STARTED, None, 2),
        (Stage.MAKING_PROGRESS, None, 2),
        (Stage.MAKING_PROGRESS, 1, 1),
        (Stage.MAINTAINING, 2, 1),
        (Stage.EXITING, 3, 1),
    ]
    assert [(c.stage, c.people) for c in lists.path_counts(somebody("Imani"))] == [(Stage.GETTING_STARTED, 1)]
    assert journey.stage_of(way_of("Mei")) == Stage.EXITED


def test_who_is_where(told):
    stages = {name: journey.stage_of(way_of(name)) for name in ("Casey", "Luis", "Jordan", "Ruth", "Deshawn", "Tomasz")}
    assert stages == {
        "Casey": Stage.TEAM_BUILDING,
        "Luis": Stage.GETTING_STARTED,
        "Jordan": Stage.MAKING_PROGRESS,
        "Ruth": Stage.MAINTAINING,
        "Deshawn": Stage.EXITING,
        "Tomasz": Stage.GETTING_STARTED,
    }
    assert journey.way(somebody("Hank"), way_of("Hank")).pause is not None
    assert teams.participation_for(somebody("Avery"), way_of("Jordan").pk).person.chosen_name == "Jordan Rivera"


def test_every_state_of_a_referral_is_there(told):
    assert set(Referral.objects.values_list("state", flat=True)) == set(State)
    assert Referral.objects.filter(source="public", program=None, state=State.RECEIVED).count() == 1
    assert Offer.objects.open().get().supporter == somebody("Dee").person


def test_whoever_came_back_opened_what_was_before(told):
    again = way_of("Tomasz")
    assert again.after.ended_on is not None
    opened = Opened.objects.get(into=again, ended_at=None)
    assert (opened.participation, opened.notes, opened.plans) == (again.after, True, True)


def test_supporters_are_full_free_and_on_a_pause(told):
    def side(name):
        return match_reading.side_of(somebody(name).person)

    assert (side("Marcus").room, side("Avery").room > 0, side("Thuy-Linh").paused) == (0, True, True)


def test_jordans_papers_are_signed_and_one_permission_holds(told):
    jordan, way = somebody("Jordan"), way_of("Jordan")
    standing = papers.standing(way)
    keys = (
        "emergency-plan",
        "participation-contract",
        "privacy-safety",
        "boundaries",
        "liability",
        "team-plan",
        "goals",
    )
    assert {key: standing[key].state in ("signed", "due") for key in keys} == dict.fromkeys(keys, True)
    given = papers.consents(jordan, way, clock.today())
    assert [(each.sent, not each.why_not) for each in given] == [(1, True), (1, False)]


def test_answers_without_a_name_can_be_read(told):
    assert Survey.objects.count() >= FEWEST


def test_one_concern_is_open_and_one_is_closed(told):
    assert sorted(Concern.objects.values_list("stage", flat=True)) == ["closed", "heard"]


def test_everything_is_whole_and_in_the_order_of_time(told):
    assert verifying.walk()["whole"]
    for _, events in itertools.groupby(Event.objects.order_by("organization_id", "seq"), lambda e: e.organization_id):
        moments = [event.at for event in events]
        assert moments == sorted(moments)


def test_nothing_is_still_to_be_told_and_nothing_lies_ahead(told):
    assert Notice.objects.exists()
    assert noticing.catch_up() == 0
    assert not Event.objects.filter(at__gt=clock.now()).exists()
    assert stories.is_told()


def test_every_moment_is_over_at_whatever_hour_it_is_told():
    moments = chapters.moments()
    assert [m.days for m in moments] == sorted((m.days for m in moments), reverse=True)
    assert {m.days >= 1 and m.hour <= 22 for m in moments} == {True}


def test_first_names_are_one_persons_and_all_are_listed():
    firsts = [e.name.split()[0] for e in examples.PEOPLE]
    assert len(set(firsts)) == len(firsts)
    assert {e.role for e in examples.PEOPLE} == set(Role) - {Role.ALLY}
    text = "\n".join(examples.lines())
    assert all(e.name in text and e.sign_in_name in text and e.secret in text for e in examples.PEOPLE)
    assert max(map(len, text.splitlines())) <= 140
