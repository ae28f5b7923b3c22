"""A calendar says when, and nothing else."""

import datetime

import icalendar

from cairn.exchange import calendar

AT = datetime.datetime(2026, 11, 30, 19, 0, tzinfo=datetime.UTC)


def session(**more):
    return calendar.Session("one@here", AT, "America/New_York", **more)


def events(written):
    return icalendar.Calendar.from_ical(written).walk("VEVENT")


def test_a_session_is_when_and_nothing_else():
    (event,) = events(calendar.feed("Calendar", [session()], "en"))
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS", "STATUS"}
    assert (event["SUMMARY"], event["STATUS"], event["UID"]) == ("Meeting", "CONFIRMED", "one@here")
    assert event["DTSTART"].dt == AT
    assert event["DTSTART"].params["TZID"] == "America/New_York"
    assert event["DTEND"].dt - event["DTSTART"].dt == datetime.timedelta(hours=1)


def test_a_session_called_off_is_said_to_be():
    (event,) = events(calendar.feed("Calendar", [session(is_cancelled=True)], "es"))
    assert (event["SUMMARY"], event["STATUS"]) == ("Reunión", "CANCELLED")


def test_a_place_is_there_only_where_it_was_chosen():
    (event,) = events(calendar.feed("Calendar", [session(place="Library;\r\nATTENDEE:x")], "en"))
    assert event["LOCATION"] == "Library;\nATTENDEE:x"
    assert "ATTENDEE" not in event


def test_zones_and_the_rhythm_of_asking_again_are_there():
    written = calendar.feed("Calendar", [session()], "en").decode()
    assert "BEGIN:VTIMEZONE" in written
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in written


def test_an_empty_calendar_is_one():
    assert events(calendar.feed("Calendar", [], "en")) == []


def test_the_same_sessions_give_the_same_bytes():
    assert calendar.feed("Calendar", [session()], "en") == calendar.feed("Calendar", [session()], "en")
