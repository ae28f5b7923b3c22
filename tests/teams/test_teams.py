"""A way begins, a team gathers, allies are asked along, and who leaves sees nothing more."""

import pytest

from cairn.audit.models import Event
from cairn.lib.words import NotHere, Refused
from cairn.people.acts import Act
from cairn.teams import inviting, pairing, reading
from cairn.teams.models import Part, Participation, TeamMember
from tests import town as people

pytestmark = pytest.mark.django_db


def names(walks):
    return [walk.name for walk in walks]


def test_each_role_sees_exactly_its_own_ways(town):
    people.ally(town)
    seen = {name: names(reading.participations(who)) for name, who in town.cast.items()}
    assert seen == {
        "ana": ["Ben"],
        "ben": ["Ben"],
        "chloe": ["Ben"],
        "dan": ["Dan"],
        "eva": ["Dan"],
        "hana": ["Dan"],
        "finn": [],
        "gus": [],
        "zoe": ["Zoe"],
        "yan": ["Zoe"],
        "xia": ["Zoe"],
        "wim": [],
        "olga": ["Ben"],
    }


def test_a_list_asks_the_same_with_one_row_and_with_many(town, queries):
    def ask():
        with queries() as asked:
            reading.participations(town.chloe)
        return len(asked)

    ask()
    one = ask()
    for n in range(6):
        person = people.somebody(town.house, f"new{n}", "participant").person
        pairing.begin(town.program, person=person, by=town.chloe)
    assert ask() == one <= 2


def test_only_a_programs_coordinator_builds_its_teams(town):
    for name in set(town.cast) - {"chloe"}:
        with pytest.raises(NotHere):
            pairing.join(town.ben_way, person=town.eva.person, by=town.cast[name])
    assert pairing.join(town.ben_way, person=town.eva.person, by=town.chloe, part=Part.BACKUP)
    assert names(reading.participations(town.eva)) == ["Ben", "Dan"]


def test_nobody_supports_themself_and_nobody_from_another_house(town):
    with pytest.raises(Refused):
        pairing.join(town.ben_way, person=town.ben.person, by=town.chloe)
    with pytest.raises(Refused):
        pairing.join(town.ben_way, person=town.yan.person, by=town.chloe)


def test_joining_twice_is_one_membership(town):
    pairing.join(town.ben_way, person=town.ana.person, by=town.chloe)
    assert TeamMember.objects.filter(participation=town.ben_way, person=town.ana.person).count() == 1


def test_who_leaves_may_come_back(town):
    people.leave(town)
    assert reading.participations(town.ana) == []
    pairing.join(town.ben_way, person=town.ana.person, by=town.chloe)
    assert names(reading.participations(town.ana)) == ["Ben"]


def test_one_way_at_a_time_in_a_program(town):
    with pytest.raises(Refused, match="already"):
        pairing.begin(town.program, person=town.ben.person, by=town.chloe)


def test_an_ally_comes_with_a_code_and_leaves_with_a_word(town):
    member, code = inviting.invite(town.ben_way, chosen_name="Olga", by=town.ben, sees_notes=True)
    assert len(code) == 9
    assert [m.part for m in reading.team(town.ben_way)] == [Part.SUPPORTER, Part.ALLY]
    inviting.part(member, by=town.ben)
    assert [m.part for m in reading.team(town.ben_way)] == [Part.SUPPORTER]


def test_only_the_participant_invites_and_parts(town):
    member, _ = inviting.invite(town.ben_way, chosen_name="Olga", by=town.ben)
    for name in set(town.cast) - {"ben"}:
        who = town.cast[name]
        with pytest.raises(NotHere):
            inviting.invite(town.ben_way, chosen_name="X", by=who)
        with pytest.raises(NotHere):
            inviting.share(member, sees_notes=True, by=who)
        with pytest.raises(NotHere):
            inviting.part(member, by=who)


def test_a_look_is_in_the_history(town):
    reading.look(town.ben_way, by=town.ana)
    event = Event.objects.latest("pk")
    assert (event.act, event.by_id, event.by_role, event.subject_id) == (
        Act.PARTICIPATION_READ,
        town.ana.person_id,
        "supporter",
        town.ben.person_id,
    )


def test_ones_own_way_is_the_newest_open_one(town):
    assert reading.own(town.ben) == town.ben_way
    assert reading.own(town.ana) is None
    Participation.objects.filter(pk=town.ben_way.pk).update(ended_on="2026-01-01")
    assert reading.own(town.ben) == town.ben_way
