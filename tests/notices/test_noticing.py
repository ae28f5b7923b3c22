"""What happened is told: to whom, once, never to whoever did it, and only as long as they may see it."""

import datetime
import json

import pytest

from cairn.audit import reading as audit
from cairn.audit import recording
from cairn.goals import stepping
from cairn.lib import clock
from cairn.lib.words import NotHere
from cairn.meetings import holding
from cairn.notices import audiences, noticing, opening, reading, reminding
from cairn.notices.models import Cursor, Letter, Notice
from cairn.notices.rules import telling
from cairn.people import granting
from cairn.people.acts import Act
from cairn.people.models import Membership
from cairn.programs.models import Rules
from cairn.teams import pairing
from tests import town as people

pytestmark = pytest.mark.django_db


def told(who):
    """The templates of what somebody sees, oldest first."""
    return [row.template for row in reversed(reading.notices(who)[0])]


def tomorrow(hour=18):
    return (clock.now() + datetime.timedelta(days=1)).replace(hour=hour, minute=0, second=0, microsecond=0)


@pytest.fixture
def quiet(town):
    """The town, with everything told that happened while it was built."""
    noticing.catch_up()
    Notice.objects.all().delete()
    Letter.objects.all().delete()
    return town


def test_a_session_is_told_to_the_other_one(quiet):
    holding.plan(quiet.ben_way, at=tomorrow(), by=quiet.ana)
    assert noticing.catch_up() == 1
    assert told(quiet.ben) == ["session-planned"]
    for nobody in ("ana", "chloe", "dan", "eva", "hana", "finn", "gus", "yan", "zoe"):
        assert told(quiet.cast[nobody]) == [], nobody


def test_a_note_on_its_way_is_told_step_by_step(quiet):
    note = people.offered(quiet)
    people.sign(note, by=quiet.ben)
    people.sign(note, by=quiet.ana)
    noticing.catch_up()
    assert told(quiet.ben) == ["note-to-read", "note-named"]
    assert told(quiet.ana) == ["note-named"]


def test_a_new_supporter_is_told_and_so_is_the_participant(quiet):
    pairing.join(quiet.ben_way, person=quiet.eva.person, by=quiet.chloe)
    noticing.catch_up()
    assert (told(quiet.ben), told(quiet.eva), told(quiet.ana)) == (["team-new"], ["team-yours"], [])


def test_walking_again_tells_nothing_again(quiet):
    holding.plan(quiet.ben_way, at=tomorrow(), by=quiet.ana)
    assert [noticing.catch_up(), noticing.catch_up()] == [1, 0]
    Cursor.objects.update(seq=0)  # as if the walk had been told before its cursor was kept
    noticing.catch_up()
    assert told(quiet.ben).count("session-planned") == 1


def test_a_crash_between_the_act_and_its_notice_loses_nothing(quiet, monkeypatch):
    for _ in range(3):
        holding.plan(quiet.ben_way, at=tomorrow(), by=quiet.ana)
    whole = noticing.tell_of
    calls = []

    def falls(event):
        calls.append(event)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return whole(event)

    monkeypatch.setattr(noticing, "tell_of", falls)
    with pytest.raises(KeyboardInterrupt):
        noticing.catch_up()
    assert told(quiet.ben) == []
    monkeypatch.setattr(noticing, "tell_of", whole)
    assert noticing.catch_up() == 3


def test_many_events_are_told_in_stretches(quiet, monkeypatch):
    monkeypatch.setattr(noticing, "AT_ONCE", 2)
    for _ in range(5):
        holding.plan(quiet.ben_way, at=tomorrow(), by=quiet.ana)
    assert noticing.catch_up() == 5
    assert Cursor.objects.get(pk=quiet.house.pk).seq == audit.places()[quiet.house.pk]


def test_a_house_that_is_walked_for_the_first_time_is_told_no_old_news(town):
    with clock.moved(days=20):
        assert noticing.catch_up() == 0


def test_who_walked_along_once_sees_nothing_of_the_record_any_more(quiet):
    pairing.join(quiet.ben_way, person=quiet.eva.person, by=quiet.chloe)
    noticing.catch_up()
    assert told(quiet.eva) == ["team-yours"]
    row = reading.notices(quiet.eva)[0][0]
    people.leave(quiet, "eva")
    assert told(quiet.eva) == []
    assert reading.unread(quiet.eva) == 0
    with pytest.raises(NotHere):
        reading.notice_for(quiet.eva, row.pk)
    with pytest.raises(NotHere):
        opening.see(row, by=quiet.eva)


def test_a_coordinator_who_is_one_no_more_sees_nothing_either(quiet):
    Notice.objects.all().delete()
    holding.plan(quiet.ben_way, at=tomorrow(), by=quiet.ana)
    noticing.tell(
        quiet.chloe.person_id,
        "way-begun",
        about_id=quiet.ben_way.pk,
        kind="teams.participation",
        participation=quiet.ben_way,
        occasion="x",
        at=clock.now(),
    )
    assert told(quiet.chloe) == ["way-begun"]
    granting.revoke(Membership.objects.get(person_id=quiet.chloe.person_id), by=quiet.finn)
    assert told(quiet.again("chloe")) == []


def test_one_sees_one_s_own_and_counts_them(quiet):
    holding.plan(quiet.ben_way, at=tomorrow(), by=quiet.ana)
    holding.plan(quiet.ben_way, at=tomorrow(), by=quiet.ana)
    noticing.catch_up()
    assert reading.unread(quiet.ben) == 2
    rows, _ = reading.notices(quiet.ben)
    opening.see(rows[0], by=quiet.ben)
    assert reading.unread(quiet.ben) == 1
    with pytest.raises(NotHere):
        opening.see(rows[1], by=quiet.ana)
    opening.see_all(by=quiet.ben)
    assert reading.unread(quiet.ben) == 0


def test_an_act_or_an_audience_that_nobody_knows_tells_nobody(quiet, monkeypatch):
    monkeypatch.setitem(telling.TELLS, "meeting.plan", [("strangers", "session-planned")])
    holding.plan(quiet.ben_way, at=tomorrow(), by=quiet.ana)
    assert noticing.catch_up() == 0


def test_a_room_that_knows_better_says_who_and_its_own_door_who_may_still_see_it(quiet, monkeypatch):
    """As the concerns room will: the handler is told, and only as long as they are one; nobody else ever is."""
    monkeypatch.setattr(audiences, "_RESOLVERS", dict(audiences._RESOLVERS))
    monkeypatch.setattr(telling, "DOORS", {"programs.program": "participation.begin"})
    audiences.resolves(telling.HANDLERS, "programs.program")(lambda what: {quiet.chloe.person_id, quiet.ana.person_id})
    with noticing.atomic():
        event = recording.record(Act.HOUSE_LOOK, quiet.program, by=quiet.finn)
    event.act = "concern.raise"
    assert noticing.tell_of(event) == 2
    Notice.objects.update(participation=quiet.ben_way)  # that they may see the record opens no other door
    monkeypatch.setattr(audiences, "HOUSEHOLD", ())
    assert (told(quiet.chloe), told(quiet.ana)) == (["concern-new"], [])
    granting.revoke(Membership.objects.get(person_id=quiet.chloe.person_id), by=quiet.finn)
    assert told(quiet.again("chloe")) == []
    monkeypatch.setattr(telling, "DOORS", {"programs.program": "concern.unheard_of"})
    assert told(quiet.ana) == []


def test_every_key_that_is_an_act_of_this_house_has_a_sentence_in_the_history():
    known = {act.value for act in Act}
    assert {key for key in telling.TELLS if key in known}
    assert {
        key for key in telling.TELLS if key not in known and key.split(".")[0] in {"note", "meeting", "step"}
    } == set()


def test_notices_hold_no_words(quiet):
    note = people.offered(quiet)
    people.sign(note, by=quiet.ben)
    noticing.catch_up()
    for row in Notice.objects.values():
        said = json.dumps(row, default=str)
        assert not [word for word in ("Ben", "Ana", "library", "bus", "Hope") if word in said]


# -- what a day brings


def test_a_session_of_tomorrow_is_told_once_to_both(quiet):
    at = clock.now().replace(hour=15, minute=0) + datetime.timedelta(days=1)
    meeting = holding.plan(quiet.ben_way, at=at, by=quiet.ana)
    noticing.catch_up()
    Notice.objects.all().delete()
    assert [reminding.remind(), reminding.remind()] == [2, 0]
    assert (told(quiet.ben), told(quiet.ana)) == (["session-tomorrow"], ["session-tomorrow"])
    holding.cancel(meeting, why="", by=quiet.ana)
    with clock.moved(days=1):
        assert reminding.remind() == 0


def test_a_step_is_told_on_its_day_to_whoever_takes_it(quiet):
    day = clock.today("America/Chicago") + datetime.timedelta(days=2)
    stepping.add(quiet.ben_way, what="Call", whose=quiet.ben.person, due_on=day, by=quiet.ana)
    assert reminding.remind() == 0
    with clock.moved(days=2):
        assert [reminding.remind(), reminding.remind()] == [1, 0]
    assert told(quiet.ben)[-1] == "step-due"


def test_a_note_that_waits_too_long_is_told_to_the_supporter_once(quiet):
    rules = Rules.objects.get(program=quiet.program)
    Rules.objects.create(
        program=quiet.program,
        version=rules.version + 1,
        since=clock.now(),
        templates=rules.templates,
        sign_within_hours=24,
    )
    people.offered(quiet)
    assert reminding.remind() == 0
    with clock.moved(hours=25):
        assert [reminding.remind(), reminding.remind()] == [1, 0]
    with clock.moved(days=3):
        assert reminding.remind() == 0
    assert told(quiet.ana)[-1] == "note-late"
