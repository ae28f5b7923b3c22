"""The history is whole, append only, and names its first break."""

import pytest
from django.db import DatabaseError, connection, transaction

from cairn.audit import bell, recording, verifying
from cairn.audit.models import Chain, Event
from cairn.lib.db import atomic
from cairn.people import granting

pytestmark = pytest.mark.django_db


def tampering(sql, *values):
    """Do this as somebody who owns the database, with its walls torn down."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(sql, values)
            cursor.execute("SET session_replication_role = DEFAULT")
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit_%%'")
            walls = cursor.fetchall()
            for name, _ in walls:
                cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(sql, values)
            for _, build in walls:
                cursor.execute(build.replace("%", "%%"))


def test_every_verb_of_the_town_stands_in_one_chain(town):
    walks = {w.organization_id: w for w in verifying.histories()}
    assert not any(w.broken for w in walks.values())
    assert walks[town.house.pk].links == Event.objects.filter(organization_id=town.house.pk).count() > 10


def test_a_history_knows_only_its_own_house(town):
    people = set(Event.objects.filter(organization_id=town.other_house.pk).values_list("by_id", flat=True)) - {None}
    assert people == {town.wim.person_id, town.xia.person_id}


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_event SET act = 'note.sign' WHERE seq = 2",
        "DELETE FROM audit_event WHERE seq = 2",
        "UPDATE audit_chain SET seq = 1",
        "DELETE FROM audit_chain",
    ],
)
def test_the_database_refuses_to_change_history(town, sql):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_database_refuses_a_gap(town):
    head = Chain.objects.get(pk=town.house.pk)
    last = Event.objects.filter(organization_id=town.house.pk).order_by("-seq").first()
    last.pk, last.seq = None, head.seq + 2
    with pytest.raises(DatabaseError), transaction.atomic():
        last.save(force_insert=True)


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE audit_event SET act = 'note.sign' WHERE seq = 3", "event 3 (note.sign) was changed"),
        ("DELETE FROM audit_event WHERE seq = 3", "event 3 is missing"),
        ("UPDATE audit_event SET facts = '{}' WHERE seq = 2", "event 2 (person.welcome) was changed"),
    ],
)
def test_who_gets_past_the_walls_is_found(town, sql, says):
    tampering(sql)
    assert verifying.walk(town.house.pk).broken == says


def test_a_cut_tail_is_found(town):
    last = Chain.objects.get(pk=town.house.pk).seq
    tampering(
        "DELETE FROM audit_event WHERE seq = %s AND organization_id = %s",
        last,
        town.house.pk if connection.vendor == "postgresql" else town.house.pk.hex,
    )
    assert verifying.walk(town.house.pk).broken == f"the head names event {last}, the last one is {last - 1}"


def test_nothing_is_recorded_when_the_verb_fails(town):
    @atomic
    def fail():
        recording.record("person.change", town.ben.person, by=town.ben)
        raise ZeroDivisionError

    before = Event.objects.count()
    with pytest.raises(ZeroDivisionError):
        fail()
    assert Event.objects.count() == before


def test_history_holds_nothing_personal(town):
    granting.change(town.ben.person, by=town.ben, chosen_name="Benedikt Unverwechselbar", pronouns="he/him")
    told = " ".join(Event.objects.values_list("facts", flat=True))
    assert "Unverwechselbar" not in told
    assert "he/him" not in told


def test_the_bell_rings_after_commit_and_a_deaf_listener_harms_nobody(town, django_capture_on_commit_callbacks):
    heard = []

    def deaf(event):
        raise RuntimeError("deaf")

    hear = bell.on(heard.append)
    bell.on(deaf)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            granting.change(town.ben.person, by=town.ben, pronouns="he/him")
            assert heard == []
    finally:
        bell.off(deaf)
        bell.off(hear)
    assert [e.act for e in heard] == ["person.change"]
