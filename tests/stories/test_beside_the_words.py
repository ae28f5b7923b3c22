"""What stands beside the words comes anew by itself, and nobody loses what they are in the middle of typing."""

import re

from playwright.sync_api import expect

from tests.stories.steps import is_saved, part, sign_in, sit_down, write

KEPT = """async () => {
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((done) => {
      indexedDB.open(name).onsuccess = (event) => done(event.target.result);
    });
    const has = database.objectStoreNames.contains("outbox");
    const rows = has && (await new Promise((done) => {
      database.transaction("outbox").objectStore("outbox").count().onsuccess = (event) => done(event.target.result);
    }));
    database.close();
    if (rows) return false;
  }
  return true;
}"""
# (wait_for_function does not wait for what it is promised, so the page itself asks until it is so.)
LOST = (r"net::ERR_", r"WebSocket connection", r"Failed to load resource")


def both(house, person, note):
    avery, jordan = person("Avery", "desk"), person("Jordan")
    return sit_down(avery, house, "Avery Moss", note), sit_down(jordan, house, "Jordan Rivera", note), jordan


def add_step(page, what):
    page.get_by_text("Add a step").click()
    page.get_by_label("What", exact=True).fill(what)
    page.get_by_role("button", name="Add it").click()


def test_marked_words_are_kept_with_whose_they_are(house, person, axe):
    note = house.scene("written")["note"]
    avery, jordan, _ = both(house, person, note)
    field = part(avery, "What we talked about")
    field.evaluate("area => { area.focus(); area.setSelectionRange(area.value.indexOf('I asked'), area.value.length) }")
    avery.get_by_role("button", name="Keep the marked words").click()
    expect(avery.get_by_label("What shall we call it?")).to_be_focused()
    avery.get_by_label("What shall we call it?").fill("Asking")
    axe(avery)
    avery.get_by_role("button", name="Keep it").click()
    for page in (avery, jordan):
        expect(page.locator("#unit-wins")).to_contain_text("Asking")
        expect(page.locator("#unit-wins .kept-participant")).to_have_text("“I asked about the deposit myself.”")


def test_what_somebody_is_typing_stays_while_the_rest_comes_anew(house, person):
    note = house.scene("draft")["note"]
    avery, jordan, _ = both(house, person, note)
    jordan.get_by_text("Add a step").click()
    jordan.get_by_label("What", exact=True).press_sequentially("Bring the pa")
    add_step(avery, "Look up the bus")
    expect(jordan.locator("#unit-steps")).to_contain_text("Look up the bus")
    expect(jordan.get_by_label("What", exact=True)).to_have_value("Bring the pa")
    expect(jordan.get_by_label("What", exact=True)).to_be_focused()
    jordan.keyboard.type("pers")
    jordan.keyboard.press("Enter")
    for page in (avery, jordan):
        expect(page.locator("#unit-steps")).to_contain_text("Bring the papers")
    expect(jordan.get_by_label("What", exact=True)).to_have_value("")


def test_a_small_form_says_when_it_could_not_go_and_keeps_its_words(house, person):
    note = house.scene("draft")["note"]
    jordan = person("Jordan")
    jordan.expect(*LOST)
    page = sit_down(jordan, house, "Jordan Rivera", note)
    house.kill()
    add_step(page, "Bring the papers")
    expect(page.locator("#step-form .field-error")).to_contain_text("There is no connection right now.")
    expect(page.get_by_label("What", exact=True)).to_have_value("Bring the papers")
    house.start()
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("#unit-steps")).to_contain_text("Bring the papers")


def test_a_small_form_asks_to_sign_in_again_over_the_page(house, person):
    note = house.scene("draft")["note"]
    jordan = person("Jordan")
    jordan.expect(*LOST)
    page = sit_down(jordan, house, "Jordan Rivera", note)
    house.scene("expire", "Jordan")
    add_step(page, "Bring the papers")
    page.get_by_label("Your passphrase or PIN").fill(house.people()["Jordan Rivera"]["secret"])
    page.get_by_role("button", name="Sign in").click()
    is_saved(page)
    expect(page.get_by_label("What", exact=True)).to_have_value("Bring the papers")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("#unit-steps")).to_contain_text("Bring the papers")


def test_the_last_letters_are_in_the_note_that_is_read_back(house, person):
    note = house.scene("draft")["note"]
    page = sit_down(person("Avery", "desk"), house, "Avery Moss", note)
    write(page, "What we talked about", "Every letter of this counts.")
    page.get_by_role("button", name="Read it through").click()
    page.wait_for_url(re.compile("/reading$"))
    expect(page.get_by_text("Every letter of this counts.")).to_be_visible()


def test_words_that_wait_on_a_device_are_found_when_the_note_is_closed(house, wire, person, axe):
    note = house.scene("written")["note"]
    jordan = person("Jordan")
    jordan.expect(*LOST)
    page = sign_in(jordan, house, "Jordan Rivera", wire.url)
    page.goto(f"{wire.url}/notes/{note}/writing")
    is_saved(page)
    wire.cut()
    write(page, "Wins and strengths", "From the stairwell.")
    expect(page.locator("[data-live-status]")).to_have_attribute("data-state", "device")
    page.close()
    house.scene("offer", note)
    wire.mend()
    page = jordan.context.new_page()
    page.goto(f"{wire.url}/notes/{note}/reading")
    expect(page.get_by_text("Words for this note wait on this device")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Send them").click()
    expect(page.get_by_text("came after the reading began").first).to_be_visible(timeout=30_000)
    page.evaluate(f"async () => {{ while (!(await ({KEPT})())) await new Promise((go) => setTimeout(go, 50)); }}")
    page.goto(f"{wire.url}/notes/{note}/reading")
    expect(page.get_by_text("“From the stairwell.”")).to_be_visible()
    expect(page.get_by_text("Words for this note wait on this device")).to_be_hidden()
