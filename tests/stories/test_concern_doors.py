"""Every door of a concern, from the first word until it is closed; and whoever is named never learns of it."""

import re

import pytest
from playwright.sync_api import expect

from tests.stories.hands import choose, fill, follow, hushes, press, says
from tests.stories.house import House
from tests.stories.steps import sign_in

OPEN_PAGE = "/concern/hope-street"
GONE = r"status of 404"


@pytest.fixture(scope="module")
def house(pattern, tmp_path_factory):
    """One house for all doors."""
    house = House(tmp_path_factory.mktemp("doors") / "house", pattern)
    yield house.start()
    house.stop()


def at_desk(person, house, name, *expected):
    visitor = person(name.split()[0], "desk")
    visitor.expect(*expected)
    return sign_in(visitor, house, name)


def say(page, *, kind, what, urgency="It should be looked at this week", answer="Here, on the page of this concern"):
    """The questions that everybody is asked; the page is not sent yet."""
    page.get_by_label("What is it about?").select_option(label=kind)
    fill(page, "What happened?", what)
    choose(page, "How soon does it need somebody?", urgency)
    choose(page, "Do you want an answer, and how?", answer)


def handle(page, house, title, axe):
    """From the list to the last step, as the page asks for them one after the other."""
    page.goto(f"{house.url}/concerns")
    axe(page)
    page.get_by_role("link", name=title).first.click()
    axe(page)
    steps = (
        ("Say that it was heard", "A word to them", "Thank you. I read it today."),
        ("Write down what was done", "What was done", "I called both of them"),
        ("Write down what came of it", "What came of it", "They keep to the times from now on"),
        ("Tell them", "What you told them", "We agreed on fixed times."),
        ("Close it", "A last word to them", "Say it again if it comes back."),
    )
    for button, field, words in steps:
        if button == "Tell them":
            page.locator("#how-telling").select_option(index=1)
        fill(page, field, words)
        press(page, button)
    says(page, "It is closed.")
    axe(page)
    return page.url.split("/")[-1]


def test_a_participant_says_that_something_is_wrong_with_their_supporter(house, person, axe):
    jordan = sign_in(person("Jordan"), house, "Jordan Rivera")
    follow(jordan, "Something is wrong?")
    axe(jordan)
    say(jordan, kind="Boundaries: too close, too far, or not as agreed", what="Calls come after midnight")
    jordan.get_by_label("Is it about a person?").select_option(label="Avery Moss")
    press(jordan, "Send it")
    says(jordan, "It is sent. Thank you for saying it.", "The coordinators read it.")
    axe(jordan)
    sam = at_desk(person, house, "Sam Kowalski")
    one = handle(sam, house, re.compile("^Boundaries"), axe)
    jordan.reload()
    axe(jordan)
    says(jordan, "Thank you. I read it today.", "We agreed on fixed times.", "closed")
    hushes(jordan, "I called both of them")
    sees_nothing(at_desk(person, house, "Avery Moss", GONE), house, one, "after midnight", "Boundaries: too close")


def sees_nothing(page, house, one, *words):
    """No list, count, notice or address tells whoever is named that there is something."""
    for place in ("/", "/people", "/notices", "/mine/concerns", "/path", "/serious"):
        page.goto(house.url + place)
        hushes(page, *words, one)
    for place in (f"/concerns/{one}", f"/mine/concerns/{one}"):
        page.goto(house.url + place)
        says(page, "There is nothing here for you to see")


def test_about_the_coordinator_goes_to_the_second_person(house, person, axe):
    robin = at_desk(person, house, "Robin Achterberg")
    robin.goto(f"{house.url}/house/concerns")
    axe(robin)
    robin.get_by_label("Who", exact=True).select_option(label="Noor Haddad")
    press(robin, "Set it")
    axe(robin)
    avery = at_desk(person, house, "Avery Moss")
    avery.goto(f"{house.url}/mine/concerns/new")
    axe(avery)
    say(avery, kind="How somebody was treated or spoken to", what="He shouted in the hall", answer="Face to face")
    avery.get_by_label("A coordinator is part of it").check()
    press(avery, "Send it")
    says(avery, "The second person reads it, not the coordinators.")
    axe(avery)
    noor = at_desk(person, house, "Noor Haddad")
    one = handle(noor, house, re.compile("^How somebody was treated"), axe)
    sees_nothing(at_desk(person, house, "Sam Kowalski", GONE), house, one, "shouted in the hall")


def test_family_says_it_without_a_name_and_follows_it_with_a_code(house, person, axe):
    door = person("Nobody").page
    door.goto(house.url + OPEN_PAGE)
    axe(door)
    says(door, "Is anybody in danger right now?")
    say(door, kind="The support is missing, late or not working", what="Nobody came to my brother for a month")
    choose(door, "Is somebody who runs this place part of it?", "No")
    door.wait_for_timeout(3100)  # what is sent sooner was filled in by a machine
    press(door, "Send it")
    says(door, "It is sent. Thank you for saying it.")
    axe(door)
    code = door.locator(".code-letters").inner_text()
    handle(at_desk(person, house, "Sam Kowalski"), house, re.compile("^The support is missing"), axe)
    elsewhere = person("Somebody").page
    elsewhere.goto(f"{house.url}/follow")
    axe(elsewhere)
    fill(elsewhere, "The code", code.lower())
    press(elsewhere, "Look how it stands")
    axe(elsewhere)
    says(elsewhere, "We agreed on fixed times.", "closed")
    hushes(elsewhere, "Nobody came to my brother", "Sam Kowalski", "I called both of them")
    assert code.replace(" ", "").lower() not in elsewhere.url.lower()
    fill(elsewhere, "Why should it be opened again?", "Again nobody came")
    press(elsewhere, "Open it again")
    says(elsewhere, "Your words are there.")
    sam = at_desk(person, house, "Sam Kowalski")
    sam.goto(f"{house.url}/concerns")
    sam.get_by_role("link", name=re.compile("^The support is missing")).first.click()
    says(sam, "Again nobody came", "Opened again")


def test_something_serious_is_written_down_apart(house, person, axe):
    avery = at_desk(person, house, "Avery Moss")
    avery.goto(f"{house.url}/people")
    follow(avery, "Jordan Rivera")
    follow(avery, "What to do")
    axe(avery)
    says(avery, "Stay calm, and stay if it is safe for you.")


def test_the_lines_for_a_crisis_need_no_script(house, person):
    jordan = person("Jordan", java_script_enabled=False)
    page = sign_in(jordan, house, "Jordan Rivera")
    for place in ("/", "/mine/way", "/mine/papers", "/mine/notes", "/mine/concerns/new", OPEN_PAGE):
        page.goto(house.url + place)
        lines = page.get_by_role("region", name="When it cannot wait").get_by_role("link")
        expect(lines.filter(has_text="988").first).to_be_visible()
        assert lines.filter(has_text="988").first.get_attribute("href") == "tel:988"
    page.goto(f"{house.url}/mine/concerns/new")
    page.locator("summary").filter(has_text="Yes, or I am not sure").click()
    says(page, "Please call first. What you write here is not read at once.")
