"""Access is one answer: who is tied how, and nothing by default."""

import pytest

from cairn.lib.words import NotHere
from cairn.notes.models import Note
from cairn.people import access, granting
from cairn.people.acts import Act
from cairn.people.models import Membership, Organization, Person
from cairn.people.roles import Role, Tie
from cairn.people.who import Who
from cairn.programs import founding
from cairn.programs.models import Program
from cairn.teams import inviting
from cairn.teams.models import Participation, TeamMember
from tests import town as people

pytestmark = pytest.mark.django_db
NOUNS = (Organization, Person, Membership, Program, Participation, TeamMember, Note)


def seen(town, act, noun):
    """Who of the town may do this to at least one row of this noun."""
    return {name for name, who in town.cast.items() if access.scope(who, act, noun.objects.all()).exists()}


def test_every_act_stands_in_the_table():
    assert set(access.TABLE) == set(Act)
    assert all(isinstance(role, Role) and isinstance(tie, Tie) for rows in access.TABLE.values() for role, tie in rows)


def test_somebody_without_a_role_may_do_nothing(town):
    nobody = Who(person=town.ana.person)
    for act in Act:
        for noun in NOUNS:
            assert not access.scope(nobody, act, noun.objects.all()).exists(), (act, noun)


def test_who_reads_bens_note(town):
    note = people.sealed(town)
    people.ally(town)
    readers = {n for n, who in town.cast.items() if access.allows(who, Act.NOTE_READ, note)}
    assert readers == {"ana", "ben", "chloe", "olga"}


def test_an_ally_reads_only_what_is_sealed_and_shown(town):
    open_note, note = people.draft(town), people.sealed(town)
    member = people.ally(town, sees_notes=False)
    assert not access.allows(town.olga, Act.NOTE_READ, note)
    inviting.share(member, sees_notes=True, by=town.ben)
    assert access.allows(town.olga, Act.NOTE_READ, note)
    assert not access.allows(town.olga, Act.NOTE_READ, open_note)
    assert not access.allows(town.olga, Act.NOTE_WRITE, note)
    inviting.part(member, by=town.ben)
    assert not access.allows(town.olga, Act.NOTE_READ, note)


def test_an_ally_reads_no_longer_than_the_participant_chose(town):
    from cairn.lib import clock

    note = people.sealed(town)
    people.ally(town, until=clock.today(town.ben.zone))
    assert access.allows(town.olga, Act.NOTE_READ, note)
    with clock.moved(days=2):
        assert not access.allows(town.olga, Act.NOTE_READ, note)


def test_who_writes_bens_note(town):
    note = people.draft(town)
    assert {n for n, who in town.cast.items() if access.allows(who, Act.NOTE_WRITE, note)} == {"ana", "ben"}


def test_a_former_member_has_nothing_left(town):
    note = people.sealed(town)
    people.leave(town)
    for act in Act:
        assert not access.allows(town.ana, act, note), act
        assert not access.allows(town.ana, act, town.ben_way), act


def test_a_coordinator_of_another_program_has_nothing(town):
    note = people.sealed(town)
    assert not any(access.allows(town.hana, act, note) for act in Act)
    assert not any(access.allows(town.hana, act, town.ben_way) for act in Act)


def test_a_discharged_coordinator_has_nothing(town):
    note = people.sealed(town)
    founding.discharge(town.program, person=town.chloe.person, by=town.finn)
    assert not any(access.allows(town.chloe, act, note) for act in Act)


def test_a_role_that_ended_counts_no_more(town):
    note = people.sealed(town)
    held = Membership.objects.get(person_id=town.ana.person_id)
    granting.revoke(held, by=town.finn)
    assert not any(access.allows(town.again("ana"), act, note) for act in Act)


def test_administrators_and_auditors_read_no_notes(town):
    note = people.sealed(town)
    for name in ("finn", "gus"):
        assert not any(access.allows(getattr(town, name), act, note) for act in Act), name


def test_nothing_crosses_organizations(town):
    people.sealed(town)
    for name in ("zoe", "yan", "xia", "wim"):
        who = getattr(town, name)
        for act in Act:
            for noun in NOUNS:
                rows = access.scope(who, act, noun.objects.all())
                houses = {getattr(row, "organization_id", None) for row in rows}
                assert houses <= {town.other_house.pk}, (name, act, noun)


def test_asking_for_one_and_asking_for_all_agree(town):
    note, other = people.sealed(town), people.draft(town, way=town.dan_way, by=town.eva)
    for who in town.cast.values():
        for act in Act:
            mine = set(access.scope(who, act, Note.objects.all()).values_list("pk", flat=True))
            assert mine == {n.pk for n in (note, other) if access.allows(who, act, n)}


def test_forbidden_and_missing_are_the_same_refusal(town):
    note = people.sealed(town)
    for pk in (note.pk, town.ben_way.pk):
        with pytest.raises(NotHere) as refusal:
            access.one(town.eva, Act.NOTE_READ, Note.objects.filter(pk=pk))
        assert str(refusal.value) == ""
