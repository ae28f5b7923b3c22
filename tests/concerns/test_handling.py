"""A concern from the first word to the last: what changed, what was recorded, who was refused."""

import json

import pytest
from django.db import DatabaseError, transaction

from cairn.audit import verifying
from cairn.audit.models import Event
from cairn.concerns import appointing, handling, raising, reading, writing
from cairn.concerns.models import Concern, KeptOut, SecondPerson, Serious, Step, history_of
from cairn.concerns.rules.handling import Stage
from cairn.lib import clock, ids
from cairn.lib.words import NotHere, Refused
from cairn.people import access, housekeeping
from cairn.people.acts import Act
from cairn.people.models import Attempt
from tests import town as people

pytestmark = pytest.mark.django_db


def told(town, concern):
    """What stands in the history apart about it, in order."""
    rows = Event.objects.filter(organization_id=history_of(town.house.pk), about_id=concern.pk).order_by("seq")
    return [(row.act, row.by_id) for row in rows]


def through(town, concern, *, until=Stage.CLOSED):
    """Chloe takes every step, up to this stage."""
    for stage, step in (
        (Stage.HEARD, lambda: handling.acknowledge(concern, by=town.chloe)),
        (Stage.ACTING, lambda: handling.act(concern, words="We met.", by=town.chloe)),
        (Stage.SETTLED, lambda: handling.settle(concern, words="They agreed.", by=town.chloe)),
        (Stage.TOLD, lambda: handling.tell(concern, how="person", by=town.chloe)),
        (Stage.CLOSED, lambda: handling.close(concern, by=town.chloe)),
    ):
        step()
        if stage is until:
            break
    return Concern.objects.get(pk=concern.pk)


def test_a_concern_is_raised_under_a_key_of_its_own_and_recorded_apart(town):
    house = Event.objects.filter(organization_id=town.house.pk).count()
    concern = people.concern(town)
    found = Concern.objects.get()
    assert found.what == people.CONCERN["what"]
    assert found.key_id not in {town.house.key_id, town.ben.person.key_id}
    assert found.key.parent_id == town.house.key_id
    assert told(town, concern) == [("concern.raise", town.ben.person_id)]
    assert Event.objects.filter(organization_id=town.house.pk).count() == house
    assert not Event.objects.filter(about_id=concern.pk).exclude(subject_id=None).exists()
    assert {row.why for row in KeptOut.objects.filter(person=town.ana.person)} == {"named"}


def test_pressing_twice_raises_one(town):
    pk = ids.uuid7()
    assert people.concern(town, pk=pk).pk == people.concern(town, pk=pk).pk
    assert Concern.objects.count() == 1
    with pytest.raises(NotHere):
        people.concern(town, by=town.dan, pk=pk, named="")


def test_every_role_may_raise_one_and_nobody_in_another_house(town):
    people.ally(town)
    for name in ("ana", "ben", "chloe", "finn", "gus", "olga"):
        assert people.concern(town, by=town.cast[name], named="").raised_by_id == town.cast[name].person_id
    with pytest.raises(NotHere):
        people.concern(town, by=town.zoe, named="")


def test_the_steps_follow_each_other_and_each_is_a_row(town):
    concern = people.concern(town)
    handling.assign(concern, person=town.hana.person, by=town.chloe)
    assert access.allows(town.hana, Act.CONCERN_READ, concern)
    done = through(town, concern)
    assert done.stage == Stage.CLOSED
    assert [(s.kind, s.by_id) for s in Step.objects.order_by("pk")] == [
        (kind, town.chloe.person_id) for kind in ("assign", "acknowledge", "act", "settle", "tell", "close")
    ]
    raising.reopen(done, words="It began again.", by=town.ben)
    again = Concern.objects.get()
    assert (again.stage, again.opened_at > again.raised_at) == (Stage.RAISED, True)
    assert [act for act, _ in told(town, concern)] == [
        f"concern.{act}" for act in ("raise", "assign", "acknowledge", "act", "settle", "tell", "close", "reopen")
    ]
    assert not any(word in row.facts for row in Event.objects.all() for word in ("began", "agreed", "met"))


def test_a_step_that_is_pressed_twice_is_one(town):
    concern, pk = people.concern(town), ids.uuid7()
    for _ in range(2):
        handling.acknowledge(concern, by=town.chloe, pk=pk)
    assert Step.objects.count() == 1
    assert len(told(town, concern)) == 2
    with pytest.raises(Refused, match="acknowledged already"):
        handling.acknowledge(concern, by=town.chloe, pk=ids.uuid7())


@pytest.mark.parametrize("who", ["ana", "ben", "dan", "eva", "finn", "gus", "hana", "xia", "wim"])
def test_nobody_else_takes_a_step(town, who):
    concern, by = people.concern(town), town.cast[who]
    for step in (
        lambda: handling.acknowledge(concern, by=by),
        lambda: handling.assign(concern, person=town.hana.person, by=by),
        lambda: handling.act(concern, words="x", by=by),
        lambda: handling.answer(concern, words="x", by=by),
        lambda: handling.settle(concern, words="x", by=by),
        lambda: handling.tell(concern, how="person", by=by),
        lambda: handling.close(concern, by=by),
        lambda: handling.route(concern, words="x", by=by),
    ):
        with pytest.raises(NotHere):
            step()
    assert Step.objects.count() == 0


def test_whoever_turns_out_to_be_part_of_it_sees_nothing_from_that_second(town):
    appointing.appoint(town.gus.person, by=town.finn)
    concern = people.concern(town, named="")
    handling.route(concern, person=town.chloe.person, words="I was there myself.", by=town.chloe)
    with pytest.raises(NotHere):
        reading.concern_for(town.chloe, concern.pk)
    assert reading.handled(town.chloe) == []
    assert [each.concern.pk for each in reading.handled(town.gus)] == [concern.pk]
    with pytest.raises(Refused, match="already"):
        handling.route(concern, person=town.chloe.person, words="again", by=town.gus)


def test_whoever_was_asked_to_look_after_it_and_is_named_then_is_out(town):
    concern = people.concern(town, named="")
    handling.assign(concern, person=town.hana.person, by=town.chloe)
    handling.route(concern, person=town.hana.person, words="She drove them.", by=town.chloe)
    assert not access.allows(town.hana, Act.CONCERN_READ, concern)
    found = Concern.objects.get()
    assert (found.assigned_to, found.around) == (None, True)


def test_nobody_who_is_out_can_be_asked_to_look_after_it(town):
    concern = people.concern(town, named=town.finn.person)
    assert [p.chosen_name for p in reading.assignable(concern)] == ["Chloe", "Hana"]
    with pytest.raises(Refused, match="from the list"):
        handling.assign(concern, person=town.finn.person, by=town.chloe)


def test_an_anonymous_one_keeps_nobody(town):
    concern, code = people.nameless(town)
    found = Concern.objects.get()
    assert (found.raised_by_id, found.name, found.contact) == (None, "", "")
    assert not KeptOut.objects.exists()
    assert not Attempt.objects.exists()
    assert told(town, concern) == [("concern.raise", None)]
    assert reading.followed(code.lower().replace("-", " "), network="a").pk == concern.pk


def test_a_code_follows_one_concern_and_a_wrong_one_says_nothing(town):
    _, code = people.nameless(town)
    joined = "ACDE-FHJK-MNPR"
    for wrong in ("", "short", joined, code[:-1], "<script>"):
        with pytest.raises(Refused) as refusal:
            reading.followed(wrong, network="here")
        assert refusal.value.sentence == reading.NO_SUCH_CODE
    for _ in range(5):
        with pytest.raises(Refused):
            reading.followed(joined, network="here")
    with pytest.raises(Refused) as refusal:
        reading.followed(code, network="here")
    assert refusal.value.sentence == reading.WAIT
    assert reading.followed(code, network="elsewhere")


def test_whoever_holds_the_code_adds_words_and_nobody_without_it(town):
    (concern, code), (_, other) = people.nameless(town), people.nameless(town)
    raising.add(concern, words="It happened again.", by=None, code=code)
    assert [(s.kind, s.by_id, s.words) for s in reading.steps(concern)] == [("add", None, "It happened again.")]
    for wrong in ("", other):
        with pytest.raises(NotHere):
            raising.add(concern, words="x", by=None, code=wrong)
    with pytest.raises(NotHere):
        raising.add(concern, words="x", by=town.ben)
    with pytest.raises(NotHere):
        raising.add(people.concern(town), words="x", by=None, code="")


def test_an_open_form_that_is_sent_twice_gives_the_same_code_for_some_minutes(town):
    pk, said = ids.uuid7(), {**people.CONCERN, "involves": "no"}
    first = raising.receive(town.house, said=said, pk=pk)
    assert raising.receive(town.house, said=said, pk=pk) == first
    with clock.moved(minutes=11), pytest.raises(Refused, match="sent already"):
        raising.receive(town.house, said=said, pk=pk)
    assert Concern.objects.count() == 1


def test_whoever_raised_it_is_shown_what_is_meant_for_them(town):
    concern = people.concern(town)
    through(town, concern)
    assert [step.kind for step in reading.steps(concern, shown=True)] == ["acknowledge", "tell", "close"]


def test_reading_is_recorded_once_in_a_while(town):
    concern = people.concern(town)
    for _ in range(2):
        reading.look(reading.concern_for(town.chloe, concern.pk), by=town.chloe)
    assert [act for act, _ in told(town, concern)] == ["concern.raise", "concern.read"]


def test_what_was_said_cannot_be_changed_by_any_path(town):
    concern = through(town, people.concern(town))
    Concern.objects.filter(pk=concern.pk).update(around=True)
    for breaking in (
        lambda: Concern.objects.filter(pk=concern.pk).update(kind="money"),
        lambda: Concern.objects.filter(pk=concern.pk).update(raised_by=None),
        lambda: Concern.objects.filter(pk=concern.pk).update(around=False),
        lambda: rewrite(Concern.objects.get(pk=concern.pk)),
        lambda: KeptOut.objects.all().delete(),
        lambda: KeptOut.objects.update(person=town.eva.person),
        lambda: Step.objects.update(by=town.eva.person),
        lambda: Step.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            breaking()


def rewrite(concern):
    concern.what = "Nothing happened."
    concern.save()


def test_every_history_stays_whole(town):
    through(town, people.concern(town))
    writing.write(town.ben_way, facts="A fall on the stairs.", by=town.ana)
    walks = verifying.histories()
    assert [walk.broken for walk in walks] == [""] * 3
    assert history_of(town.house.pk) in {walk.organization_id for walk in walks}


# --- something serious ---


def test_who_writes_and_who_reads_what_was_serious(town):
    people.ally(town)
    for name in ("ben", "olga", "eva", "hana", "finn", "gus", "xia"):
        with pytest.raises(NotHere):
            writing.write(town.ben_way, facts="x", by=town.cast[name])
    made = writing.write(town.ben_way, facts="A fall on the stairs.", by=town.ana)
    appointing.appoint(town.gus.person, by=town.finn)
    readers = {name for name, who in town.cast.items() if access.allows(who, Act.SERIOUS_READ, made)}
    assert readers == {"ana", "chloe", "gus"}
    people.leave(town)
    assert not access.allows(town.ana, Act.SERIOUS_READ, made)
    assert not Event.objects.filter(organization_id=town.house.pk, act__startswith="serious").exists()


def test_what_was_serious_stays_as_it_was_written(town):
    pk = ids.uuid7()
    made = [writing.write(town.ben_way, facts="A fall.", by=town.ana, pk=pk).pk for _ in range(2)]
    assert made == [pk, pk]
    for breaking in (lambda: Serious.objects.all().delete(), lambda: Serious.objects.update(writer=town.eva.person)):
        with pytest.raises(DatabaseError), transaction.atomic():
            breaking()


# --- what the organization sets ---


def test_only_an_administrator_sets_what_the_house_says(town):
    for name in set(town.cast) - {"finn", "wim"}:
        for setting in (
            lambda by: appointing.appoint(None, by=by),
            lambda by: appointing.guide({"en": "x"}, by=by),
            lambda by: housekeeping.change_crisis_lines([{"label": "988", "tel": "988"}], by=by),
        ):
            with pytest.raises(NotHere):
                setting(town.cast[name])


def test_there_is_one_second_person_at_a_time(town):
    for name in ("gus", "gus", "hana"):
        appointing.appoint(town.cast[name].person, by=town.finn)
    assert [(row.person_id, row.ended_at is None) for row in SecondPerson.objects.order_by("since")] == [
        (town.gus.person_id, False),
        (town.hana.person_id, True),
    ]
    with pytest.raises(Refused):
        appointing.appoint(town.ana.person, by=town.finn)
    with pytest.raises(Refused):
        appointing.appoint(town.wim.person, by=town.finn)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([], "at least one"),
        ([{"label": "Line", "tel": ""}], "a name and a number"),
        ([{"label": "Line", "tel": "javascript:1"}], "digits"),
        ([{"label": "Line", "tel": "1"}] * 9, "eight"),
        ([{"label": "L" * 61, "tel": "1"}], "short"),
    ],
)
def test_crisis_lines_can_be_dialed(town, lines, sentence):
    with pytest.raises(Refused, match=sentence):
        housekeeping.change_crisis_lines(lines, by=town.finn)


def test_crisis_lines_are_changed(town):
    housekeeping.change_crisis_lines([{"label": " Warm  line ", "tel": "+1 555 0100", "text": ""}, {}], by=town.finn)
    town.house.refresh_from_db()
    assert town.house.crisis_lines == [{"label": "Warm line", "tel": "+1 555 0100", "text": ""}]
    event = Event.objects.filter(act="organization.change").get()
    assert json.loads(event.facts) == {"changed": ["crisis_lines"]}
