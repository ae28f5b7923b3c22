"""Two people write one note on two devices, through whatever happens to the network and the server."""

import random
import re
import threading
import time

from playwright.sync_api import expect

from tests.stories.steps import is_saved, part, reads, sign_in, sit_down, status, write

LOST = (r"net::ERR_", r"WebSocket connection", r"Failed to load resource", r"ERR_CONNECTION")


def both(house, person, note, **at):
    """Avery at a desk, Jordan at a phone, both with the note open."""
    avery, jordan = person("Avery", "desk"), person("Jordan")
    return (
        avery,
        jordan,
        sit_down(avery, house, "Avery Moss", note, **at),
        sit_down(jordan, house, "Jordan Rivera", note, **at),
    )


def test_what_one_writes_the_other_reads_and_each_word_keeps_its_author(house, person, look, axe):
    note = house.scene("draft")["note"]
    _, _, avery, jordan = both(house, person, note)
    expect(avery.get_by_text("Jordan", exact=False).first).to_be_visible()
    write(avery, "Wins and strengths", "Jordan made the call. ")
    reads(jordan, "Wins and strengths", "Jordan made the call. ")
    write(jordan, "Wins and strengths", "I used the breathing thing. ")
    reads(avery, "Wins and strengths", "Jordan made the call. I used the breathing thing. ")
    write(jordan, "In Jordan Rivera’s own words", "Last spring I would have hung up.")
    reads(avery, "In Jordan Rivera’s own words", "Last spring I would have hung up.")
    is_saved(avery)
    is_saved(jordan)
    axe(avery)
    axe(jordan)
    look(avery, "writing", full_page=False)
    look(jordan, "writing-phone", full_page=False)
    assert house.scene("said", note)["said"]["wins"] == [
        ["Avery", "Jordan made the call. "],
        ["Jordan", "I used the breathing thing. "],
    ]


def test_both_type_at_once_in_one_part(house, person):
    note = house.scene("draft")["note"]
    _, _, avery, jordan = both(house, person, note)
    write(avery, "What we talked about", "\n")
    reads(jordan, "What we talked about", "\n")
    mine, yours = part(avery, "What we talked about"), part(jordan, "What we talked about")
    mine.press("Control+Home")
    yours.press("Control+End")
    for letter in "abcdefghijklmnopqrst":
        mine.press_sequentially(letter)
        yours.press_sequentially(letter.upper())
    wanted = "abcdefghijklmnopqrst\nABCDEFGHIJKLMNOPQRST"
    reads(avery, "What we talked about", wanted)
    reads(jordan, "What we talked about", wanted)


def test_own_words_are_refused_to_the_supporter_in_the_page_and_on_the_wire(house, person):
    note = house.scene("draft")["note"]
    _, _, avery, jordan = both(house, person, note)
    own = part(avery, "In Jordan Rivera’s own words")
    assert own.get_attribute("readonly") is not None
    own.evaluate(
        "field => { field.readOnly = false; field.value = 'put in by force'; field.dispatchEvent(new Event('input')) }"
    )
    said = avery.evaluate(PUSH, {"note": note, "section": 3})
    assert said == {"kind": 132, "code": "section"}
    write(jordan, "In Jordan Rivera’s own words", "Mine.")
    is_saved(jordan)
    reads(jordan, "In Jordan Rivera’s own words", "Mine.")
    assert house.scene("said", note)["said"]["own"] == [["Jordan", "Mine."]]


# A bare socket with Avery's own ticket pushes one letter ("x", author id 7) into a section, past the page's script.
PUSH = """
async ({ note, section }) => {
  const token = document.querySelector("[data-live] input[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(`/notes/${note}/ticket`, { method: "POST", headers: { "X-CSRFToken": token, Accept: "application/json" } });
  const { ticket } = await answer.json();
  const socket = new WebSocket(location.origin.replace("http", "ws") + `/live/${note}`);
  socket.binaryType = "arraybuffer";
  return new Promise((resolve) => {
    socket.onopen = () => socket.send(JSON.stringify({ t: "hello", ticket, sv: {} }));
    socket.onmessage = ({ data }) => {
      if (typeof data === "string") {
        if (JSON.parse(data).t === "ready") socket.send(new Uint8Array([1, 9, section, 1, 1, 7, 0, 4, 1, 1, 116, 1, 120, 0]));
        return;
      }
      const bytes = new Uint8Array(data);
      if (bytes[0] === 132 || bytes[0] === 130) {
        resolve({ kind: bytes[0], code: new TextDecoder().decode(bytes.subarray(2)) });
        socket.close();
      }
    };
  });
}
"""


def test_a_cut_network_loses_nothing_and_both_merge(house, wire, person):
    note = house.scene("draft")["note"]
    avery, jordan = person("Avery", "desk"), person("Jordan")
    jordan.expect(*LOST)
    one, two = sit_down(avery, house, "Avery Moss", note), sit_down(jordan, house, "Jordan Rivera", note, at=wire.url)
    write(one, "What was hard, and what helped", "Before. ")
    reads(two, "What was hard, and what helped", "Before. ")
    wire.cut()
    write(two, "What was hard, and what helped", "From the stairwell. ")
    expect(status(two)).to_have_attribute("data-state", "device")
    write(one, "Wins and strengths", "Meanwhile. ")
    is_saved(one)
    wire.mend()
    is_saved(two, timeout=40_000)
    reads(one, "What was hard, and what helped", "Before. From the stairwell. ")
    reads(two, "Wins and strengths", "Meanwhile. ")


def test_a_silent_network_is_noticed(house, wire, person):
    note = house.scene("draft")["note"]
    jordan = person("Jordan")
    jordan.expect(*LOST)
    page = sit_down(jordan, house, "Jordan Rivera", note, at=wire.url)
    wire.silence()
    write(page, "Wins and strengths", "Nobody hears this yet.")
    expect(status(page)).to_have_attribute("data-state", "device", timeout=30_000)
    wire.mend()
    is_saved(page, timeout=60_000)
    assert house.scene("said", note)["said"]["wins"] == [["Jordan", "Nobody hears this yet."]]


def test_a_closed_tab_and_a_dead_server_lose_nothing(house, person):
    note = house.scene("draft")["note"]
    jordan = person("Jordan")
    jordan.expect(*LOST)
    page = sit_down(jordan, house, "Jordan Rivera", note)
    house.kill()
    write(page, "Wins and strengths", "Typed into the dark.")
    expect(status(page)).to_have_attribute("data-state", "device")
    address = page.url
    page.close()
    house.start()
    again = jordan.context.new_page()
    again.goto(address)
    is_saved(again, timeout=40_000)
    reads(again, "Wins and strengths", "Typed into the dark.")
    assert house.scene("said", note)["said"]["wins"] == [["Jordan", "Typed into the dark."]]


def test_the_server_is_killed_in_mid_typing_many_times(house, person, request):
    """SIGKILL at random moments: every word is there in the end, on both sides, in order, under its author's name."""
    rounds = 4 if request.config.getoption("--short") else 8
    note = house.scene("draft")["note"]
    avery, jordan, one, two = both(house, person, note)
    for visitor in (avery, jordan):
        visitor.expect(*LOST)
    chance = random.Random(20261121)  # the same moments every time
    written = {"Wins and strengths": [], "What was hard, and what helped": []}
    for turn in range(rounds):
        killer = threading.Timer(chance.uniform(0.05, 0.9), house.kill)
        killer.start()
        for n in range(6):
            for page, title, name in ((one, "Wins and strengths", "a"), (two, "What was hard, and what helped", "j")):
                word = f"{name}{turn}.{n} "
                write(page, title, word)
                written[title].append(word)
        killer.join()
        house.start()
    for page in (one, two):
        is_saved(page, timeout=60_000)
    for title, words in written.items():
        reads(one, title, "".join(words))
        reads(two, title, "".join(words))
    said = house.scene("said", note)["said"]
    assert said["wins"] == [["Avery", "".join(written["Wins and strengths"])]]
    assert said["hard"] == [["Jordan", "".join(written["What was hard, and what helped"])]]
    assert house.cairn("verify").endswith("Everything is whole.\n")


def test_an_expired_sign_in_asks_over_the_page_and_goes_on(house, person, look, axe):
    note = house.scene("draft")["note"]
    avery = person("Avery", "desk")
    avery.expect(r"401", *LOST)
    page = sit_down(avery, house, "Avery Moss", note)
    write(page, "Wins and strengths", "Before the pause. ")
    is_saved(page)
    assert house.scene("expire", "Avery")["ended"] == 1
    house.kill()  # every socket is gone, as after a long pause; the sign-in has ended meanwhile
    write(page, "Wins and strengths", "Typed while it had ended. ")
    house.start()
    dialog = page.get_by_role("dialog", name="Sign in again")
    expect(dialog).to_be_visible(timeout=30_000)
    axe(page)
    look(page, "again")
    dialog.get_by_label("Your passphrase or PIN").fill("not this one")
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Nothing is lost")
    dialog.get_by_label("Your passphrase or PIN").fill(house.people()["Avery Moss"]["secret"])
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog).to_be_hidden()
    is_saved(page, timeout=30_000)
    assert house.scene("said", note)["said"]["wins"] == [["Avery", "Before the pause. Typed while it had ended. "]]


def test_signing_out_wipes_the_device(house, person):
    note = house.scene("draft")["note"]
    jordan = person("Jordan")
    page = sit_down(jordan, house, "Jordan Rivera", note)
    write(page, "Wins and strengths", "Only for us.")
    is_saved(page)
    assert page.evaluate("async () => (await indexedDB.databases()).length") >= 1
    page.goto(house.url)
    page.locator("details.menu > summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(re.compile("/(sign-in)?$"))
    left = page.evaluate(
        "async () => [(await indexedDB.databases()).length, localStorage.length, sessionStorage.length]"
    )
    assert left == [0, 0, 0]


def test_the_device_copy_holds_no_word_in_the_clear(house, person):
    note = house.scene("draft")["note"]
    jordan = person("Jordan")
    page = sit_down(jordan, house, "Jordan Rivera", note)
    house.kill()
    jordan.expect(*LOST)
    write(page, "Wins and strengths", "Unverwechselbar")
    expect(status(page)).to_have_attribute("data-state", "device")
    held = page.evaluate(DUMP)
    assert held["rows"] > 0
    assert "Unverwechselbar" not in held["text"]
    assert "Jordan" not in held["text"]


DUMP = """
async () => {
  const out = { rows: 0, text: "" };
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((y, n) => { const r = indexedDB.open(name); r.onsuccess = () => y(r.result); r.onerror = () => n(r.error); });
    out.text += name;
    for (const store of db.objectStoreNames) {
      const all = await new Promise((y) => { const r = db.transaction(store).objectStore(store).getAll(); r.onsuccess = () => y(r.result); });
      out.rows += all.length;
      const flat = (v) => v instanceof ArrayBuffer ? new TextDecoder("latin1").decode(v)
        : ArrayBuffer.isView(v) ? new TextDecoder("latin1").decode(v) : v && typeof v === "object" ? Object.values(v).map(flat).join(" ") : String(v);
      out.text += all.map(flat).join(" ");
    }
    db.close();
  }
  return out;
}
"""


def test_somebody_who_leaves_the_team_is_thrown_out_within_a_second(house, person):
    note = house.scene("draft")["note"]
    avery, sam = person("Avery", "desk"), person("Sam", "desk")
    avery.expect(r"404", *LOST)
    page = sit_down(avery, house, "Avery Moss", note)
    write(page, "Wins and strengths", "Still here. ")
    is_saved(page)
    desk = sign_in(sam, house, "Sam Kowalski")
    desk.goto(f"{house.url}/people")
    desk.get_by_role("link", name="Jordan Rivera").first.click()
    desk.get_by_role("link", name="Team").first.click()
    row = desk.get_by_role("listitem").filter(has_text="Avery Moss")
    row.get_by_role("button").first.click()
    begun = time.monotonic()
    desk.get_by_role("dialog").get_by_role("button").last.click()
    expect(page.get_by_text("no longer shared with you").first).to_be_visible(timeout=5000)
    assert time.monotonic() - begun < 5
    page.goto(f"{house.url}/notes/{note}")
    expect(page.get_by_text("There is nothing here")).to_be_visible()
