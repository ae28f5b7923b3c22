"""What is new, how one is told, and the calendar of one's own."""

import datetime
import re

import icalendar
import pytest
from django.test import Client

from cairn.lib import clock
from cairn.meetings import holding
from cairn.notices import noticing, reading
from cairn.notices.models import Feed, Notice
from tests import town as people
from tests.web.conftest import sentences, words

pytestmark = pytest.mark.django_db


def plan(town, days=2):
    return holding.plan(town.ben_way, at=clock.now() + datetime.timedelta(days=days), by=town.ana, place="Library")


def settled(town):
    noticing.catch_up()
    Notice.objects.all().delete()


def test_what_is_new_is_counted_listed_opened_and_then_old(town, browser):
    settled(town)
    meeting = plan(town)
    people.offered(town)
    noticing.catch_up()
    at = browser("ben")
    assert "2 new notices" in words(at.see("/"))
    page = at.see("/notices")
    assert "A note is ready to read together." in words(page)
    assert "A session is planned." in words(page)
    link = re.search(r'href="(/notices/[^"]+)">A session is planned', page)[1]
    assert at.get(link)["Location"] == f"/meetings/{meeting.pk}"
    assert "1 new notice" in words(at.see("/notices"))
    at.send("/notices/read", page="/notices")
    page = words(at.see("/notices"))
    assert "new notice" not in page
    assert "A session is planned." in page


def test_others_read_with_whom_it_is(town, browser):
    settled(town)
    note = people.offered(town)
    people.sign(note, by=town.ben)
    noticing.catch_up()
    assert "Ben’s note has a new choice under it." in words(browser("ana").see("/notices"))
    assert "Nothing new just now" in browser("chloe").see("/notices")


def test_notices_go_on_page_by_page(town, browser, monkeypatch):
    settled(town)
    monkeypatch.setattr("cairn.notices.reading.notices", _by_two(reading.notices))
    for _ in range(5):
        meeting = plan(town)
    noticing.catch_up()
    at, path, found = browser("ben"), "/notices", 0
    while path:
        page = at.see(path)
        found += page.count("A session is planned.")
        older = re.search(r'href="([^"]+)" rel="next"', page)
        path = older[1] if older else None
    assert found == 5
    assert "What is new" in at.see("/notices?before=nonsense_x")
    assert "What is new" in at.see(f"/notices?before=9999999999999999999_{meeting.pk}")


def _by_two(door):
    return lambda who, before=None: door(who, before=before, limit=2)


def test_wishes_are_kept_and_what_is_wrong_is_said_at_its_field(town, browser):
    at = browser("ben")
    page = words(at.see("/mine/notices"))
    assert "Nobody writes to you unless you choose it" in page
    assert "People who ask for support" not in page
    assert "Until you say otherwise here" in words(browser("ana").see("/mine/notices"))
    said = {"channels": ["email"], "kinds": ["note"], "quiet_from": "20:30", "quiet_to": "09:00", "phone": ""}
    answer = at.send("/mine/notices", {**said, "email": ""}, status=422)
    assert sentences(answer) == ["Please give the e-mail address to write to."]
    answer = at.send("/mine/notices", {**said, "email": "me@inbox.example", "quiet_from": "late"}, status=422)
    assert sentences(answer) == ["Please give times of day, such as 21:00."]
    at.send("/mine/notices", {**said, "email": "me@inbox.example"})
    wishes = reading.wishes(town.ben)
    assert (wishes.channels, wishes.kinds, wishes.quiet) == (
        ["email"],
        ["note", "referral", "concern"],
        (20 * 60 + 30, 9 * 60),
    )
    page = at.see("/mine/notices")
    assert 'value="me@inbox.example"' in page
    assert 'value="20:30"' in page


# -- the calendar


def address(at, **said):
    """The secret address, as the page shows it once."""
    page = at.see(at.send("/mine/notices/calendar", page="/mine/notices", **said)["Location"].split("#")[0])
    return re.search(r"http://[^<]*(/calendar/[^<]+\.ics)", page)[1]


def events(path, status=200):
    answer = Client().get(path)
    assert answer.status_code == status
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT") if status == 200 else []


def test_a_calendar_says_when_and_nothing_else(town, browser):
    plan(town)
    holding.cancel(plan(town, days=4), why="", by=town.ana)
    path = address(browser("ben"))
    found = events(path)
    assert [(str(e["SUMMARY"]), str(e["STATUS"])) for e in found] == [
        ("Meeting", "CONFIRMED"),
        ("Meeting", "CANCELLED"),
    ]
    data = Client().get(path).content.decode()
    assert [word for word in ("Ben", "Ana", "Library", "Hope", "Bridges", "community") if word in data] == []
    assert [e["UID"] for e in events(path)] == [e["UID"] for e in found]


def test_a_kind_of_place_is_shown_only_where_it_was_chosen(town, browser):
    plan(town)
    (event,) = events(address(browser("ana"), places="on"))
    assert event["LOCATION"].startswith("In the community")


def test_a_new_address_ends_the_old_one_and_closing_ends_it_too(town, browser):
    at = browser("ben")
    old, new = address(at), address(at)
    events(old, status=404)
    events(new)
    at.send("/mine/notices/calendar/end", page="/mine/notices")
    events(new, status=404)
    assert Feed.objects.filter(ended_at=None).count() == 0


def test_the_address_is_kept_only_as_a_digest_and_shown_once(town, browser):
    at = browser("ben")
    token = address(at).split("/")[-1].removesuffix(".ics")
    assert token not in at.see("/mine/notices")
    assert token.encode() not in bytes(Feed.objects.get().token_index)


def test_who_left_sees_no_sessions_any_more(town, browser):
    plan(town)
    path = address(browser("ana"))
    assert len(events(path)) == 1
    people.leave(town)
    assert events(path) == []
    people.without_roles(town.ana)
    events(path, status=404)


def test_guessing_addresses_is_slowed_down(town):
    for _ in range(30):
        events("/calendar/guess.ics", status=404)
    events("/calendar/guess.ics", status=422)


# -- what it asks of the database


def test_the_bell_asks_nothing_when_nothing_is_new_and_one_thing_else(town, browser, queries):
    settled(town)
    at = browser("finn")
    at.see("/")
    with queries() as before:
        at.see("/mine/account")
    noticing.tell(
        town.finn.person_id,
        "referral-new",
        about_id=town.program.pk,
        kind="programs.program",
        participation=None,
        occasion="x",
        at=clock.now(),
    )
    with queries() as after:
        assert "1 new notice" in words(at.see("/mine/account"))
    assert len(after) == len(before) + 1


def test_the_pages_ask_little_with_one_notice_and_with_many(town, browser, queries):
    settled(town)
    at = browser("ana")
    counts = {"/notices": set(), "/mine/notices": set()}
    for number in (1, 3, 30):
        for _ in range(number):
            holding.cancel(plan(town), why="", by=town.ben)
        noticing.catch_up()
        at.see("/mine/account")
        for path in counts:
            at.see(path)
            with queries() as said:
                at.see(path)
            counts[path].add(len(said))
    assert counts["/notices"] == {3}
    assert all(len(said) == 1 and max(said) <= 6 for said in counts.values()), counts
