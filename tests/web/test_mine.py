"""One's own: notes, team, history, account. No id of a person stands in these pages."""

import datetime
import itertools
import re

import pytest

from cairn.lib import clock
from cairn.people.models import SignIn
from cairn.teams import reading as teams
from tests import town as people
from tests.web.conftest import Browser, hidden, sentences, words

pytestmark = pytest.mark.django_db
PAGES = ("/", "/mine/notes", "/mine/team", "/mine/history", "/mine/account")


def test_one_s_notes_as_a_trail_with_strengths_first_and_a_search(town, browser):
    note = people.sealed(town)
    people.draft(town)
    at = browser("ben")
    page = at.see("/mine/notes")
    assert f'href="/notes/{note.pk}"' in page
    assert "being written" in page
    found = words(at.find("/mine/notes", "bus"))
    assert "I came by bus." in found
    assert "No note holds these words" in at.find("/mine/notes", "harbor")


def test_the_headings_of_one_s_notes_go_down_by_one_without_wins_as_well(town, browser):
    people.draft(town)
    levels = [int(level) for level in re.findall(r"<h([1-6])", browser("ben").see("/mine/notes"))]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), levels


def test_somebody_whose_way_has_not_begun_finds_a_kind_word(town, browser):
    people.somebody(town.house, "ida", people.Role.PARTICIPANT)
    at = Browser()
    at.send("/sign-in", name="ida of hope", secret=people.PIN)
    assert "No notes yet" in at.see("/mine/notes")
    assert "Nobody is on your team yet" in at.see("/mine/team")
    assert "Your wins will stand here" in at.see("/")


def test_no_id_of_a_person_or_a_participation_stands_in_the_pages_of_a_participant(town, browser):
    note = people.offered(town)
    people.ally(town)
    browser("ana").see(f"/people/{town.ben_way.pk}")
    at = browser("ben")
    ids = {str(town.ben_way.pk), *(str(who.person_id) for who in town.cast.values())}
    meeting = f"/meetings/{note.meeting_id}"
    for path in (*PAGES, meeting):
        page = at.see(path)
        assert not [pk for pk in ids if pk in page or pk.replace("-", "") in page], path


def test_who_looked_and_who_did_what_in_sentences(town, browser):
    browser("ana").see(f"/people/{town.ben_way.pk}")
    page = words(browser("ben").see("/mine/history"))
    assert "Ana looked at this record." in page
    assert "Chloe put Ana on the team." in page
    assert "You signed in." in page
    assert "Dan" not in page


def test_the_history_goes_on_page_by_page(town, browser, monkeypatch):
    at = browser("ben")
    monkeypatch.setattr("cairn.web.history.PAGE", 2)
    path, pages = "/mine/history", []
    while path:
        page = at.see(path)
        pages.append(words(page))
        older = re.search(r'href="([^"]+)" rel="next"', page)
        path = older[1] if older else None
    assert len(pages) > 1
    assert "You signed in." in pages[0]
    assert "welcomed somebody" in pages[-1]


# -- allies


def invited(at, **said):
    """The address of the page that shows the code."""
    return at.send("/mine/team", {"chosen_name": "Olga", "until": "", **said})["Location"]


def test_an_ally_is_asked_along_comes_in_by_code_and_sees_what_is_chosen(town, browser):
    note = people.sealed(town)
    at, olga = browser("ben"), Browser()
    shown = at.see(invited(at, sees_notes="on"))
    code = re.search(r'role="img" aria-label="([A-Z0-9 -]+)"', shown)[1].replace(" ", "")
    page = olga.send("/join", code=code, status=200).content.decode()
    olga.post("/join", {**hidden(page, "/join"), "name": "olga friend", "secret": "270518", "repeat": "270518"})
    path = f"/people/{town.ben_way.pk}"
    assert f"/notes/{note.pk}" in olga.see(path)
    member = next(m for m in teams.team(town.ben_way) if m.part == "ally")
    at.send(f"/mine/team/{member.pk}/sharing", page="/mine/team", until="")
    assert "Nothing is shared with you just now." in olga.see(path)
    at.send(f"/mine/team/{member.pk}/end", page="/mine/team")
    olga.see(path, status=404)
    assert "Olga" not in words(at.see("/mine/team")).split("Olga sees nothing more.")[-1]


def test_a_day_that_is_over_is_refused_and_what_was_typed_stays(town, browser):
    yesterday = (clock.today("America/Chicago") - datetime.timedelta(days=1)).isoformat()
    answer = browser("ben").send("/mine/team", chosen_name="Olga", until=yesterday, status=422)
    assert sentences(answer) == ["That day is over. Please choose a day to come, or none."]
    assert 'value="Olga"' in answer.content.decode()


def test_pressing_twice_asks_one_ally_along(town, browser):
    at = browser("ben")
    form = hidden(at.see("/mine/team"), "/mine/team")
    for _ in range(2):
        assert at.post("/mine/team", {**form, "chosen_name": "Olga", "until": ""}).status_code == 303
    assert [m.person.chosen_name for m in teams.team(town.ben_way)] == ["Ana", "Olga"]


def test_nobody_changes_what_another_shares(town, browser):
    member = people.ally(town)
    for who in ("ana", "chloe", "dan", "olga"):
        at = browser(who)
        for doing in ("sharing", "code", "end"):
            at.send(f"/mine/team/{member.pk}/{doing}", page="/", status=404)


# -- the account


@pytest.mark.parametrize("who", ["ana", "ben", "chloe", "finn", "gus"])
def test_everybody_has_an_account_of_their_own(town, browser, who):
    assert who.capitalize() in browser(who).see("/mine/account")


def test_what_one_goes_by_and_the_language_of_the_pages(town, browser):
    at = browser("ben")
    said = {
        "chosen_name": "Benedita",
        "pronouns": "ella",
        "languages": ["es", "en"],
        "first": "es",
        "zone": "America/Denver",
    }
    at.send("/mine/account", said)
    page = at.see("/mine/account")
    assert '<html lang="es"' in page
    assert "Benedita" in page
    person = town.again("ben").person
    assert (person.pronouns, person.languages, person.zone) == ("ella", ["es", "en"], "America/Denver")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"chosen_name": " "}, "Please say what name this person goes by."),
        ({"zone": "Mars/Olympus"}, "That time zone is not known here."),
        ({"languages": []}, "Please choose at least one language."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(town, browser, said, sentence):
    good = {"chosen_name": "Ben", "pronouns": "they/them", "languages": ["en"], "first": "en", "zone": ""}
    answer = browser("ben").send("/mine/account", {**good, **said}, status=422)
    assert sentences(answer) == [sentence]
    assert 'value="they/them"' in answer.content.decode()


def test_a_new_pin_takes_the_old_one_s_place_and_other_devices_are_out(town, browser):
    at, other = browser("ben"), browser("ben")
    wrong = at.send(
        "/mine/account/secret", page="/mine/account", old="000000", new="270518", repeat="270518", status=422
    )
    assert "That is not the secret" in sentences(wrong)[0]
    apart = at.send(
        "/mine/account/secret", page="/mine/account", old=people.PIN, new="270518", repeat="270519", status=422
    )
    assert "not the same" in sentences(apart)[0]
    at.send("/mine/account/secret", page="/mine/account", old=people.PIN, new="270518", repeat="270518")
    at.see("/mine/account")
    assert other.get("/mine/account").status_code == 302
    Browser().send("/sign-in", name="ben of hope", secret="270518")


def test_devices_are_listed_and_signed_out_one_or_all_others(town, browser):
    phone = browser("ben", headers={"user-agent": "Mozilla/5.0 (Linux; Android 15) Mobile Safari"})
    at, third = browser("ben"), browser("ben")
    page = words(at.see("/mine/account"))
    assert "A phone" in page
    assert page.count("A computer") == 2
    row = SignIn.objects.get(device_name="phone")
    at.send(f"/mine/account/devices/{row.pk}/end", page="/mine/account")
    assert phone.get("/mine/account").status_code == 302
    third.see("/mine/account")
    at.send("/mine/account/devices/end", page="/mine/account")
    assert third.get("/mine/account").status_code == 302
    assert "this one" in at.see("/mine/account")


def test_nobody_signs_out_a_device_of_somebody_else(town, browser):
    at, other = browser("ben"), browser("dan")
    row = SignIn.objects.get(person_id=town.dan.person_id)
    at.send(f"/mine/account/devices/{row.pk}/end", page="/mine/account", status=404)
    other.see("/mine/account")
