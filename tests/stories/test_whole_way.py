"""One person's whole way, a year and more of it: referred, matched, walked in stages, left and come back."""

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
    hushes,
    is_kept,
    press,
    put_name,
    says,
    sheet,
    unfold,
)
from tests.stories.house import House
from tests.stories.steps import is_saved, sign_in, write

HOUSE = "hope-street"
MAYA = {"sign_in_name": "quiet harbor", "secret": "418263"}


class Year:
    """The house in which it happens, what is known of it so far, and its days that go by."""

    def __init__(self, house):
        self.house, self.known = house, {}

    def later(self, days):
        """So many days have gone by."""
        self.house.stop()
        self.house.start(days=days)

    def at(self, path):
        """The address of a path, with the ids that are known in it."""
        return self.house.url + path.format(**self.known)

    def staff(self, person, name, *expected):
        """Somebody who works here sits down at a desk; these complaints of the pages belong to the story."""
        visitor = person(name.split()[0], "desk")
        visitor.expect(*expected)
        return sign_in(visitor, self.house, name)

    def maya(self, person, *expected):
        """Maya sits down with her phone."""
        self.house.people()["Maya Linden"] = MAYA
        visitor = person("Maya")
        visitor.expect(*expected)
        return sign_in(visitor, self.house, "Maya Linden")


@pytest.fixture(scope="module")
def year(pattern, tmp_path_factory):
    """One house for the whole way: the chapters go on from each other."""
    house = House(tmp_path_factory.mktemp("year") / "house", pattern)
    yield Year(house.start())
    house.stop()


def ask_for_support(page, year, axe, *, name, born, who, asks):
    """Somebody without an account fills in the open page."""
    page.goto(year.at(f"/refer/{HOUSE}"))
    axe(page)
    choose(page, "Ways that are safe for them", "Phone call")
    fill(page, "A neutral name to call or write under", "Ana from the library")
    fill(page, "Phone", "555 0142")
    fill(page, "The name they go by", name)
    fill(page, "Day of birth", born)
    choose(page, "Who is asking?", who)
    fill(page, "What do they wish for, in their own words?", asks)
    choose(page, "How soon?", "It can wait its turn")
    unfold(page, "What would help in a supporter")
    choose(page, "Languages", "English")
    page.wait_for_timeout(4000)  # a form that is sent within four seconds was filled by a machine
    press(page, "Send it")
    says(page, "Thank you. It is here.")
    axe(page)


def test_somebody_asks_for_support_and_is_found(year, person, axe):
    outside = person("Nobody").page
    ask_for_support(
        outside, year, axe, name="Maya Linden", born="1990-05-04", who="An agency", asks="Somebody to talk to"
    )
    ask_for_support(
        outside, year, axe, name="Maja Linden", born="1990-05-04", who="The person themself",
        asks="Somebody who has been there. I like to walk.",
    )  # fmt: skip
    desk = year.staff(person, "Sam Kowalski")
    axe(desk)
    follow(desk, "Referrals")
    axe(desk)
    follow(desk, "Maya Linden")
    axe(desk)
    says(desk, "Leave no message, and say nothing to anybody else.", "Ana from the library")
    alike = sheet(desk, "May be the same person")
    expect(alike.get_by_role("link", name="Maja Linden")).to_be_visible()
    unfold(desk, "This is the same person")
    fill(alike, "How do you know?", "She called back herself")
    press(alike, "Join them")
    says(desk, "They are one now. It can be undone.", "This is the same person as Maja Linden.")
    follow(desk, "Go on there")
    year.known["referral"] = desk.url.split("/")[-1]
    says(desk, "Somebody who has been there. I like to walk.")
    follow(desk, "Change")
    axe(desk)
    fill(desk, "The name they go by", "Maya Linden")
    desk.get_by_label("Program").select_option(index=1)
    press(desk, "Keep it")
    says(desk, "It is changed.")
    choose(desk, "Did you reach them?", "Yes, we talked")
    fill(desk, "A word about it", "She would like to walk by the river")
    press(desk, "Write it down")
    says(desk, "It is written down.")
    press(desk, "On the waiting list")
    says(desk, "It is changed.")
    follow(desk, "Referrals")
    expect(desk.get_by_role("listitem").filter(has_text="Maya Linden").get_by_text("waiting").first).to_be_visible()


def test_a_match_is_made_with_reasons_and_two_yeses(year, person, axe):
    dee = year.staff(person, "Dee Palmer")
    follow(dee, "My work")
    axe(dee)
    fill(dee, "For how many people do I have room?", "6")
    choose(dee, "Languages", "English")
    press(dee, "Keep it")
    desk = year.staff(person, "Sam Kowalski")
    desk.goto(year.at("/referrals/{referral}"))
    follow(desk, "Who may fit")
    axe(desk)
    fits = sheet(desk, "May fit").get_by_role("listitem").filter(has_text="Dee Palmer")
    says(fits, re.compile("English"))
    press(desk, "Offer a match with Dee Palmer")
    says(desk, "Dee Palmer is asked")
    axe(desk)
    dee.goto(year.at("/"))
    axe(dee)
    says(dee, "Could you walk with them?")
    follow(dee, "My work")
    axe(dee)
    says(dee, "Would you walk with Maya Linden?", "Somebody who has been there. I like to walk.")
    press(sheet(dee, "Would you walk with Maya Linden?"), "Yes")
    says(dee, "Your yes is here.")
    desk.reload()
    unfold(desk, "Maya Linden told me their answer")
    choose(desk, "Their answer", "Yes")
    fill(desk, "How they told you", "On the phone")
    press(desk, "Write it down")
    says(desk, "It is written down.")
    desk.goto(year.at("/referrals/{referral}"))
    says(desk, "the way has begun")
    follow(desk, "Their way")
    axe(desk)
    year.known["way"] = re.search(r"/people/([0-9a-f-]+)", desk.url)[1]
    dee.goto(year.at("/people"))
    expect(dee.get_by_role("link", name="Maya Linden").first).to_be_visible()


def test_a_code_brings_the_participant_in(year, person, axe):
    dee = year.staff(person, "Dee Palmer")
    dee.goto(year.at("/people/{way}/code"))
    press(dee, "Make a code")
    axe(dee)
    code = dee.locator(".code-letters").inner_text()
    phone = person("Maya").page
    phone.goto(year.at("/join"))
    fill(phone, "The code", code)
    press(phone, "Go on")
    axe(phone)
    fill(phone, "A name to sign in with", MAYA["sign_in_name"])
    fill(phone, "Your PIN or passphrase", MAYA["secret"])
    fill(phone, "The same once more", MAYA["secret"])
    press(phone, "Come in")
    phone.wait_for_url(re.compile("/$"))
    axe(phone)
    for place in ("My way", "My papers", "My team", "My notes"):
        phone.goto(year.at("/mine/" + place.split()[1]))
        axe(phone)
    phone.goto(year.at("/mine/way"))
    says(phone, "Team building")


def test_first_contact_and_first_meeting(year, person, axe):
    dee = year.staff(person, "Dee Palmer")
    dee.goto(year.at("/people/{way}/short"))
    axe(dee)
    choose(dee, "How was it?", "phone")
    fill(dee, "What was it about?", "We found a day to meet")
    press(dee, "On to my name")
    axe(dee)
    fill(dee, "Your name", "Dee Palmer")
    press(dee, "I sign it")
    dee.goto(year.at("/people/{way}"))
    press(dee, "Begin a session now")
    press(dee, "Open the note")
    dee.wait_for_url(re.compile("/writing$"))
    is_saved(dee)
    note = dee.url.split("/")[-2]
    phone = year.maya(person)
    axe(phone)
    phone.goto(f"{year.house.url}/notes/{note}/writing")
    is_saved(phone)
    write(dee, "What we talked about", "We walked by the river. ")
    write(phone, "Wins and strengths", "I came, although I nearly did not.")
    is_saved(phone)
    is_saved(dee)
    press(dee, "Read it through")
    dee.wait_for_url(re.compile("/reading$"))
    fill(dee, "Your name", "Dee Palmer")
    press(dee, "I sign it")
    phone.goto(f"{year.house.url}/notes/{note}/reading")
    phone.get_by_text("I sign it").first.click()
    phone.get_by_label("Your name, if you sign").fill("Maya Linden")
    press(phone, "That is my word")
    says(phone, re.compile("sealed", re.IGNORECASE))
    year.known["note"] = note


def test_team_building_is_told_and_ticked(year, person, axe):
    phone, dee = year.maya(person), year.staff(person, "Dee Palmer")
    phone.goto(year.at("/mine/way/beginning"))
    axe(phone)
    fill(phone, "How things are now", "A room of my own since May.")
    fill(phone, "What was before", "Talking helped. Being told what to do did not.")
    fill(phone, "Where to grow", "I want to be the one who decides.")
    press(phone, "Keep it")
    axe(phone)
    dee.goto(year.at("/people/{way}/way"))
    axe(dee)
    for done in ("First contact", "Where to grow", "What was before", "How things are now"):
        expect(asked(dee, done).get_by_role("img", name="Done")).to_be_visible()
    for done in ("First meeting in a neutral place", "Strengths noticed"):
        tick(dee, done, "We met at the river; she comes although it is hard")
    press(dee, "Go on")
    says(dee, "Getting started")
    phone.goto(year.at("/mine/way"))
    axe(phone)
    says(phone, "You look at the papers together")
    unfold(phone, "Say something to this")
    phone.get_by_label("Your words stand beside it").first.fill("I am curious.")
    press(phone, "Put it beside")
    says(phone, "I am curious.")


def asked(page, item):
    """One thing that a stage asks for."""
    return page.locator(".asked > li").filter(has_text=item).first


def tick(page, item, words):
    """It is said how this was done, where the house does not know it by itself."""
    line = asked(page, item)
    if line.get_by_role("img", name="Done").count() == 0:
        line.locator("summary").click()
        line.get_by_role("textbox").fill(words)
        done = line.get_by_role("button", name="It is done", exact=True)
        press(line, "It is done" if done.count() else "Keep it")


PAPERS = {
    "Your Privacy and Safety": {},
    "Our Joint Participation Contract": {"participant_commits": "I tell you when I cannot come"},
    "My Emergency Plan": {"helps": "Walking, and not being asked"},
}


def test_papers_are_filled_in_and_signed_on_two_devices(year, person, axe):
    phone, dee = year.maya(person), year.staff(person, "Dee Palmer")
    phone.goto(year.at("/mine/papers"))
    axe(phone)
    for title, words in PAPERS.items():
        begin_paper(year, dee, title, axe)
        paper_is_filled_in(year, phone, dee, axe, **words)
        paper_is_signed(year, phone, dee, axe)
    phone.goto(year.at("/mine/card"))
    axe(phone)
    says(phone, "Walking, and not being asked")


def test_a_permission_is_given_with_all_it_must_say(year, person, axe):
    phone = year.maya(person)
    phone.goto(year.at("/mine/consents"))
    axe(phone)
    says(phone, "None given")
    press(phone, re.compile("Begin one ?: My Yes to Share$"))
    answer_needed(phone, what="The days when we met", to_whom="Dr. Osei", why="For my health care")
    follow(phone, "Read it through") if phone.get_by_role("link", name="Read it through").count() else press(
        phone, "Read it through"
    )
    says(phone, "To hold, a permission must also say:")
    follow(phone, "Change something")
    phone.locator("#i-expires_on input[type=date]").fill("2031-01-31")
    phone.locator("#i-expires_on input[type=date]").blur()
    is_kept(phone)
    press(phone, "Read it through")
    axe(phone)
    put_name(phone, "Maya Linden")
    phone.goto(year.at("/mine/consents"))
    axe(phone)
    holds = sheet(phone, "What holds now")
    says(holds, "Dr. Osei", "holds")


def begin_paper(year, page, title, axe=None):
    """A paper is begun at the desk."""
    page.goto(year.at("/people/{way}/papers"))
    if axe:
        axe(page)
    page.get_by_role("button", name=re.compile(rf": {title}$")).first.click()
    page.wait_for_url(re.compile("/papers/"))
    year.known["paper"] = re.search("/papers/([0-9a-f-]+)", page.url)[1]


def paper_is_filled_in(year, phone, dee, axe, **words):
    """Both answer what is asked of their hands, each on a device of their own."""
    for page in (dee, phone):
        page.goto(year.at("/papers/{paper}/filling"))
        answer_needed(page, **words)
    axe(phone)


def paper_is_signed(year, phone, dee, axe):
    """It is read and signed by whoever it asks for; the participant takes a copy."""
    for page, name in ((dee, "Dee Palmer"), (phone, "Maya Linden")):
        page.goto(year.at("/papers/{paper}/reading"))
        if page.locator("form#sign").count():
            put_name(page, name)
    phone.goto(year.at("/papers/{paper}"))
    axe(phone)
    says(phone, "It stays as it is")
    with phone.expect_download() as copy:
        press(phone, "My copy as a file (PDF)")
    assert copy.value.path().read_bytes().startswith(b"%PDF")


def test_a_stage_goes_on_with_something_open_and_a_reason(year, person, axe):
    dee = year.staff(person, "Dee Palmer", REFUSED)
    dee.goto(year.at("/people/{way}/way"))
    axe(dee)
    expect(asked(dee, "Release of liability").get_by_role("img", name="Open")).to_be_visible()
    press(dee, "Go on")
    says(dee, "Some things are still open. You can go on; please say why, so that everybody can read it.")
    axe(dee)
    fill(dee, "Why now", "We walk, we do not drive; the rest follows next week")
    press(dee, "Go on")
    says(dee, "Now: Making progress.")
    phone = year.maya(person)
    phone.goto(year.at("/mine/way"))
    axe(phone)
    says(
        phone,
        "We walk, we do not drive; the rest follows next week",
        re.compile("Still open then: .*Release of liability"),
    )


def test_goals_are_talked_over_after_two_months(year, person, axe):
    year.later(60)
    dee = year.staff(person, "Dee Palmer")
    axe(dee)
    dee.goto(year.at("/people/{way}/way"))
    follow(dee, "Talk about the goals")
    axe(dee)
    dee.locator("#goal-1").fill("The night class")
    dee.locator("#about-1").fill("She has looked at two of them")
    fill(dee, "What Maya Linden said", "I want the one by the river.")
    press(dee, "Keep the review")
    says(dee, "The review is kept.", "I want the one by the river.")
    axe(dee)
    phone = year.maya(person)
    phone.goto(year.at("/mine/way/reviews"))
    axe(phone)
    follow(phone, "Talk about the goals")
    axe(phone)
    phone.get_by_label("Your words stand beside it").fill("And I signed up for it.")
    press(phone, "Put it beside")
    says(phone, "And I signed up for it.")


def test_the_year_is_looked_at_and_both_agree_on_a_tier(year, person, axe):
    year.later(150)
    dee, phone = year.staff(person, "Dee Palmer"), year.maya(person)
    begin_paper(year, dee, "Participant Progress Survey")
    phone.goto(year.at("/papers/{paper}/filling"))
    axe(phone)
    phone.locator("#i-year textarea").fill("I live alone and I like it.")
    phone.locator("#i-year textarea").blur()
    for part in ("emotional_now", "emotional_then"):
        phone.locator(f"#i-{part} label").filter(has_text="4" if part.endswith("now") else "2").first.click()
    is_kept(phone)
    press(phone, "Look it over")
    axe(phone)
    press(phone, "It is complete")
    says(phone, "It stays as it is")
    assess(year, dee, axe)
    decide(year, dee, axe, tier="Tier 1: making progress", rhythm="Every two weeks", why="The class has just begun")
    agree(dee, "Dee Palmer")
    phone.goto(year.at("/mine/way"))
    axe(phone)
    says(phone, "Something waits for your word")
    follow(phone, "Read it")
    axe(phone)
    agree(phone, "Maya Linden")
    says(phone, re.compile("^Both agreed on "))


def assess(year, page, axe):
    """The assessment of the year is asked for and held."""
    page.goto(year.at("/people/{way}/way/reviews"))
    axe(page)
    choose(page, "What kind", "Assessment of the year")
    fill(page, "By", year.house.today().isoformat())
    press(page, "Put it on the calendar")
    says(page, "It is on the calendar.")
    follow(sheet(page, "To come"), "Assessment of the year")
    axe(page)
    fill(page, "What Maya Linden said", "It was a good year.")
    press(page, "Keep the review")
    says(page, "The review is kept.")


def decide(year, page, axe, *, tier, rhythm, why):
    """A tier is put to both, from the page of the assessment."""
    follow(page, "Put a tier to both")
    axe(page)
    choose(page, "Which tier", tier)
    page.get_by_role("group", name="What it rests on").locator("label").first.click()
    fill(page, "How you see it, as the supporter", "She decides, I listen")
    fill(page, "Why this tier", why)
    page.get_by_label("Time together from now on").select_option(label=rhythm)
    fill(page, "Looked at again on", (year.house.today() + datetime.timedelta(days=180)).isoformat())
    press(page, "Put it to both")
    axe(page)


def agree(page, name):
    """They agree by name."""
    choose(page, "How you see it", "I agree")
    fill(page, "Your name, when you agree", name)
    press(page, "This is my answer")
    says(page, re.compile("^Your answer stands beside "))


def test_how_to_go_on_is_agreed_by_both(year, person, axe):
    dee, phone = year.staff(person, "Dee Palmer"), year.maya(person)
    begin_paper(year, dee, "Our Ongoing Plan")
    paper_is_filled_in(year, phone, dee, axe, come_far="From one room to a class of my own")
    paper_is_signed(year, phone, dee, axe)
    says(phone, "From one room to a class of my own")


def test_a_second_look_leads_to_tier_two(year, person, axe):
    year.later(200)
    dee, phone = year.staff(person, "Dee Palmer"), year.maya(person)
    assess(year, dee, axe)
    decide(year, dee, axe, tier="Tier 2: maintaining position", rhythm="Once a month", why="The class goes well")
    agree(dee, "Dee Palmer")
    phone.goto(year.at("/mine/way"))
    follow(phone, "Read it")
    agree(phone, "Maya Linden")
    phone.goto(year.at("/mine/way"))
    axe(phone)
    says(phone, "Maintaining position", "Once a month")
    desk = year.staff(person, "Sam Kowalski")
    desk.goto(year.at("/path"))
    axe(desk)
    says(desk.get_by_role("listitem").filter(has_text="Maya Linden").first, re.compile("Tier 2"))


def test_the_way_ends_in_stages(year, person, axe):
    year.later(90)
    phone, dee = year.maya(person), year.staff(person, "Dee Palmer", r"status of 404")
    phone.goto(year.at("/mine/way/leaving"))
    axe(phone)
    press(phone, "Begin the last part")
    says(phone, "The last part has begun. There is no hurry.")
    dee.goto(year.at("/people/{way}/way/leaving"))
    axe(dee)
    dee.locator("#goal-1").fill("A class of my own")
    dee.locator("#met-1").select_option(label="Met")
    dee.locator("#from-1").fill(year.house.today().isoformat())
    dee.locator("#rhythm-1").select_option(label="Once a month")
    fill(dee, "Who and what carries on", "The river walkers on Sundays")
    fill(dee, "Words to take along", "You came, although you nearly did not.")
    press(dee, "Keep the plan")
    says(dee, "The plan is kept. Now both are asked whether it is right.")
    agree(dee, "Dee Palmer")
    phone.reload()
    axe(phone)
    agree(phone, "Maya Linden")
    follow(phone, "Say how it was, without your name")
    axe(phone)
    choose(phone, "How was it for you, being here?", "Very good")
    press(phone, "Send it without my name")
    says(phone, "Thank you. Nobody learns who said it.")
    follow(phone, "A code for coming back")
    press(phone, "Make the code")
    axe(phone)
    year.known["code"] = phone.locator(".code-letters").inner_text()
    phone.goto(year.at("/mine/way/keepsake"))
    axe(phone)
    says(phone, "The way Maya Linden came", "You came, although you nearly did not.")
    assert phone.request.get(year.at("/mine/way/keepsake.pdf")).body().startswith(b"%PDF")
    dee.goto(year.at("/people/{way}"))
    says(dee, "Maya Linden")
    phone.goto(year.at("/mine/way/leaving"))
    follow(phone, "The last step")
    axe(phone)
    press(phone, "End the way")
    press(phone.get_by_role("dialog"), "End the way")
    says(phone, "This way has ended. Your record stays yours.")
    axe(phone)
    for page in ("/people/{way}", "/people/{way}/way", "/people/{way}/papers", "/notes/{note}", "/papers/{paper}"):
        dee.goto(year.at(page))
        says(dee, "There is nothing here for you to see")
    dee.goto(year.at("/people"))
    hushes(dee, "Maya")
    for page in ("/mine/notes", "/notes/{note}", "/mine/papers", "/papers/{paper}", "/mine/card"):
        phone.goto(year.at(page))
        axe(phone)
    phone.goto(year.at("/notes/{note}"))
    says(phone, "I came, although I nearly did not.")


def test_she_comes_back_alone_and_then_with_her_code(year, person, axe):
    year.later(40)
    phone, desk = year.maya(person), year.staff(person, "Sam Kowalski", REFUSED)
    phone.goto(year.at("/mine/way"))
    follow(phone, "Come back")
    axe(phone)
    fill(phone, "What you want to say", "It is heavy again.")
    press(phone, "I want to come back")
    says(phone, "Good that you are here. Somebody will be in touch with you.")
    desk.goto(year.at("/path/returns"))
    axe(desk)
    follow(desk, re.compile("Maya Linden"), exact=False)
    axe(desk)
    says(desk, "It is heavy again.", "stay closed until they say yes")
    unfold(desk, "Not now")
    press(desk, "Tell them")
    fill(desk, "What they read", "Everybody is full until Monday. Please call then, or ask again.")
    press(desk, "Tell them")
    phone.goto(year.at("/mine/way"))
    axe(phone)
    says(phone, "Everybody is full until Monday. Please call then, or ask again.")
    outside = person("Nobody")
    outside.expect(REFUSED)
    door = outside.page
    door.goto(year.at("/come-back"))
    axe(door)
    fill(door, "Your code", "AAAA-BBBB-CCCC")
    fill(door, "How we reach you safely", "555 0142, after four")
    press(door, "I want to come back")
    axe(door)
    fill(door, "Your code", year.known["code"])
    press(door, "I want to come back")
    says(door, "Good that you are here")
    axe(door)
    desk.goto(year.at("/path/returns"))
    follow(desk, re.compile("Maya Linden"), exact=False)
    press(desk, "Begin a new way")
    year.known["new"] = re.search(r"/people/([0-9a-f-]+)", desk.url)[1]
    axe(desk)
    assert year.known["new"] != year.known["way"]


def test_the_old_notes_open_only_with_her_yes(year, person, axe):
    desk, phone = year.staff(person, "Sam Kowalski", r"status of 404"), year.maya(person)
    avery = year.staff(person, "Avery Moss", r"status of 404")
    desk.goto(year.at("/people/{new}/match"))
    axe(desk)
    press(desk, "Offer a match with Avery Moss")
    phone.goto(year.at("/mine/supporter"))
    axe(phone)
    press(phone, "Yes")
    avery.goto(year.at("/my-work"))
    press(sheet(avery, "Would you walk with Maya Linden?"), "Yes")
    says(avery, "Your yes is here.")
    avery.goto(year.at("/people/{new}/way"))
    axe(avery)
    for page in ("/people/{new}/way/before", "/notes/{note}"):
        avery.goto(year.at(page))
        says(avery, "There is nothing here for you to see")
    phone.goto(year.at("/mine/way"))
    axe(phone)
    phone.get_by_label("They may read the sealed notes").check()
    press(phone, "Keep it so")
    says(phone, "It is changed, from this second.")
    avery.goto(year.at("/people/{new}/way/before"))
    axe(avery)
    says(avery, "From an earlier way")
    avery.goto(year.at("/notes/{note}"))
    says(avery, "I came, although I nearly did not.")
    phone.get_by_label("They may read the sealed notes").uncheck()
    press(phone, "Keep it so")
    avery.reload()
    says(avery, "There is nothing here for you to see")


def test_everything_is_whole_in_the_end(year):
    assert year.house.cairn("verify").endswith("Everything is whole.\n")
