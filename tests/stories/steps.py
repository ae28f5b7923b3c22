"""What people do in a story, in their words."""

import re

from playwright.sync_api import expect

SAVED = re.compile("^saved$")


def sign_in(visitor, house, name, at=None):
    """They sign in with their name and secret, on this browser."""
    known = house.people()[name]
    page = visitor.page
    page.goto(f"{at or house.url}/sign-in")
    page.get_by_label("Your sign-in name or e-mail").fill(known["sign_in_name"])
    page.get_by_label("Your PIN or passphrase").fill(known["secret"])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile("/$"))
    return page


def sit_down(visitor, house, name, note, at=None):
    """They sign in and open the note where it is written; the page is live afterwards."""
    page = sign_in(visitor, house, name, at)
    page.goto(f"{at or house.url}/notes/{note}/writing")
    is_saved(page)
    return page


def part(page, title):
    """The field of a part of the note, by its heading."""
    return page.get_by_role("textbox", name=title, exact=True)


def write(page, title, words):
    """They type at the end of a part, letter by letter."""
    field = part(page, title)
    field.click()
    field.press("Control+End")
    field.press_sequentially(words)


def status(page):
    """The word that says where the words are."""
    return page.locator("[data-live-status]")


def is_saved(page, timeout=20_000):
    """The page says that everything is on the server's disk."""
    expect(status(page)).to_have_attribute("data-state", SAVED, timeout=timeout)


def reads(page, title, words, timeout=20_000):
    """The part says exactly this."""
    expect(part(page, title)).to_have_value(words, timeout=timeout)
