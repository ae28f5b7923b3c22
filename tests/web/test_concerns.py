"""The pages of a concern: said by name or without one, followed, looked after to the end, and what the house sets."""

import re

import pytest
from django.conf import settings

from cairn.concerns import appointing, handling, raising, reading
from cairn.concerns.models import Concern, SecondPerson, Serious, Step
from cairn.lib import clock
from cairn.people.models import Attempt
from cairn.web.concerns import form_pass
from tests import town as people
from tests.web.conftest import Browser, hidden, sentences, words

pytestmark = pytest.mark.django_db
OUTSIDE = {**people.CONCERN, "involves": "no", "known": "no"}


@pytest.fixture(autouse=True)
def nobody_lately():
    form_pass._lately.clear()


def by_hand(stranger, fields=OUTSIDE, *, path="/concern/hope", wait=5, status=200, form=None):
    """The open form is sent after some seconds, as a person would."""
    form = form or hidden(stranger.see(path), path)
    with clock.moved(seconds=wait):
        answer = stranger.post(path, {**form, **fields})
    assert answer.status_code == status, sentences(answer)
    return answer.content.decode()


def the_code(page):
    return re.search(r'role="img" aria-label="([A-Z0-9 -]+)"', page)[1].replace(" ", "")


# --- by name ---


def test_a_participant_says_it_and_follows_it(town, browser):
    at, chloe = browser("ben"), browser("chloe")
    page = at.see("/mine/concerns/new")
    assert [name for name in ("Ana", "Chloe", "Eva", "Hana", "Dan") if f">{name}</option>" in page] == ["Ana", "Chloe"]
    went = at.send("/mine/concerns/new", people.CONCERN, named=town.ana.person_id)["Location"]
    assert "The coordinators read it." in words(at.see(went))
    concern = Concern.objects.get()
    assert (concern.program_id, concern.raised_by_id) == (town.program.pk, town.ben.person_id)
    listed = words(chloe.see("/concerns"))
    assert "How somebody was treated or spoken to" in listed
    assert "from Ben · Bridges" in listed
    assert "acknowledge by" in listed
    own = f"/concerns/{concern.pk}"
    assert "About Ana, who never sees this here" in words(chloe.see(own))
    chloe.send(f"{own}/acknowledgement", page=own, words="Thank you, Ben.")
    chloe.send(f"{own}/action", page=own, words="Spoke with both, apart.")
    chloe.send(f"{own}/answer", page=own, words="We meet on Friday.")
    chloe.send(f"{own}/outcome", page=own, words="Another supporter from Monday.")
    chloe.send(f"{own}/telling", page=own, how="person", words="As we said on Friday.")
    chloe.send(f"{own}/closure", page=own)
    told = words(at.see(went))
    assert all(said in told for said in ("Thank you, Ben.", "We meet on Friday.", "As we said on Friday.", "closed"))
    assert "Another supporter" not in told
    assert "Spoke with both" not in told
    assert "Chloe read the concern." in told
    at.send(went, words="It began again.")
    assert Concern.objects.get().stage == "raised"
    assert "It began again." in words(chloe.see(own))


def test_what_was_typed_stays_when_something_is_missing(town, browser):
    at = browser("ben")
    answer = at.send("/mine/concerns/new", {**people.CONCERN, "urgency": ""}, status=422)
    assert sentences(answer) == ["Please say how soon it needs somebody."]
    assert people.CONCERN["what"] in answer.content.decode()
    assert not Concern.objects.exists()


def test_nobody_can_be_chosen_who_is_not_in_the_list(town, browser):
    at = browser("ben")
    for stranger in (town.eva.person_id, town.yan.person_id, town.ben.person_id, "x"):
        answer = at.send("/mine/concerns/new", people.CONCERN, named=stranger, status=422)
        assert sentences(answer) == ["Please choose from the list, or write below whom it is about."]


def test_sent_twice_is_one_and_the_list_is_ones_own(town, browser):
    at = browser("ben")
    form = {**hidden(at.see("/mine/concerns/new"), "/mine/concerns/new"), **people.CONCERN}
    assert at.post("/mine/concerns/new", form)["Location"] == at.post("/mine/concerns/new", form)["Location"]
    assert Concern.objects.count() == 1
    assert "How somebody was treated" in words(at.see("/mine/concerns"))
    assert "You have said nothing yet" in words(browser("dan").see("/mine/concerns"))


@pytest.mark.parametrize("who", ["ana", "ben", "chloe", "dan", "eva", "finn", "gus", "hana"])
def test_whoever_is_signed_in_can_say_it_and_finds_it_in_the_foot(town, browser, who):
    at = browser(who)
    assert 'href="/mine/concerns/new"' in at.see("/")
    at.send("/mine/concerns/new", people.CONCERN)
    assert Concern.objects.get().raised_by_id == town.cast[who].person_id


def test_a_ticked_coordinator_leads_it_to_the_second_person(town, browser):
    appointing.appoint(town.gus.person, by=town.finn)
    at = browser("ben")
    went = at.send("/mine/concerns/new", people.CONCERN, involves="yes")["Location"]
    assert "The second person reads it, not the coordinators." in words(at.see(went))
    assert "Nothing waits for you" in words(browser("chloe").see("/concerns"))
    assert "from Ben" in words(browser("gus").see("/concerns"))


# --- without a name ---


def test_somebody_without_a_name_gets_a_code_and_follows_it(town, stranger, browser):
    code = the_code(by_hand(stranger))
    concern = Concern.objects.get()
    assert (concern.raised_by_id, concern.name, Attempt.objects.count()) == (None, "", 0)
    other = Browser()
    page = other.send("/follow", code=code.lower(), status=200).content.decode()
    assert "Nothing was answered yet." in words(page)
    assert people.CONCERN["what"] not in page
    handling.acknowledge(concern, words="We heard you.", by=town.chloe)
    page = other.send("/follow", code=code, status=200).content.decode()
    assert "We heard you." in page
    assert "Chloe" not in page
    form = hidden(page, "/follow")
    for _ in range(2):
        assert "Your words are there." in other.post("/follow", {**form, "words": "It was Monday."}).content.decode()
    assert [step.words for step in Step.objects.filter(kind="add")] == ["It was Monday."]
    assert "It was Monday." in browser("chloe").see(f"/concerns/{concern.pk}")
    assert "somebody who gave no name" in words(browser("chloe").see("/concerns"))


def test_with_a_name_from_outside_it_is_kept_and_without_the_yes_it_is_not(town, stranger, browser):
    by_hand(stranger, {**OUTSIDE, "known": "yes", "name": "Rosa", "answer": "contact", "contact": "555 0100 after 4"})
    assert Concern.objects.get().name == "Rosa"
    assert "Rosa, from outside" in words(browser("chloe").see("/concerns"))
    by_hand(Browser(), {**OUTSIDE, "name": "Rosa"})
    assert sorted(row.name for row in Concern.objects.all()) == ["", "Rosa"]


def test_who_is_signed_in_plays_no_part_on_the_open_page(town, browser):
    at = browser("ben")
    assert "Somebody is signed in on this device" in words(at.see("/concern/hope"))
    by_hand(at)
    assert Concern.objects.get().raised_by_id is None
    assert "You have said nothing yet" in words(at.see("/mine/concerns"))


def test_a_wrong_code_answers_as_any_other(town, stranger):
    by_hand(stranger)
    pages = {
        re.sub(r'value="[^"]*"', "", stranger.send("/follow", code=code, status=422).content.decode())
        for code in ("ACDE-FHJK-MNPR", "x", "ACDE-FHJK", "<b>")
    }
    assert len(pages) == 1
    assert "Nothing is found for that code." in words(pages.pop())
    for _ in range(6):
        stranger.send("/follow", code="ACDE", status=422)
    assert "waits for fifteen minutes" in words(stranger.send("/follow", code="x", status=422).content.decode())


@pytest.mark.parametrize(
    ("change", "wait", "sentence"),
    [
        ({form_pass.TRAP: "http://x"}, 5, "Please leave the one field empty"),
        ({}, 1, "That was quicker than anybody can write."),
        ({"pass": "made up"}, 5, "This page was open for a long time."),
        ({}, 25 * 3600, "This page was open for a long time."),
        ({"involves": ""}, 5, "Please say whether somebody who runs this place is part of it."),
    ],
)
def test_the_open_form_is_safe_from_machines_and_says_what_to_do(town, stranger, change, wait, sentence):
    page = by_hand(stranger, {**OUTSIDE, **change}, wait=wait, status=422)
    assert sentence in words(page)
    assert people.CONCERN["what"] in page
    assert not Concern.objects.exists()


def test_a_pass_works_once_and_not_for_another_house(town, stranger):
    form = hidden(stranger.see("/concern/hope"), "/concern/hope")
    first = the_code(by_hand(stranger, form=form))
    assert the_code(by_hand(stranger, form=form)) == first  # pressed twice
    assert "sent already" in by_hand(stranger, form=form, wait=700, status=422)
    by_hand(stranger, form=form, path="/concern/other", status=422)
    assert Concern.objects.count() == 1


def test_a_great_many_from_one_network_wait(town, stranger):
    for _ in range(form_pass.MOST):
        by_hand(stranger)
    assert "A great many came" in words(by_hand(stranger, status=422))
    assert not Attempt.objects.exists()


def test_an_open_page_of_nobody_is_not_there(town, stranger):
    stranger.see("/concern/nowhere", status=404)


# --- numbers at once ---


def test_the_numbers_are_there_before_anything_is_sent(town, stranger, browser):
    for page in (stranger.see("/concern/hope"), browser("ben").see("/mine/concerns/new"), by_hand(Browser())):
        question = page.index("Is anybody in danger right now?")
        assert 'href="tel:988"' in page[question:]
        assert "<input" not in page[question : page.index("That you opened this is not sent and not kept.")]


def test_the_numbers_stand_on_every_page_of_a_participant(town, browser):
    from tests.house.matrix import MATRIX

    at = browser("ben")
    concern = people.concern(town)
    paths = ["/", "/mine/notes", "/mine/team", "/mine/history", "/mine/account", "/mine/concerns", "/mine/concerns/new"]
    for path in [*paths, f"/mine/concerns/{concern.pk}", "/follow", "/concern/hope"]:
        assert 'href="tel:988"' in at.see(path) or path == "/follow", path
    assert 'href="tel:988"' in at.see("/nothing-here", status=404)
    assert MATRIX["my-concern"]


# --- looked after ---


def test_a_refusal_keeps_the_words_in_their_own_form(town, browser):
    at, concern = browser("chloe"), people.concern(town)
    own = f"/concerns/{concern.pk}"
    answer = at.send(f"{own}/outcome", page=own, words="They agreed.", status=422)
    page = answer.content.decode()
    assert "Please acknowledge it first" in page
    at.send(f"{own}/acknowledgement", page=own)
    answer = at.send(f"{own}/answer", page=own, words="  ", status=422)
    assert sentences(answer) == ["Please write a few words first."]


def test_somebody_is_asked_to_look_after_it_and_it_is_led_around_them(town, browser):
    at, concern = browser("chloe"), people.concern(town, named="")
    own = f"/concerns/{concern.pk}"
    at.send(f"{own}/assignment", page=own, person=town.hana.person_id)
    assert "with Hana" in words(at.see("/concerns"))
    assert "from Ben" in words(browser("hana").see("/concerns"))
    at.send(f"{own}/route", page=own, person=town.hana.person_id, words="She was there.")
    browser("hana").see(own, status=404)
    gone = browser("finn")
    gone.see(own)  # nobody nearer is free: no second person is named
    answer = gone.send(f"{own}/route", page=own, person=town.finn.person_id, words="I know them well.")
    assert answer["Location"] == "/concerns"
    gone.see(own, status=404)


def test_late_is_said_without_blame(town, browser):
    people.concern(town)
    with clock.moved(days=5):
        assert "to be acknowledged since" in words(browser("chloe").see("/concerns"))


def test_closed_ones_are_paged_by_key(town, browser):
    at = browser("chloe")
    for _ in range(reading.PAGE + 1):
        Concern.objects.filter(pk=people.concern(town).pk).update(stage="closed")
    page = at.see("/concerns/closed")
    older = re.search(r'href="(/concerns/closed\?before=[^"]+)"', page)[1]
    assert page.count("list-link") == reading.PAGE
    assert at.see(older).count("list-link") == 1


# --- something serious ---


def test_facts_are_written_down_apart(town, browser):
    at, way = browser("ana"), f"/people/{town.ben_way.pk}"
    assert f'href="{way}/serious"' in at.see(way)
    page = words(at.see(f"{way}/serious"))
    assert "They are no legal advice." in page
    assert "988" in page
    went = at.send(f"{way}/serious", facts="A fall on the stairs.", told="Called 911.")["Location"]
    assert "A fall on the stairs." in at.see(went)
    assert Serious.objects.get().writer_id == town.ana.person_id
    assert "Ana" in words(browser("chloe").see("/serious"))
    browser("chloe").see(went)
    for who in ("ben", "eva", "hana", "finn"):
        browser(who).see(went, status=404)
    assert "Nothing was written down" in words(browser("finn").see("/serious"))


def test_the_house_says_it_in_its_own_words(town, browser):
    at = browser("finn")
    at.send("/house/concerns/guidance", page="/house/concerns", en="Call Rosa first.", es="")
    assert "Call Rosa first." in browser("ana").see(f"/people/{town.ben_way.pk}/serious")
    spanish = browser("ana")
    spanish.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    assert "Mantén la calma" in spanish.see(f"/people/{town.ben_way.pk}/serious")


# --- what the house sets ---


def test_an_administrator_sets_lines_and_the_second_person(town, browser):
    at = browser("finn")
    at.send("/house/concerns/second", page="/house/concerns", person=town.gus.person_id)
    assert SecondPerson.objects.get().person_id == town.gus.person_id
    at.send("/house/concerns/second", page="/house/concerns", person="")
    assert SecondPerson.objects.get().ended_at is not None
    lines = {"label-0": "Warm line", "tel-0": "555 0100", "text-0": "Any hour"}
    at.send("/house/concerns/lines", page="/house/concerns", fields=lines)
    assert 'href="tel:555 0100"' in browser("ben").see("/")
    answer = at.send(
        "/house/concerns/lines", page="/house/concerns", fields={"label-0": "Line", "tel-0": ""}, status=422
    )
    assert "Each line needs a name and a number." in words(answer.content.decode())
    assert 'value="Line"' in answer.content.decode()


# --- what it asks of the database ---


def test_pages_ask_little_and_no_more_with_many(town, browser, queries):
    at = {who: browser(who) for who in ("ben", "chloe")}
    counts = {}
    for number in (1, 2, 9):
        for _ in range(number):
            concern = people.concern(town)
            raising.add(concern, words="More.", by=town.ben)
            handling.acknowledge(concern, by=town.chloe)
            done = people.concern(town)
            Concern.objects.filter(pk=done.pk).update(stage="closed")
        asks = [
            ("chloe", "/concerns", 3), ("chloe", "/concerns/closed", 2), ("chloe", f"/concerns/{concern.pk}", 20),
            ("ben", "/mine/concerns", 2), ("ben", "/mine/concerns/new", 6), ("ben", f"/mine/concerns/{concern.pk}", 10),
        ]  # fmt: skip
        for who, path, _ in asks:
            at[who].see(path)
        for n, (who, path, _) in enumerate(asks):
            with queries() as said:
                at[who].see(path)
            counts.setdefault(n, []).append(len(said))
    assert {n: said for n, said in counts.items() if len(set(said)) > 1} == {}
    assert {asks[n][:2]: said for n, said in counts.items() if said[0] > asks[n][2]} == {}
