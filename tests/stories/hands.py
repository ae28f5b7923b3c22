"""What hands do on any page: press, choose, open what is folded; and an eye on every page that is come to."""

import re

from playwright.sync_api import expect

RUNS_OFF = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
FITTING = "As we said it"
# Saying no belongs to a story: the answer "422" is what a page with a sentence at its field comes with.
REFUSED = r"status of 422"


def press(page, name, **how):
    """The button of that name is pressed."""
    page.get_by_role("button", name=name, **{"exact": True, **how}).first.click()


def follow(page, name, **how):
    """The link of that name is followed."""
    page.get_by_role("link", name=name, **{"exact": True, **how}).first.click()


def choose(page, question, answer):
    """One of the cards below a question; or one of its boxes."""
    group = page.get_by_role("group", name=question, exact=True)
    label = group.locator("label").filter(has_text=answer).first
    if not label.locator("input").is_checked():
        label.click()


def fill(page, label, words):
    """The field of that name holds these words now, whether it has to be filled in or not."""
    field = page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*(\(if you like\))?\s*$"))
    field.and_(page.locator("input:not([type=checkbox]), textarea")).first.fill(words)


def unfold(page, words):
    """What was folded away is open."""
    page.locator("summary").filter(has_text=words).first.click()


def sheet(page, title):
    """The sheet with that heading."""
    return page.locator(".sheet").filter(has=page.get_by_role("heading", name=title, exact=True)).first


def says(page, *words):
    """Every one of these can be read on the page."""
    for each in words:
        expect(page.get_by_text(each).first).to_be_visible()


def hushes(page, *words):
    """None of these stands anywhere in the page."""
    text = page.content()
    assert [each for each in words if each in text] == [], page.url


def is_kept(page):
    """The paper says that every answer is on the server's disk."""
    expect(page.locator("[data-paper-status]")).to_have_attribute("data-state", re.compile("^saved$"), timeout=20_000)


def answer_needed(page, **words):
    """Every part that is needed and open to these hands is answered; ``words``: {item: answer}, else what fits."""
    open_parts = page.locator(".asks > .ask-missing:not([data-off]):not(:has(.ask-hands))")
    for item in open_parts.evaluate_all("parts => parts.map((part) => part.dataset.item)"):
        answer(page.locator(f"#i-{item}"), words.get(item, FITTING))
    is_kept(page)


def answer(item, words):
    """One part of a paper is answered, by its kind."""
    kind = item.get_attribute("data-type")
    if kind in ("choice", "choices", "yesno", "scale"):
        item.locator("label:has(input)").filter(has_text=words if words != FITTING else "").first.click()
        return
    for field in item.locator("input.input:visible, textarea:visible, select:visible").all():
        tag = field.evaluate("field => field.tagName + ':' + field.type")
        if tag.startswith("SELECT"):
            field.select_option(index=1)
        elif tag == "INPUT:date":
            field.fill(words if re.fullmatch(r"\d{4}-\d\d-\d\d", words) else "2030-01-01")
        else:
            field.fill("1" if field.get_attribute("inputmode") == "decimal" else words)
        field.blur()


def put_name(page, name):
    """Somebody signs what they read: says that they mean it, and types their name."""
    form = page.locator("form#sign")
    if form.get_by_label("Your name", exact=True).count():
        form.locator("label.check").click()
        form.get_by_label("Your name", exact=True).fill(name)
        form.get_by_role("button", name="I sign it").click()
    else:
        form.get_by_role("button").last.click()
    page.wait_for_load_state()
