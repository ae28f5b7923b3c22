"""The people somebody walks with: the list, one person's way, their team, code, history. And the first page by role."""

import re

import pytest

from cairn.audit.models import Event
from cairn.goals import stepping
from cairn.people.acts import Act
from cairn.people.models import Person
from cairn.people.roles import Role
from cairn.teams import pairing
from cairn.teams import reading as teams
from tests import town as people
from tests.web.conftest import Browser, hidden, sentences, words

pytestmark = pytest.mark.django_db


def listed(page):
    """The names in a list of people."""
    return re.findall(r'class="list-link" href="[^"]*">(.*?)<', page)


def events(act, by):
    return Event.objects.filter(act=act, by_id=by.person_id).count()


# -- the list


@pytest.mark.parametrize(("who", "seen"), [("ana", ["Ben"]), ("eva", ["Dan"]), ("chloe", ["Ben"]), ("hana", ["Dan"])])
def test_everybody_sees_exactly_their_own_people(town, browser, who, seen):
    assert listed(browser(who).see("/people")) == seen


def test_the_list_is_filtered_by_name_whatever_the_accents(town, browser):
    for name in ("Zoë Ångström", "Maximiliana Featherstonehaugh-Okonkwo de la Vega y Castellanos"):
        person = people.somebody(town.house, name.split()[0].lower(), Role.PARTICIPANT).person
        person.chosen_name = name
        person.save()
        way = pairing.begin(town.program, person=person, by=town.chloe)
        pairing.join(way, person=town.ana.person, by=town.chloe)
    at = browser("ana")
    assert listed(at.see("/people")) == [
        "Ben", "Maximiliana Featherstonehaugh-Okonkwo de la Vega y Castellanos", "Zoë Ångström"
    ]  # fmt: skip
    assert listed(at.find("/people", "angstrom ZOE")) == ["Zoë Ångström"]
    assert "Nobody here goes by that name" in at.find("/people", "dan")


def test_a_coordinator_welcomes_somebody_and_pressing_twice_welcomes_one(town, browser):
    at = browser("chloe")
    said = {
        "chosen_name": "Femi", "pronouns": "he/him", "languages": ["es", "en"], "first": "es",
        "program": town.program.pk, "supporter": town.ana.person_id,
    }  # fmt: skip
    form = hidden(at.see("/people/new"), "/people/new")
    answers = [at.post("/people/new", {**form, **said}) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert listed(browser("ana").see("/people")) == ["Ben", "Femi"]
    femi = next(p for p in Person.objects.all() if p.chosen_name == "Femi")
    assert (femi.pronouns, femi.languages) == ("he/him", ["es", "en"])


def test_somebody_without_a_name_is_not_welcomed_and_what_was_typed_stays(town, browser):
    said = {"chosen_name": " ", "pronouns": "she/her", "program": town.program.pk}
    answer = browser("chloe").send("/people/new", said, status=422)
    assert sentences(answer) == ["Please say what name this person goes by."]
    assert 'value="she/her"' in answer.content.decode()


def test_nobody_is_welcomed_into_a_program_of_others(town, browser):
    said = {"chosen_name": "Femi", "program": town.other_program.pk, "supporter": ""}
    browser("chloe").send("/people/new", said, status=404)
    browser("chloe").send("/people/new", {**said, "program": "nonsense"}, status=404)


# -- one person


def test_the_way_of_a_person_strengths_first_and_the_look_is_recorded_once_a_while(town, browser):
    note = people.sealed(town)
    at = browser("ana")
    for _ in range(3):
        page = words(at.see(f"/people/{town.ben_way.pk}"))
    assert page.index("What went well lately") < page.index("Peer joint note")
    assert "I came by bus." in page or "We met at the library." in page
    assert f'href="/notes/{note.pk}"' in at.see(f"/people/{town.ben_way.pk}")
    assert events(Act.PARTICIPATION_READ, town.ana) == 1


@pytest.mark.parametrize("who", ["eva", "hana", "dan", "ben", "finn", "gus", "yan", "wim"])
@pytest.mark.parametrize("page", ["", "/about", "/code", "/history", "/team"])
def test_who_is_not_on_the_team_does_not_learn_that_the_person_exists(town, browser, who, page):
    at = browser(who)
    missing = at.get(f"/people/{town.zoe_way.pk if who != 'yan' else town.dan_way.pk}{page}")
    there = at.get(f"/people/{town.ben_way.pk}{page}")
    assert (there.status_code, missing.status_code) == (404, 404)
    assert stripped(there) == stripped(missing)


def stripped(answer):
    """The page without what is different each time."""
    return re.sub(r'value="[\w-]{60,}"|"X-CSRFToken":"\w+"|/people/[\w-]+', "", answer.content.decode())


def test_an_open_step_is_marked_with_a_word_and_is_gone(town, browser):
    step = stepping.add(town.ben_way, what="Bring the papers", whose=town.ben.person, by=town.ben)
    at, path = browser("ana"), f"/people/{town.ben_way.pk}"
    assert "Bring the papers" in at.see(path)
    answer = at.send(f"/steps/{step.pk}/mark", page=path, state="done", word="They took them.")
    assert answer["Location"] == path
    page = at.see(path)
    assert "Well done." in page
    assert "Bring the papers" not in page
    step.refresh_from_db()
    assert (step.state, step.word) == ("done", "They took them.")


def test_words_are_found_with_their_sentences_and_the_search_is_recorded(town, browser):
    people.sealed(town)
    at = browser("ana")
    page = words(at.find(f"/people/{town.ben_way.pk}", "LIBRARY"))
    assert "1 note holds these words." in page
    assert "We met at the library." in page
    assert "No note holds these words" in at.find(f"/people/{town.ben_way.pk}", "harbor")
    assert events(Act.PARTICIPATION_SEARCH, town.ana) == 2


def test_the_way_is_turned_back_page_by_page(town, browser, monkeypatch):
    notes = [people.sealed(town) for _ in range(5)]
    monkeypatch.setattr("cairn.notes.reading.timeline.__kwdefaults__", {"before": "", "limit": 2})
    at, path, seen = browser("ana"), f"/people/{town.ben_way.pk}", []
    while path:
        page = at.see(path)
        seen += re.findall(r'class="trail-title"><a href="/notes/([\w-]+)"', page)
        older = re.search(r'href="([^"]+)" rel="next"', page)
        path = older[1].replace("&amp;", "&") if older else None
    assert seen == [str(note.pk) for note in reversed(notes)]


def test_what_somebody_goes_by_is_changed_and_shown_everywhere(town, browser):
    at, path = browser("ana"), f"/people/{town.ben_way.pk}/about"
    said = {
        "chosen_name": "Benedita",
        "pronouns": "she/her",
        "legal_name": "Benedict Doe",
        "languages": "en",
        "first": "en",
    }
    at.send(path, said)
    assert listed(at.see("/people")) == ["Benedita"]
    assert "Benedict Doe" in at.see(path)
    for page in ("/", "/people", f"/people/{town.ben_way.pk}", f"/people/{town.ben_way.pk}/team"):
        assert "Benedict" not in at.see(page)
    refused = at.send(path, {**said, "pronouns": "x" * 60}, status=422)
    assert "pronouns are a little long" in sentences(refused)[0]


def test_a_code_is_made_and_shown_huge_with_a_picture_and_stays_while_the_page_is_open(town, browser):
    at, path = browser("ana"), f"/people/{town.ben_way.pk}/code"
    assert "A code for Ben" in at.see(path)
    shown = at.send(path)["Location"]
    pages = [at.see(shown) for _ in range(2)]
    code = re.search(r'role="img" aria-label="([A-Z0-9 -]+)"', pages[0])[1].replace(" ", "")
    assert code in pages[1].replace("<span>", "").replace("</span>", "") or len(code) == 9
    assert "<svg" in pages[0]
    assert " style=" not in pages[0]
    assert code not in shown
    assert "Hello, Ben" in Browser().send("/join", code=code, status=200).content.decode()
    other = browser("chloe").see(shown)
    assert code.replace("-", "") not in re.sub(r"[^A-Z0-9]", "", other)


def test_a_coordinator_puts_somebody_on_the_team_and_takes_leave_of_them(town, browser):
    at, path = browser("chloe"), f"/people/{town.ben_way.pk}/team"
    at.send(path, person=town.eva.person_id, part="backup")
    assert listed(browser("eva").see("/people")) == ["Ben", "Dan"]
    assert "backup supporter" in at.see(path)
    member = next(m for m in teams.team(town.ben_way) if m.person_id == town.eva.person_id)
    at.send(f"{path}/{member.pk}/end", page=path)
    assert listed(browser("eva").see("/people")) == ["Dan"]
    assert sentences(at.send(path, person="", status=422)) == ["Please choose somebody."]


def test_a_supporter_sees_the_team_and_cannot_change_it(town, browser):
    at, path = browser("ana"), f"/people/{town.ben_way.pk}/team"
    assert "Ask somebody along" not in at.see(path)
    at.send(path, person=town.eva.person_id, status=404)


def test_the_history_tells_who_did_what_and_who_looked(town, browser):
    browser("ana").see(f"/people/{town.ben_way.pk}")
    page = words(browser("chloe").see(f"/people/{town.ben_way.pk}/history"))
    assert "Ana looked at this record." in page
    assert "You put Ana on the team." in page
    assert events(Act.HISTORY_READ, town.chloe) == 1
    browser("ana").see(f"/people/{town.ben_way.pk}/history", status=404)


# -- allies


def test_an_ally_sees_what_is_shared_and_nothing_else(town, browser):
    note = people.sealed(town)
    people.draft(town)
    people.ally(town, sees_notes=True)
    at = browser("olga")
    assert listed(at.see("/people")) == ["Ben"]
    page = at.see(f"/people/{town.ben_way.pk}")
    assert re.findall(r'class="trail-title"><a href="([^"]+)"', page) == [f"/notes/{note.pk}"]
    for gone in ("/about", "/code", "/history", "/team"):
        at.see(f"/people/{town.ben_way.pk}{gone}", status=404)
    at.find(f"/people/{town.ben_way.pk}", "library", status=404)


def test_an_ally_without_a_share_sees_no_notes(town, browser):
    people.sealed(town)
    people.ally(town, sees_notes=False)
    assert "Nothing is shared with you just now." in browser("olga").see(f"/people/{town.ben_way.pk}")


# -- the first page


def test_a_participant_s_day(town, browser):
    people.draft(town)
    stepping.add(town.ben_way, what="Bring the papers", whose=town.ben.person, by=town.ben)
    browser("ana").see(f"/people/{town.ben_way.pk}")
    page = words(browser("ben").see("/"))
    assert "Look how far you’ve come" in page
    assert "Ana started a note with you" in page
    assert "Bring the papers" in page
    assert "Lately: Ana." in page
    assert "988" in page


def test_what_a_note_asks_of_a_participant(town, browser):
    note = people.offered(town)
    at = browser("ben")
    assert "Ana and you can read your note back" in at.see("/")
    people.sign(note, by=town.ana)
    assert "Your note with Ana waits for your name" in at.see("/")
    people.sign(people.fresh(town, note), by=town.ben)
    assert "your note" not in at.see("/").lower()


def test_a_supporter_s_day(town, browser):
    note = people.offered(town)
    stepping.add(town.ben_way, what="Bring the papers", whose=town.ben.person, by=town.ben)
    page = browser("ana").see("/")
    said = words(page)
    assert "Begin a session now" in said
    assert "Bring the papers" in said
    assert f"/notes/{note.pk}/reading" in page
    assert events(Act.PARTICIPATION_READ, town.ana) == 1


def test_a_coordinator_s_day(town, browser):
    people.offered(town)
    people.leave(town)
    at = browser("chloe")
    page = words(at.see("/"))
    assert "What needs a person" in page
    assert "Notes to finish 1 All in time" in page
    assert "The path, today Team building 1" in page
    assert "without a supporter" in page
    assert "Waiting for a match 0" in page
    listed = words(at.see("/desk/notes"))
    assert "Ben" in listed
    assert "to read back" in listed
    assert words(at.see("/desk/notes?only=late")).count("No note waits") == 1


@pytest.mark.parametrize("who", ["finn", "gus"])
def test_those_who_run_the_house_are_led_to_it(town, browser, who):
    assert 'href="/house"' in browser(who).see("/")


def test_somebody_whose_roles_have_ended_is_out(town, browser):
    at = browser("ana")
    people.without_roles(town.ana)
    assert at.get("/people").status_code in (302, 303)
