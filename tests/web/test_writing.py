"""The page on which a note is written, and the small forms beside the words; without a script, as forms do."""

import json
import re

import pytest

from cairn.lib import clock
from cairn.notes import offering, shown
from tests import town as towns
from tests.web.conftest import hidden, words
from tests.web.notes_pages import at


def text(town, note, key="talked"):
    sections = shown.words(towns.fresh(town, note)).sections
    return shown.text(next(s for s in sections if s["key"] == key))


# --- the words, by the plain form ---


def test_both_write_and_both_read_whose_words_they_are(town, browser):
    note = towns.draft(town)
    path, page = at(note, "sections", "talked"), at(note, "writing")
    done = browser("ana").send(path, text="We met at the library. ", page=page)
    assert done["Location"] == f"{page}#part-talked"
    browser("ben").send(path, text="We met at the library. I came by bus.", page=page)
    for name in ("ana", "ben"):
        assert "Ana: We met at the library. Ben: I came by bus." in words(browser(name).see(page))


def test_what_both_wrote_meanwhile_is_merged(town, browser):
    note = towns.draft(town)
    towns.write(note, "We met.", by=town.ana)
    path, page = at(note, "sections", "talked"), at(note, "writing")
    ana, ben = browser("ana"), browser("ben")
    anas, bens = hidden(ana.see(page), path), hidden(ben.see(page), path)
    ana.post(path, {**anas, "text": "On Tuesday. We met."})
    ben.post(path, {**bens, "text": "We met. It rained."})
    assert text(town, note) == "On Tuesday. We met. It rained."


def test_the_participants_own_part_refuses_the_supporters_hands_and_loses_nothing(town, browser):
    note = towns.draft(town)
    path = at(note, "sections", "own")
    ana = browser("ana")
    form = hidden(ana.see(at(note, "writing")), path)
    refused = ana.post(path, {**form, "text": "Ben is doing fine."})
    assert refused.status_code == 422
    page = words(refused.content.decode())
    assert "This part is for the other one's own words." in page
    assert "Ben is doing fine." in page
    assert text(town, note, "own") == ""
    browser("ben").send(path, text="I am fine.", page=at(note, "writing"))
    assert text(town, note, "own") == "I am fine."


def test_the_page_offers_the_supporter_no_room_there(town, browser):
    page = browser("ana").see(at(towns.draft(town), "writing"))
    field = re.search(r'<textarea[^>]*data-section="own"[^>]*>', page)[0]
    assert "readonly" in field
    assert "data-may-write" not in field


def test_words_for_a_closed_note_are_shown_and_not_taken(town, browser):
    note = towns.draft(town)
    towns.write(note, "We met.", by=town.ana)
    path = at(note, "sections", "talked")
    ben = browser("ben")
    form = hidden(ben.see(at(note, "writing")), path)
    offering.offer(note, by=town.ana)
    closed = ben.post(path, {**form, "text": "We met. And I was late."})
    assert closed.status_code == 422
    page = words(closed.content.decode())
    assert "These words are not saved yet" in page
    assert "We met. And I was late." in page
    assert text(town, note) == "We met."


@pytest.mark.parametrize("seq", ["", "x", "-1"])
def test_a_form_that_does_not_say_what_it_leans_on_is_not_taken(town, browser, seq):
    note = towns.draft(town)
    towns.write(note, "We met.", by=town.ana)
    path, ben = at(note, "sections", "talked"), browser("ben")
    form = hidden(ben.see(at(note, "writing")), path)
    assert ben.post(path, {**form, "seq": seq, "text": "We met. Twice."}).status_code == 422
    assert text(town, note) == "We met."


def test_a_part_that_is_not_there_is_not_found(town, browser):
    note = towns.draft(town)
    ben = browser("ben")
    form = hidden(ben.see(at(note, "writing")), at(note, "offer"))
    assert ben.post(at(note, "sections", "nowhere"), {**form, "text": "x", "seq": "0"}).status_code == 404


def test_words_survive_a_sign_in_that_ran_out(town, browser):
    note = towns.draft(town)
    path, ben = at(note, "sections", "talked"), browser("ben")
    form = hidden(ben.see(at(note, "writing")), path)
    with clock.moved(minutes=31):
        asked = ben.post(path, {**form, "text": "A long thought of mine."})
        assert asked.status_code == 401
        onward = ben.post("/again", {**hidden(asked.content.decode(), "/again"), "secret": towns.PIN})
        ben.post(path, hidden(onward.content.decode(), path))
    assert text(town, note) == "A long thought of mine."


def test_an_empty_note_is_not_read_back(town, browser):
    note = towns.draft(town)
    refused = browser("ana").send(at(note, "offer"), page=at(note, "writing"), status=422)
    assert "There are no words yet to read back." in words(refused.content.decode())
    assert towns.fresh(town, note).stage == "draft"


# --- the ticket for the socket ---


def test_a_ticket_is_for_whoever_writes_here(town, browser):
    note = towns.draft(town)
    tickets = {}
    for name in ("ana", "ben"):
        at_desk = browser(name)
        token = hidden(at_desk.see(at(note, "writing")), at(note, "offer"))
        answer = at_desk.post(at(note, "ticket"), token, headers={"Accept": "application/json"})
        tickets[name] = json.loads(answer.content)
        assert set(tickets[name]) == {"ticket", "device_key", "me"}
    assert (tickets["ben"]["me"], tickets["ana"]["me"]) == (0, 1)
    assert tickets["ana"]["device_key"] != tickets["ben"]["device_key"]


def test_whoever_is_signed_out_is_asked_to_sign_in_by_a_word_to_the_script(town, browser):
    note = towns.draft(town)
    ben = browser("ben")
    token = hidden(ben.see(at(note, "writing")), at(note, "offer"))
    with clock.moved(minutes=31):
        answer = ben.post(at(note, "ticket"), token, headers={"Accept": "application/json"})
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/json")


def test_a_closed_note_still_takes_in_what_waits_on_a_device(town, browser):
    page = browser("ben").see(at(towns.offered(town), "writing"), send="1")
    assert "data-live" in page
    assert "This note is closed for writing" in words(page)
    assert "Read it through" not in words(page).split("This note is closed for writing")[0]
