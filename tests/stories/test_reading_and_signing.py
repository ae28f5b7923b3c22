"""Read back, seen differently, signed by both, sealed, amended; on two devices, on one, and without any script."""

import re

from playwright.sync_api import expect

from tests.stories.steps import is_saved, part, reads, sign_in, sit_down, write

LOST = (r"net::ERR_", r"WebSocket connection", r"Failed to load resource")


def button(page, name, **how):
    return page.get_by_role("button", name=name, **how)


def answer(page, title, choice):
    """The participant answers a part."""
    form = page.get_by_role("form", name=f"What you say to “{title}”")
    button(form, choice).click()
    return form


def test_the_whole_way_of_one_note(house, person, look, axe):
    """The issue's own story: they write, the server dies and comes back, they read back, differ, sign; it is sealed."""
    avery, jordan = person("Avery", "desk"), person("Jordan")
    for visitor in (avery, jordan):
        visitor.expect(*LOST)
    desk = sign_in(avery, house, "Avery Moss")
    axe(desk)
    look(desk, "today")
    desk.get_by_role("link", name="People").first.click()
    axe(desk)
    desk.get_by_role("link", name="Jordan Rivera").first.click()
    axe(desk)
    look(desk, "timeline")
    button(desk, "Begin a session now").click()
    axe(desk)
    look(desk, "session")
    button(desk, "Open the note").click()
    desk.wait_for_url(re.compile("/writing$"))
    is_saved(desk)
    note = desk.url.split("/")[-2]

    phone = sign_in(jordan, house, "Jordan Rivera")
    axe(phone)
    look(phone, "today-phone")
    phone.get_by_role("link", name=re.compile("Write together")).first.click()
    phone.wait_for_url(re.compile(f"{note}/writing$"))
    is_saved(phone)
    write(desk, "What we talked about", "We went through the lease. ")
    write(phone, "What we talked about", "I asked about the deposit.")
    is_saved(phone)
    house.kill()
    write(phone, "Wins and strengths", "I made the call.")
    house.start()
    is_saved(phone, timeout=40_000)
    is_saved(desk, timeout=40_000)
    reads(desk, "Wins and strengths", "I made the call.")

    button(desk, "Read it through").first.click()
    desk.wait_for_url(re.compile("/reading$"))
    phone.get_by_role("link", name="Read it through").first.click()
    phone.wait_for_url(re.compile("/reading$"))
    axe(phone)
    look(phone, "reading-phone")
    answer(phone, "Wins and strengths", "Right")
    form = phone.get_by_role("form", name="What you say to “What we talked about”")
    form.get_by_text("I see it differently").click()
    form.get_by_label("How I see it, in my own words").fill("It was me who found the clause.")
    button(form, "Keep my words beside it").click()
    expect(desk.get_by_text("It was me who found the clause.")).to_be_visible(timeout=15_000)
    desk.reload()
    axe(desk)
    look(desk, "reading")
    desk.get_by_label("Your name", exact=True).fill("Avery Moss")
    button(desk, "I sign it").click()
    expect(desk.get_by_text("waits for Jordan Rivera").first).to_be_visible()
    phone.reload()
    phone.get_by_text("I sign it").first.click()
    phone.get_by_label("Your name, if you sign").fill("Jordan Rivera")
    button(phone, "That is my word").click()
    expect(phone.get_by_text(re.compile("sealed", re.IGNORECASE)).first).to_be_visible()
    axe(phone)
    look(phone, "sealed-phone")

    for page, at in ((desk, "desk"), (phone, "phone")):
        page.goto(f"{house.url}/notes/{note}")
        for words in ("We went through the lease.", "I asked about the deposit.", "It was me who found the clause."):
            expect(page.get_by_text(words).first).to_be_visible()
        axe(page)
        look(page, f"note-{at}", full_page=True)
    phone.goto(f"{house.url}/mine/notes")
    assert phone.locator(f"a[href*='{note}']").count() >= 1
    axe(phone)
    phone.goto(f"{house.url}/mine/history")
    expect(phone.get_by_text("Avery Moss").first).to_be_visible()
    axe(phone)
    look(phone, "history-phone")
    assert house.scene("said", note)["sealed"] is True
    assert house.cairn("verify").endswith("Everything is whole.\n")


def test_one_device_passed_across_the_table(house, person, look, axe):
    note = house.scene("draft")["note"]
    avery = person("Avery")
    page = sit_down(avery, house, "Avery Moss", note)
    write(page, "Wins and strengths", "Jordan came early. ")
    is_saved(page)
    page.goto(f"{house.url}/notes/{note}/handover")
    axe(page)
    look(page, "handover-phone")
    people = house.people()
    page.get_by_label("Jordan Rivera’s PIN or passphrase").fill("000000")
    button(page, "I am Jordan Rivera").click()
    expect(page.get_by_text("not the PIN")).to_be_visible()
    page.get_by_label("Jordan Rivera’s PIN or passphrase").fill(people["Jordan Rivera"]["secret"])
    button(page, "I am Jordan Rivera").click()
    page.wait_for_url(re.compile("/writing$"))
    is_saved(page)
    write(page, "In Jordan Rivera’s own words", "I wanted to be here.")
    is_saved(page)
    axe(page)
    avery.expect(r"404", r"422")
    page.goto(house.url)
    page.wait_for_url(re.compile(f"{note}/writing$"))
    for elsewhere in ("/people", "/mine/notes", "/mine/account", "/mine/history"):
        page.goto(house.url + elsewhere)
        expect(page.get_by_text("There is nothing here")).to_be_visible()
    page.goto(f"{house.url}/notes/{note}/return")
    axe(page)
    page.get_by_label("Avery Moss’s passphrase").fill(people["Avery Moss"]["secret"])
    button(page, "I am Avery Moss").click()
    page.wait_for_url(re.compile("/writing$"))
    is_saved(page)
    assert part(page, "In Jordan Rivera’s own words").get_attribute("readonly") is not None
    said = house.scene("said", note)["said"]
    assert said["own"] == [["Jordan", "I wanted to be here."]]
    assert said["wins"] == [["Avery", "Jordan came early. "]]


def test_words_that_come_after_the_seal_are_offered_as_an_amendment(house, wire, person, axe):
    note = house.scene("written")["note"]
    jordan = person("Jordan")
    jordan.expect(*LOST)
    page = sit_down(jordan, house, "Jordan Rivera", note, at=wire.url)
    wire.cut()
    write(page, "Wins and strengths", "Written in the stairwell.")
    expect(page.locator("[data-live-status]")).to_have_attribute("data-state", "device")
    house.scene("offer", note)
    house.scene("sign", note, "Avery")
    house.scene("sign", note, "Jordan")
    assert house.scene("said", note)["sealed"] is True
    wire.mend()
    expect(page.get_by_text(re.compile("came after the reading began|is sealed")).first).to_be_visible(timeout=40_000)
    assert house.scene("said", note)["said"]["wins"] == []
    page.goto(f"{house.url}/notes/{note}/amendments")
    axe(page)
    expect(page.get_by_label("Your words")).to_have_value("Written in the stairwell.")
    button(page, "Add these words").click()
    expect(page.get_by_text("Written in the stairwell.").first).to_be_visible()
    axe(page)
    assert house.cairn("verify").endswith("Everything is whole.\n")


def test_a_change_voids_the_names_and_says_so(house, person, axe):
    note = house.scene("written")["note"]
    house.scene("offer", note)
    house.scene("sign", note, "Avery")
    jordan = person("Jordan")
    page = sign_in(jordan, house, "Jordan Rivera")
    page.goto(f"{house.url}/notes/{note}/reading")
    answer(page, "What we talked about", "Change it")
    page.get_by_role("link", name="Open it again").first.click()
    axe(page)
    expect(page.get_by_text("Avery Moss").first).to_be_visible()
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile("/writing$"))
    is_saved(page)
    assert house.scene("said", note)["stage"] == "draft"


def test_everything_works_without_a_script(house, person, axe):
    note = house.scene("draft")["note"]
    people = house.people()
    avery, jordan = person("Avery", "desk", java_script_enabled=False), person("Jordan", java_script_enabled=False)
    desk, phone = sign_in(avery, house, "Avery Moss"), sign_in(jordan, house, "Jordan Rivera")
    for page in (desk, phone):
        page.goto(f"{house.url}/notes/{note}/writing")
    for page, words in ((desk, "From the desk."), (phone, "From the phone.")):
        field = part(page, "What we talked about")
        field.fill(words)
        field.locator("xpath=ancestor::form").get_by_role("button", name="Save this part").click()
    expect(part(phone, "What we talked about")).to_have_value(re.compile("From the desk"))
    expect(part(phone, "What we talked about")).to_have_value(re.compile("From the phone"))
    button(desk, "Read it through").first.click()
    desk.get_by_label("Your name", exact=True).fill("Avery Moss")
    button(desk, "I sign it").click()
    phone.goto(f"{house.url}/notes/{note}/reading")
    phone.get_by_text("I read it and agree").first.click()
    button(phone, "That is my word").click()
    assert house.scene("said", note)["sealed"] is True
    assert people["Jordan Rivera"]["role"] == "participant"


def test_a_participant_comes_in_with_a_code_and_leaves_fast(house, person, look, axe):
    avery, new = person("Avery", "desk"), person("Jordan")
    desk = sign_in(avery, house, "Avery Moss")
    desk.goto(f"{house.url}/people")
    desk.get_by_role("link", name="Casey Thompson-Okonkwo").first.click()
    desk.get_by_role("link", name=re.compile("code", re.IGNORECASE)).first.click()
    button(desk, re.compile("code", re.IGNORECASE)).first.click()
    axe(desk)
    look(desk, "code")
    code = desk.locator(".code-letters").get_attribute("aria-label").replace(" ", "")
    page = new.page
    page.goto(f"{house.url}/join")
    axe(page)
    page.get_by_label("The code").fill(code.lower())
    button(page, "Go on").click()
    axe(page)
    page.get_by_label("A name to sign in with").fill("casey two stones")
    page.get_by_label("Your PIN or passphrase").fill("739154")
    page.get_by_label("The same once more").fill("739154")
    button(page, "Come in").click()
    page.wait_for_url(re.compile("/$"))
    expect(page.get_by_role("img", name="Casey Thompson-Okonkwo").first).to_be_visible()
    axe(page)
    new.page.route("https://www.weather.gov/**", lambda route: route.fulfill(body="weather", content_type="text/html"))
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url("https://www.weather.gov/")
    page.goto(f"{house.url}/mine/notes")
    page.wait_for_url(re.compile("/sign-in"))
