"""No is an answer: each refusal, and whatever is pressed twice, sent again or done by two at once, ends in one result."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from tests.stories.hands import (
    REFUSED,
    answer_needed,
    choose,
    fill,
    follow,
    is_kept,
    press,
    put_name,
    says,
    sheet,
    unfold,
)
from tests.stories.house import House
from tests.stories.steps import sign_in

CASEY = "Casey Thompson-Okonkwo"


@pytest.fixture(scope="module")
def house(pattern, tmp_path_factory):
    """One house for all of them; each story brings somebody of its own."""
    house = House(tmp_path_factory.mktemp("refusals") / "house", pattern)
    yield house.start()
    house.stop()


def at_desk(person, house, name, *expected):
    visitor = person(name.split()[0], "desk")
    visitor.expect(*expected)
    return sign_in(visitor, house, name)


def on_phone(person, house, name, *expected):
    visitor = person(name.split()[0])
    visitor.expect(*expected)
    return sign_in(visitor, house, name)


def referred(page, house, name):
    """Somebody is written down as referred, and was talked to; the page of the referral is open."""
    page.goto(f"{house.url}/referrals/new")
    fill(page, "Phone", "555 0177")
    fill(page, "The name they go by", name)
    page.get_by_label("Program").select_option(index=1)
    choose(page, "How soon", "It can wait its turn")
    press(page, "Keep it")
    says(page, "The referral is here.")
    choose(page, "Did you reach them?", "Yes, we talked")
    press(page, "Write it down")
    says(page, "It is written down.")
    return page.url


def offered(page, name):
    """A match is offered from the page of the referral."""
    follow(page, "Who may fit")
    press(page, f"Offer a match with {name}")
    says(page, f"{name} is asked")


def test_a_supporter_says_not_this_time(house, person, axe):
    sam, dee = at_desk(person, house, "Sam Kowalski"), at_desk(person, house, "Dee Palmer")
    referral = referred(sam, house, "Ira Vance")
    offered(sam, "Dee Palmer")
    dee.goto(f"{house.url}/my-work")
    press(sheet(dee, "Would you walk with Ira Vance?"), "Not this time")
    says(dee, "Your answer is here. That is fine, and nobody asks why.")
    axe(dee)
    sam.goto(f"{referral}/match")
    axe(sam)
    says(sheet(sam, "Offers before"), "Dee Palmer", "not this time")
    sam.goto(referral)
    says(sam, "waiting")


def test_whoever_was_referred_says_not_this_time(house, person, axe):
    sam, dee = at_desk(person, house, "Sam Kowalski"), at_desk(person, house, "Dee Palmer")
    referral = referred(sam, house, "Kit Abara")
    offered(sam, "Dee Palmer")
    dee.goto(f"{house.url}/my-work")
    press(sheet(dee, "Would you walk with Kit Abara?"), "Yes")
    sam.reload()
    unfold(sam, "Kit Abara told me their answer")
    choose(sam, "Their answer", "Not this time")
    fill(sam, "How they told you", "On the phone")
    press(sam, "Write it down")
    says(sheet(sam, "Offers before"), "not this time")
    axe(sam)
    dee.reload()
    expect(dee.get_by_text("Would you walk with Kit Abara?")).to_have_count(0)
    sam.goto(referral)
    says(sam, "waiting")


def test_the_page_opens_where_something_is_missing(house, person, axe):
    sam = at_desk(person, house, "Sam Kowalski", REFUSED)
    sam.goto(f"{house.url}/referrals/new")
    fill(sam, "The name they go by", "Ode Nowhere")
    press(sam, "Keep it")
    says(sam, re.compile("^Please give one way to reach them"))
    expect(sam.locator("#f-phone")).to_be_focused()
    expect(sam.get_by_label("The name they go by")).to_have_value("Ode Nowhere")
    axe(sam)


def test_a_referral_is_declined_withdrawn_and_opened_again(house, person, axe):
    sam = at_desk(person, house, "Sam Kowalski", REFUSED)
    referred(sam, house, "Noa Lund")
    for button, stands in (
        ("We cannot take it up", "not taken up by us"),
        ("They chose not to go on", "they chose not to go on"),
    ):
        press(sam, button)
        says(sam, "Please say why, in a few words. It helps whoever looks at this later.")
        axe(sam)
        fill(sam, "Why", "They moved to another county")
        press(sam, button)
        says(sam, "It is changed.", stands)
        axe(sam)
        fill(sam, "Why", "They moved back")
        press(sam, "Open it again")
        says(sam, "It is changed.")
        expect(sam.get_by_role("button", name="We cannot take it up")).to_be_visible()


def begun(page, house, title):
    """A paper of one's own is begun."""
    page.goto(f"{house.url}/mine/papers")
    page.get_by_role("button", name=re.compile(rf": {title}$")).first.click()
    page.wait_for_url(re.compile("/filling$"))


def test_a_paper_is_not_signed_and_that_is_fine(house, person, axe):
    casey = on_phone(person, house, CASEY)
    begun(casey, house, "On-Board Policy")
    answer_needed(casey)
    press(casey, "Read it through")
    unfold(casey, "I would rather not sign")
    axe(casey)
    fill(casey, "Anything you want to say about it", "Not before I have slept on it")
    press(casey, "I would rather not")
    says(casey, "Not before I have slept on it")
    axe(casey)
    expect(casey.get_by_role("button", name="I sign it")).to_have_count(0)
    casey.goto(f"{house.url}/mine/papers")
    says(casey, "Not signed, by choice")


def test_what_is_needed_stops_the_name_and_never_the_saving(house, person, axe):
    casey = on_phone(person, house, CASEY)
    begun(casey, house, "Our Joint Participation Contract")
    casey.locator("#i-strengths textarea").fill("I keep my word")
    casey.locator("#i-strengths textarea").blur()
    is_kept(casey)
    press(casey, "Read it through")
    axe(casey)
    says(casey, "I keep my word", re.compile("parts are still to come before anybody signs"))
    expect(casey.get_by_role("button", name="I sign it")).to_have_count(0)
    follow(casey, "Change something")
    answer_needed(casey)
    press(casey, "Read it through")
    put_name(casey, CASEY)
    says(casey, "Still to sign: peer supporter.")


def test_a_decision_seen_differently_is_settled_by_the_coordinator(house, person, axe):
    marcus, aaliyah = at_desk(person, house, "Marcus Bell", REFUSED), on_phone(person, house, "Aaliyah Brooks", REFUSED)
    marcus.goto(f"{house.url}/people")
    follow(marcus, "Aaliyah Brooks")
    way = re.search("/people/[0-9a-f-]+", marcus.url)[0]
    marcus.goto(f"{house.url}{way}/way")
    follow(marcus, "Put a tier to both")
    axe(marcus)
    choose(marcus, "Which tier", "Tier 2")
    fill(marcus, "How you see it, as the supporter", "She does it all by herself")
    fill(marcus, "Why this tier", "The goals are met")
    marcus.get_by_label("Time together from now on").select_option(label="Once a month")
    fill(marcus, "Looked at again on", (house.today() + datetime.timedelta(days=90)).isoformat())
    press(marcus, "Put it to both")
    choose(marcus, "How you see it", "I agree")
    fill(marcus, "Your name, when you agree", "Marcus")
    press(marcus, "This is my answer")
    axe(marcus)
    fill(marcus, "Your name, when you agree", "Marcus Bell")
    press(marcus, "This is my answer")
    says(marcus, "Your answer stands beside it.")
    aaliyah.goto(marcus.url)
    choose(aaliyah, "How you see it", "I see it differently")
    press(aaliyah, "This is my answer")
    says(aaliyah, "Please say in your own words how you see it. They stand beside the decision.")
    axe(aaliyah)
    fill(aaliyah, "In your own words", "Once a month is too little in winter")
    press(aaliyah, "This is my answer")
    says(aaliyah, "Once a month is too little in winter")
    sam = at_desk(person, house, "Sam Kowalski")
    sam.goto(marcus.url)
    axe(sam)
    fill(sam, "Why you decide so", "Every two weeks until March, then we look again")
    press(sam, "Decide it")
    says(sam, "It is settled. Both can read why.")
    aaliyah.reload()
    axe(aaliyah)
    says(aaliyah, "Every two weeks until March, then we look again", "Once a month is too little in winter")


def test_pressed_twice_sent_again_and_gone_back_make_one(house, person):
    sam = at_desk(person, house, "Sam Kowalski")
    sam.goto(f"{house.url}/referrals/new")
    fill(sam, "Phone", "555 0178")
    fill(sam, "The name they go by", "Uma Twofold")
    choose(sam, "How soon", "It can wait its turn")
    sam.get_by_role("button", name="Keep it", exact=True).dblclick()
    says(sam, "The referral is here.")
    sam.go_back()  # the form comes anew: what was sent is not in it any more
    expect(sam.get_by_label("The name they go by")).to_have_value("")
    sam.go_forward()
    sam.reload()
    says(sam, "Uma Twofold")
    plain = sign_in(person("Sam again", "desk", java_script_enabled=False), house, "Sam Kowalski")
    plain.goto(f"{house.url}/referrals/new")
    fill(plain, "Phone", "555 0179")
    fill(plain, "The name they go by", "Uma Twofold the younger")
    choose(plain, "How soon", "It can wait its turn")
    plain.get_by_role("button", name="Keep it", exact=True).dblclick()  # without a script both presses are sent
    says(plain, "Uma Twofold the younger")
    plain.goto(f"{house.url}/referrals?sort=newest")
    expect(plain.get_by_role("link", name="Uma Twofold", exact=True)).to_have_count(1)
    expect(plain.get_by_role("link", name="Uma Twofold the younger", exact=True)).to_have_count(1)


def test_two_coordinators_at_once_come_to_one_result(house, person, axe):
    one, two = at_desk(person, house, "Sam Kowalski", REFUSED), at_desk(person, house, "Sam Kowalski", REFUSED)
    referral = referred(one, house, "Wil Both")
    for page in (one, two):
        page.goto(referral)
    for page in (one, two):
        press(page, "On the waiting list")
    says(two, "They are on the waiting list already.")
    axe(two)
    for page in (one, two):
        page.goto(f"{referral}/match")
    press(one, "Offer a match with Dee Palmer")
    says(one, "Dee Palmer is asked")
    press(two, "Offer a match with Avery Moss")
    axe(two)
    says(two, "Dee Palmer is asked")
    expect(two.get_by_text("Avery Moss is asked")).to_have_count(0)
    for page in (one, two):
        page.goto(f"{referral}/match")
    for page in (one, two):
        press(page, "Take the offer back")
    says(one, "The offer is taken back.")
    expect(two.get_by_text("is asked")).to_have_count(0)
    two.goto(referral)
    says(two, "waiting")
    dee = at_desk(person, house, "Dee Palmer")
    dee.goto(f"{house.url}/my-work")
    expect(dee.get_by_text("Would you walk with Wil Both?")).to_have_count(0)
