"""Sessions over the pages: planned, begun, held, missed, called off; and the short contact."""

import datetime
import uuid

import pytest
from django.urls import reverse

from cairn.lib import clock
from cairn.meetings import holding, reading
from cairn.meetings.rules import State
from cairn.notes import reading as notes
from cairn.notes.rules.life import Stage
from cairn.teams import reading as teams
from cairn.web import moments
from tests import town as people
from tests.web.conftest import hidden, sentences, words

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 11, 17, 18, tzinfo=datetime.UTC)  # noon in Chicago
ACTS = ("begin", "end", "miss", "cancel", "move", "note", "times")


@pytest.fixture(autouse=True)
def noon():
    with clock.stopped(NOON):
        yield


def planned(town, **about):
    return holding.plan(town.ben_way, at=NOON + datetime.timedelta(days=1), by=town.ana, place="Library", **about)


def at(name, noun):
    return reverse(name, args=[noun.pk])


def now(town, meeting):
    """The session as it is now."""
    return reading.meeting_for(town.ana, meeting.pk)


def test_a_session_is_planned_in_the_zone_of_the_house(town, browser):
    ana, path = browser("ana"), at("meeting-new", town.ben_way)
    answer = ana.send(path, page=f"{path}?how=plan", at="2026-11-24T14:00", place="Café", method="in_person")
    (meeting,) = reading.ahead(town.ana)
    assert answer["Location"] == at("meeting", meeting)
    assert meeting.planned_for == datetime.datetime(2026, 11, 24, 20, tzinfo=datetime.UTC)
    page = words(ana.see(answer["Location"]))
    assert "Tuesday, November 24, 2026, 2:00 pm" in page
    assert "Café" in page


@pytest.mark.parametrize("typed", ["", "soon", "2026-11-02T14:00", "99999-01-01T00:00"])
def test_a_day_that_cannot_be_is_said_at_its_field_and_the_rest_is_kept(town, browser, typed):
    ana, path = browser("ana"), at("meeting-new", town.ben_way)
    answer = ana.send(path, page=f"{path}?how=plan", status=422, at=typed, place="The café by the river")
    assert sentences(answer)[0].startswith("Please ")
    assert 'value="The café by the river"' in answer.content.decode()
    assert reading.ahead(town.ana) == []


def test_pressing_twice_begins_one_session(town, browser):
    ana, path = browser("ana"), at("meeting-new", town.ben_way)
    fields = {**hidden(ana.see(path), path), "method": "phone"}
    first, second = ana.post(path, fields), ana.post(path, fields)
    assert first["Location"] == second["Location"]
    (meeting,) = reading.ahead(town.ana)
    assert (meeting.state, meeting.method, meeting.place_kind) == (State.BEGUN, "phone", "remote")


def test_from_plan_to_note(town, browser):
    ana, meeting = browser("ana"), planned(town)
    page = at("meeting", meeting)
    ana.send(at("meeting-begin", meeting), page=page)
    assert "Open the note" in words(ana.see(page))
    answer = ana.send(at("meeting-note", meeting), page=page, template="girp")
    note = notes.note_of(meeting)
    assert answer["Location"] == reverse("note-write", args=[note["pk"]])
    assert answer["Location"] in ana.see(page)
    with clock.stopped(NOON + datetime.timedelta(minutes=20)):
        ana.send(at("meeting-end", meeting), page=page)
        assert "20 minutes" in words(ana.see(page))
    assert now(town, meeting).state == State.HELD


def test_a_note_without_a_choice_is_of_the_proposed_kind_and_there_is_one(town, browser):
    ana, meeting = browser("ana"), people.meeting(town)
    first = ana.send(at("meeting-note", meeting), page=at("meeting", meeting))
    second = ana.send(at("meeting-note", meeting), page=at("meeting", meeting))
    assert first["Location"] == second["Location"]
    assert notes.note_for(town.ana, notes.note_of(meeting)["pk"]).template == "joint"


def test_an_unknown_kind_of_note_is_refused(town, browser):
    ana, meeting = browser("ana"), people.meeting(town)
    answer = ana.send(at("meeting-note", meeting), page=at("meeting", meeting), status=422, template="owl")
    assert sentences(answer) == ["That kind of note is not known here."]


@pytest.mark.parametrize("act", ["begin", "miss", "cancel"])
def test_pressing_twice_does_it_once(town, browser, act):
    ana, meeting = browser("ana"), planned(town)
    path, fields = at(f"meeting-{act}", meeting), hidden(ana.see(at("meeting", meeting)), "")
    assert [ana.post(path, fields).status_code for _ in range(2)] == [303, 303]


def test_missed_with_a_word_and_planned_again(town, browser):
    ana, meeting = browser("ana"), planned(town)
    page = at("meeting", meeting)
    ana.send(at("meeting-miss", meeting), page=page, why="The bus did not come.")
    assert "The bus did not come." in words(browser("ben").see(page))
    ana.send(at("meeting-move", meeting), page=page, at="2026-11-30T09:30")
    assert now(town, meeting).state == State.PLANNED
    assert "Monday, November 30, 2026, 9:30 am" in words(ana.see(page))


def test_a_long_word_is_refused_and_kept(town, browser):
    ana, meeting = browser("ana"), planned(town)
    page = at("meeting", meeting)
    answer = ana.send(at("meeting-miss", meeting), page=page, status=422, why="owl " * 100)
    assert sentences(answer) == ["Please say it in up to three hundred letters."]
    assert answer.content.decode().count("owl owl") > 0
    assert now(town, meeting).state == State.PLANNED


def test_the_participant_reads_and_calls_off(town, browser):
    ben, meeting = browser("ben"), planned(town)
    page = ben.see(at("meeting", meeting))
    assert "Begin the session" not in words(page)
    assert "Their record" not in words(page)
    ben.send(at("meeting-cancel", meeting), page=at("meeting", meeting), why="I have work")
    assert now(town, meeting).state == State.CANCELLED
    assert now(town, meeting).why == "I have work"


def test_a_coordinator_only_reads(town, browser):
    page = browser("chloe").see(at("meeting", planned(town)))
    assert "Library" in words(page)
    assert page.count("<form") == browser("chloe").see("/people").count("<form") - 1  # without the search


def test_times_breaks_and_place_are_corrected(town, browser):
    ana, meeting = browser("ana"), people.meeting(town)
    path = at("meeting-times", meeting)
    fields = {"started_at": "2026-11-17T10:00", "ended_at": "2026-11-17T11:00", "place": "Park", "method": "in_person"}
    ana.send(path, {**fields, "from": ["10:20", "", ""], "to": ["10:35", "", ""]})
    found = now(town, meeting)
    assert (found.state, found.minutes, found.place) == (State.HELD, 45, "Park")
    assert "10:20 am – 10:35 am" in words(ana.see(at("meeting", meeting)))
    assert 'value="10:20"' in ana.see(path)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"started_at": ""}, "Please say when it began."),
        ({"started_at": "2026-11-17T11:30"}, "The end is before the start. Please check the times."),
        ({"ended_at": "2026-11-17T23:00"}, "The end is still to come. Please check the time."),
        ({"from": ["10:20"], "to": [""]}, "A break needs its start and its end."),
        ({"from": ["noon"], "to": ["10:30"]}, "Please give a time of day, such as 14:20."),
        ({"from": ["9:00"], "to": ["9:10"]}, "Please give a time of day, such as 14:20."),
        ({"place": "far " * 60}, "Please say where in up to two hundred letters."),
    ],
)
def test_times_that_cannot_be_are_refused_and_kept(town, browser, fields, sentence):
    ana, meeting = browser("ana"), people.meeting(town)
    said = {"started_at": "2026-11-17T10:00", "ended_at": "2026-11-17T11:00", "place": "By the well", **fields}
    answer = ana.send(at("meeting-times", meeting), said, status=422)
    assert sentences(answer) == [sentence]
    assert said["place"].strip() in answer.content.decode()
    assert now(town, meeting).ended_at is None


def test_a_planned_session_that_took_place_unseen_needs_both_times(town, browser):
    ana, meeting = browser("ana"), planned(town)
    path = at("meeting-times", meeting)
    answer = ana.send(path, status=422, started_at="2026-11-17T10:00", ended_at="")
    assert sentences(answer) == ["Please say when it ended."]
    ana.send(path, started_at="2026-11-17T10:00", ended_at="2026-11-17T10:45")
    assert (now(town, meeting).state, now(town, meeting).minutes) == (State.HELD, 45)


def test_once_the_note_is_read_back_the_times_stand(town, browser):
    ana = browser("ana")
    meeting = now(town, people.offered(town).meeting)
    assert ana.get(at("meeting-times", meeting))["Location"] == at("meeting", meeting)
    fields = {"started_at": "2026-11-17T10:00", "ended_at": "2026-11-17T11:00"}
    answer = ana.send(at("meeting-times", meeting), fields, page=at("meeting", meeting), status=422)
    assert "is being read back" in sentences(answer)[0]


def test_a_short_contact_is_one_page_and_one_press(town, browser):
    ana, path = browser("ana"), at("short", town.ben_way)
    answer = ana.send(path, method="text", line="Ben wrote that he slept well.", next="We meet on Friday.")
    (row,), _ = notes.timeline(town.ana, town.ben_way)
    assert answer["Location"] == reverse("note-reading", args=[row.note.pk])
    assert (row.note.template, row.note.stage) == ("short", Stage.OFFERED)
    meeting = now(town, row.note.meeting)
    assert (meeting.state, meeting.method, meeting.place_kind) == (State.HELD, "text", "remote")


def test_a_short_contact_pressed_twice_is_one(town, browser):
    ana, path = browser("ana"), at("short", town.ben_way)
    fields = {**hidden(ana.see(path), path), "method": "phone", "line": "A call."}
    first, second = ana.post(path, fields), ana.post(path, fields)
    assert first["Location"] == second["Location"]
    assert len(notes.timeline(town.ana, town.ben_way)[0]) == 1


def test_a_short_contact_of_this_morning(town, browser):
    path = at("short", town.ben_way)
    browser("ana").send(path, method="phone", line="A call.", at="2026-11-17T08:15")
    (row,), _ = notes.timeline(town.ana, town.ben_way)
    assert moments.shown(row.note.happened_at, "America/Chicago") == "2026-11-17T08:15"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"line": " "}, "Please say in a line what it was about."),
        ({"at": "2026-11-18T08:15"}, "The start is still to come. Please check the time."),
        ({"method": "owl"}, "Please choose a kind of place and a way to meet from the list."),
    ],
)
def test_a_short_contact_that_cannot_be_is_refused_and_kept(town, browser, fields, sentence):
    said = {"method": "phone", "line": "A call.", "next": "Coffee on Friday", **fields}
    answer = browser("ana").send(at("short", town.ben_way), said, status=422)
    assert sentences(answer) == [sentence]
    assert 'value="Coffee on Friday"' in answer.content.decode()
    assert notes.timeline(town.ana, town.ben_way)[0] == []


@pytest.mark.parametrize("name", ["dan", "eva", "finn", "gus", "hana", "yan", "olga"])
def test_for_everybody_else_nothing_is_here(town, browser, name):
    meeting = planned(town)
    people.ally(town)
    them = browser(name)
    answers = [them.get(at("meeting", meeting)), them.get(reverse("meeting", args=[uuid.uuid4()]))]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert words(answers[0].content.decode()) == words(answers[1].content.decode())
    for page in ("meeting-new", "short"):
        assert them.get(at(page, town.ben_way)).status_code == 404


@pytest.mark.parametrize("name", ["ben", "chloe", "eva"])
def test_only_the_supporter_does_these(town, browser, name):
    them, meeting = browser(name), planned(town)
    fields = hidden(them.see("/"), "/sign-out")
    acts = [act for act in ACTS if act != "cancel"]
    assert [them.post(at(f"meeting-{act}", meeting), fields).status_code for act in acts] == [404] * len(acts)
    assert now(town, meeting).state == State.PLANNED


def test_an_act_that_is_only_opened_leads_to_the_session(town, browser):
    ana, meeting = browser("ana"), planned(town)
    for act in ACTS[:-1]:
        assert ana.get(at(f"meeting-{act}", meeting))["Location"] == at("meeting", meeting)


def test_looking_stands_in_the_history_but_not_ones_own(town, browser):
    meeting = planned(town)
    browser("ben").see(at("meeting", meeting))
    ana = browser("ana")
    for _ in range(2):  # whoever turns back and forth looks once
        ana.see(at("meeting", meeting))
    looks = [event.by_id for event in teams.history(town.ben_way) if event.act == "meeting.read"]
    assert looks == [town.ana.person_id]


@pytest.mark.parametrize(("name", "most"), [("ana", 12), ("ben", 6), ("chloe", 6)])  # Ana's is in one look
def test_few_questions_whatever_there_is(town, browser, queries, name, most):
    them, counts = browser(name), []
    for more in (1, 2):
        for _ in range(more):
            meeting = people.meeting(town)
        with queries() as asked:
            them.see(at("meeting", meeting))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= most


def test_pages_speak_spanish(town, browser):
    ana = browser("ana")
    ana.cookies["cairn_language"] = "es"
    page = ana.see(at("meeting", people.meeting(town)))
    assert 'lang="es"' in page
    assert "Nota conjunta entre pares" in words(page)
