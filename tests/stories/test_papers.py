"""Papers in the browser: two devices fill in one, a tablet is passed, both sign, a permission is taken back."""

import re

from playwright.sync_api import expect

from tests.stories.steps import sign_in

LOST = (r"net::ERR_", r"Failed to load resource")


def button(page, name, **how):
    return page.get_by_role("button", name=name, **how)


def says(page, state):
    """The bar says where the words are."""
    expect(page.locator("[data-paper-status]")).to_have_attribute("data-state", state, timeout=20_000)


def fits(page, width=360):
    """Nothing hangs over the edge."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def begin(page, house, title):
    """A paper of one's own is begun; its address."""
    page.goto(f"{house.url}/mine/papers")
    button(page, re.compile(f"^Begin.*{title}")).click()
    page.wait_for_url(re.compile("/filling$"))
    return page.url


def fill_needed(page):
    """Every part that a name waits for gets an answer, as somebody gives it."""
    says(page, "saved")
    for name in page.locator(".ask-missing:visible").evaluate_all("parts => parts.map((part) => part.id)"):
        part = page.locator(f"#{name}")
        field = part.locator(
            "textarea, input[type=text], input[type=date], input[type=radio], input[type=checkbox]"
        ).first
        kind = field.get_attribute("type")
        if kind in ("radio", "checkbox"):
            field.check(force=True)
        else:
            field.fill("2035-12-31" if kind == "date" else "Rosa")
        page.keyboard.press("Tab")
        says(page, "saved")


def sign(page, name):
    """Their name is typed under what they read."""
    page.get_by_role("checkbox").last.check()
    page.get_by_label("Your name", exact=True).fill(name)
    button(page, "I sign it").click()


def test_two_fill_in_one_paper_and_both_sign(house, person, look, axe):
    avery, jordan = person("Avery", "desk"), person("Casey")
    phone, desk = sign_in(jordan, house, "Casey Thompson-Okonkwo"), sign_in(avery, house, "Avery Moss")
    phone.goto(f"{house.url}/mine/papers")
    axe(phone)
    fits(phone)
    look(phone, "papers-phone")
    url = begin(phone, house, "Our Peer Support Boundaries")
    axe(phone)
    fits(phone)
    desk.goto(url)
    axe(desk)

    phone.get_by_role("group", name=re.compile("^Hours")).get_by_label("The participant sets it").check(force=True)
    phone.get_by_label(re.compile("What we agree on: hours")).fill("Weekdays, nine to six.")
    says(phone, "saved")
    expect(desk.get_by_label(re.compile("What we agree on: hours"))).to_have_value(
        "Weekdays, nine to six.", timeout=20_000
    )

    same = re.compile("What we agree on: money")
    phone.get_by_label(same).focus()
    desk.get_by_label(same).focus()
    phone.get_by_label(same).press_sequentially("Each pays for their own coffee.")
    desk.get_by_label(same).press_sequentially("Avery pays for the coffee.")
    expect(phone.get_by_role("group", name=re.compile("^Two answers"))).to_be_visible(timeout=20_000)
    axe(phone)
    look(phone, "papers-both-phone")
    phone.get_by_role("button", name=re.compile("^This one.*Each pays")).click()
    expect(desk.get_by_text("Two of you wrote here")).to_have_count(0, timeout=20_000)

    fill_needed(phone)
    button(phone, "Read it through").click()
    phone.wait_for_url(re.compile("/reading$"))
    axe(phone)
    fits(phone)
    look(phone, "papers-reading-phone")
    sign(phone, "Casey Thompson-Okonkwo")
    expect(phone.get_by_text("Still to sign: peer supporter.")).to_be_visible()
    desk.goto(url.replace("/filling", "/reading"))
    axe(desk)
    sign(desk, "Avery Moss")
    expect(desk.get_by_text("It stays as it is").first).to_be_visible()
    axe(desk)
    phone.goto(url.replace("/filling", ""))
    axe(phone)
    fits(phone)
    look(phone, "papers-signed-phone", full_page=True)
    with phone.expect_download() as copy:
        button(phone, "My copy as a file (PDF)").click()
    assert copy.value.suggested_filename == "paper.pdf"
    phone.reload()
    expect(phone.locator(".copies")).to_contain_text("As a PDF file")


def test_words_outlast_a_cut_line_and_an_ended_sign_in(house, person, wire):
    jordan = person("Casey")
    jordan.expect(*LOST)
    phone = sign_in(jordan, house, "Casey Thompson-Okonkwo", wire.url)
    phone.goto(f"{wire.url}/mine/papers")
    button(phone, re.compile("^Begin.*My Emergency Plan")).click()
    phone.wait_for_url(re.compile("/filling$"))
    pets = phone.get_by_label(re.compile("My pets and plants"))
    wire.cut()
    pets.fill("A cat called Luna")
    says(phone, "unsaved")
    wire.mend()
    says(phone, "saved")
    house.scene("expire", "Casey")
    phone.get_by_label(re.compile("Other things at home")).fill("The mail")
    question = phone.get_by_role("dialog", name="Sign in again")
    expect(question).to_be_visible(timeout=20_000)
    says(phone, "unsaved")
    question.get_by_label("Your passphrase or PIN").fill(house.people()["Casey Thompson-Okonkwo"]["secret"])
    button(question, "Sign in").click()
    says(phone, "saved")
    phone.reload()
    expect(phone.get_by_label(re.compile("Other things at home"))).to_have_value("The mail")
    expect(phone.get_by_label(re.compile("My pets and plants"))).to_have_value("A cat called Luna")


def test_a_tablet_is_passed_across_the_table(house, person, axe):
    avery, secrets = person("Avery", "desk"), house.people()
    tablet = sign_in(avery, house, "Avery Moss")
    tablet.get_by_role("link", name="People").first.click()
    tablet.get_by_role("link", name="Casey Thompson-Okonkwo").first.click()
    tablet.get_by_role("link", name="Papers").click()
    axe(tablet)
    button(tablet, re.compile("^Begin.*My Emergency Plan")).click()
    expect(tablet.get_by_text("Only Casey Thompson-Okonkwo writes here.").first).to_be_visible()
    tablet.get_by_role("link", name="Hand the device to Casey Thompson-Okonkwo").click()
    axe(tablet)
    tablet.get_by_label("Casey Thompson-Okonkwo’s PIN or passphrase").fill(secrets["Casey Thompson-Okonkwo"]["secret"])
    button(tablet, "I am Casey Thompson-Okonkwo").click()
    expect(tablet.get_by_text("This device is yours for this paper.")).to_be_visible()
    axe(tablet)
    tablet.get_by_label(re.compile("What I am like when things go well")).fill("I sing.")
    says(tablet, "saved")
    tablet.get_by_role("link", name="Give it back").click()
    axe(tablet)
    tablet.get_by_label("The passphrase of whoever lent it").fill(secrets["Avery Moss"]["secret"])
    button(tablet, "It is mine again").click()
    expect(tablet.get_by_text("I sing.")).to_be_visible()


def test_a_permission_is_given_and_taken_back_at_once(house, person, axe, look):
    avery, jordan = person("Avery", "desk"), person("Casey")
    avery.expect(r"status of 422")  # what is refused, with its sentence
    phone = sign_in(jordan, house, "Casey Thompson-Okonkwo")
    phone.goto(f"{house.url}/mine/consents")
    expect(phone.get_by_text("None given", exact=True)).to_be_visible()
    axe(phone)
    fits(phone)
    button(phone, re.compile("^Begin one.*My Yes to Share$")).click()
    phone.wait_for_url(re.compile("/filling$"))
    phone.get_by_label(re.compile("^Who may get it")).fill("County Clinic")
    phone.get_by_label(re.compile("^The days when we met")).check(force=True)
    phone.get_by_label(re.compile("^For my health care")).check(force=True)
    fill_needed(phone)
    phone.locator("input[type=date]").first.fill("2035-12-31")
    says(phone, "saved")
    button(phone, "Read it through").click()
    sign(phone, "Casey Thompson-Okonkwo")
    phone.goto(f"{house.url}/mine/consents")
    expect(phone.get_by_text("holds", exact=True)).to_be_visible()

    desk = sign_in(avery, house, "Avery Moss")
    desk.get_by_role("link", name="People").first.click()
    desk.get_by_role("link", name="Casey Thompson-Okonkwo").first.click()
    way = desk.url
    desk.goto(f"{way}/consents")
    axe(desk)
    desk.goto(f"{way}/releases/new")
    axe(desk)
    write_down(desk)
    expect(desk.get_by_text("It stands in the record")).to_be_visible()

    phone.get_by_role("link", name=re.compile("^Look, or take it back")).click()
    axe(phone)
    fits(phone)
    look(phone, "consent-phone", full_page=True)
    button(phone, "I take it back").click()
    expect(phone.get_by_text("From this second it covers nothing")).to_be_visible()
    with phone.expect_download() as letter:
        phone.get_by_role("link", name=re.compile(r"^Letter \(PDF\)")).click()
    assert letter.value.suggested_filename == "letter.pdf"
    desk.goto(f"{way}/releases/new")
    write_down(desk)
    expect(desk.get_by_text("This permission was taken back.")).to_be_visible()
    axe(desk)


def write_down(desk):
    """Avery writes down that the days of meeting went to the clinic."""
    desk.get_by_label("The days when we met").check(force=True)
    desk.get_by_label("To whom").fill("County Clinic")
    desk.get_by_label("Why", exact=True).select_option(label="For my health care")
    desk.get_by_label("How it is shared").select_option(label="By mail")
    button(desk, "Write it down").click()


def test_a_paper_works_without_any_script(house, person, axe):
    jordan = person("Casey", java_script_enabled=False)
    phone = sign_in(jordan, house, "Casey Thompson-Okonkwo")
    begin(phone, house, "My Emergency Plan")
    phone.get_by_label(re.compile("What helps me")).fill("A walk by the river")
    button(phone, "Save", exact=True).last.click()
    expect(phone.get_by_text("Saved.")).to_be_visible()
    button(phone, re.compile("^One more row.*Whom to call")).click()
    phone.get_by_role("group", name="Row 1").last.get_by_label("Name").fill("Rosa")
    button(phone, "Read it through").click()
    expect(phone.get_by_text("still to come before anybody signs")).to_be_visible()
    expect(button(phone, "This is how I would like it")).to_have_count(0)
    phone.get_by_role("link", name="Change something").click()
    phone.get_by_label(re.compile("^The first signs")).fill("I sleep less")
    rows = phone.get_by_role("group", name=re.compile("^Whom to call"))
    rows.get_by_label("Name").first.fill("Rosa")
    button(phone, "Read it through").click()
    button(phone, "This is how I would like it").click()
    expect(phone.get_by_text("It stays as it is").first).to_be_visible()
    phone.get_by_role("link", name=re.compile("My emergency card")).click()
    expect(phone.get_by_text("A walk by the river")).to_be_visible()
